import {
  type CalendarDate,
  type CalendarDateTime,
  parseDate,
  parseDateTime,
  parseTime,
  type Time,
} from '@internationalized/date';
import { Calendar as CalendarIcon, ChevronLeft, ChevronRight } from 'lucide-react';
import { type KeyboardEvent, type ReactElement, useState } from 'react';
import {
  TimeField as AriaTimeField,
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
import { flushSync } from 'react-dom';
import { useTranslate } from '#renderer/i18n';
import { FieldLabel, FieldNotes, type FieldProps, fieldStateOf } from './field-parts.tsx';
import './date-field.css';

interface TypedValue {
  readonly value: string | null;
  readonly onChange: (value: string | null) => void;
}

/** A day, typed part by part or picked from a calendar; with `hasTime` also hour and minute. */
export function DateField(props: DateFieldProps): ReactElement {
  const { onBlur, hasTime = false } = props;
  const { value, onChange, onFocusChange, finish } = useTypedValue(props);
  const translate = useTranslate();
  return (
    <DatePicker<CalendarDate | CalendarDateTime>
      className="fb-field fb-date"
      value={parseFieldDay(value, hasTime)}
      onChange={(day) => onChange(day === null ? null : fieldDayText(day, hasTime))}
      granularity={hasTime ? 'minute' : 'day'}
      hourCycle={24}
      shouldForceLeadingZeros
      onFocusChange={onFocusChange}
      {...(onBlur && { onBlur })}
      {...fieldStateOf(props)}
    >
      <FieldLabel {...props} />
      <Group className="fb-input fb-date-group">
        <DateInput className="fb-date-input" {...submitOnEnter(finish)}>
          {(segment) => <DateSegment className="fb-date-segment" segment={segment} />}
        </DateInput>
        {!props.isReadOnly && (
          <Button className="fb-date-button">
            <CalendarIcon className="fb-icon" aria-hidden />
            <span className="fb-hidden">{translate('ui.date.open')}</span>
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

/**
 * Value of a field of parts while a person types. An owner that stores each part answers later than the next key, and
 * its answer would take back the keys since. It learns of no day with a part of a year: 2, 20 and 202 before 2026.
 */
function useTypedValue({ value, onChange }: TypedValue) {
  const [typed, setTyped] = useState<{ readonly value: string | null } | null>(null);
  if (typed !== null && typed.value === value) setTyped(null);
  const finish = (): void => {
    const meant = typed?.value ?? null;
    if (meant !== null && /^00\d{2}-/.test(meant)) onChange(`20${meant.slice(2)}`);
    setTyped(null);
  };
  return {
    value: typed === null ? value : typed.value,
    onChange: (next: string | null): void => {
      setTyped({ value: next });
      if (next === null || !isYearBegun(next)) onChange(next);
    },
    onFocusChange: (isFocused: boolean): void => {
      if (!isFocused) finish();
    },
    finish,
  };
}

/** A day with a year of fewer than four digits, as `0202-01-01`. With two digits it is a year of this century. */
const isYearBegun = (value: string): boolean => /^0\d{3}-/.test(value);

/**
 * Enter sends the form of the field, as in fields of text: the parts are no inputs of their own. A disabled submit
 * button keeps a form from being sent. The library passes the handler on to its element; its types leave out keys.
 */
const submitOnEnter = (finish: () => void) => ({
  onKeyDown: ({ key, currentTarget }: KeyboardEvent<HTMLElement>): void => {
    if (key !== 'Enter') return;
    // The form has the day before it is sent.
    flushSync(finish);
    const form = currentTarget.closest('form');
    if (form?.querySelector('[type="submit"]')?.matches(':disabled') !== true) form?.requestSubmit();
  },
});

interface TimeFieldProps extends FieldProps {
  /** `14:30`; null is blank. */
  readonly value: string | null;
  readonly onChange: (value: string | null) => void;
  readonly onBlur?: (() => void) | undefined;
}

/** A time of day, typed part by part. */
export function TimeField(props: TimeFieldProps): ReactElement {
  const { onBlur } = props;
  const { value, onChange, onFocusChange, finish } = useTypedValue(props);
  return (
    <AriaTimeField<Time>
      className="fb-field fb-date"
      value={parseFieldTime(value)}
      onChange={(time) => onChange(time === null ? null : time.toString().slice(0, 5))}
      hourCycle={24}
      shouldForceLeadingZeros
      onFocusChange={onFocusChange}
      {...(onBlur && { onBlur })}
      {...fieldStateOf(props)}
    >
      <FieldLabel {...props} />
      <div className="fb-input fb-date-group" data-invalid={props.problem !== undefined || undefined}>
        <DateInput className="fb-date-input" {...submitOnEnter(finish)}>
          {(segment) => <DateSegment className="fb-date-segment" segment={segment} />}
        </DateInput>
      </div>
      <FieldNotes {...props} />
    </AriaTimeField>
  );
}

function parseFieldTime(text: string | null): Time | null {
  if (text === null) return null;
  try {
    return parseTime(text.slice(0, 5));
  } catch {
    return null;
  }
}

interface DateFieldProps extends FieldProps {
  /** `2026-03-01`, with `hasTime` `2026-03-01T14:30`; null is blank. */
  readonly value: string | null;
  readonly onChange: (value: string | null) => void;
  readonly onBlur?: (() => void) | undefined;
  readonly hasTime?: boolean | undefined;
}

function parseFieldDay(text: string | null, hasTime: boolean): CalendarDate | CalendarDateTime | null {
  if (text === null) return null;
  try {
    return hasTime ? parseDateTime(text.slice(0, 16)) : parseDate(text.slice(0, 10));
  } catch {
    // The owner shows an invalid day; here the field is empty.
    return null;
  }
}

const fieldDayText = (day: CalendarDate | CalendarDateTime, hasTime: boolean): string =>
  day.toString().slice(0, hasTime ? 16 : 10);
