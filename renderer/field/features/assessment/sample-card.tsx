import { useState, type ReactElement } from 'react';
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

interface SampleCardProps {
  readonly document: Document;
  readonly id: string;
  readonly isFocused?: boolean;
  readonly isReadOnly?: boolean;
  readonly problem?: Message | null;
}

const nothing = (): void => undefined;

/** One card for the stories, over a document that does not change. */
export function SampleCard(props: SampleCardProps): ReactElement | null {
  const { document, id, isFocused = false, isReadOnly = false, problem = null } = props;
  const say = useSay();
  const sample = useSample();
  const reason = valueAt(document, reasonPath(id));
  const [text, setText] = useState(typeof reason === 'string' ? reason : '');
  const indicator = defaultModel.dimensions
    .flatMap(({ indicators }) => indicators)
    .find((one) => one.id === id);
  if (!indicator) return null;

  const model = assessmentModelOf(document, defaultModel);
  return (
    <QuestionCardView
      indicator={indicator}
      question={questionModelOf(indicator, { ...model, saved: document })}
      isFocused={isFocused}
      isReadOnly={isReadOnly}
      names={{ [ownDevice]: say('assessment.you'), [otherDevice]: sample.second }}
      problem={problem}
      conflictsHref="#/conflicts"
      acts={{ onChoose: nothing, onClear: nothing, onKeep: nothing }}
      reason={
        <TextArea label={say('assessment.reason')} value={text} onChange={setText} isReadOnly={isReadOnly} />
      }
    />
  );
}
