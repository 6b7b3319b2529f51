import * as z from 'zod';

const longActText = z.string().trim().max(20_000);
const shortActText = z.string().trim().max(400);
/** One segment of a path. */
const questionSegment = shortActText.min(1).regex(/^[^/]+$/);
/** Made where the act is, once, so that asking twice is the same point or comment. */
const actId = z.guid().transform((text) => text.toLowerCase());

/** What a reviewer or an adviser does with an assessment at headquarters (domain.md A2, A3). */
export const ReviewAct = z.discriminatedUnion('act', [
  /** Something to mend. `about` names a question, and is empty for the assessment as a whole. */
  z.object({ act: z.literal('addPoint'), point: actId, about: shortActText, text: longActText.min(1) }),
  z.object({ act: z.literal('removePoint'), point: actId }),
  z.object({ act: z.literal('settlePoint'), point: actId, settled: z.boolean() }),
  /**
   * A point that is strictly confidential from its first word: the adviser's alone. What is written of it into the record
   * is that it is there; its words are kept sealed beside the log and are in no op (domain.md E, rule 4).
   */
  z.object({ act: z.literal('sealPoint'), point: actId, about: shortActText, text: longActText.min(1) }),
  /** The adviser says how a comment of the field is handled, whose words are on laptops already (domain.md E). */
  z.object({ act: z.literal('markRemark'), remark: actId, mark: z.enum(['C', 'SC']) }),
  /** Lets a rating stand above what its evidence carries (domain.md B3). */
  z.object({ act: z.literal('overrideRating'), question: questionSegment, reason: longActText.min(1) }),
  z.object({ act: z.literal('withdrawOverride'), question: questionSegment }),
  z.object({ act: z.literal('return'), reason: longActText }),
  z.object({
    act: z.literal('share'),
    days: z.int().min(1).max(365),
    note: longActText,
    /** The reviewer asked whether it could expose, be used against, or reveal (domain.md E10), and found that it cannot. */
    harm: z.literal('none'),
  }),
  /** What an institution of the State said of the draft. */
  z.object({
    act: z.literal('recordComment'),
    comment: actId,
    about: shortActText,
    from: shortActText.min(1),
    on: z.iso.date().nullable(),
    text: longActText.min(1),
    response: longActText,
  }),
  z.object({ act: z.literal('answerComment'), comment: actId, response: longActText }),
  z.object({ act: z.literal('addressComments') }),
  z.object({ act: z.literal('signOff'), decision: z.enum(['signed', 'withheld']), note: longActText }),
  z.object({ act: z.literal('finalize'), note: longActText }),
  z.object({ act: z.literal('supersede'), reason: longActText.min(1) }),
  /** What was waited for has come: the date is kept no longer. */
  z.object({ act: z.literal('closePeriod'), period: z.enum(['progress-note-due', 'follow-up-from']) }),
]);
export type ReviewAct = z.infer<typeof ReviewAct>;
export type ReviewActName = ReviewAct['act'];

/** What is said in an act in people's own words. */
export const freeTextsOfAct = (act: ReviewAct): readonly string[] =>
  freeTextFields.flatMap((field) => {
    const said: Readonly<Record<string, unknown>> = act;
    const text = said[field];
    return typeof text === 'string' ? [text] : [];
  });

const freeTextFields = ['from', 'text', 'response', 'reason', 'note'] as const;
