import type { ReactElement } from 'react';
import { useFormat } from '#renderer/i18n/use-format.ts';
import { useSay } from '#renderer/i18n/use-say.ts';
import { dayMs } from './days.ts';
import './parts.css';

interface DayRangeProps {
  /** `2026-11-24`, or null while not known. */
  readonly from: string | null;
  readonly to: string | null;
}

/** From when to when something lasts, as short as the language allows. */
export function DayRange({ from, to }: DayRangeProps): ReactElement {
  const say = useSay();
  const format = useFormat();
  if (from !== null && to !== null) {
    return <span className="fb-numbers">{format.dateRange(dayMs(from), dayMs(to))}</span>;
  }
  if (from !== null) return <>{say('mission.days.open', { from: format.date(dayMs(from)) })}</>;
  if (to !== null) return <>{say('mission.days.until', { to: format.date(dayMs(to)) })}</>;
  return <span className="field-faint">{say('mission.days.none')}</span>;
}
