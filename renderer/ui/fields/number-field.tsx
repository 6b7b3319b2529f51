import { useState, type ReactElement } from 'react';
import { Input, TextField as AriaTextField } from 'react-aria-components';
import { useTranslate } from '#renderer/i18n';
import { FieldLabel, FieldNotes, fieldStateOf, type FieldProps } from './field-parts.tsx';
import { parseTypedNumber } from './parse-typed-number.ts';

interface NumberFieldProps extends FieldProps {
  readonly value: number | null;
  readonly onChange: (value: number | null) => void;
  readonly onBlur?: (() => void) | undefined;
  readonly isWhole?: boolean | undefined;
}

/** Number as people type it. Invalid text stays on the screen with a note that it is not kept. */
export function NumberField(props: NumberFieldProps): ReactElement {
  const { value, onChange, onBlur, isWhole = false, problem } = props;
  const translate = useTranslate();
  const [typed, setTyped] = useState<string | null>(null);
  const shown = value === null ? '' : String(value);
  // Typed text counts as long as it means the value, or nothing that can be kept.
  const read = typed === null ? null : parseTypedNumber(typed, isWhole);
  const isOurs =
    read !== null &&
    (read.kind === 'number' ? read.value === value : read.kind === 'unreadable' || value === null);
  const unreadable =
    isOurs && read.kind === 'unreadable'
      ? translate(isWhole ? 'ui.number.notWhole' : 'ui.number.not')
      : undefined;

  return (
    <AriaTextField
      className="fb-field fb-number"
      value={isOurs && typed !== null ? typed : shown}
      inputMode={isWhole ? 'numeric' : 'decimal'}
      autoComplete="off"
      onChange={(text) => {
        setTyped(text);
        const now = parseTypedNumber(text, isWhole);
        if (now.kind !== 'unreadable') onChange(now.kind === 'number' ? now.value : null);
      }}
      onBlur={() => {
        if (unreadable === undefined) setTyped(null);
        onBlur?.();
      }}
      {...fieldStateOf({ ...props, problem: unreadable ?? problem })}
    >
      <FieldLabel {...props} />
      <Input className="fb-input" dir="ltr" />
      <FieldNotes description={props.description} problem={unreadable ?? problem} />
    </AriaTextField>
  );
}
