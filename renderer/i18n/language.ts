import * as z from 'zod';

/**
 * Languages of the screens. A new one is a folder and a file in `messages/`, and a line in `catalogues.ts`
 * and `use-message-set.ts`.
 */
export const ScreenLanguage = z.enum(['en', 'fr', 'ar']);
export type ScreenLanguage = z.infer<typeof ScreenLanguage>;

/**
 * Languages of reports: the official languages of the United Nations.
 * Screens have fewer, for their words are many more. A new one of these is `messages/LANGUAGE/report.json`
 * and a line in `report-catalogues.ts`.
 */
export const ReportLanguage = z.enum([...ScreenLanguage.options, 'es', 'ru', 'zh']);
export type ReportLanguage = z.infer<typeof ReportLanguage>;

export type TextDirection = 'ltr' | 'rtl';

interface LanguageFacts {
  /** Its own name for itself, for the list in which a person looks for their language. */
  readonly ownName: string;
  readonly direction: TextDirection;
  /**
   * Facts of each language. English is the British one (day before month, 24 hours). Arabic keeps European
   * digits: a level is set with the keys 1-5, and figures must read the same in every report.
   */
  readonly locale: string;
}

/**
 * Facts of each language. English is the British one (day before month, 24 hours). Arabic keeps European
 * digits: a level is set with the keys 1-5. Figures must read the same in every report.
 */
export const languageFacts: { readonly [L in ReportLanguage]: LanguageFacts } = {
  en: { ownName: 'English', direction: 'ltr', locale: 'en-GB' },
  fr: { ownName: 'Français', direction: 'ltr', locale: 'fr' },
  ar: { ownName: 'العربية', direction: 'rtl', locale: 'ar-u-nu-latn' },
  es: { ownName: 'Español', direction: 'ltr', locale: 'es' },
  ru: { ownName: 'Русский', direction: 'ltr', locale: 'ru' },
  zh: { ownName: '中文', direction: 'ltr', locale: 'zh-Hans' },
};
