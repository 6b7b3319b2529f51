import * as z from 'zod';
import type { AnswerValue } from '#forms/engine/form.ts';

const choiceCodeText = z.string().max(500);

/** A file beside the answers, by the name of its encrypted blob (`FileAnswer`). */
const FileReference = z.readonly(
  z.object({
    blob: z.string().regex(/^[A-Za-z0-9_-]{1,64}$/),
    name: z.string().max(255),
    type: z.string().max(100),
    bytes: z.int().nonnegative(),
  }),
);

/** Value of a question's register, in bounds that a pack can carry; null is blank. */
export const StoredAnswer: z.ZodType<AnswerValue | null> = z.union([
  z.string().max(20_000),
  z.number(),
  z.readonly(z.array(choiceCodeText).max(2_000)),
  FileReference,
  z.null(),
]);

/** A fractional index among rows, in the form of `fractional-indexing`. */
export const RowOrder = z.string().regex(/^[A-Za-z0-9]{1,200}$/);

/** The id of a row. */
export const RowId = z.string().regex(/^[A-Za-z0-9._-]{1,64}$/);

/**
 * Calculated values at submission, for some questions of one place: the form itself or one row of a repeat.
 * `instrument`: hash of the version that calculated them. `answers`: hash of the answers that they follow from.
 */
export const RecordedCalculations = z.readonly(
  z.object({
    instrument: z.string().max(64),
    answers: z.string().max(64),
    values: z.readonly(z.record(z.string(), StoredAnswer)),
  }),
);
export type RecordedCalculations = z.infer<typeof RecordedCalculations>;
