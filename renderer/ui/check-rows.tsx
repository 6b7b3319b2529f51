import { Check } from 'lucide-react';
import type { ReactElement, ReactNode } from 'react';
import { CheckboxButton, CheckboxField, CheckboxGroup } from 'react-aria-components';
import { FieldLabel, FieldNotes, fieldState, type FieldProps } from './field-parts.tsx';
import { KeyHint } from './key-hint.tsx';
import './checkbox.css';
import './radio-rows.css';

export interface CheckRow {
  readonly value: string;
  readonly text: string;
  /** What is shown in place of the plain text. */
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
      {...fieldState(props)}
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
