import type english from '#locales/en/report.json';
import type spanish from '#locales/es/report.json';

type KeyOf<Texts> = Extract<keyof Texts, string>;

/**
 * Keys of the texts of reports. They exist in every language of reports. Labels of fields and values are those of the
 * screens; a language of reports alone has them beside its other texts.
 */
export type ReportTextKey =
  | Exclude<KeyOf<typeof english>, `report.screen.${string}`>
  | Extract<KeyOf<typeof spanish>, `path.${string}` | `value.${string}`>;
