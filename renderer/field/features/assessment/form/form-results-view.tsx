import type { ReactElement } from 'react';
import { useSay } from '#renderer/i18n/use-say.ts';
import { Button } from '#renderer/ui/button.tsx';
import { NavList } from '#renderer/ui/nav-list.tsx';
import { Pill } from '#renderer/ui/pill.tsx';
import { Section } from '#renderer/ui/section.tsx';
import type { FoundFormQuestion } from './found-form-question.ts';

interface FormResultsViewProps {
  readonly found: readonly FoundFormQuestion[];
  readonly onOpen: (key: string) => void;
  readonly onClose: () => void;
}

/** The questions that were looked for, from all sections; each opens in its place. */
export function FormResultsView({ found, onOpen, onClose }: FormResultsViewProps): ReactElement {
  const say = useSay();
  const title = say('assessment.search.found', { count: found.length });
  return (
    <Section title={title} action={<Button onPress={onClose}>{say('form.search.close')}</Button>}>
      <NavList
        label={title}
        current={null}
        onGo={onOpen}
        items={found.map(({ key, title: question, answer, hasConflict }) => ({
          id: key,
          title: question,
          note: answer || say('assessment.choice.blank'),
          end: hasConflict && <Pill text={say('frame.rail.conflicts')} meaning="bad" />,
        }))}
      />
    </Section>
  );
}
