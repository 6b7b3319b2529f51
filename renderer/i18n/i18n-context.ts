import { createContext, use } from 'react';
import type { Format } from './format.ts';
import type { Language } from './language.ts';
import type { Translate } from './translator.ts';

/** Given by `I18nProvider`, read by `useI18n`. */
export const I18nContext = createContext<I18n | undefined>(undefined);

/** The language of the screen and all that speaks it. Throws where no `I18nProvider` is above. */
export function useI18n(): I18n {
  const i18n = use(I18nContext);
  if (!i18n) throw new Error('useI18n needs an I18nProvider above it');
  return i18n;
}

export interface I18n {
  readonly language: Language;
  readonly translate: Translate;
  readonly format: Format;
}
