import type { ReactElement, ReactNode } from 'react';
import { RadioButton, RadioField, RadioGroup } from 'react-aria-components';
import { FieldLabel, FieldNotes, fieldState, type FieldProps } from './field-parts.tsx';
import { KeyHint } from './key-hint.tsx';
import { LevelChip, type ChipLevel } from './level-chip.tsx';
import './radio-rows.css';

export interface RadioRow<Value extends string> {
  readonly value: Value;
  readonly text: string;
  /** What is shown in place of the plain text. */
  readonly content?: ReactNode | undefined;
  /** The key that sets it; the screen listens for it, this only shows it. */
  readonly keyHint?: string | undefined;
  readonly level?: ChipLevel | undefined;
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
      {...fieldState(props)}
    >
      <FieldLabel {...props} />
      <div className={isCompact ? 'fb-rows-compact' : undefined}>
        {rows.map((row) => (
          <Row key={row.value} row={row} />
        ))}
      </div>
      {others.length > 0 && (
        <div className="fb-radio-others">
          {others.map((row) => (
            <OtherRow key={row.value} row={row} />
          ))}
        </div>
      )}
      <FieldNotes {...props} />
    </RadioGroup>
  );
}

function Row({ row }: { readonly row: RadioRow<string> }): ReactElement {
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

function OtherRow({ row }: { readonly row: RadioRow<string> }): ReactElement {
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
