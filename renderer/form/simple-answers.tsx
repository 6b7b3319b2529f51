import type { ReactElement } from 'react';
import { useSay } from '#renderer/i18n/use-say.ts';
import { Checkbox } from '#renderer/ui/checkbox.tsx';
import { NumberField } from '#renderer/ui/number-field.tsx';
import { TextArea } from '#renderer/ui/text-area.tsx';
import { TextField } from '#renderer/ui/text-field.tsx';
import type { AnswerProps } from './answer-props.ts';

const longestText = 20_000;

export function TextAnswer({ rows, ...props }: AnswerProps & { readonly rows: 1 | 4 }): ReactElement {
  const { value, onAnswer, onLeave } = props;
  const field = {
    ...props,
    value: textOf(value),
    onChange: (text: string) => onAnswer(text === '' ? null : text, 'typing'),
    onBlur: onLeave,
    maxLength: longestText,
  };
  if (rows > 1) return <TextArea {...field} rows={rows} />;
  return <TextField {...field} />;
}

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
const seen = 'OK';

export function AcknowledgeAnswer({ value, onAnswer, problem, isReadOnly }: AnswerProps): ReactElement {
  const say = useSay();
  return (
    <Checkbox
      label={say('form.acknowledge')}
      state={value === seen ? 'on' : 'off'}
      onChange={(isOn) => onAnswer(isOn ? seen : null)}
      problem={problem}
      isReadOnly={isReadOnly}
    />
  );
}

// A document may hold what another version of the form asked for.
const textOf = (value: AnswerProps['value']): string =>
  typeof value === 'string' ? value : typeof value === 'number' ? String(value) : '';
