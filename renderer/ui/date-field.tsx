import { type CalendarDate, type CalendarDateTime, parseDate, parseDateTime } from '@internationalized/date';
import { Calendar as CalendarIcon, ChevronLeft, ChevronRight } from 'lucide-react';
import type { ReactElement } from 'react';
import {
  Button,
  Calendar,
  CalendarCell,
  CalendarGrid,
  DateInput,
  DatePicker,
  DateSegment,
  Dialog,
  Group,
  Heading,
  Popover,
} from 'react-aria-components';
import { useSay } from '#renderer/i18n/use-say.ts';
import { FieldLabel, FieldNotes, fieldState, type FieldProps } from './field-parts.tsx';
import './overlay.css';
import './date-field.css';

interface DateFieldProps extends FieldProps {
  /** `2026-03-01`, with `hasTime` `2026-03-01T14:30`; null is blank. */
  readonly value: string | null;
  readonly onChange: (value: string | null) => void;
  readonly onBlur?: (() => void) | undefined;
  readonly hasTime?: boolean | undefined;
}

/** A day, typed part by part or picked from a calendar; with `hasTime` also hour and minute. */
export function DateField(props: DateFieldProps): ReactElement {
  const { value, onChange, onBlur, hasTime = false } = props;
  const say = useSay();
  return (
    <DatePicker<CalendarDate | CalendarDateTime>
      className="fb-field fb-date"
      value={readDay(value, hasTime)}
      onChange={(day) => onChange(day === null ? null : textOf(day, hasTime))}
      granularity={hasTime ? 'minute' : 'day'}
      hourCycle={24}
      shouldForceLeadingZeros
      {...(onBlur && { onBlur })}
      {...fieldState(props)}
    >
      <FieldLabel {...props} />
      <Group className="fb-input fb-date-group">
        <DateInput className="fb-date-input">
          {(segment) => <DateSegment className="fb-date-segment" segment={segment} />}
        </DateInput>
        {!props.isReadOnly && (
          <Button className="fb-date-button">
            <CalendarIcon className="fb-icon" aria-hidden />
            <span className="fb-hidden">{say('ui.date.open')}</span>
          </Button>
        )}
      </Group>
      <FieldNotes {...props} />
      <Popover className="fb-popover fb-date-popover" offset={4}>
        <Dialog>
          <Calendar>
            <header>
              <Button slot="previous" className="fb-date-button">
                <ChevronLeft className="fb-icon fb-turns" aria-hidden />
              </Button>
              <Heading />
              <Button slot="next" className="fb-date-button">
                <ChevronRight className="fb-icon fb-turns" aria-hidden />
              </Button>
            </header>
            <CalendarGrid weekdayStyle="short">
              {(day) => <CalendarCell className="fb-date-cell" date={day} />}
            </CalendarGrid>
          </Calendar>
        </Dialog>
      </Popover>
    </DatePicker>
  );
}

function readDay(text: string | null, hasTime: boolean): CalendarDate | CalendarDateTime | null {
  if (text === null) return null;
  try {
    return hasTime ? parseDateTime(text.slice(0, 16)) : parseDate(text.slice(0, 10));
  } catch {
    // What is no day is shown by whoever holds it; here the field is empty.
    return null;
  }
}

const textOf = (day: CalendarDate | CalendarDateTime, hasTime: boolean): string =>
  day.toString().slice(0, hasTime ? 16 : 10);
