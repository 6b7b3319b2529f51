import type { ReactElement } from 'react';
import { RadioButton, RadioField, RadioGroup } from 'react-aria-components';
import type { FormChoice } from '#domain/instrument/form/form.ts';
import { FieldLabel, FieldNotes, fieldState, type FieldProps } from '#renderer/ui/field-parts.tsx';
import { MarkedView } from './marked-view.tsx';
import './form.css';

interface LikertViewProps extends FieldProps {
  readonly choices: readonly FormChoice[];
  readonly value: string | null;
  readonly onChoose: (code: string) => void;
}

/** A scale in one line: a dot over each word. */
export function LikertView(props: LikertViewProps): ReactElement {
  const { choices, value, onChoose } = props;
  return (
    <RadioGroup
      className="fb-field form-likert"
      orientation="horizontal"
      value={value}
      onChange={onChoose}
      {...fieldState(props)}
    >
      <FieldLabel {...props} />
      <div className="form-likert-line">
        {choices.map(({ name, label }) => (
          <RadioField key={name} value={name}>
            <RadioButton className="form-likert-point">
              <span className="fb-radio-dot" />
              <span>
                <MarkedView text={label || name} />
              </span>
            </RadioButton>
          </RadioField>
        ))}
      </div>
      <FieldNotes {...props} />
    </RadioGroup>
  );
}
