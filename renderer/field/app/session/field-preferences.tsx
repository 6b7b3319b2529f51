import { createContext, use } from 'react';
import * as z from 'zod';
import type { Host } from '#renderer/host/host-contract.ts';
import { ScreenLanguage } from '#renderer/i18n';
import { ScreenTheme, TextSize } from '#renderer/ui';

/** Look and language of the screens on this laptop; kept by the shell. */
export const FieldPreferences = z.readonly(
  z.object({ language: ScreenLanguage, theme: ScreenTheme, textSize: TextSize }),
);
export type FieldPreferences = z.infer<typeof FieldPreferences>;

/**
 * Read the preferences of this laptop. Missing and unknown choices become the default: the machine's language
 * where Fieldbook has it, else English.
 */
export async function readFieldPreferences(
  host: Host,
  machineLanguages: readonly string[],
): Promise<FieldPreferences> {
  const keptPreferences = await host.ask('preferences.read', null);
  return {
    language: ScreenLanguage.catch(preferredMachineLanguage(machineLanguages)).parse(
      keptPreferences?.language,
    ),
    theme: ScreenTheme.catch('system').parse(keptPreferences?.theme),
    textSize: TextSize.catch(100).parse(keptPreferences?.textSize),
  };
}

/** Keep the preferences, and set the language of the shell's own menu. */
export async function saveFieldPreferences(host: Host, fieldPreferences: FieldPreferences): Promise<void> {
  await host.ask('preferences.write', fieldPreferences);
  await host.ask('menu.language', fieldPreferences.language);
}

/** First language of the machine that Fieldbook has. */
export function preferredMachineLanguage(machineLanguages: readonly string[]): ScreenLanguage {
  const spoken = machineLanguages.map((tag) => ScreenLanguage.safeParse(tag.slice(0, 2).toLowerCase()));
  return spoken.find((one) => one.success)?.data ?? 'en';
}

interface PreferencesAccess {
  readonly preferences: FieldPreferences;
  /** Apply a choice at once and keep it. */
  readonly choose: (part: Partial<FieldPreferences>) => void;
}

/** Given by `app.tsx`. */
export const FieldPreferencesContext = createContext<PreferencesAccess | undefined>(undefined);

/** Preferences of this laptop, and the way to change them. Throws outside the app. */
export function useFieldPreferences(): PreferencesAccess {
  const chosenPreferencesAccess = use(FieldPreferencesContext);
  if (!chosenPreferencesAccess)
    throw new Error('useFieldPreferences needs a FieldPreferencesContext above it');
  return chosenPreferencesAccess;
}
