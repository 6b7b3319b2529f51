import { arabic } from '#locales/arabic.ts';
import { english } from '#locales/english.ts';
import { french } from '#locales/french.ts';
import type { ScreenLanguage } from './language.ts';
import type { ScreenMessageSet } from './message-translator.ts';

/** All texts by language, for tests and the gallery. The apps load those of one language (`i18n-provider.tsx`). */
export const messageSetByLanguage: { readonly [L in ScreenLanguage]: ScreenMessageSet } = {
  en: { language: 'en', messages: english, fallback: english },
  fr: { language: 'fr', messages: french, fallback: english },
  ar: { language: 'ar', messages: arabic, fallback: english },
};
