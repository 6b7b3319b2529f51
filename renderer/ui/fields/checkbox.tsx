import { Check, Minus } from 'lucide-react';
import type { ReactElement } from 'react';
import { CheckboxButton, CheckboxField, SwitchButton, SwitchField, Text } from 'react-aria-components';
import { FieldNotes } from './field-parts.tsx';
import './checkbox.css';
import './field.css';

interface SwitchProps {
  readonly label: string;
  readonly description?: string | undefined;
  readonly isOn: boolean;
  readonly onChange: (isOn: boolean) => void;
  readonly isDisabled?: boolean | undefined;
}

/** Switch, on or off, effective at once, without a button to confirm. */
export function Switch({
  label,
  description,
  isOn,
  onChange,
  isDisabled = false,
}: SwitchProps): ReactElement {
  return (
    <SwitchField className="fb-switch-field" isSelected={isOn} onChange={onChange} isDisabled={isDisabled}>
      <SwitchButton className="fb-switch">
        <span className="fb-switch-track">
          <span className="fb-switch-thumb" />
        </span>
        <span>{label}</span>
      </SwitchButton>
      {description !== undefined && (
        <Text slot="description" className="fb-field-help fb-switch-help">
          {description}
        </Text>
      )}
    </SwitchField>
  );
}

interface CheckboxProps {
  readonly label: string;
  readonly description?: string | undefined;
  readonly problem?: string | undefined;
  /** `mixed`: some of several. */
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
