import type { LucideIcon } from 'lucide-react';
import type { ReactElement, ReactNode } from 'react';
import { Toolbar as AriaToolbar, Button, Separator, ToggleButton } from 'react-aria-components';
import './toolbar.css';

interface ToolbarProps {
  readonly label: string;
  readonly children: ReactNode;
}

/** Acts on the text below it. One stop for Tab; arrow keys inside. */
export function Toolbar({ label, children }: ToolbarProps): ReactElement {
  return (
    <AriaToolbar className="fb-toolbar" aria-label={label}>
      {children}
    </AriaToolbar>
  );
}

interface ToolbarToggleProps {
  readonly label: string;
  readonly icon: LucideIcon;
  readonly isOn: boolean;
  readonly onChange: (isOn: boolean) => void;
  readonly isDisabled?: boolean | undefined;
}

/** Toggle of a format (bold, a list) of the text at the cursor. */
export function ToolbarToggle({
  label,
  icon: Icon,
  isOn,
  onChange,
  isDisabled = false,
}: ToolbarToggleProps): ReactElement {
  return (
    <ToggleButton className="fb-tool" isSelected={isOn} onChange={onChange} isDisabled={isDisabled}>
      <Icon className="fb-icon" aria-hidden />
      <span>{label}</span>
    </ToggleButton>
  );
}

interface ToolbarButtonProps {
  readonly label: string;
  readonly icon: LucideIcon;
  readonly onPress: () => void;
  readonly isDisabled?: boolean | undefined;
}

/** Button of one act (undo). */
export function ToolbarButton({
  label,
  icon: Icon,
  onPress,
  isDisabled = false,
}: ToolbarButtonProps): ReactElement {
  return (
    <Button className="fb-tool" onPress={onPress} isDisabled={isDisabled}>
      <Icon className="fb-icon" aria-hidden />
      <span>{label}</span>
    </Button>
  );
}

/** A line between groups. */
export function ToolbarGap(): ReactElement {
  return <Separator orientation="vertical" className="fb-toolbar-gap" />;
}
