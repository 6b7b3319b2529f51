import type { ReactElement } from 'react';
import type { QuestionHit } from '#domain/search/question-search.ts';
import { HitText } from '#renderer/field/parts/marked-text.tsx';
import { useTranslate } from '#renderer/i18n';
import { Button, NavList, PageSection, Pill } from '#renderer/ui';

interface FormSearchResultsViewProps {
  readonly found: readonly FoundFormQuestion[];
  readonly onOpen: (key: string) => void;
  readonly onClose: () => void;
}

/** Found questions of all sections; each opens in its place. */
export function FormSearchResultsView({ found, onOpen, onClose }: FormSearchResultsViewProps): ReactElement {
  const translate = useTranslate();
  const title = translate('assessment.search.found', { count: found.length });
  return (
    <PageSection title={title} action={<Button onPress={onClose}>{translate('form.search.close')}</Button>}>
      <NavList
        label={title}
        current={null}
        onGo={onOpen}
        items={found.map(({ key, title: question, answer, hit, hasConflict }) => ({
          id: key,
          title: question,
          note: hit ? <HitText hit={hit} /> : answer || translate('value.answerStatus.blank'),
          end: hasConflict && <Pill text={translate('frame.rail.conflicts')} meaning="bad" />,
        }))}
      />
    </PageSection>
  );
}

/** Found question. */
export interface FoundFormQuestion {
  readonly key: string;
  readonly title: string;
  readonly answer: string;
  /** Text beside the answer in which words were found. */
  readonly hit?: QuestionHit | null;
  readonly hasConflict: boolean;
}
