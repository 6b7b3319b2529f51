import { Search, X } from 'lucide-react';
import type { ReactElement } from 'react';
import { Button, Input, Label, SearchField as AriaSearchField } from 'react-aria-components';
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
  /** It controls a list that is always shown: screen readers call it a combobox. */
  readonly isCombobox?: boolean | undefined;
}

const comboboxProps = {
  type: 'text',
  role: 'combobox',
  'aria-expanded': true,
  'aria-haspopup': 'listbox',
} as const;

/** Search as you type. Escape empties it. */
export function SearchField({
  label,
  value,
  onChange,
  onSubmit,
  keyHint,
  autoFocus = false,
  isCombobox = false,
}: SearchFieldProps): ReactElement {
  const translate = useTranslate();
  return (
    <AriaSearchField
      className="fb-search"
      value={value}
      onChange={onChange}
      autoFocus={autoFocus}
      {...(onSubmit && { onSubmit })}
    >
      <Label className="fb-hidden">{label}</Label>
      <Search className="fb-icon" aria-hidden />
      <Input className="fb-input" dir="auto" placeholder={label} {...(isCombobox && comboboxProps)} />
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
