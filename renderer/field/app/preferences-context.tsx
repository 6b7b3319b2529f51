import { createContext, use } from 'react';
import type { Preferences } from './preferences.ts';

interface ChosenPreferences {
  readonly preferences: Preferences;
  /** Takes effect at once and is kept. */
  readonly choose: (part: Partial<Preferences>) => void;
}

/** Given by `app.tsx`. */
export const PreferencesContext = createContext<ChosenPreferences | undefined>(undefined);

/** What was chosen on this laptop, and the way to choose otherwise. Throws outside the app. */
export function usePreferences(): ChosenPreferences {
  const chosen = use(PreferencesContext);
  if (!chosen) throw new Error('usePreferences needs a PreferencesContext above it');
  return chosen;
}
