import type { ReactElement } from 'react';
import { ComboBox, Input, ListBox, ListBoxItem, Popover, Text } from 'react-aria-components';
import { FieldDraftNote, useFieldDraft } from './field-draft.tsx';
import {
  FieldLabel,
  FieldNotes,
  type FieldProps,
  fieldStateOf,
  type TextFieldDraftProps,
  TooLongStatus,
  useTooLongMessage,
} from './field-parts.tsx';
import './select.css';

/** Text that a person may choose in place of typing it. */
interface Suggestion {
  /** Distinguishes suggestions with the same text; without it the text does. */
  readonly id?: string | undefined;
  readonly text: string;
  /** Shown under it. */
  readonly note?: string | undefined;
}

/** Most suggestions at once; typing narrows them down. */
const mostShown = 50;

const keyOf = ({ id, text }: Suggestion): string => id ?? text;

interface SuggestFieldProps extends FieldProps, TextFieldDraftProps {
  readonly value: string;
  readonly onChange: (value: string) => void;
  /** Those that contain the typed letters are shown, or those that `isMatch` accepts. */
  readonly suggestions: readonly Suggestion[];
  readonly isMatch?: ((suggestion: Suggestion, typed: string) => boolean) | undefined;
  /** Called with the text of a chosen suggestion and its id, after `onChange`. */
  readonly onChoose?: ((text: string, id: string) => void) | undefined;
  /** A longer text stays in the field and is called too long; the owner of the value must refuse it. */
  readonly maxLength?: number | undefined;
  readonly onBlur?: (() => void) | undefined;
  readonly autoFocus?: boolean | undefined;
}

/** One line of any text, with known texts to choose from while typing. */
export function SuggestField(props: SuggestFieldProps): ReactElement {
  const { onChoose, isMatch, suggestions, maxLength } = props;
  const shownDraft = useFieldDraft(props, (text) => Math.max(0, text.length - (maxLength ?? text.length)));
  const { value, onChange } = shownDraft;
  const tooLong = useTooLongMessage(value, maxLength);
  const problem = tooLong ?? props.problem;
  const shown = isMatch
    ? { items: suggestions.filter((suggestion) => isMatch(suggestion, value)).slice(0, mostShown) }
    : { defaultItems: suggestions };
  return (
    <ComboBox
      className="fb-field"
      data-draft={shownDraft.kind}
      allowsCustomValue
      inputValue={value}
      onInputChange={onChange}
      {...shown}
      onSelectionChange={(key) => {
        const chosenSuggestion = suggestions.find((suggestion) => keyOf(suggestion) === key);
        if (chosenSuggestion === undefined) return;
        onChange(chosenSuggestion.text);
        onChoose?.(chosenSuggestion.text, keyOf(chosenSuggestion));
      }}
      autoFocus={props.autoFocus ?? false}
      {...fieldStateOf({ ...props, problem })}
      {...(props.onBlur && { onBlur: props.onBlur })}
    >
      <FieldLabel {...props} />
      <FieldDraftNote draft={shownDraft} problem={undefined} />
      <Input className="fb-input" dir={value === '' ? undefined : 'auto'} autoComplete="off" />
      <FieldNotes {...props} problem={problem} />
      {maxLength !== undefined && <TooLongStatus isTooLong={tooLong !== undefined} mostLetters={maxLength} />}
      <Popover className="fb-popover fb-list-popover" offset={4}>
        <ListBox className="fb-list">
          {({ id, text, note }: Suggestion) => (
            <ListBoxItem className="fb-list-item" id={keyOf({ id, text })} textValue={text}>
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
