import { parseTime, type Time } from '@internationalized/date';
import type { ReactElement } from 'react';
import { DateInput, DateSegment, TimeField as AriaTimeField } from 'react-aria-components';
import { FieldLabel, FieldNotes, fieldState, type FieldProps } from './field-parts.tsx';
import './date-field.css';

interface TimeFieldProps extends FieldProps {
  /** `14:30`; null is blank. */
  readonly value: string | null;
  readonly onChange: (value: string | null) => void;
  readonly onBlur?: (() => void) | undefined;
}

/** A time of day, typed part by part. */
export function TimeField(props: TimeFieldProps): ReactElement {
  const { value, onChange, onBlur } = props;
  return (
    <AriaTimeField<Time>
      className="fb-field fb-date"
      value={readTime(value)}
      onChange={(time) => onChange(time === null ? null : time.toString().slice(0, 5))}
      hourCycle={24}
      shouldForceLeadingZeros
      {...(onBlur && { onBlur })}
      {...fieldState(props)}
    >
      <FieldLabel {...props} />
      <div className="fb-input fb-date-group" data-invalid={props.problem !== undefined || undefined}>
        <DateInput className="fb-date-input">
          {(segment) => <DateSegment className="fb-date-segment" segment={segment} />}
        </DateInput>
      </div>
      <FieldNotes {...props} />
    </AriaTimeField>
  );
}

function readTime(text: string | null): Time | null {
  if (text === null) return null;
  try {
    return parseTime(text.slice(0, 5));
  } catch {
    return null;
  }
}
