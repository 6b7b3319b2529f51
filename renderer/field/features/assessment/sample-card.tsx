import { useState, type ReactElement, type ReactNode } from 'react';
import { assigneeOf } from '#domain/assessment/read-several.ts';
import type { Document } from '#domain/document/document.ts';
import { valueAt } from '#domain/document/document.ts';
import { defaultModel } from '#domain/instrument/maturity-model.ts';
import type { Message } from '#renderer/i18n/message.ts';
import { useSay } from '#renderer/i18n/use-say.ts';
import { useSample } from '#renderer/ui/gallery/sample.ts';
import { TextArea } from '#renderer/ui/text-area.tsx';
import { assessmentModelOf } from './assessment-model.ts';
import { QuestionCardView } from './question-card-view.tsx';
import { questionModelOf, reasonPath } from './question-model.ts';
import { otherDevice, ownDevice } from './sample-assessment.ts';
import { useSampleTeam } from './sample-team.ts';
import { nameIn } from './several/team.ts';

interface SampleCardProps {
  readonly document: Document;
  readonly id: string;
  readonly isFocused?: boolean;
  readonly isReadOnly?: boolean;
  readonly problem?: Message | null;
  /** What stands under the reason: what may name a person in it. */
  readonly hits?: ReactNode;
}

const nothing = (): void => undefined;

/** One card for the stories, over a document that does not change. */
export function SampleCard(props: SampleCardProps): ReactElement | null {
  const { document, id, isFocused = false, isReadOnly = false, problem = null, hits = null } = props;
  const say = useSay();
  const sample = useSample();
  const team = useSampleTeam();
  const reason = valueAt(document, reasonPath(id));
  const [text, setText] = useState(typeof reason === 'string' ? reason : '');
  const indicator = defaultModel.dimensions
    .flatMap(({ indicators }) => indicators)
    .find((one) => one.id === id);
  if (!indicator) return null;

  const model = assessmentModelOf(document, defaultModel);
  const question = questionModelOf(indicator, { ...model, saved: document });
  return (
    <QuestionCardView
      indicator={indicator}
      question={question}
      isFocused={isFocused}
      isReadOnly={isReadOnly}
      names={{ [ownDevice]: say('assessment.you'), [otherDevice]: sample.second }}
      problem={problem}
      conflictsHref="#/conflicts"
      assignee={nameIn(team, assigneeOf(document, id))}
      acts={{ onChoose: nothing, onClear: nothing, onKeep: nothing, onNaReason: nothing }}
      texts={
        <>
          <TextArea
            label={say('assessment.reason')}
            value={text}
            onChange={setText}
            isReadOnly={isReadOnly}
          />
          {hits}
          {question.hasVariation && (
            <TextArea
              label={say('assessment.variation')}
              description={say('assessment.variation.help')}
              value=""
              onChange={nothing}
              isReadOnly={isReadOnly}
              rows={1}
            />
          )}
        </>
      }
    />
  );
}
