import type { MessageKey } from '#renderer/i18n/message.ts';
import type { Theme } from '#renderer/ui/appearance.ts';

/** The name of a theme. */
export function themeKey(theme: Theme): MessageKey {
  switch (theme) {
    case 'system':
      return 'settings.theme.system';
    case 'light':
      return 'settings.theme.light';
    case 'dark':
      return 'settings.theme.dark';
    case 'contrast':
      return 'settings.theme.contrast';
  }
}
