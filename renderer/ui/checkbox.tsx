import { Check, Minus } from 'lucide-react';
import type { ReactElement } from 'react';
import { CheckboxButton, CheckboxField } from 'react-aria-components';
import { FieldNotes } from './field-parts.tsx';
import './checkbox.css';

interface CheckboxProps {
  readonly label: string;
  readonly description?: string | undefined;
  readonly problem?: string | undefined;
  /** `mixed`: some of what it stands for. */
  readonly state: 'on' | 'off' | 'mixed';
  readonly onChange: (isOn: boolean) => void;
  readonly isReadOnly?: boolean | undefined;
  readonly isDisabled?: boolean | undefined;
}

/** Yes or no inside a form. */
export function Checkbox(props: CheckboxProps): ReactElement {
  const Mark = props.state === 'mixed' ? Minus : Check;
  return (
    <CheckboxField
      className="fb-checkbox-field"
      isSelected={props.state === 'on'}
      isIndeterminate={props.state === 'mixed'}
      onChange={props.onChange}
      isInvalid={props.problem !== undefined}
      isReadOnly={props.isReadOnly ?? false}
      isDisabled={props.isDisabled ?? false}
      validationBehavior="aria"
    >
      <CheckboxButton className="fb-checkbox">
        <span className="fb-checkbox-box">
          <Mark className="fb-icon" aria-hidden />
        </span>
        <span>{props.label}</span>
      </CheckboxButton>
      <FieldNotes description={props.description} problem={props.problem} />
    </CheckboxField>
  );
}
