import { createContext, use } from 'react';
import type { LanguageFormat } from './language-format.ts';
import type { ScreenLanguage } from './language.ts';
import type { MessageTranslator } from './message-translator.ts';

/** Language of the screen, now. */
export function useLanguage(): ScreenLanguage {
  return useI18n().language;
}

/** Dates, numbers and sizes as the person's language writes them. */
export function useFormat(): LanguageFormat {
  return useI18n().format;
}

/** Given by `I18nProvider`, read by `useI18n`. */
export const I18nContext = createContext<I18nValue | undefined>(undefined);

/** Language of the screen with its translator and formats. Throws without an `I18nProvider` above. */
export function useI18n(): I18nValue {
  const i18n = use(I18nContext);
  if (!i18n) throw new Error('useI18n needs an I18nProvider above it');
  return i18n;
}

export interface I18nValue {
  readonly language: ScreenLanguage;
  readonly translate: MessageTranslator;
  readonly format: LanguageFormat;
}
