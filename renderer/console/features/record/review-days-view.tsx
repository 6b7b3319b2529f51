import type { ReactElement } from 'react';
import { readPeriods } from '#domain/assessment/read-state-comments.ts';
import { type Period, periods } from '#domain/assessment/review.ts';
import type { Document } from '#domain/document/document.ts';
import { dayMs } from '#renderer/console/parts/days.ts';
import { useFormat } from '#renderer/i18n/use-format.ts';
import type { MessageKey } from '#renderer/i18n/message.ts';
import { useSay } from '#renderer/i18n/use-say.ts';
import { Facts } from '#renderer/ui/facts.tsx';
import { Section } from '#renderer/ui/section.tsx';

const words: { readonly [period in Period]: MessageKey } = {
  'shared-on': 'desk.day.sharedOn',
  'comments-until': 'desk.day.commentsUntil',
  'final-on': 'desk.day.finalOn',
  'progress-note-due': 'desk.day.progressNoteDue',
  'follow-up-from': 'desk.day.followUpFrom',
};

/** The days that follow from the steps so far. */
export function ReviewDaysView({ document }: { readonly document: Document }): ReactElement | null {
  const say = useSay();
  const format = useFormat();
  const days = readPeriods(document);
  const facts = periods.flatMap((period) => {
    const day = days[period];
    return day === null ? [] : [{ term: say(words[period]), value: format.date(dayMs(day)) }];
  });
  if (facts.length === 0) return null;
  return (
    <Section title={say('desk.days.title')}>
      <Facts facts={facts} />
    </Section>
  );
}
