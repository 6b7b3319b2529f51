import type { ReactElement } from 'react';
import { useTranslate } from '#renderer/i18n';
import { Select } from '#renderer/ui';
import './form.css';

interface LanguageSwitchViewProps {
  readonly languages: readonly string[];
  readonly language: string;
  readonly onChange: (language: string) => void;
}

/** The languages that the form's author gave; nothing where there is no choice. */
export function LanguageSwitchView({
  languages,
  language,
  onChange,
}: LanguageSwitchViewProps): ReactElement | null {
  const translate = useTranslate();
  if (languages.length < 2) return null;
  return (
    <div className="form-language">
      <Select
        label={translate('form.language')}
        hideLabel
        options={languages.map((name) => ({ id: name, label: name || translate('form.language.unnamed') }))}
        value={language}
        onChange={onChange}
      />
    </div>
  );
}
