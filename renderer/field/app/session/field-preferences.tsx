import { createContext, use } from 'react';
import * as z from 'zod';
import { ScreenLanguage } from '#renderer/i18n/language.ts';
import type { Host } from '#renderer/host/host-contract.ts';
import { ScreenTheme, TextSize } from '#renderer/ui/appearance.ts';

/** How the screen looks and speaks on this laptop; kept by the shell. */
export const FieldPreferences = z.readonly(
  z.object({ language: ScreenLanguage, theme: ScreenTheme, textSize: TextSize }),
);
export type FieldPreferences = z.infer<typeof FieldPreferences>;

/**
 * The preferences of this laptop. What was never chosen, or was chosen in a version that knew more, is the default:
 * the machine's language where Fieldbook speaks it, else English.
 */
export async function readFieldPreferences(
  host: Host,
  machineLanguages: readonly string[],
): Promise<FieldPreferences> {
  const kept = await host.ask('preferences.read', null);
  return {
    language: ScreenLanguage.catch(preferredMachineLanguage(machineLanguages)).parse(kept?.language),
    theme: ScreenTheme.catch('system').parse(kept?.theme),
    textSize: TextSize.catch(100).parse(kept?.textSize),
  };
}

/** Keeps them, and lets the shell's own menu speak the same language. */
export async function saveFieldPreferences(host: Host, preferences: FieldPreferences): Promise<void> {
  await host.ask('preferences.write', preferences);
  await host.ask('menu.language', preferences.language);
}

/** The first language of the machine that Fieldbook speaks. */
export function preferredMachineLanguage(machineLanguages: readonly string[]): ScreenLanguage {
  const spoken = machineLanguages.map((tag) => ScreenLanguage.safeParse(tag.slice(0, 2).toLowerCase()));
  return spoken.find((one) => one.success)?.data ?? 'en';
}

interface PreferencesAccess {
  readonly preferences: FieldPreferences;
  /** Takes effect at once and is kept. */
  readonly choose: (part: Partial<FieldPreferences>) => void;
}

/** Given by `app.tsx`. */
export const FieldPreferencesContext = createContext<PreferencesAccess | undefined>(undefined);

/** What was chosen on this laptop, and the way to choose otherwise. Throws outside the app. */
export function useFieldPreferences(): PreferencesAccess {
  const chosen = use(FieldPreferencesContext);
  if (!chosen) throw new Error('useFieldPreferences needs a FieldPreferencesContext above it');
  return chosen;
}
