import { useState, type ReactElement, type ReactNode } from 'react';
import { indicatorAssigneeOf } from '#domain/assessment/independent-ratings.ts';
import type { Document } from '#domain/document/document.ts';
import { valueAt } from '#domain/document/document.ts';
import { defaultMaturityModel } from '#domain/scoring/maturity-model.ts';
import { type Message, useTranslate } from '#renderer/i18n';
import { useSample } from '#renderer/ui/gallery/sample.ts';
import { TextArea } from '#renderer/ui';
import { assessmentModelOf } from './assessment-model.ts';
import { QuestionCardView } from './question-card-view.tsx';
import { questionModelOf, rationalePath } from './question-model.ts';
import { sampleOtherDevice, sampleOwnDevice, useSampleTeam } from '../sample-assessment.ts';
import { teamMemberName } from '../assignment/assessment-team.ts';

interface SampleQuestionCardProps {
  readonly document: Document;
  readonly id: string;
  readonly isFocused?: boolean;
  readonly isReadOnly?: boolean;
  readonly problem?: Message | null;
  /** Personal data found in the rationale, below it. */
  readonly hits?: ReactNode;
}

const doNothing = (): void => undefined;

/** One card for the stories, over a document that does not change. */
export function SampleQuestionCard(props: SampleQuestionCardProps): ReactElement | null {
  const { document, id, isFocused = false, isReadOnly = false, problem = null, hits = null } = props;
  const translate = useTranslate();
  const sample = useSample();
  const team = useSampleTeam();
  const reason = valueAt(document, rationalePath(id));
  const [text, setText] = useState(typeof reason === 'string' ? reason : '');
  const indicator = defaultMaturityModel.dimensions
    .flatMap(({ indicators }) => indicators)
    .find((one) => one.id === id);
  if (!indicator) return null;

  const model = assessmentModelOf(document, defaultMaturityModel);
  const question = questionModelOf(indicator, { ...model, saved: document });
  return (
    <QuestionCardView
      indicator={indicator}
      question={question}
      isFocused={isFocused}
      isReadOnly={isReadOnly}
      names={{ [sampleOwnDevice]: translate('assessment.you'), [sampleOtherDevice]: sample.second }}
      problem={problem}
      conflictsHref="#/conflicts"
      assignee={teamMemberName(team, indicatorAssigneeOf(document, id))}
      acts={{ onChoose: doNothing, onClear: doNothing, onKeep: doNothing, onNaReason: doNothing }}
      texts={
        <>
          <TextArea
            label={translate('path.rationale')}
            value={text}
            onChange={setText}
            isReadOnly={isReadOnly}
          />
          {hits}
          {question.hasVariation && (
            <TextArea
              label={translate('path.variation')}
              description={translate('assessment.variation.help')}
              value=""
              onChange={doNothing}
              isReadOnly={isReadOnly}
              rows={1}
            />
          )}
        </>
      }
    />
  );
}
