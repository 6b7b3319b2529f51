import type { ReactElement } from 'react';
import { SwitchButton, SwitchField, Text } from 'react-aria-components';
import './field.css';
import './switch.css';

interface SwitchProps {
  readonly label: string;
  readonly description?: string | undefined;
  readonly isOn: boolean;
  readonly onChange: (isOn: boolean) => void;
  readonly isDisabled?: boolean | undefined;
}

/** On or off, at once, without a button to confirm. */
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
