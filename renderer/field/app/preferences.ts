import * as z from 'zod';
import { Language } from '#renderer/i18n/language.ts';
import type { Host } from '#renderer/host/host-contract.ts';
import { TextSize, Theme } from '#renderer/ui/appearance.ts';

/** How the screen looks and speaks on this laptop; kept by the shell. */
export const Preferences = z.readonly(z.object({ language: Language, theme: Theme, textSize: TextSize }));
export type Preferences = z.infer<typeof Preferences>;

/**
 * The preferences of this laptop. What was never chosen, or was chosen in a version that knew more, is the default:
 * the machine's language where Fieldbook speaks it, else English.
 */
export async function readPreferences(host: Host, machineLanguages: readonly string[]): Promise<Preferences> {
  const kept = await host.ask('preferences.read', null);
  return {
    language: Language.catch(machineLanguage(machineLanguages)).parse(kept?.language),
    theme: Theme.catch('system').parse(kept?.theme),
    textSize: TextSize.catch(100).parse(kept?.textSize),
  };
}

/** Keeps them, and lets the shell's own menu speak the same language. */
export async function keepPreferences(host: Host, preferences: Preferences): Promise<void> {
  await host.ask('preferences.write', preferences);
  await host.ask('menu.language', preferences.language);
}

/** The first language of the machine that Fieldbook speaks. */
export function machineLanguage(machineLanguages: readonly string[]): Language {
  const spoken = machineLanguages.map((tag) => Language.safeParse(tag.slice(0, 2).toLowerCase()));
  return spoken.find((one) => one.success)?.data ?? 'en';
}
