import { type ReactElement, useState } from 'react';
import { TimeField } from '#renderer/ui';

interface ClockTimeFieldProps {
  readonly label: string;
  readonly hideLabel?: boolean;
  readonly value: string | null;
  readonly onSave: (time: string | null) => void;
  readonly isReadOnly: boolean;
  readonly description?: string | undefined;
}

/**
 * Time of day that is saved when the field is left, not for each digit. It replaces the value at the first digit: one that
 * arrives meanwhile is not written over.
 */
export function ClockTimeField({ value, onSave, ...field }: ClockTimeFieldProps): ReactElement {
  const [typed, setTyped] = useState<TypedTime | null>(null);
  return (
    <TimeField
      {...field}
      value={typed === null ? value : typed.time}
      onChange={(time) => setTyped({ replaced: value, onSave, ...typed, time })}
      onBlur={() => {
        if (typed !== null && typed.time !== typed.replaced) typed.onSave(typed.time);
        setTyped(null);
      }}
    />
  );
}

/** Time in typing, with the value and the act of its first digit. */
interface TypedTime extends Pick<ClockTimeFieldProps, 'onSave'> {
  readonly replaced: string | null;
  readonly time: string | null;
}
