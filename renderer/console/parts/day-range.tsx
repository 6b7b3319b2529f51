import type { ReactElement } from 'react';
import { useFormat } from '#renderer/i18n/use-format.ts';
import { useSay } from '#renderer/i18n/use-say.ts';
import { dayMs } from './days.ts';
import './day-range.css';

interface DayRangeProps {
  readonly from: string | null;
  readonly to: string | null;
}

/** From when to when, as far as it is known. */
export function DayRange({ from, to }: DayRangeProps): ReactElement {
  const format = useFormat();
  const say = useSay();
  if (from !== null && to !== null) {
    return <span className="console-days">{format.dateRange(dayMs(from), dayMs(to))}</span>;
  }
  if (from !== null) return <>{say('console.days.from', { day: format.date(dayMs(from)) })}</>;
  return (
    <>{to === null ? say('console.days.none') : say('console.days.to', { day: format.date(dayMs(to)) })}</>
  );
}
