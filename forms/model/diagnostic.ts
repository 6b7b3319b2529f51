import * as z from 'zod';
import type { Instrument } from './instrument.ts';

/** A problem of a file, beside the cell (or the line and element of XML) that it is about (instrument.md, Import). */
export const Diagnostic = z.readonly(
  z.object({
    severity: z.enum(['error', 'warning']),
    /** Stable: `name.duplicate`, `type.unknown`, `expression.syntax`, ... */
    code: z.string(),
    /** A sentence that says what to do. */
    message: z.string(),
    sheet: z.string().optional(),
    /** 1-based, as spreadsheets count. */
    row: z.int().positive().optional(),
    column: z.string().optional(),
    fix: z.string().optional(),
  }),
);
export type Diagnostic = z.infer<typeof Diagnostic>;

/** `instrument` is there unless one of the diagnostics is an error. */
export interface InstrumentImport {
  readonly instrument: Instrument | null;
  readonly diagnostics: readonly Diagnostic[];
}
