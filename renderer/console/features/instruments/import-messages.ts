import * as z from 'zod';
import { Diagnostic, Instrument } from '#forms/model/instrument.ts';

// Messages between the page and its importing worker. Each side parses its input.

export const ImportRequest = z.readonly(
  z.object({
    file: z.string(),
    bytes: z.instanceof(Uint8Array),
    csv: z.readonly(z.record(z.string(), z.string())),
  }),
);
export type ImportRequest = z.infer<typeof ImportRequest>;

/** Sheet of the workbook as it is in the file, for the view of problems. */
export const ShownSheet = z.readonly(
  z.object({
    name: z.string(),
    rows: z.readonly(
      z.array(z.readonly(z.object({ row: z.int().positive(), cells: z.readonly(z.array(z.string())) }))),
    ),
  }),
);
export type ShownSheet = z.infer<typeof ShownSheet>;

export const ImportResult = z.readonly(
  z.object({
    instrument: Instrument.nullable(),
    diagnostics: z.readonly(z.array(Diagnostic)),
    sheets: z.readonly(z.array(ShownSheet)),
  }),
);
export type ImportResult = z.infer<typeof ImportResult>;
