import { use } from 'react';
import type { Format } from './format.ts';
import { I18nContext } from './i18n-context.ts';

/** Dates, numbers and sizes as the person's language writes them. */
export function useFormat(): Format {
  return use(I18nContext).format;
}
