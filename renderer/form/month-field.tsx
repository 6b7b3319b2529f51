import { useState, type ReactElement } from 'react';
import { useLocale } from 'react-aria-components';
import { useSay } from '#renderer/i18n/use-say.ts';
import { NumberField } from '#renderer/ui/number-field.tsx';
import { Select } from '#renderer/ui/select.tsx';
import type { FieldProps } from '#renderer/ui/field-parts.tsx';

interface MonthFieldProps extends FieldProps {
  /** The first day of the month, `2026-03-01`. */
  readonly value: string | null;
  readonly onChange: (value: string | null) => void;
}

const months = Array.from({ length: 12 }, (_, at) => String(at + 1).padStart(2, '0'));

/** A month of a year: both, or it is blank. */
export function MonthField(props: MonthFieldProps): ReactElement {
  const { value, onChange, label, isReadOnly = false } = props;
  const say = useSay();
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
        label={`${label}: ${say('form.month')}`}
        hideLabel
        options={months.map((month) => ({ id: month, label: nameOf(month) }))}
        value={shown.month}
        onChange={(month) => set({ ...shown, month })}
        isDisabled={isReadOnly}
        problem={props.problem}
      />
      <NumberField
        label={`${label}: ${say('form.year')}`}
        hideLabel
        isWhole
        value={shown.year}
        onChange={(year) => set({ ...shown, year })}
        isReadOnly={isReadOnly}
      />
    </div>
  );
}
