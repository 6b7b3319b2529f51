import { type ReactElement, useState } from 'react';
import { useLocale } from 'react-aria-components';
import { useTranslate } from '#renderer/i18n';
import { DateField, type FieldProps, NumberField, Select, TimeField } from '#renderer/ui';
import type { AnswerInput } from '../answer-input.ts';
import type { AnswerProps } from './answer-props.ts';

/** A day, a month, a year, a time, or a moment; stored as ODK stores them. */
export function DateAnswer({ way, ...props }: DateAnswerProps): ReactElement {
  const { onAnswer, onLeave } = props;
  const translate = useTranslate();
  const value = typeof props.value === 'string' ? props.value : null;
  if (way.kind === 'time')
    return (
      <TimeField
        {...props}
        value={value?.slice(0, 5) ?? null}
        onChange={(time) => onAnswer(time === null ? null : addUtcOffset(time))}
        onBlur={onLeave}
      />
    );
  if (way.kind === 'dateTime')
    return (
      <DateField
        {...props}
        hasTime
        value={value?.slice(0, 16) ?? null}
        onChange={(moment) => onAnswer(moment === null ? null : addUtcOffset(moment))}
        onBlur={onLeave}
      />
    );
  if (way.part === 'day')
    return (
      <DateField
        {...props}
        value={value?.slice(0, 10) ?? null}
        onChange={(day) => onAnswer(day)}
        onBlur={onLeave}
      />
    );
  if (way.part === 'month') return <MonthField {...props} value={value} onChange={onAnswer} />;
  const year = Number(value?.slice(0, 4));
  return (
    <div className="form-short">
      <NumberField
        {...props}
        isWhole
        description={translate('form.year')}
        value={value === null || !Number.isInteger(year) ? null : year}
        onChange={(typed) => {
          // A year of four digits; a shorter one is still being typed.
          if (typed === null) onAnswer(null);
          else if (typed >= 1000 && typed <= 9999) onAnswer(`${typed}-01-01`);
        }}
        onBlur={onLeave}
      />
    </div>
  );
}

/**
 * Add seconds and the offset from UTC, as forms store them, to a local time (`14:30`) or moment
 * (`2026-03-01T14:30`).
 */
function addUtcOffset(local: string): string {
  const isTime = !local.includes('T');
  const at = isTime ? new Date() : new Date(`${local}:00`);
  const minutes = -at.getTimezoneOffset();
  const sign = minutes < 0 ? '-' : '+';
  const two = (number: number): string => String(number).padStart(2, '0');
  const size = Math.abs(minutes);
  return `${local}:00.000${sign}${two(Math.floor(size / 60))}:${two(size % 60)}`;
}

interface MonthFieldProps extends FieldProps {
  /** The first day of the month, `2026-03-01`. */
  readonly value: string | null;
  readonly onChange: (value: string | null) => void;
}

const monthNumbers = Array.from({ length: 12 }, (_, at) => String(at + 1).padStart(2, '0'));

/** A month of a year: both, or it is blank. */
function MonthField(props: MonthFieldProps): ReactElement {
  const { value, onChange, label, isReadOnly = false } = props;
  const translate = useTranslate();
  const { locale } = useLocale();
  const [part, setPart] = useState<{ readonly year: number | null; readonly month: string | null }>(() => ({
    year: value === null ? null : Number(value.slice(0, 4)),
    month: value?.slice(5, 7) ?? null,
  }));
  const shown = value === null ? part : { year: Number(value.slice(0, 4)), month: value.slice(5, 7) };
  const set = (next: typeof part): void => {
    setPart(next);
    const isWhole = next.month !== null && next.year !== null && next.year >= 1000 && next.year <= 9999;
    if (isWhole) onChange(`${next.year}-${next.month}-01`);
    else if (value !== null) onChange(null);
  };
  const nameOf = (month: string): string =>
    new Intl.DateTimeFormat(locale, { month: 'long', timeZone: 'UTC' }).format(
      Date.UTC(2024, Number(month) - 1, 1),
    );
  return (
    <div className="form-month">
      <Select
        label={`${label}: ${translate('form.month')}`}
        hideLabel
        options={monthNumbers.map((month) => ({ id: month, label: nameOf(month) }))}
        value={shown.month}
        onChange={(month) => set({ ...shown, month })}
        isDisabled={isReadOnly}
        problem={props.problem}
      />
      <NumberField
        label={`${label}: ${translate('form.year')}`}
        hideLabel
        isWhole
        value={shown.year}
        onChange={(year) => set({ ...shown, year })}
        isReadOnly={isReadOnly}
      />
    </div>
  );
}

interface DateAnswerProps extends AnswerProps {
  readonly way: Extract<AnswerInput, { readonly kind: 'date' | 'time' | 'dateTime' }>;
}
