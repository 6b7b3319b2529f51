import type { ReactElement } from 'react';
import { useFormat, useTranslate } from '#renderer/i18n';
import { Checkbox, NumberField, Slider, TextArea, TextField } from '#renderer/ui';
import { questionKeyOf } from '../focus-question.ts';
import type { AnswerProps } from './answer-props.ts';

interface RangeAnswerProps extends AnswerProps {
  readonly from: number;
  readonly to: number;
  readonly step: number;
}

/** A number between two others: drawn or typed. */
export function RangeAnswer({ from, to, step, ...props }: RangeAnswerProps): ReactElement {
  const { onAnswer, onLeave, label, isReadOnly, problem } = props;
  const translate = useTranslate();
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
        onChange={(next) => onAnswer(roundToStep(next, step), 'typing')}
        isDisabled={isReadOnly}
      />
      <NumberField
        {...props}
        description={translate('form.range', { from: format.number(from), to: format.number(to) })}
        value={value}
        isWhole={Number.isInteger(from) && Number.isInteger(step)}
        onChange={(number) => onAnswer(number, 'typing')}
        onBlur={onLeave}
        problem={
          isOutside
            ? translate('form.range.outside', { from: format.number(least), to: format.number(most) })
            : problem
        }
      />
    </div>
  );
}

/** Steps of 0.1 add up to 0.30000000000000004; the answer is the number that the scale shows. */
const roundToStep = (value: number, step: number): number => {
  const decimals = String(step).split('.')[1]?.length ?? 0;
  return Number(value.toFixed(decimals));
};

const maximumTextLength = 20_000;

/** Field of a text answer, of one line or of several. An empty text is no answer. */
export function TextAnswer({ rows, ...props }: AnswerProps & { readonly rows: 1 | 4 }): ReactElement {
  const { value, onAnswer, onLeave } = props;
  const field = {
    ...props,
    value: answerTextOf(value),
    onChange: (text: string) => onAnswer(text === '' ? null : text, 'typing'),
    onBlur: onLeave,
    maxLength: maximumTextLength,
    // An answer that a rule of the form reproves is saved.
    draft: {
      of: 'record',
      name: `answers ${questionKeyOf(props.question.address)}`,
      isRefused: false,
    } as const,
  };
  if (rows > 1) return <TextArea {...field} rows={rows} />;
  return <TextField {...field} />;
}

/** Field of a number answer. */
export function NumberAnswer({
  isWhole,
  ...props
}: AnswerProps & { readonly isWhole: boolean }): ReactElement {
  const { value, onAnswer, onLeave } = props;
  return (
    <div className="form-short">
      <NumberField
        {...props}
        isWhole={isWhole}
        value={typeof value === 'number' ? value : null}
        onChange={(number) => onAnswer(number, 'typing')}
        onBlur={onLeave}
      />
    </div>
  );
}

/** ODK's value for "seen". */
const acknowledgedValue = 'OK';

/** Checkbox of a statement that the person confirms. */
export function AcknowledgeAnswer({ value, onAnswer, problem, isReadOnly }: AnswerProps): ReactElement {
  const translate = useTranslate();
  return (
    <Checkbox
      label={translate('form.acknowledge')}
      state={value === acknowledgedValue ? 'on' : 'off'}
      onChange={(isOn) => onAnswer(isOn ? acknowledgedValue : null)}
      problem={problem}
      isReadOnly={isReadOnly}
    />
  );
}

// A document may hold a value of another version of the form.
const answerTextOf = (answerValue: AnswerProps['value']): string =>
  typeof answerValue === 'string' ? answerValue : typeof answerValue === 'number' ? String(answerValue) : '';
