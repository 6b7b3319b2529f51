import type { ReactElement } from 'react';
import { languageFacts, ScreenLanguage, useFormat, useTranslate } from '#renderer/i18n';
import { Button, Dialog, ScreenTheme, Select, screenThemeLabels, textSizes } from '#renderer/ui';
import type { ConsolePreferences } from './console-preferences.ts';

interface PreferencesViewProps {
  readonly isOpen: boolean;
  readonly preferences: ConsolePreferences;
  readonly onChange: (consolePreferences: ConsolePreferences) => void;
  readonly onClose: () => void;
}

/** Language, theme and text size of the console in this browser; each acts at once. */
export function PreferencesView(props: PreferencesViewProps): ReactElement {
  const { isOpen, preferences, onChange, onClose } = props;
  const translate = useTranslate();
  const format = useFormat();
  return (
    <Dialog
      title={translate('console.rail.preferences')}
      isOpen={isOpen}
      onClose={onClose}
      actions={
        <Button kind="primary" onPress={onClose}>
          {translate('ui.close')}
        </Button>
      }
    >
      <p>{translate('console.preferences.text')}</p>
      <Select
        label={translate('ui.language')}
        options={ScreenLanguage.options.map((mailLanguage) => ({
          id: mailLanguage,
          label: languageFacts[mailLanguage].ownName,
        }))}
        value={preferences.language}
        onChange={(language) => onChange({ ...preferences, language })}
      />
      <Select
        label={translate('ui.theme')}
        options={ScreenTheme.options.map((id) => ({ id, label: translate(screenThemeLabels[id]) }))}
        value={preferences.theme}
        onChange={(theme) => onChange({ ...preferences, theme })}
      />
      <Select
        label={translate('ui.textSize')}
        options={textSizes.map((size) => ({ id: String(size), label: format.percent(size / 100) }))}
        value={String(preferences.textSize)}
        onChange={(id) => {
          const textSize = textSizes.find((size) => String(size) === id);
          if (textSize !== undefined) onChange({ ...preferences, textSize });
        }}
      />
    </Dialog>
  );
}
