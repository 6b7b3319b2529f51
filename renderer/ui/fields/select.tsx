import { Check, ChevronDown } from 'lucide-react';
import type { ReactElement } from 'react';
import {
  Select as AriaSelect,
  Button,
  ListBox,
  ListBoxItem,
  Popover,
  SelectValue,
  Text,
} from 'react-aria-components';
import { useTranslate } from '#renderer/i18n';
import { FieldLabel, FieldNotes, type FieldProps, fieldStateOf } from './field-parts.tsx';
import './select.css';

export interface SelectOption<Id extends string> {
  readonly id: Id;
  readonly label: string;
  readonly description?: string | undefined;
  /** It cannot be chosen; the description says why. */
  readonly isDisabled?: boolean | undefined;
}

interface SelectProps<Id extends string> extends Omit<FieldProps, 'isReadOnly'> {
  readonly options: readonly SelectOption<Id>[];
  readonly value: Id | null;
  readonly onChange: (value: Id) => void;
}

/** One of a list, for more than five choices or where space is short; else `RadioRows`. */
export function Select<Id extends string>(props: SelectProps<Id>): ReactElement {
  const translate = useTranslate();
  const { isReadOnly: _unused, ...state } = fieldStateOf(props);
  return (
    <AriaSelect
      className="fb-field fb-select"
      selectedKey={props.value}
      placeholder={translate('ui.select.choose')}
      onSelectionChange={(key) => {
        const chosenSelectOption = props.options.find((option) => option.id === key);
        if (chosenSelectOption) props.onChange(chosenSelectOption.id);
      }}
      {...state}
    >
      <FieldLabel {...props} />
      <Button className="fb-input fb-select-button">
        <SelectValue />
        <ChevronDown className="fb-icon" aria-hidden />
      </Button>
      <FieldNotes {...props} />
      <Popover className="fb-popover fb-list-popover" offset={4}>
        <ListBox className="fb-list" items={props.options}>
          {(selectOption) => (
            <ListBoxItem
              className="fb-list-item"
              id={selectOption.id}
              textValue={selectOption.label}
              isDisabled={selectOption.isDisabled ?? false}
            >
              <Check className="fb-icon fb-list-check" aria-hidden />
              <Text slot="label">{selectOption.label}</Text>
              {selectOption.description !== undefined && (
                <Text slot="description" className="fb-list-note">
                  {selectOption.description}
                </Text>
              )}
            </ListBoxItem>
          )}
        </ListBox>
      </Popover>
    </AriaSelect>
  );
}
