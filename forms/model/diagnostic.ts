import * as z from 'zod';
import type { Instrument } from './instrument.ts';

/** A problem of a file, with its cell (or its line and element of XML; docs/requirements.md F2). */
export const Diagnostic = z.readonly(
  z.object({
    severity: z.enum(['error', 'warning']),
    /** Stable: `name.duplicate`, `type.unknown`, `expression.syntax`, ... */
    code: z.string(),
    /** A sentence with the remedy. */
    message: z.string(),
    sheet: z.string().optional(),
    /** 1-based, as spreadsheets count. */
    row: z.int().positive().optional(),
    column: z.string().optional(),
    fix: z.string().optional(),
  }),
);
export type Diagnostic = z.infer<typeof Diagnostic>;

/** `instrument` is present unless one of the diagnostics is an error. */
export interface InstrumentImport {
  readonly instrument: Instrument | null;
  readonly diagnostics: readonly Diagnostic[];
}
