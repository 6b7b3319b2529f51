import esReport from './messages/es/report.json' with { type: 'json' };
import ruReport from './messages/ru/report.json' with { type: 'json' };
import zhReport from './messages/zh/report.json' with { type: 'json' };
import { catalogues } from './catalogues.ts';
import type { ReportLanguage } from './language.ts';
import type { MessageKey } from './message.ts';
import type { Words } from './translator.ts';

/** What a report says: everything about reports but the screen on which one is chosen. */
export type ReportMessageKey = Exclude<Extract<MessageKey, `report.${string}`>, `report.screen.${string}`>;
/** A report's words in a language: each of them, or it does not compile. */
type ReportTexts = { readonly [Key in ReportMessageKey]: string };

const spanish: ReportTexts = esReport;
const russian: ReportTexts = ruReport;
const chinese: ReportTexts = zhReport;

/** The words of reports by language. */
export const reportCatalogues: { readonly [L in ReportLanguage]: Words } = {
  ...catalogues,
  es: spanish,
  ru: russian,
  zh: chinese,
};
