import * as z from 'zod';

/** Time of a test: the first block or the last (docs/requirements.md C3). */
export const TestPhase = z.enum(['before', 'after']);
export type TestPhase = z.infer<typeof TestPhase>;

/** Way in which answers came: at the laptop itself, from paper, or from a file. */
export const AnswerSource = z.enum(['kiosk', 'paper', 'import']);
export type AnswerSource = z.infer<typeof AnswerSource>;

/** Id of an item or an option of a test. */
export const TestItemId = z.string().regex(/^[A-Za-z0-9][A-Za-z0-9._-]{0,31}$/);

/** Answer to one item: an option, several, or an order of options. Null: not answered. */
export const TestAnswer = z.union([TestItemId, z.readonly(z.array(TestItemId).max(20)), z.null()]);
export type TestAnswer = z.infer<typeof TestAnswer>;

/**
 * Pairing code of a person: a secret word and two digits, made up by the person. It joins the answers before and
 * after, and is never the participant's code.
 */
const PairingCode = z.string().trim().min(3).max(40);

/** Answers of one person to a test, without the person: they are known by the pairing code alone. */
export const TestSheet = z.readonly(
  z.object({
    phase: TestPhase,
    code: PairingCode,
    form: z.enum(['a', 'b']),
    source: AnswerSource,
    answers: z.readonly(z.record(TestItemId, TestAnswer)).refine((of) => Object.keys(of).length <= 60),
  }),
);
export type TestSheet = z.infer<typeof TestSheet>;

/** Items of a workshop's test, from the bank of its template, in the order before shuffling. */
export const WorkshopTest = z.readonly(
  z.object({
    formA: z.readonly(z.array(TestItemId).max(60)),
    /** The second form; empty when both tests use the first. */
    formB: z.readonly(z.array(TestItemId).max(60)),
    isShuffled: z.boolean(),
  }),
);
export type WorkshopTest = z.infer<typeof WorkshopTest>;
