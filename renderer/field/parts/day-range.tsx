import type { ReactElement } from 'react';
import { useFormat, useTranslate } from '#renderer/i18n';
import { localNoonMs } from '#renderer/records/local-days.ts';
import './parts.css';

interface DayRangeProps {
  /** `2026-11-24`, or null while not known. */
  readonly from: string | null;
  readonly to: string | null;
}

/** First and last day of a period, as short as the language allows. */
export function DayRange({ from, to }: DayRangeProps): ReactElement {
  const translate = useTranslate();
  const format = useFormat();
  if (from !== null && to !== null) {
    return <span className="fb-numbers">{format.dateRange(localNoonMs(from), localNoonMs(to))}</span>;
  }
  if (from !== null) return <>{translate('mission.days.open', { from: format.date(localNoonMs(from)) })}</>;
  if (to !== null) return <>{translate('mission.days.until', { to: format.date(localNoonMs(to)) })}</>;
  return <span className="field-faint">{translate('mission.days.none')}</span>;
}
