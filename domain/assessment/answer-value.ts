import * as z from 'zod';
import type { AnswerValue } from '../instrument/form/form.ts';

const code = z.string().max(500);

/** A file beside the answers, by the name of its sealed blob (`FileAnswer`). */
export const FileReference = z.readonly(
  z.object({
    blob: z.string().regex(/^[A-Za-z0-9_-]{1,64}$/),
    name: z.string().max(255),
    type: z.string().max(100),
    bytes: z.int().nonnegative(),
  }),
);

/** What the register of a question may hold, in bounds that a pack can carry; null is blank. */
export const StoredAnswer: z.ZodType<AnswerValue | null> = z.union([
  z.string().max(20_000),
  z.number(),
  z.readonly(z.array(code).max(2_000)),
  FileReference,
  z.null(),
]);

/** A fractional index among rows, as `fractional-indexing` makes them. */
export const RowOrder = z.string().regex(/^[A-Za-z0-9]{1,200}$/);

/** The id of a row. */
export const RowId = z.string().regex(/^[A-Za-z0-9._-]{1,64}$/);

/**
 * What calculations gave when the assessment was handed in: some questions of one place, which is the form itself or one
 * row of a repeat. `instrument`: the hash of the version that calculated them (instrument.md, Shape). `answers`: a hash
 * of the answers that they follow from.
 */
export const RecordedCalculations = z.readonly(
  z.object({
    instrument: z.string().max(64),
    answers: z.string().max(64),
    values: z.readonly(z.record(z.string(), StoredAnswer)),
  }),
);
export type RecordedCalculations = z.infer<typeof RecordedCalculations>;
