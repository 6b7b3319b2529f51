import { type FocusEvent, memo, type ReactElement, type ReactNode, useCallback, useId } from 'react';
import type { AnswerValue, FormChoice, FormNote, FormQuestion } from '#forms/engine/form.ts';
import { useTranslate } from '#renderer/i18n';
import { Card } from '#renderer/ui';
import { answerInputOf, isDerivedQuestion, isHeadingQuestion, isQuestionAsked } from './answer-input.ts';
import { choiceCodesOf, questionLabelOf, violationMessageOf } from './answer-text.ts';
import { questionKeyOf } from './focus-question.ts';
import { useFormContext, useFormPart } from './form-context.ts';
import { MarkdownView } from './markdown-view.tsx';
import { MediaView, shownMediaOf } from './media-view.tsx';
import './form.css';
import type { AnswerProps } from './answers/answer-props.ts';
import { ChoiceAnswer, RankAnswer } from './answers/choice-answer.tsx';
import { DateAnswer } from './answers/date-answer.tsx';
import { FileAnswerField } from './answers/file-answer.tsx';
import { GeopointAnswer, PointsAnswer } from './answers/geopoint-answer.tsx';
import { AcknowledgeAnswer, NumberAnswer, RangeAnswer, TextAnswer } from './answers/simple-answers.tsx';

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
  const shownMedias = shownMediaOf(node.definition.media, session.form.language(), mediaAddress);
  if (isBlankText(label) && isBlankText(hint) && shownMedias.length === 0) return null;
  return (
    <div className="form-note">
      {label !== null && <MarkdownView text={label} />}
      {hint !== null && (
        <p className="form-hint">
          <MarkdownView text={hint} />
        </p>
      )}
      <MediaView media={shownMedias} about={label ?? ''} />
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
  const formContextValue = useFormContext();
  useFormPart(question);
  if (!question.isRelevant() || !isQuestionAsked(question)) return null;
  if (isHeadingQuestion(question)) return <FormNoteText node={question} />;
  if (question.definition.type === 'indicator') return <>{formContextValue.indicator?.(question)}</>;
  return <AskedQuestion question={question} />;
});

function AskedQuestion({ question }: QuestionFieldProps): ReactElement {
  const formContextValue = useFormContext();
  const translate = useTranslate();
  const hintId = useId();
  const { session, onFocus } = formContextValue;
  const { definition, address } = question;

  const leave = useCallback(
    ({ currentTarget, relatedTarget }: FocusEvent) => {
      if (relatedTarget instanceof Node && currentTarget.contains(relatedTarget)) return;
      session.markLeft(question);
    },
    [session, question],
  );

  const label = question.label();
  const hint = question.hint();
  const name = questionLabelOf(question);
  // A kept choice that is no longer offered is shown at its row, with its name.
  const problem =
    question.violation() === 'choice'
      ? null
      : violationMessageOf(question, translate, session.isMissingShown(question));
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
            media={shownMediaOf(definition.media, session.form.language(), formContextValue.mediaAddress)}
            about={name}
          />
        }
        notes={formContextValue.beside?.(question)}
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

interface DerivedViewProps {
  readonly value: AnswerValue | null;
  readonly choices: readonly FormChoice[];
}

/** A value that follows from other answers. */
function DerivedView({ value, choices }: DerivedViewProps): ReactElement {
  const translate = useTranslate();
  const labels = choiceCodesOf(value).map((code) => choices.find(({ name }) => name === code)?.label || code);
  return (
    <output className="form-derived" dir="auto">
      {labels.length === 0 ? (
        <span className="form-none">{translate('form.derived.none')}</span>
      ) : (
        labels.join(', ')
      )}
    </output>
  );
}

interface AnswerFieldProps {
  readonly question: FormQuestion;
  readonly name: string;
  readonly problem: string | undefined;
  readonly describedBy: string | undefined;
}

/** The field for a question, by its kind. */
function AnswerField({ question, name, problem, describedBy }: AnswerFieldProps): ReactElement | null {
  const { answer, leave, isReadOnly } = useFormContext();
  const { address } = question;
  const formChoices = question.definition.choices ? question.choices() : [];
  const answerInput = answerInputOf(question, formChoices.length);
  if (isDerivedQuestion(question)) return <DerivedView value={question.value()} choices={formChoices} />;

  const props: AnswerProps = {
    question,
    label: name,
    hideLabel: true,
    problem,
    describedBy,
    isReadOnly: isReadOnly || question.isReadOnly(),
    isRequired: question.isRequired(),
    value: question.value(),
    onAnswer: (answerValue, how = 'chosen') => answer(address, answerValue, how),
    onLeave: () => leave(address),
  };
  switch (answerInput.kind) {
    case 'text':
      return <TextAnswer {...props} rows={answerInput.rows} />;
    case 'number':
      return <NumberAnswer {...props} isWhole={answerInput.isWhole} />;
    case 'range':
      return <RangeAnswer {...props} from={answerInput.from} to={answerInput.to} step={answerInput.step} />;
    case 'one':
    case 'several':
      return (
        <ChoiceAnswer
          {...props}
          choices={formChoices}
          isMultiple={answerInput.kind === 'several'}
          looks={answerInput.looks}
        />
      );
    case 'rank':
      return <RankAnswer {...props} choices={formChoices} />;
    case 'date':
    case 'time':
    case 'dateTime':
      return <DateAnswer {...props} way={answerInput} />;
    case 'acknowledge':
      return <AcknowledgeAnswer {...props} />;
    case 'geopoint':
      return <GeopointAnswer {...props} />;
    case 'points':
      return <PointsAnswer {...props} isShape={answerInput.isShape} />;
    case 'file':
      return <FileAnswerField {...props} accepts={answerInput.accepts} />;
    case 'none':
    case 'indicator':
      return null;
  }
}
