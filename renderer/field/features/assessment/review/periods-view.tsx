import type { ReactElement } from 'react';
import type { Periods } from '#domain/assessment/read-state-comments.ts';
import { type Period, periods } from '#domain/assessment/review.ts';
import { dayMs, daysUntil } from '#renderer/field/parts/days.ts';
import type { MessageKey } from '#renderer/i18n/message.ts';
import { useFormat } from '#renderer/i18n/use-format.ts';
import { useSay } from '#renderer/i18n/use-say.ts';
import { useNowMs } from '#renderer/ui/clock.tsx';
import { Facts } from '#renderer/ui/facts.tsx';
import { Section } from '#renderer/ui/section.tsx';

const words: { readonly [P in Period]: MessageKey } = {
  'shared-on': 'life.period.sharedOn',
  'comments-until': 'life.period.commentsUntil',
  'final-on': 'life.period.finalOn',
  'progress-note-due': 'life.period.progressNote',
  'follow-up-from': 'life.period.followUp',
};

/** For these days one waits: how many are left is of interest. */
const awaited: ReadonlySet<Period> = new Set(['comments-until', 'progress-note-due', 'follow-up-from']);

/** The days that headquarters has set, with how many are left. Nothing while there are none. */
export function PeriodsView({ days }: { readonly days: Periods }): ReactElement | null {
  const say = useSay();
  const format = useFormat();
  const nowMs = useNowMs();
  const set = periods.flatMap((period) => {
    const day = days[period];
    return day === null ? [] : [{ period, day }];
  });
  if (set.length === 0) return null;
  const sayDay = (text: string): string => {
    const [day, left] = [format.date(dayMs(text)), daysUntil(text, nowMs)];
    return left < 0
      ? say('life.periods.past', { day, past: -left })
      : say('life.periods.left', { day, left });
  };
  return (
    <Section title={say('life.periods.title')}>
      <Facts
        facts={set.map(({ period, day }) => ({
          term: say(words[period]),
          value: awaited.has(period) ? sayDay(day) : format.date(dayMs(day)),
        }))}
      />
    </Section>
  );
}
