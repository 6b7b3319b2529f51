import { type ReactElement, useState } from 'react';
import {
  Slider as AriaSlider,
  TextField as AriaTextField,
  Input,
  SliderThumb,
  SliderTrack,
} from 'react-aria-components';
import { useTranslate } from '#renderer/i18n';
import { FieldLabel, FieldNotes, type FieldProps, fieldStateOf } from './field-parts.tsx';
import './number-field.css';

/** Result of parsing a typed number. */
type TypedNumber =
  | { readonly kind: 'blank' }
  | { readonly kind: 'number'; readonly value: number }
  | { readonly kind: 'unreadable' };

const easternDigits = /[\u0660-\u0669\u06F0-\u06F9]/g;
const maximumDigits = 15;

/**
 * Parse a number as people type it.
 * It may have a comma or a point before the decimals, spaces between thousands, and Arabic or Persian digits.
 * More digits than a number keeps exactly are refused.
 */
export function parseTypedNumber(typed: string, isWhole: boolean): TypedNumber {
  const text = typed
    .trim()
    .replaceAll(easternDigits, (digit) => String((digit.codePointAt(0) ?? 0) & 0xf))
    .replaceAll(/[\u066B,]/g, '.')
    .replaceAll(/[\s\u00A0\u202F\u066C']/g, '')
    .replaceAll('\u2212', '-');
  if (text === '') return { kind: 'blank' };
  const isNumber = (isWhole ? /^[-+]?\d+$/ : /^[-+]?(?:\d+\.?\d*|\.\d+)$/).test(text);
  const digits = text.replaceAll(/\D/g, '').length;
  return isNumber && digits <= maximumDigits
    ? { kind: 'number', value: Number(text) }
    : { kind: 'unreadable' };
}

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

interface SliderProps {
  readonly label: string;
  readonly from: number;
  readonly to: number;
  readonly step: number;
  /** Null: no choice yet; the thumb is at the beginning. */
  readonly value: number | null;
  readonly onChange: (value: number) => void;
  readonly isDisabled?: boolean | undefined;
}

/** Number between two others by hand; beside a field in which it can be typed. */
export function Slider({
  label,
  from,
  to,
  step,
  value,
  onChange,
  isDisabled = false,
}: SliderProps): ReactElement {
  const least = Math.min(from, to);
  const most = Math.max(from, to);
  return (
    <AriaSlider<number>
      className="fb-slider"
      aria-label={label}
      minValue={least}
      maxValue={most}
      step={step}
      value={Math.min(most, Math.max(least, value ?? from))}
      onChange={onChange}
      isDisabled={isDisabled}
    >
      <SliderTrack className="fb-slider-track" data-blank={value === null || undefined}>
        <SliderThumb className="fb-slider-thumb" />
      </SliderTrack>
    </AriaSlider>
  );
}
