import type { ReactElement } from 'react';
import { useSay } from '#renderer/i18n/use-say.ts';
import { Button } from '#renderer/ui/button.tsx';
import { LevelChip } from '#renderer/ui/level-chip.tsx';
import { NavList } from '#renderer/ui/nav-list.tsx';
import { Pill } from '#renderer/ui/pill.tsx';
import { Section } from '#renderer/ui/section.tsx';
import type { FoundQuestion } from './assessment-model.ts';
import { ratingMessage } from './rating-word.ts';

interface SearchResultsViewProps {
  readonly found: readonly FoundQuestion[];
  readonly onOpen: (question: string) => void;
  readonly onClose: () => void;
}

/** The questions that were looked for, from all dimensions; each opens in its place. */
export function SearchResultsView({ found, onOpen, onClose }: SearchResultsViewProps): ReactElement {
  const say = useSay();
  const title = say('assessment.search.found', { count: found.length });
  return (
    <Section title={title} action={<Button onPress={onClose}>{say('assessment.search.close')}</Button>}>
      <NavList
        label={title}
        current={null}
        onGo={onOpen}
        items={found.map((question) => ({
          id: question.id,
          code: question.id,
          title: question.title,
          note: question.dimension,
          end: (
            <span className="assess-found">
              {question.hasConflict && <Pill text={say('frame.rail.conflicts')} meaning="bad" />}
              {question.rating.state === 'rated' ? (
                <LevelChip level={question.rating.level} />
              ) : (
                <span className="assess-faint">{say(ratingMessage(question.rating))}</span>
              )}
            </span>
          ),
        }))}
      />
    </Section>
  );
}
