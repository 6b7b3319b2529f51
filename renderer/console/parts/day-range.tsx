import type { ReactElement } from 'react';
import { useFormat, useTranslate } from '#renderer/i18n';
import { localNoonMs } from './local-noon.ts';
import './day-range.css';

interface DayRangeTextProps {
  readonly from: string | null;
  readonly to: string | null;
}

/** First and last day of a period, as far as they are known. */
export function DayRangeText({ from, to }: DayRangeTextProps): ReactElement {
  const format = useFormat();
  const translate = useTranslate();
  if (from !== null && to !== null) {
    return <span className="console-days">{format.dateRange(localNoonMs(from), localNoonMs(to))}</span>;
  }
  if (from !== null) return <>{translate('console.days.from', { day: format.date(localNoonMs(from)) })}</>;
  return (
    <>
      {to === null
        ? translate('console.days.none')
        : translate('console.days.to', { day: format.date(localNoonMs(to)) })}
    </>
  );
}
