import { use } from 'react';
import { I18nContext } from './i18n-context.ts';
import type { Language } from './language.ts';

/** Which language is on the screen, now? */
export function useLanguage(): Language {
  return use(I18nContext).language;
}
