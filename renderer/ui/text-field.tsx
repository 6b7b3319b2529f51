import type { ReactElement } from 'react';
import { Input, TextField as AriaTextField } from 'react-aria-components';
import { FieldLabel, FieldNotes, fieldState, type FieldProps } from './field-parts.tsx';
import { TooLongStatus, useTooLong } from './too-long.tsx';

export interface TextFieldProps extends FieldProps {
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly onBlur?: (() => void) | undefined;
  readonly type?: 'text' | 'password' | 'email' | 'url' | 'tel' | 'date' | undefined;
  readonly placeholder?: string | undefined;
  /** A longer text stays in the field and is called too long; the value's keeper must refuse it. */
  readonly maxLength?: number | undefined;
  /** Cuts what is longer: for secrets, which nobody can read again while typing. */
  readonly cutsAt?: number | undefined;
  readonly autoFocus?: boolean | undefined;
  /** What a password manager may put in; `off` by default, for shared laptops. */
  readonly autoComplete?: string | undefined;
}

/** One line of text. The direction follows what is typed, so that English stands right inside an Arabic screen. */
export function TextField(props: TextFieldProps): ReactElement {
  const tooLong = useTooLong(props.value, props.maxLength);
  const problem = tooLong ?? props.problem;
  return (
    <AriaTextField
      className="fb-field"
      value={props.value}
      onChange={props.onChange}
      type={props.type ?? 'text'}
      autoFocus={props.autoFocus ?? false}
      autoComplete={props.autoComplete ?? 'off'}
      {...fieldState({ ...props, problem })}
      {...(props.onBlur && { onBlur: props.onBlur })}
      {...(props.cutsAt !== undefined && { maxLength: props.cutsAt })}
    >
      <FieldLabel {...props} />
      <Input className="fb-input" dir="auto" placeholder={props.placeholder ?? ''} />
      <FieldNotes {...props} problem={problem} />
      {props.maxLength !== undefined && (
        <TooLongStatus isTooLong={tooLong !== undefined} mostLetters={props.maxLength} />
      )}
    </AriaTextField>
  );
}
