import * as z from 'zod';

/** Languages of the screens. CONTRIBUTING.md, "Add a language", has the steps for a new one. */
export const ScreenLanguage = z.enum(['en', 'fr', 'ar']);
export type ScreenLanguage = z.infer<typeof ScreenLanguage>;

/**
 * Languages of reports: the official languages of the United Nations. Screens have fewer, for their words are many
 * more.
 */
export const ReportLanguage = z.enum([...ScreenLanguage.options, 'es', 'ru', 'zh']);
export type ReportLanguage = z.infer<typeof ReportLanguage>;

export type TextDirection = 'ltr' | 'rtl';

interface LanguageFacts {
  /** Its own name for itself, for the list in which a person looks for their language. */
  readonly ownName: string;
  readonly direction: TextDirection;
  /** Locale of dates, numbers and the order of names, for `Intl`. */
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

/** Times are milliseconds since 1970, as everywhere in Fieldbook. */
export interface LanguageFormat {
  readonly language: ReportLanguage;
  /** 14:03 */
  readonly time: (atMs: number) => string;
  /** 14:03:12 */
  readonly timeWithSeconds: (atMs: number) => string;
  /** 12 Nov 2026 */
  readonly date: (atMs: number) => string;
  /** 9-20 Nov 2026 */
  readonly dateRange: (fromMs: number, toMs: number) => string;
  /** Thursday 12 November 2026 at 18:40:12: shown on hover. */
  readonly exact: (atMs: number) => string;
  /** As short as it can be without doubt: 14:03 today, 12 Nov, 18:40 this year, 12 Nov 2025 before. */
  readonly moment: (atMs: number, nowMs: number) => string;
  /** Time since then: now, 3 minutes ago, yesterday, 2 weeks ago. */
  readonly ago: (atMs: number, nowMs: number) => string;
  readonly number: (value: number, decimals?: number) => string;
  /** 0.54 -> 54% */
  readonly percent: (fraction: number) => string;
  /** 340 bytes, 3 kB, 8.6 MB (steps of 1,000, as networks are sold). */
  readonly bytes: (bytes: number) => string;
  /** 40 seconds, 3 minutes, 2 hours; rounded up, so that it never promises too little. */
  readonly duration: (durationMs: number) => string;
  /** French, Arabic and English */
  readonly list: (parts: readonly string[]) => string;
}

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const dayMs = 24 * hourMs;

/** The formats of one language. `timeZone` is an IANA name; without it the machine's own. */
export function createLanguageFormat(language: ReportLanguage, timeZone?: string): LanguageFormat {
  const { locale } = languageFacts[language];
  const dateFormat = (options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat =>
    new Intl.DateTimeFormat(locale, timeZone === undefined ? options : { ...options, timeZone });
  const time = dateFormat({ hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });
  const seconds = dateFormat({ hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23' });
  const date = dateFormat({ day: 'numeric', month: 'short', year: 'numeric' });
  const dayAndTime = dateFormat({
    day: 'numeric',
    month: 'short',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  });
  const exact = dateFormat({
    weekday: 'long',
    day: 'numeric',
    month: 'long',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    hourCycle: 'h23',
  });
  const relative = new Intl.RelativeTimeFormat(locale, { numeric: 'auto' });
  const numberFormat = createNumberFormats(locale);
  const list = new Intl.ListFormat(locale, { type: 'conjunction' });

  return {
    language,
    time: (atMs) => time.format(atMs),
    timeWithSeconds: (atMs) => seconds.format(atMs),
    date: (atMs) => date.format(atMs),
    dateRange: (fromMs, toMs) => date.formatRange(fromMs, toMs),
    exact: (atMs) => exact.format(atMs),
    moment: (atMs, nowMs) => {
      if (date.format(atMs) === date.format(nowMs)) return time.format(atMs);
      return Math.abs(nowMs - atMs) < 180 * dayMs ? dayAndTime.format(atMs) : date.format(atMs);
    },
    ago: (atMs, nowMs) => formatAgo(relative, atMs - nowMs),
    number: (value, decimals) => formatNumber(numberFormat, value, decimals),
    percent: (fraction) => numberFormat({ style: 'percent', maximumFractionDigits: 0 }).format(fraction),
    bytes: (bytes) => formatBytes(numberFormat, bytes),
    duration: (durationMs) => formatDuration(numberFormat, durationMs),
    list: (parts) => list.format(parts),
  };
}

function formatAgo(relative: Intl.RelativeTimeFormat, differenceMs: number): string {
  const sizeMs = Math.abs(differenceMs);
  // Seconds that tick on the screen help nobody.
  if (sizeMs < 45_000) return relative.format(0, 'second');
  if (sizeMs < 45 * minuteMs) return relative.format(Math.round(differenceMs / minuteMs), 'minute');
  if (sizeMs < 22 * hourMs) return relative.format(Math.round(differenceMs / hourMs), 'hour');
  if (sizeMs < 13 * dayMs) return relative.format(Math.round(differenceMs / dayMs), 'day');
  if (sizeMs < 60 * dayMs) return relative.format(Math.round(differenceMs / (7 * dayMs)), 'week');
  return relative.format(Math.round(differenceMs / (30.4 * dayMs)), 'month');
}

type NumberFormatOf = (options: Intl.NumberFormatOptions) => Intl.NumberFormat;

/** Number formats of one locale. Each is made once: to make one costs more than to use it. */
function createNumberFormats(locale: string): NumberFormatOf {
  const known = new Map<string, Intl.NumberFormat>();
  return (options) => {
    const key = JSON.stringify(options);
    const format = known.get(key) ?? new Intl.NumberFormat(locale, options);
    known.set(key, format);
    return format;
  };
}

function formatNumber(numberFormat: NumberFormatOf, value: number, decimals: number | undefined): string {
  const digits =
    decimals === undefined ? {} : { minimumFractionDigits: decimals, maximumFractionDigits: decimals };
  return numberFormat(digits).format(value);
}

function formatBytes(numberFormat: NumberFormatOf, bytes: number): string {
  const unit = (name: string, value: number, unitDisplay: 'long' | 'short'): string =>
    numberFormat({
      style: 'unit',
      unit: name,
      unitDisplay,
      maximumFractionDigits: value < 10 && name !== 'byte' ? 1 : 0,
    }).format(value);

  if (bytes < 1_000) return unit('byte', bytes, 'long');
  if (bytes < 1_000_000) return unit('kilobyte', bytes / 1_000, 'short');
  if (bytes < 1_000_000_000) return unit('megabyte', bytes / 1_000_000, 'short');
  return unit('gigabyte', bytes / 1_000_000_000, 'short');
}

function formatDuration(numberFormat: NumberFormatOf, durationMs: number): string {
  const unit = (name: string, value: number): string =>
    numberFormat({ style: 'unit', unit: name, unitDisplay: 'long', maximumFractionDigits: 0 }).format(value);

  if (durationMs < minuteMs) return unit('second', Math.ceil(durationMs / 1_000));
  if (durationMs < hourMs) return unit('minute', Math.ceil(durationMs / minuteMs));
  return unit('hour', Math.ceil(durationMs / hourMs));
}
