import type { Language } from './language.ts';
import { arabic } from './messages/arabic.ts';
import { english } from './messages/english.ts';
import { french } from './messages/french.ts';
import type { ScreenSpeech, Words } from './translator.ts';

/** All texts by language, for tests, tools and the gallery. The apps load those of one language (`load-speech.ts`). */
export const catalogues: { readonly [L in Language]: Words } = { en: english, fr: french, ar: arabic };

/** The same as what `I18nProvider` takes. */
export const speeches: { readonly [L in Language]: ScreenSpeech } = {
  en: { language: 'en', words: english, english },
  fr: { language: 'fr', words: french, english },
  ar: { language: 'ar', words: arabic, english },
};
