import type { ReactElement, ReactNode } from 'react';
import {
  CheckboxButton,
  CheckboxField,
  CheckboxGroup,
  RadioButton,
  RadioField,
  RadioGroup,
} from 'react-aria-components';
import { FieldLabel, FieldNotes, type FieldProps, fieldStateOf } from './field-parts.tsx';
import { KeyHint } from '../marks/key-hint.tsx';
import { LevelChip, type MaturityChipLevel } from '../marks/level-chip.tsx';
import './radio-rows.css';
import { Check } from 'lucide-react';
import './checkbox.css';

interface CheckRow {
  readonly value: string;
  readonly text: string;
  /** Shown in place of the plain text. */
  readonly content?: ReactNode | undefined;
  readonly keyHint?: string | undefined;
}

interface CheckRowsProps extends FieldProps {
  readonly rows: readonly CheckRow[];
  readonly value: readonly string[];
  readonly onChange: (value: readonly string[]) => void;
  /** Side by side, as many as there is room for. */
  readonly isCompact?: boolean | undefined;
}

/** Any number of a few, each with its whole text. */
export function CheckRows(props: CheckRowsProps): ReactElement {
  const { rows, value, onChange, isCompact = false } = props;
  return (
    <CheckboxGroup
      className="fb-radio-rows fb-field"
      value={[...value]}
      onChange={onChange}
      {...fieldStateOf(props)}
    >
      <FieldLabel {...props} />
      <div className={isCompact ? 'fb-rows-compact' : undefined}>
        {rows.map(({ value: row, text, content, keyHint }) => (
          <CheckboxField key={row} value={row}>
            <CheckboxButton className="fb-radio-row fb-check-row">
              <span className="fb-checkbox-box">
                <Check className="fb-icon" aria-hidden />
              </span>
              <span className="fb-radio-text" dir="auto">
                {content ?? text}
              </span>
              {keyHint !== undefined && <KeyHint keys={keyHint} isDecorative />}
            </CheckboxButton>
          </CheckboxField>
        ))}
      </div>
      <FieldNotes {...props} />
    </CheckboxGroup>
  );
}

export interface RadioRow<Value extends string> {
  readonly value: Value;
  readonly text: string;
  /** Shown in place of the plain text. */
  readonly content?: ReactNode | undefined;
  /** Key that sets it; the screen listens for it, this only shows it. */
  readonly keyHint?: string | undefined;
  readonly level?: MaturityChipLevel | undefined;
  readonly description?: string | undefined;
}

interface RadioRowsProps<Value extends string> extends FieldProps {
  readonly rows: readonly RadioRow<Value>[];
  /** Further answers, small and in one line under the rows ("does not apply"). Same group, same arrow keys. */
  readonly others?: readonly RadioRow<Value>[] | undefined;
  readonly value: Value | null;
  readonly onChange: (value: Value) => void;
  /** Side by side, as many as there is room for. */
  readonly isCompact?: boolean | undefined;
}

/** One of a few, each with its whole text: the five descriptors of a question, or any choice worth reading. */
export function RadioRows<Value extends string>(props: RadioRowsProps<Value>): ReactElement {
  const { rows, others = [], value, onChange, isCompact = false } = props;
  return (
    <RadioGroup
      className="fb-radio-rows fb-field"
      value={value}
      onChange={(picked) => {
        const row = [...rows, ...others].find((candidate) => candidate.value === picked);
        if (row) onChange(row.value);
      }}
      {...fieldStateOf(props)}
    >
      <FieldLabel {...props} />
      <div className={isCompact ? 'fb-rows-compact' : undefined}>
        {rows.map((row) => (
          <RadioRowField key={row.value} row={row} />
        ))}
      </div>
      {others.length > 0 && (
        <div className="fb-radio-others">
          {others.map((row) => (
            <OtherRadioRow key={row.value} row={row} />
          ))}
        </div>
      )}
      <FieldNotes {...props} />
    </RadioGroup>
  );
}

function RadioRowField({ row }: { readonly row: RadioRow<string> }): ReactElement {
  return (
    <RadioField value={row.value}>
      <RadioButton className="fb-radio-row">
        {row.keyHint === undefined ? (
          <span className="fb-radio-dot" />
        ) : (
          <KeyHint keys={row.keyHint} isDecorative />
        )}
        {row.level !== undefined && <LevelChip level={row.level} />}
        <span className="fb-radio-text">
          {row.content ?? row.text}
          {row.description !== undefined && <small>{row.description}</small>}
        </span>
      </RadioButton>
    </RadioField>
  );
}

function OtherRadioRow({ row }: { readonly row: RadioRow<string> }): ReactElement {
  return (
    <RadioField value={row.value}>
      <RadioButton className="fb-radio-other">
        {row.keyHint === undefined ? (
          <span className="fb-radio-dot" />
        ) : (
          <KeyHint keys={row.keyHint} isDecorative />
        )}
        <span>{row.text}</span>
      </RadioButton>
    </RadioField>
  );
}
