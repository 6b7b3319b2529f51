import type { ReportTextKey } from '#domain/report/report-text-key.ts';
import arPath from '#locales/ar/path.json' with { type: 'json' };
import arReport from '#locales/ar/report.json' with { type: 'json' };
import arValue from '#locales/ar/value.json' with { type: 'json' };
import enPath from '#locales/en/path.json' with { type: 'json' };
import enReport from '#locales/en/report.json' with { type: 'json' };
import enValue from '#locales/en/value.json' with { type: 'json' };
import esReport from '#locales/es/report.json' with { type: 'json' };
import frPath from '#locales/fr/path.json' with { type: 'json' };
import frReport from '#locales/fr/report.json' with { type: 'json' };
import frValue from '#locales/fr/value.json' with { type: 'json' };
import ruReport from '#locales/ru/report.json' with { type: 'json' };
import zhReport from '#locales/zh/report.json' with { type: 'json' };
import type { ReportLanguage } from './language.ts';

/** A report's words in a language: each of them, or it does not compile. */
type ReportCatalogue = { readonly [Key in ReportTextKey]: string };

/** Words of reports by language. Languages of the screens name fields and values as the screens do. */
export const reportCatalogueByLanguage: { readonly [L in ReportLanguage]: ReportCatalogue } = {
  en: { ...enReport, ...enPath, ...enValue },
  fr: { ...frReport, ...frPath, ...frValue },
  ar: { ...arReport, ...arPath, ...arValue },
  es: esReport,
  ru: ruReport,
  zh: zhReport,
};
