import { type ReactElement, useMemo, useState } from 'react';
import { stateCodes, stateNameIn } from '#domain/states/state-names.ts';
import { languageFacts, useLanguage } from '#renderer/i18n';
import { type FieldProps, LongSelect } from '#renderer/ui';

interface StateFieldProps extends FieldProps {
  /** ISO 3166 alpha-2; null is blank. */
  readonly value: string | null;
  readonly onChange: (state: string | null) => void;
  /** Has the focus when it appears. */
  readonly hasFirstFocus?: boolean | undefined;
}

/** Choice of a State by its name in the reader's language. */
export function StateField({ value, onChange, ...field }: StateFieldProps): ReactElement {
  const [first] = useState(value);
  return (
    <LongSelect
      {...field}
      options={useStateOptions(first, value)}
      value={value === null ? [] : [value]}
      onChange={([state]) => onChange(state ?? null)}
    />
  );
}

/** States in the order of their names. A stored code of no State, as in exercises, stays a choice. */
function useStateOptions(first: string | null, value: string | null) {
  const language = useLanguage();
  return useMemo(() => {
    const codes = new Set([...stateCodes, ...[first, value].filter((code) => code !== null)]);
    const order = new Intl.Collator(languageFacts[language].locale);
    return [...codes]
      .map((id) => ({ id, label: stateNameIn(id, language) }))
      .toSorted((a, b) => order.compare(a.label, b.label));
  }, [first, value, language]);
}
