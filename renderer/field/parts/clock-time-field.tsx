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

/** Time of day that is saved when the field is left, not for each digit. */
export function ClockTimeField({ value, onSave, ...field }: ClockTimeFieldProps): ReactElement {
  const [typed, setTyped] = useState<{ readonly time: string | null } | null>(null);
  return (
    <TimeField
      {...field}
      value={typed === null ? value : typed.time}
      onChange={(time) => setTyped({ time })}
      onBlur={() => {
        if (typed !== null && typed.time !== value) onSave(typed.time);
        setTyped(null);
      }}
    />
  );
}
