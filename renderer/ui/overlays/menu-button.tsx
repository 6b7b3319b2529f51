import type { LucideIcon } from 'lucide-react';
import { ChevronDown } from 'lucide-react';
import type { ReactElement } from 'react';
import { Menu as AriaMenu, MenuItem, MenuTrigger, Popover, Text } from 'react-aria-components';
import { Button, type ButtonProps } from '../button.tsx';
import { KeyHint } from '../marks/key-hint.tsx';

export interface MenuChoice<Id extends string> {
  readonly id: Id;
  readonly label: string;
  readonly description?: string | undefined;
  readonly icon?: LucideIcon | undefined;
  readonly keyHint?: string | undefined;
  /** Loses something. */
  readonly isDanger?: boolean | undefined;
  readonly isDisabled?: boolean | undefined;
}

interface MenuButtonProps<Id extends string> {
  readonly label: string;
  /** A longer name for screen readers, such as the row of the menu. */
  readonly name?: string | undefined;
  readonly choices: readonly MenuChoice<Id>[];
  readonly onChoose: (id: Id) => void;
  readonly kind?: ButtonProps['kind'];
  readonly icon?: LucideIcon | undefined;
}

/** A button that opens a list of acts. */
export function MenuButton<Id extends string>({
  label,
  name,
  choices,
  onChoose,
  kind,
  icon,
}: MenuButtonProps<Id>): ReactElement {
  return (
    <MenuTrigger>
      <Button kind={kind} icon={icon ?? ChevronDown} label={name}>
        {label}
      </Button>
      <Popover className="fb-popover fb-list-popover" placement="bottom start" offset={4}>
        <AriaMenu
          className="fb-list"
          onAction={(key) => {
            const menuChoice = choices.find(({ id }) => id === key);
            if (menuChoice) onChoose(menuChoice.id);
          }}
        >
          {choices.map((menuChoice) => (
            <MenuChoiceItem key={menuChoice.id} choice={menuChoice} />
          ))}
        </AriaMenu>
      </Popover>
    </MenuTrigger>
  );
}

function MenuChoiceItem({ choice }: { readonly choice: MenuChoice<string> }): ReactElement {
  const { id, label, description, icon: Icon, keyHint, isDanger = false, isDisabled = false } = choice;
  return (
    <MenuItem
      className="fb-list-item"
      id={id}
      textValue={label}
      isDisabled={isDisabled}
      {...(isDanger && { 'data-danger': true })}
    >
      {Icon ? <Icon className="fb-icon" aria-hidden /> : <span />}
      <Text slot="label">{label}</Text>
      {keyHint === undefined ? <span /> : <KeyHint keys={keyHint} isDecorative />}
      {description !== undefined && (
        <Text slot="description" className="fb-list-note">
          {description}
        </Text>
      )}
    </MenuItem>
  );
}
