import type { ReactElement } from 'react';
import { ComboBox, Input, ListBox, ListBoxItem, Popover, Text } from 'react-aria-components';
import { FieldLabel, FieldNotes, type FieldProps, fieldStateOf } from './field-parts.tsx';
import './select.css';

/** Text that a person may choose in place of typing it. */
interface Suggestion {
  readonly text: string;
  /** Shown under it. */
  readonly note?: string | undefined;
}

interface SuggestFieldProps extends FieldProps {
  readonly value: string;
  readonly onChange: (value: string) => void;
  /** Different texts; those that contain the typed letters are shown. */
  readonly suggestions: readonly Suggestion[];
  /** Called with the text of a chosen suggestion, after `onChange`. */
  readonly onChoose?: ((text: string) => void) | undefined;
  readonly autoFocus?: boolean | undefined;
}

/** One line of any text, with known texts to choose from while typing. */
export function SuggestField(props: SuggestFieldProps): ReactElement {
  const { value, onChange, onChoose, suggestions } = props;
  return (
    <ComboBox
      className="fb-field"
      allowsCustomValue
      inputValue={value}
      onInputChange={onChange}
      defaultItems={suggestions}
      onSelectionChange={(key) => {
        const chosen = suggestions.find(({ text }) => text === key);
        if (chosen === undefined) return;
        onChange(chosen.text);
        onChoose?.(chosen.text);
      }}
      autoFocus={props.autoFocus ?? false}
      {...fieldStateOf(props)}
    >
      <FieldLabel {...props} />
      <Input className="fb-input" dir={value === '' ? undefined : 'auto'} autoComplete="off" />
      <FieldNotes {...props} />
      <Popover className="fb-popover fb-list-popover" offset={4}>
        <ListBox className="fb-list">
          {({ text, note }: Suggestion) => (
            <ListBoxItem className="fb-list-item" id={text} textValue={text}>
              <span />
              <Text slot="label">
                <bdi>{text}</bdi>
              </Text>
              {note !== undefined && (
                <Text slot="description" className="fb-list-note">
                  {note}
                </Text>
              )}
            </ListBoxItem>
          )}
        </ListBox>
      </Popover>
    </ComboBox>
  );
}
