import type { ReactElement } from 'react';
import { HitText } from '#renderer/field/parts/marked-text.tsx';
import { useTranslate } from '#renderer/i18n';
import { Button, LevelChip, NavList, PageSection, Pill } from '#renderer/ui';
import type { FoundQuestion } from './assessment-model.ts';
import { ratingMessage } from './question-model.ts';

interface QuestionSearchResultsViewProps {
  readonly found: readonly FoundQuestion[];
  readonly onOpen: (question: string) => void;
  readonly onClose: () => void;
}

/** Found questions of all dimensions; each opens in its place. */
export function QuestionSearchResultsView({
  found,
  onOpen,
  onClose,
}: QuestionSearchResultsViewProps): ReactElement {
  const translate = useTranslate();
  const title = translate('assessment.search.found', { count: found.length });
  return (
    <PageSection
      title={title}
      action={<Button onPress={onClose}>{translate('assessment.search.close')}</Button>}
    >
      <NavList
        label={title}
        current={null}
        onGo={onOpen}
        items={found.map((foundQuestion) => ({
          id: foundQuestion.id,
          code: foundQuestion.id,
          title: foundQuestion.title,
          note: foundQuestion.hit ? <HitText hit={foundQuestion.hit} /> : foundQuestion.dimension,
          end: (
            <span className="assess-found">
              {foundQuestion.hasConflict && <Pill text={translate('frame.rail.conflicts')} meaning="bad" />}
              {foundQuestion.rating.state === 'rated' ? (
                <LevelChip level={foundQuestion.rating.level} />
              ) : (
                <span className="assess-faint">{translate(ratingMessage(foundQuestion.rating))}</span>
              )}
            </span>
          ),
        }))}
      />
    </PageSection>
  );
}
