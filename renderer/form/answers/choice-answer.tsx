import type { ReactElement } from 'react';
import { RadioButton, RadioField, RadioGroup } from 'react-aria-components';
import type { FormChoice } from '#forms/engine/form.ts';
import { useTranslate } from '#renderer/i18n';
import {
  Banner,
  Button,
  CheckRows,
  FieldLabel,
  FieldNotes,
  type FieldProps,
  fieldStateOf,
  LongSelect,
  RadioRows,
  RankList,
} from '#renderer/ui';
import { applyChoiceChange, choiceCodesOf, choiceLabelOf, unofferedCodes } from '../answer-text.ts';
import { useFormContext } from '../form-context.ts';
import { plainTextOf, readMarkdown } from '../markdown.ts';
import { MarkdownView } from '../markdown-view.tsx';
import { MediaView, shownMediaOf } from '../media-view.tsx';
import type { AnswerProps } from './answer-props.ts';
import '../form.css';

/** One or several of the choices that are offered now; kept ones that are no longer offered stay visible. */
export function ChoiceAnswer(props: ChoiceAnswerProps): ReactElement {
  const { choices, isMultiple, looks, value, onAnswer, isReadOnly } = props;
  const translate = useTranslate();
  const { session } = useFormContext();
  const codes = choiceCodesOf(value);
  const kept = unofferedCodes(codes, choices);
  const write = (next: readonly string[]): void => {
    if (isMultiple) onAnswer(next.length === 0 ? null : next);
    else onAnswer(next[0] ?? null);
  };

  return (
    <>
      <OfferedChoices {...props} codes={codes} write={write} />
      {looks !== 'long' && !isMultiple && codes.length > 0 && !isReadOnly && (
        <div className="form-clear">
          <Button
            kind="quiet"
            label={translate('form.clear.label', { question: props.label })}
            onPress={() => write([])}
          >
            {translate('form.clear')}
          </Button>
        </div>
      )}
      {kept.length > 0 && (
        <Banner
          meaning="wait"
          title={translate('form.kept.title', { count: kept.length })}
          actions={
            !isReadOnly && (
              <Button onPress={() => write(codes.filter((code) => !kept.includes(code)))}>
                {translate('form.kept.remove')}
              </Button>
            )
          }
        >
          {translate('form.kept.text', {
            choices: kept.map((code) => choiceLabelOf(session, props.question, code)).join(', '),
          })}
        </Banner>
      )}
      {choices.length === 0 && <p className="form-none">{translate('form.choices.none')}</p>}
    </>
  );
}

/** Choices to put in order; the answer is the whole order. */
export function RankAnswer({
  choices,
  ...props
}: AnswerProps & { readonly choices: readonly FormChoice[] }): ReactElement {
  const { value, onAnswer, label, isReadOnly, problem } = props;
  const translate = useTranslate();
  const ranked = choiceCodesOf(value);
  const names = choices.map(({ name }) => name);
  const order = [
    ...ranked.filter((code) => names.includes(code)),
    ...names.filter((name) => !ranked.includes(name)),
  ];
  const labelOf = (code: string): string => {
    const formChoice = choices.find(({ name }) => name === code);
    return (formChoice && plainTextOf(readMarkdown(formChoice.label))) || code;
  };
  return (
    <div className="fb-field">
      <RankList
        label={label}
        items={order.map((code) => ({ id: code, label: labelOf(code) }))}
        isUnranked={ranked.length === 0}
        isReadOnly={isReadOnly}
        onMove={(codes) => onAnswer(codes)}
      />
      {!isReadOnly && (
        <div className="form-clear">
          {ranked.length === 0 ? (
            <Button onPress={() => onAnswer(order)}>{translate('form.rank.asIs')}</Button>
          ) : (
            <Button
              kind="quiet"
              label={translate('form.clear.label', { question: label })}
              onPress={() => onAnswer(null)}
            >
              {translate('form.clear')}
            </Button>
          )}
        </div>
      )}
      {problem !== undefined && <span className="fb-field-problem">{problem}</span>}
    </div>
  );
}

interface LikertViewProps extends FieldProps {
  readonly choices: readonly FormChoice[];
  readonly value: string | null;
  readonly onChoose: (code: string) => void;
}

/** A scale in one line: a dot over each word. */
function LikertView(props: LikertViewProps): ReactElement {
  const { choices, value, onChoose } = props;
  return (
    <RadioGroup
      className="fb-field form-likert"
      orientation="horizontal"
      value={value}
      onChange={onChoose}
      {...fieldStateOf(props)}
    >
      <FieldLabel {...props} />
      <div className="form-likert-line">
        {choices.map(({ name, label }) => (
          <RadioField key={name} value={name}>
            <RadioButton className="form-likert-point">
              <span className="fb-radio-dot" />
              <span>
                <MarkdownView text={label || name} />
              </span>
            </RadioButton>
          </RadioField>
        ))}
      </div>
      <FieldNotes {...props} />
    </RadioGroup>
  );
}

interface ChoiceAnswerProps extends AnswerProps {
  readonly choices: readonly FormChoice[];
  readonly isMultiple: boolean;
  readonly looks: 'rows' | 'compact' | 'likert' | 'long';
}

interface OfferedChoicesProps extends ChoiceAnswerProps {
  readonly codes: readonly string[];
  readonly write: (codes: readonly string[]) => void;
}

function OfferedChoices(props: OfferedChoicesProps): ReactElement | null {
  const { choices, isMultiple, looks, codes, write } = props;
  const { session, mediaAddress } = useFormContext();
  if (choices.length === 0) return null;
  if (looks === 'long')
    return (
      <LongSelect
        {...props}
        isMultiple={isMultiple}
        options={choices.map(({ name, label }) => ({
          id: name,
          label: plainTextOf(readMarkdown(label)) || name,
        }))}
        value={codes}
        onChange={(next) => write(isMultiple ? applyChoiceChange(codes, next, choices) : next)}
        onBlur={props.onLeave}
      />
    );
  if (looks === 'likert' && !isMultiple)
    return (
      <LikertView {...props} choices={choices} value={codes[0] ?? null} onChoose={(code) => write([code])} />
    );

  const rows = choices.map(({ name, label, choice }, at) => {
    const text = plainTextOf(readMarkdown(label)) || name;
    const shownMedias = shownMediaOf(choice?.media, session.form.language(), mediaAddress);
    return {
      value: name,
      text,
      ...(at < 9 && { keyHint: String(at + 1) }),
      content: (
        <span className="form-choice" dir="auto">
          <MarkdownView text={label || name} />
          <MediaView media={shownMedias} about={text} />
        </span>
      ),
    };
  });
  return isMultiple ? (
    <CheckRows
      {...props}
      rows={rows}
      isCompact={looks !== 'rows'}
      value={codes}
      onChange={(next) => write(applyChoiceChange(codes, next, choices))}
    />
  ) : (
    <RadioRows
      {...props}
      rows={rows}
      isCompact={looks !== 'rows'}
      value={codes[0] ?? null}
      onChange={(code) => write([code])}
    />
  );
}
