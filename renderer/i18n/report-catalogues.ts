import arReport from '#locales/ar/report.json' with { type: 'json' };
import enReport from '#locales/en/report.json' with { type: 'json' };
import esReport from '#locales/es/report.json' with { type: 'json' };
import frReport from '#locales/fr/report.json' with { type: 'json' };
import ruReport from '#locales/ru/report.json' with { type: 'json' };
import zhReport from '#locales/zh/report.json' with { type: 'json' };
import type { ReportLanguage } from './language.ts';
import type { MessageKey } from './message.ts';

/** Keys of a report's words: all about reports but the screen that chooses one. */
export type ReportMessageKey = Exclude<Extract<MessageKey, `report.${string}`>, `report.screen.${string}`>;
/** A report's words in a language: each of them, or it does not compile. */
type ReportCatalogue = { readonly [Key in ReportMessageKey]: string };

/** The words of reports by language. */
export const reportCatalogueByLanguage: { readonly [L in ReportLanguage]: ReportCatalogue } = {
  en: enReport,
  fr: frReport,
  ar: arReport,
  es: esReport,
  ru: ruReport,
  zh: zhReport,
};
