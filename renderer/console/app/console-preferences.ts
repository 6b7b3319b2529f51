import * as z from 'zod';
import { ScreenLanguage } from '#renderer/i18n/language.ts';
import { ScreenTheme, TextSize } from '#renderer/ui';

/** Preferences of a person for the console in this browser. Holds nothing of anybody's work. */
export const ConsolePreferences = z.readonly(
  z.object({ language: ScreenLanguage, theme: ScreenTheme, textSize: TextSize }),
);
export type ConsolePreferences = z.infer<typeof ConsolePreferences>;

/** Where preferences are kept: `localStorage`, or an object in tests. */
export interface PreferenceStorage {
  readonly getItem: (name: string) => string | null;
  readonly setItem: (name: string, text: string) => void;
}

const preferencesStorageKey = 'fieldbook.console.preferences';

/** Earlier choices; else the first of the browser's languages that Fieldbook has, and the system's theme. */
export function readConsolePreferences(
  preferenceStorage: PreferenceStorage,
  languages: readonly string[],
): ConsolePreferences {
  const kept = ConsolePreferences.safeParse(
    parseJsonOrNull(preferenceStorage.getItem(preferencesStorageKey)),
  );
  if (kept.success) return kept.data;
  const spoken = languages
    .map((tag) => ScreenLanguage.safeParse(tag.split('-')[0]).data)
    .find((language) => language !== undefined);
  return { language: spoken ?? 'en', theme: 'system', textSize: 100 };
}

export function storeConsolePreferences(
  preferenceStorage: PreferenceStorage,
  consolePreferences: ConsolePreferences,
): void {
  preferenceStorage.setItem(preferencesStorageKey, JSON.stringify(consolePreferences));
}

function parseJsonOrNull(text: string | null): unknown {
  try {
    return JSON.parse(text ?? 'null');
  } catch {
    return null;
  }
}
