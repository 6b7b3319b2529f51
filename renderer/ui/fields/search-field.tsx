import { Search, X } from 'lucide-react';
import type { ReactElement } from 'react';
import { SearchField as AriaSearchField, Button, Input, Label } from 'react-aria-components';
import { useTranslate } from '#renderer/i18n';
import { KeyHint } from '../marks/key-hint.tsx';
import './field.css';
import './search-field.css';

interface SearchFieldProps {
  /** Read out, and shown as the placeholder. */
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly onSubmit?: ((value: string) => void) | undefined;
  readonly keyHint?: string | undefined;
  readonly autoFocus?: boolean | undefined;
  /** List of results that is always shown. The focus stays in the field, which screen readers call a combobox. */
  readonly list?: SearchFieldList | undefined;
}

interface SearchFieldList {
  readonly id: string;
  /** Option that the arrow keys chose. */
  readonly activeId: string | null;
  readonly onStep: (by: 1 | -1) => void;
}

const comboboxPropsOf = ({ id, activeId }: SearchFieldList) =>
  ({
    type: 'text',
    role: 'combobox',
    'aria-expanded': true,
    'aria-haspopup': 'listbox',
    'aria-autocomplete': 'list',
    'aria-controls': id,
    ...(activeId !== null && { 'aria-activedescendant': activeId }),
  }) as const;

const stepsByKey: Readonly<Record<string, 1 | -1>> = { ArrowDown: 1, ArrowUp: -1 };

/** Search as you type. Escape empties it. */
export function SearchField({
  label,
  value,
  onChange,
  onSubmit,
  keyHint,
  autoFocus = false,
  list,
}: SearchFieldProps): ReactElement {
  const translate = useTranslate();
  return (
    <AriaSearchField
      className="fb-search"
      value={value}
      onChange={onChange}
      autoFocus={autoFocus}
      {...(onSubmit && { onSubmit })}
      onKeyDown={(event) => {
        const step = stepsByKey[event.key];
        if (!list || step === undefined) return event.continuePropagation();
        event.preventDefault();
        list.onStep(step);
      }}
    >
      <Label className="fb-hidden">{label}</Label>
      <Search className="fb-icon" aria-hidden />
      <Input
        className="fb-input"
        // Without text it has the direction of the screen, or its placeholder would lie under the key.
        dir={value === '' ? undefined : 'auto'}
        placeholder={label}
        {...(list && comboboxPropsOf(list))}
      />
      {value === '' && keyHint !== undefined && (
        <span className="fb-search-key">
          <KeyHint keys={keyHint} />
        </span>
      )}
      {value !== '' && (
        <Button className="fb-search-clear">
          <X className="fb-icon" aria-hidden />
          {translate('ui.clear')}
        </Button>
      )}
    </AriaSearchField>
  );
}
