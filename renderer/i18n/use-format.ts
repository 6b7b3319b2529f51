import type { Format } from './format.ts';
import { useI18n } from './i18n-context.ts';

/** Dates, numbers and sizes as the person's language writes them. */
export function useFormat(): Format {
  return useI18n().format;
}
