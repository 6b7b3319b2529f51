import type { ReactElement } from 'react';
import { Input, TextField as AriaTextField } from 'react-aria-components';
import { FieldLabel, FieldNotes, fieldState, type FieldProps } from './field-parts.tsx';

export interface TextFieldProps extends FieldProps {
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly onBlur?: (() => void) | undefined;
  readonly type?: 'text' | 'password' | 'email' | 'url' | 'tel' | 'date' | undefined;
  readonly placeholder?: string | undefined;
  readonly maxLength?: number | undefined;
  readonly autoFocus?: boolean | undefined;
  /** What a password manager may put in; `off` by default, for shared laptops. */
  readonly autoComplete?: string | undefined;
}

/** One line of text. The direction follows what is typed, so that English stands right inside an Arabic screen. */
export function TextField(props: TextFieldProps): ReactElement {
  return (
    <AriaTextField
      className="fb-field"
      value={props.value}
      onChange={props.onChange}
      type={props.type ?? 'text'}
      autoFocus={props.autoFocus ?? false}
      autoComplete={props.autoComplete ?? 'off'}
      {...fieldState(props)}
      {...(props.onBlur && { onBlur: props.onBlur })}
      {...(props.maxLength !== undefined && { maxLength: props.maxLength })}
    >
      <FieldLabel {...props} />
      <Input className="fb-input" dir="auto" placeholder={props.placeholder ?? ''} />
      <FieldNotes {...props} />
    </AriaTextField>
  );
}
