import type { ReactElement } from 'react';
import { useSay } from '#renderer/i18n/use-say.ts';
import { useFormat } from '#renderer/i18n/use-format.ts';
import { NumberField } from '#renderer/ui/number-field.tsx';
import { Slider } from '#renderer/ui/slider.tsx';
import type { AnswerProps } from './answer-props.ts';

interface RangeAnswerProps extends AnswerProps {
  readonly from: number;
  readonly to: number;
  readonly step: number;
}

/** A number between two others: drawn or typed. */
export function RangeAnswer({ from, to, step, ...props }: RangeAnswerProps): ReactElement {
  const { onAnswer, onLeave, label, isReadOnly, problem } = props;
  const say = useSay();
  const format = useFormat();
  const value = typeof props.value === 'number' ? props.value : null;
  const least = Math.min(from, to);
  const most = Math.max(from, to);
  const isOutside = value !== null && (value < least || value > most);
  return (
    <div className="form-range">
      <Slider
        label={label}
        from={from}
        to={to}
        step={step}
        value={value}
        onChange={(next) => onAnswer(rounded(next, step), 'typing')}
        isDisabled={isReadOnly}
      />
      <NumberField
        {...props}
        description={say('form.range', { from: format.number(from), to: format.number(to) })}
        value={value}
        isWhole={Number.isInteger(from) && Number.isInteger(step)}
        onChange={(number) => onAnswer(number, 'typing')}
        onBlur={onLeave}
        problem={
          isOutside
            ? say('form.range.outside', { from: format.number(least), to: format.number(most) })
            : problem
        }
      />
    </div>
  );
}

/** Steps of 0.1 add up to 0.30000000000000004; the answer is the number that the scale shows. */
const rounded = (value: number, step: number): number => {
  const decimals = String(step).split('.')[1]?.length ?? 0;
  return Number(value.toFixed(decimals));
};
