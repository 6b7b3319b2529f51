import { memo, type ReactElement, type ReactNode, useCallback, useId, useLayoutEffect, useRef } from 'react';
import { CheckboxButton, CheckboxField, CheckboxGroup } from 'react-aria-components';
import { KeyHint } from '../marks/key-hint.tsx';
import { LevelChip, type MaturityChipLevel } from '../marks/level-chip.tsx';
import {
  FieldLabel,
  FieldNotes,
  type FieldProps,
  fieldStateOf,
  PlainFieldNotes,
  plainFieldPropsOf,
} from './field-parts.tsx';
import './radio-rows.css';
import { Check } from 'lucide-react';
import './checkbox.css';
import { useTranslate } from '#renderer/i18n';

interface CheckRow {
  readonly value: string;
  readonly text: string;
  /** The text is a message: in the direction of the screen, also after a code in Latin letters. */
  readonly isMessage?: boolean | undefined;
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
        {rows.map(({ value: row, text, isMessage = false, content, keyHint }) => (
          <CheckboxField key={row} value={row}>
            <CheckboxButton className="fb-radio-row fb-check-row">
              <span className="fb-checkbox-box">
                <Check className="fb-icon" aria-hidden />
              </span>
              <span className="fb-radio-text" dir={isMessage ? undefined : 'auto'}>
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
  const { label, hideLabel = false, isRequired = false, isReadOnly = false, isDisabled = false } = props;
  const translate = useTranslate();
  const id = useId();
  const choose = useLatestChoice(onChange);
  const radioOf = ({ value: row, ...facts }: RadioRow<Value>, isOther: boolean): ReactElement => (
    <Radio
      key={row}
      {...facts}
      name={id}
      value={row}
      isOther={isOther}
      isChosen={row === value}
      isDisabled={isDisabled}
      isReadOnly={isReadOnly}
      onChoose={choose}
    />
  );
  return (
    <div
      role="radiogroup"
      className="fb-radio-rows fb-field"
      aria-labelledby={`${id}-label`}
      aria-readonly={isReadOnly || undefined}
      aria-disabled={isDisabled || undefined}
      {...plainFieldPropsOf(id, props)}
    >
      <span id={`${id}-label`} className={hideLabel ? 'fb-hidden' : 'fb-field-label'}>
        {label}
        {isRequired && <span className="fb-field-mark">{translate('ui.required')}</span>}
      </span>
      <div className={isCompact ? 'fb-rows-compact' : undefined}>
        {rows.map((row) => radioOf(row, false))}
      </div>
      {others.length > 0 && <div className="fb-radio-others">{others.map((row) => radioOf(row, true))}</div>}
      <PlainFieldNotes id={id} description={props.description} problem={props.problem} />
    </div>
  );
}

/** The latest function under one identity. */
function useLatestChoice<Value extends string>(onChange: (value: Value) => void): (value: string) => void {
  const latest = useRef(onChange);
  useLayoutEffect(() => {
    latest.current = onChange;
  });
  return useCallback((value) => latest.current(value as Value), []); // a value of one of the rows
}

interface RadioProps extends RadioRow<string> {
  /** Name of the group. */
  readonly name: string;
  /** Small, in the line under the rows. */
  readonly isOther: boolean;
  readonly isChosen: boolean;
  readonly isDisabled: boolean;
  readonly isReadOnly: boolean;
  /** The same function for as long as the group is there. */
  readonly onChoose: (value: string) => void;
}

/** One of the choices. Another choice draws two of them again: a questionnaire has dozens. */
const Radio = memo(function Radio(props: RadioProps): ReactElement {
  const { value, text, content, level, description, isOther, isChosen, isDisabled, isReadOnly } = props;
  return (
    <label
      className={isOther ? 'fb-radio-other' : 'fb-radio-row'}
      data-selected={isChosen || undefined}
      data-disabled={isDisabled || undefined}
      data-readonly={isReadOnly || undefined}
    >
      <span className="fb-hidden">
        <input
          type="radio"
          name={props.name}
          value={value}
          checked={isChosen}
          disabled={isDisabled}
          onChange={() => {
            if (!isReadOnly) props.onChoose(value);
          }}
        />
      </span>
      {/* The chip shows the number of the level, which is its key as well. */}
      <RadioMark keyHint={props.keyHint === String(level) ? undefined : props.keyHint} />
      {level !== undefined && <LevelChip level={level} />}
      {isOther ? (
        <span>{content ?? text}</span>
      ) : (
        <span className="fb-radio-text">
          {content ?? text}
          {description !== undefined && <small>{description}</small>}
        </span>
      )}
    </label>
  );
});

const RadioMark = ({ keyHint }: { readonly keyHint: string | undefined }): ReactElement =>
  keyHint === undefined ? <span className="fb-radio-dot" /> : <KeyHint keys={keyHint} isDecorative />;
