import type { ReactElement } from 'react';
import { languageFacts, ScreenLanguage } from '#renderer/i18n/language.ts';
import { useTranslate, useFormat } from '#renderer/i18n/use-translate.ts';
import { Button } from '#renderer/ui/button.tsx';
import { Dialog } from '#renderer/ui/overlays/dialog.tsx';
import { Select } from '#renderer/ui/fields/select.tsx';
import { textSizes, ScreenTheme, screenThemeLabels } from '#renderer/ui/appearance.ts';
import type { ConsolePreferences } from './console-preferences.ts';

interface PreferencesViewProps {
  readonly isOpen: boolean;
  readonly preferences: ConsolePreferences;
  readonly onChange: (preferences: ConsolePreferences) => void;
  readonly onClose: () => void;
}

/** Language, theme and text size of the console in this browser; each acts at once. */
export function PreferencesView(props: PreferencesViewProps): ReactElement {
  const { isOpen, preferences, onChange, onClose } = props;
  const say = useTranslate();
  const format = useFormat();
  return (
    <Dialog
      title={say('console.rail.preferences')}
      isOpen={isOpen}
      onClose={onClose}
      actions={
        <Button kind="primary" onPress={onClose}>
          {say('ui.close')}
        </Button>
      }
    >
      <p>{say('console.preferences.text')}</p>
      <Select
        label={say('ui.language')}
        options={ScreenLanguage.options.map((id) => ({ id, label: languageFacts[id].ownName }))}
        value={preferences.language}
        onChange={(language) => onChange({ ...preferences, language })}
      />
      <Select
        label={say('ui.theme')}
        options={ScreenTheme.options.map((id) => ({ id, label: say(screenThemeLabels[id]) }))}
        value={preferences.theme}
        onChange={(theme) => onChange({ ...preferences, theme })}
      />
      <Select
        label={say('ui.textSize')}
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
