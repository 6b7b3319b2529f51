import { createContext } from 'react';
import { createFormat, type Format } from './format.ts';
import type { Language } from './language.ts';
import { createTranslator, type Translate } from './translator.ts';

/** What `I18nProvider` gives to `useSay`, `useFormat` and `useLanguage`; English where there is no provider. */
export const I18nContext = createContext<I18n>({
  language: 'en',
  translate: createTranslator('en'),
  format: createFormat('en'),
});

export interface I18n {
  readonly language: Language;
  readonly translate: Translate;
  readonly format: Format;
}
