import { memo, useCallback, useId, useState, type FocusEvent, type ReactElement } from 'react';
import type { FormQuestion } from '#domain/instrument/form/form.ts';
import { useSay } from '#renderer/i18n/use-say.ts';
import { AnswerField } from './answer-field.tsx';
import { wordsOfQuestion } from './answer-words.ts';
import { useForm } from './form-context.ts';
import { MediaView } from './media-view.tsx';
import { mediaOf } from './media-of.ts';
import { isAsked, isHeading } from './question-kind.ts';
import { QuestionFrameView } from './question-frame-view.tsx';
import { stopKey } from './stop-key.ts';
import { useFormPart } from './use-form-part.ts';
import { violationText } from './violation-message.ts';
import { WordsOnly } from './words-only.tsx';

interface QuestionFieldProps {
  readonly question: FormQuestion;
}

/** One question of a form, drawn again when its own state may have changed and never because another's did. */
export const QuestionField = memo(function QuestionField({
  question,
}: QuestionFieldProps): ReactElement | null {
  const form = useForm();
  useFormPart(question);
  if (!question.isRelevant() || !isAsked(question)) return null;
  if (isHeading(question)) return <WordsOnly node={question} />;
  if (question.definition.type === 'indicator') return <>{form.indicator?.(question)}</>;
  return <Asked question={question} />;
});

function Asked({ question }: QuestionFieldProps): ReactElement {
  const form = useForm();
  const say = useSay();
  const hintId = useId();
  const [wasLeft, setWasLeft] = useState(false);
  const { session, onFocus } = form;
  const { definition, address } = question;

  const leave = useCallback(
    ({ currentTarget, relatedTarget }: FocusEvent) => {
      if (relatedTarget instanceof Node && currentTarget.contains(relatedTarget)) return;
      setWasLeft(true);
    },
    [setWasLeft],
  );

  const label = question.label();
  const hint = question.hint();
  const name = wordsOfQuestion(question);
  // A kept choice that no longer fits is told where it stands, with its name.
  const problem =
    question.violation() === 'choice' ? null : violationText(question, say, wasLeft || session.isChecked);
  return (
    <div
      className="form-stop"
      data-question={stopKey(address)}
      tabIndex={-1}
      onFocus={() => onFocus(question)}
      onBlur={leave}
    >
      <QuestionFrameView
        name={name}
        label={label}
        hint={hint}
        guidance={question.guidance()}
        isRequired={question.isRequired()}
        isCurrent={session.current === question}
        hintId={hintId}
        media={
          <MediaView
            media={mediaOf(definition.media, session.form.language(), form.mediaAddress)}
            about={name}
          />
        }
        notes={form.beside?.(question)}
      >
        <AnswerField
          question={question}
          name={name}
          problem={problem ?? undefined}
          describedBy={hint === null ? undefined : hintId}
        />
      </QuestionFrameView>
    </div>
  );
}
