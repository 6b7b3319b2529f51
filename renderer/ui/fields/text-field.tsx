import { type ReactElement, useId } from 'react';
import { TextField as AriaTextField, Input } from 'react-aria-components';
import { useTranslate } from '#renderer/i18n';
import { FieldDraftNote, useFieldDraft } from './field-draft.tsx';
import {
  FieldLabel,
  FieldNotes,
  type FieldProps,
  fieldStateOf,
  PlainFieldNotes,
  plainFieldPropsOf,
  type TextFieldDraftProps,
  TooLongStatus,
  useTooLongMessage,
} from './field-parts.tsx';
import { LongTextNote, longTextPropsOf, shownPartOf } from './long-text.tsx';

/** One line of text. The direction follows the text, so that English is right inside an Arabic screen. */
export function TextField(props: TextFieldProps): ReactElement {
  // A one-time code is worth nothing a minute later.
  const isSecret =
    props.type === 'password' || props.cutsAt !== undefined || props.autoComplete === 'one-time-code';
  const shownDraft = useFieldDraft(
    { ...props, ...(isSecret && { draft: 'none' }) },
    excessOver(props.maxLength),
  );
  const { value } = shownDraft;
  const tooLong = useTooLongMessage(value, props.maxLength);
  const problem = tooLong ?? props.problem;
  return (
    <AriaTextField
      className="fb-field"
      data-draft={shownDraft.kind}
      value={shownPartOf(value)}
      onChange={shownDraft.onChange}
      type={props.type ?? 'text'}
      autoFocus={props.autoFocus ?? false}
      autoComplete={props.autoComplete ?? 'off'}
      {...fieldStateOf({ ...props, problem })}
      {...(props.onBlur && { onBlur: props.onBlur })}
      {...(props.cutsAt !== undefined && { maxLength: props.cutsAt })}
    >
      <FieldLabel {...props} />
      <FieldDraftNote draft={shownDraft} problem={undefined} />
      <Input
        className="fb-input"
        dir={directionOf(value)}
        placeholder={props.placeholder ?? ''}
        data-path={props.path}
        {...longTextPropsOf(value, props.isReadOnly, shownDraft.onChange)}
      />
      <LongTextNote text={value} onEmpty={shownDraft.onEmpty} />
      <FieldNotes {...props} problem={problem} />
      {props.maxLength !== undefined && (
        <TooLongStatus isTooLong={tooLong !== undefined} mostLetters={props.maxLength} />
      )}
    </AriaTextField>
  );
}

/** Direction by the text; an empty field has that of the screen, so that its placeholder does too. */
const directionOf = (value: string): 'auto' | undefined => (value === '' ? undefined : 'auto');

/** Letters of a text above a limit. */
const excessOver =
  (mostLetters: number | undefined) =>
  (text: string): number =>
    mostLetters === undefined ? 0 : Math.max(0, text.length - mostLetters);

export interface TextAreaProps extends FieldProps, TextFieldDraftProps {
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly onBlur?: (() => void) | undefined;
  readonly placeholder?: string | undefined;
  /** A longer text stays in the field and is called too long; the owner of the value must refuse it. */
  readonly maxLength?: number | undefined;
  /** Height when empty; it grows with the text up to 60 % of the window. */
  readonly rows?: 1 | 2 | 4 | 8 | undefined;
  /** Has the focus when it appears: the person asked for it to write. */
  readonly hasFirstFocus?: boolean | undefined;
}

/** Several lines of text; grows with the text. */
export function TextArea(props: TextAreaProps): ReactElement {
  const { hideLabel = false, isRequired = false, description, maxLength } = props;
  const translate = useTranslate();
  const id = useId();
  const shownDraft = useFieldDraft(props, excessOver(maxLength));
  const { value } = shownDraft;
  const tooLong = useTooLongMessage(value, maxLength);
  const problem = tooLong ?? props.problem;
  return (
    <div className="fb-field" data-draft={shownDraft.kind}>
      <label htmlFor={id} className={hideLabel ? 'fb-hidden' : 'fb-field-label'}>
        {props.label}
        {isRequired && <span className="fb-field-mark">{translate('ui.required')}</span>}
      </label>
      <FieldDraftNote draft={shownDraft} problem={problem} id={`${id}-problem`} />
      <textarea
        id={id}
        className="fb-input"
        dir={directionOf(value)}
        placeholder={props.placeholder}
        rows={props.rows ?? 2}
        value={shownPartOf(value)}
        onChange={(event) => shownDraft.onChange(event.currentTarget.value)}
        onBlur={props.onBlur}
        {...longTextPropsOf(value, props.isReadOnly, shownDraft.onChange)}
        disabled={props.isDisabled}
        // The person asked for the field to write in it.
        autoFocus={props.hasFirstFocus}
        data-path={props.path}
        {...plainFieldPropsOf(id, { ...props, problem })}
      />
      <LongTextNote text={value} onEmpty={shownDraft.onEmpty} />
      <PlainFieldNotes id={id} description={description} problem={shownDraft.note ? undefined : problem} />
      {maxLength !== undefined && <TooLongStatus isTooLong={tooLong !== undefined} mostLetters={maxLength} />}
    </div>
  );
}

export interface TextFieldProps extends FieldProps, TextFieldDraftProps {
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly onBlur?: (() => void) | undefined;
  readonly type?: 'text' | 'password' | 'email' | 'url' | 'tel' | 'date' | undefined;
  readonly placeholder?: string | undefined;
  /** A longer text stays in the field and is called too long; the owner of the value must refuse it. */
  readonly maxLength?: number | undefined;
  /** Cuts a longer text: for secrets, which nobody can read again while typing. */
  readonly cutsAt?: number | undefined;
  readonly autoFocus?: boolean | undefined;
  /** Content for a password manager; `off` by default, for shared laptops. */
  readonly autoComplete?: string | undefined;
}
