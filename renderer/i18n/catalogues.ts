import type { ScreenLanguage } from './language.ts';
import { arabic } from '#locales/arabic.ts';
import { english } from '#locales/english.ts';
import { french } from '#locales/french.ts';
import type { ScreenMessageSet, MessageCatalogue } from './message-translator.ts';

/**
 * All texts by language, for tests, tools and the gallery. The apps load those of one language
 * (`i18n-provider.tsx`).
 */
export const catalogueByLanguage: { readonly [L in ScreenLanguage]: MessageCatalogue } = {
  en: english,
  fr: french,
  ar: arabic,
};

/** The same in the form for `I18nProvider`. */
export const messageSetByLanguage: { readonly [L in ScreenLanguage]: ScreenMessageSet } = {
  en: { language: 'en', messages: english, fallback: english },
  fr: { language: 'fr', messages: french, fallback: english },
  ar: { language: 'ar', messages: arabic, fallback: english },
};
