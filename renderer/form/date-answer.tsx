import type { ReactElement } from 'react';
import { useSay } from '#renderer/i18n/use-say.ts';
import { DateField } from '#renderer/ui/date-field.tsx';
import { NumberField } from '#renderer/ui/number-field.tsx';
import { TimeField } from '#renderer/ui/time-field.tsx';
import type { AnswerProps } from './answer-props.ts';
import { MonthField } from './month-field.tsx';
import { withOffset } from './local-time.ts';
import type { AnswerWay } from './question-kind.ts';

interface DateAnswerProps extends AnswerProps {
  readonly way: Extract<AnswerWay, { readonly kind: 'date' | 'time' | 'dateTime' }>;
}

/** A day, a month, a year, a time, or a moment; stored as ODK stores them. */
export function DateAnswer({ way, ...props }: DateAnswerProps): ReactElement {
  const { onAnswer, onLeave } = props;
  const say = useSay();
  const value = typeof props.value === 'string' ? props.value : null;
  if (way.kind === 'time')
    return (
      <TimeField
        {...props}
        value={value?.slice(0, 5) ?? null}
        onChange={(time) => onAnswer(time === null ? null : withOffset(time))}
        onBlur={onLeave}
      />
    );
  if (way.kind === 'dateTime')
    return (
      <DateField
        {...props}
        hasTime
        value={value?.slice(0, 16) ?? null}
        onChange={(moment) => onAnswer(moment === null ? null : withOffset(moment))}
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
        description={say('form.year')}
        value={value === null || !Number.isInteger(year) ? null : year}
        onChange={(typed) => {
          // A year of four digits; what is shorter is still being typed.
          if (typed === null) onAnswer(null);
          else if (typed >= 1000 && typed <= 9999) onAnswer(`${typed}-01-01`);
        }}
        onBlur={onLeave}
      />
    </div>
  );
}
