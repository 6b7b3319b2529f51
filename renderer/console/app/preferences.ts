import * as z from 'zod';
import { Language } from '#renderer/i18n/language.ts';
import { TextSize, Theme } from '#renderer/ui/appearance.ts';

/** How a person wants the console in this browser. Holds nothing of anybody's work. */
export const Preferences = z.readonly(z.object({ language: Language, theme: Theme, textSize: TextSize }));
export type Preferences = z.infer<typeof Preferences>;

/** Where preferences are kept: `localStorage`, or an object in tests. */
export interface PreferenceShelf {
  readonly getItem: (name: string) => string | null;
  readonly setItem: (name: string, text: string) => void;
}

const name = 'fieldbook.console.preferences';

/** What was chosen here before; else the first of the browser's languages that Fieldbook speaks, and the system's look. */
export function readPreferences(shelf: PreferenceShelf, languages: readonly string[]): Preferences {
  const kept = Preferences.safeParse(parseJson(shelf.getItem(name)));
  if (kept.success) return kept.data;
  const spoken = languages
    .map((tag) => Language.safeParse(tag.split('-')[0]).data)
    .find((language) => language !== undefined);
  return { language: spoken ?? 'en', theme: 'system', textSize: 100 };
}

export function keepPreferences(shelf: PreferenceShelf, preferences: Preferences): void {
  shelf.setItem(name, JSON.stringify(preferences));
}

function parseJson(text: string | null): unknown {
  try {
    return JSON.parse(text ?? 'null');
  } catch {
    return null;
  }
}
