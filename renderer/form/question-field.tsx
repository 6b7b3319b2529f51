import {
  type FocusEvent,
  memo,
  type ReactElement,
  type ReactNode,
  useCallback,
  useId,
  useState,
} from 'react';
import type { FormNote, FormQuestion } from '#forms/engine/form.ts';
import { useTranslate } from '#renderer/i18n';
import { AnswerField } from './answers/answer-field.tsx';
import { questionLabelOf, violationMessageOf } from './answer-text.ts';
import { useFormContext, useFormPart } from './form-context.ts';
import { MediaView, shownMediaOf } from './media-view.tsx';
import { isHeadingQuestion, isQuestionAsked } from './answer-input.ts';
import { questionKeyOf } from './focus-question.ts';
import { Card } from '#renderer/ui';
import { MarkdownView } from './markdown-view.tsx';
import './form.css';

interface FormNoteTextProps {
  /** A note, or a question that only heads those below it. */
  readonly node: FormNote | FormQuestion;
}

/** Words between questions. */
export const FormNoteText = memo(function WordsOnly({ node }: FormNoteTextProps): ReactElement | null {
  const { session, mediaAddress } = useFormContext();
  useFormPart(node);
  if (!node.isRelevant()) return null;
  const label = node.label();
  const hint = node.hint();
  const media = shownMediaOf(node.definition.media, session.form.language(), mediaAddress);
  if (isBlankText(label) && isBlankText(hint) && media.length === 0) return null;
  return (
    <div className="form-note">
      {label !== null && <MarkdownView text={label} />}
      {hint !== null && (
        <p className="form-hint">
          <MarkdownView text={hint} />
        </p>
      )}
      <MediaView media={media} about={label ?? ''} />
    </div>
  );
});

const isBlankText = (words: string | null): boolean => words === null || words.trim() === '';

interface QuestionFrameViewProps {
  /** The label without marks: the name of the card. */
  readonly name: string;
  readonly label: string | null;
  readonly hint: string | null;
  readonly guidance: string | null;
  readonly isRequired: boolean;
  readonly isCurrent: boolean;
  /** Id that connects the hint to the field for screen readers. */
  readonly hintId: string;
  readonly media: ReactNode;
  /** The field. */
  readonly children: ReactNode;
  /** Notes under it: conflicts, and the reason why a kept answer does not count. */
  readonly notes: ReactNode;
}

/** One question: its text, its hint, the field, and notes on the answer. */
function QuestionFrameView(props: QuestionFrameViewProps): ReactElement {
  const { name, label, hint, guidance, isRequired, isCurrent, hintId, media, children, notes } = props;
  const translate = useTranslate();
  return (
    <Card isCurrent={isCurrent} label={name}>
      {label !== null && (
        <h3 className="form-label">
          <MarkdownView text={label} />
          {isRequired && (
            <>
              {' '}
              <span className="fb-field-mark">{translate('ui.required')}</span>
            </>
          )}
        </h3>
      )}
      {hint !== null && (
        <p className="form-hint" id={hintId}>
          <MarkdownView text={hint} />
        </p>
      )}
      {guidance !== null && (
        <details className="form-guidance">
          <summary>{translate('form.guidance')}</summary>
          <MarkdownView text={guidance} />
        </details>
      )}
      {media}
      {children}
      {notes}
    </Card>
  );
}

interface QuestionFieldProps {
  readonly question: FormQuestion;
}

/** One question of a form, drawn again when its own state may have changed and never because another's did. */
export const QuestionField = memo(function QuestionField({
  question,
}: QuestionFieldProps): ReactElement | null {
  const form = useFormContext();
  useFormPart(question);
  if (!question.isRelevant() || !isQuestionAsked(question)) return null;
  if (isHeadingQuestion(question)) return <FormNoteText node={question} />;
  if (question.definition.type === 'indicator') return <>{form.indicator?.(question)}</>;
  return <AskedQuestion question={question} />;
});

function AskedQuestion({ question }: QuestionFieldProps): ReactElement {
  const form = useFormContext();
  const translate = useTranslate();
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
  const name = questionLabelOf(question);
  // A kept choice that is no longer offered is shown at its row, with its name.
  const problem =
    question.violation() === 'choice'
      ? null
      : violationMessageOf(question, translate, wasLeft || session.isChecked);
  return (
    <div
      className="form-stop"
      data-question={questionKeyOf(address)}
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
            media={shownMediaOf(definition.media, session.form.language(), form.mediaAddress)}
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
