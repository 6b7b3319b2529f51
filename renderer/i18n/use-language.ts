import { useI18n } from './i18n-context.ts';
import type { Language } from './language.ts';

/** Which language is on the screen, now? */
export function useLanguage(): Language {
  return useI18n().language;
}
