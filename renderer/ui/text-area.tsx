import type { ReactElement } from 'react';
import { TextArea as AriaTextArea, TextField as AriaTextField } from 'react-aria-components';
import { FieldLabel, FieldNotes, fieldState, type FieldProps } from './field-parts.tsx';
import { TooLongStatus, useTooLong } from './too-long.tsx';

export interface TextAreaProps extends FieldProps {
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly onBlur?: (() => void) | undefined;
  readonly placeholder?: string | undefined;
  /** A longer text stays in the field and is called too long; the value's keeper must refuse it. */
  readonly maxLength?: number | undefined;
  /** The height when empty; it grows with the text up to 60 % of the window. */
  readonly rows?: 1 | 2 | 4 | 8 | undefined;
  /** Has the focus when it appears: somebody asked for it to write into it. */
  readonly hasFirstFocus?: boolean | undefined;
}

/** Several lines of text; grows with what is typed. */
export function TextArea(props: TextAreaProps): ReactElement {
  const tooLong = useTooLong(props.value, props.maxLength);
  const problem = tooLong ?? props.problem;
  return (
    <AriaTextField
      className="fb-field"
      value={props.value}
      onChange={props.onChange}
      autoFocus={props.hasFirstFocus ?? false}
      {...fieldState({ ...props, problem })}
      {...(props.onBlur && { onBlur: props.onBlur })}
    >
      <FieldLabel {...props} />
      <AriaTextArea className="fb-input" dir="auto" placeholder={props.placeholder} rows={props.rows ?? 2} />
      <FieldNotes {...props} problem={problem} />
      {props.maxLength !== undefined && (
        <TooLongStatus isTooLong={tooLong !== undefined} mostLetters={props.maxLength} />
      )}
    </AriaTextField>
  );
}
