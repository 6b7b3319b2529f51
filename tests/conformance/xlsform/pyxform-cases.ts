import * as z from 'zod';
import { importXlsForm } from '#forms/xlsform/import-xlsform.ts';
import { workbookOf, workbookOfRows } from '#tests/support/files/markdown-sheets.ts';
import tiers from './tiers.json' with { type: 'json' };

/** One test of pyxform: a form, and whether pyxform rejects it. */
export const PyxformCase = z.readonly(
  z.object({
    test: z.string(),
    name: z.string(),
    md: z.string().nullish(),
    sheets: z.record(z.string(), z.array(z.record(z.string(), z.string()))).nullish(),
    errored: z.boolean().nullish(),
    error__contains: z.array(z.string()).nullish(),
  }),
);
export type PyxformCase = z.infer<typeof PyxformCase>;

export interface JudgedCase {
  readonly isEqual: boolean;
  readonly expected: string;
  readonly found: string;
}

const tier3 = tiers.tier3.map(({ pattern }) => new RegExp(pattern, 'i'));

/** Tiers 1 and 2 are those of docs/requirements.md F2; `tiers.json` says how a case of tier 3 is recognized. */
export const isTier3 = (pyxformCase: PyxformCase): boolean =>
  tier3.some((pattern) => pattern.test(pyxformCase.md ?? ''));

/** Does the importer accept or reject a form as pyxform does? A rejection names the cell, or the sheet that is missing. */
export function judgeCase(pyxformCase: PyxformCase): JudgedCase {
  const workbook = pyxformCase.md ? workbookOf(pyxformCase.md) : workbookOfRows(pyxformCase.sheets ?? {});
  const { instrument, diagnostics } = importXlsForm(workbook, {
    file: `${pyxformCase.name}.xlsx`,
    rootName: pyxformCase.name,
  });
  const errors = diagnostics.filter(({ severity }) => severity === 'error');
  const isRejected = instrument === null;
  const shouldBeRejected = pyxformCase.errored === true;
  return {
    isEqual: isRejected === shouldBeRejected && isRejected === errors.length > 0,
    expected: shouldBeRejected ? `rejected: ${(pyxformCase.error__contains ?? []).join(' ')}` : 'accepted',
    found: isRejected
      ? `rejected: ${errors.map(({ code, message }) => `${code} ${message}`).join(' ')}`
      : 'accepted',
  };
}
