import type { ReactElement } from 'react';
import type { MessageKey } from '#renderer/i18n/message.ts';
import { useSay } from '#renderer/i18n/use-say.ts';
import { Select } from '#renderer/ui/select.tsx';

interface FactorViewProps<Value extends number> {
  readonly label: string;
  readonly words: { readonly [V in Value]: MessageKey };
  /** Null: nobody has said it; it counts as 0. */
  readonly value: Value | null;
  readonly isReadOnly: boolean;
  readonly onChange: (value: Value) => void;
}

/** One factor of a priority, from no to yes. */
export function FactorView<Value extends number>(props: FactorViewProps<Value>): ReactElement {
  const { label, words, value, isReadOnly, onChange } = props;
  const say = useSay();
  // Keys of such an object are its numbers, as texts.
  const values = (Object.keys(words).map(Number) as Value[]).toSorted((a, b) => a - b);
  if (isReadOnly) return <>{value === null ? say('finding.factor.unsaid') : say(words[value])}</>;
  return (
    <Select
      label={label}
      hideLabel
      options={values.map((one) => ({ id: String(one), label: say(words[one]) }))}
      value={value === null ? null : String(value)}
      onChange={(chosen) => {
        const found = values.find((one) => String(one) === chosen);
        if (found !== undefined) onChange(found);
      }}
    />
  );
}
