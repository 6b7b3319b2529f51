import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import * as z from 'zod';
import type { Document } from '#domain/document/document.ts';
import { isPathBelow } from '#domain/document/op.ts';
import { PersonId } from '#domain/ids.ts';
import { isRatingOverridePath } from '../assessment.ts';

const longActText = z.string().trim().max(20_000);
const shortActText = z.string().trim().max(400);
/** One segment of a path. */
const questionSegment = shortActText.min(1).regex(/^[^/]+$/);
/** Made once where the act is, so a repeated request is the same comment. */
const actId = z.guid().transform((text) => text.toLowerCase());

/** Duty at headquarters that one person has in an assessment: its review, or the adviser's sign-off. */
export const ReviewDuty = z.enum(['reviewer', 'adviser']);
export type ReviewDuty = z.infer<typeof ReviewDuty>;

/** Acts of a reviewer or an adviser on an assessment at headquarters (docs/requirements.md A2, A3). */
export const ReviewAct = z.discriminatedUnion('act', [
  /** A comment to resolve. `about` names a question, and is empty for the assessment as a whole. */
  z.object({ act: z.literal('addPoint'), point: actId, about: shortActText, text: longActText.min(1) }),
  /** Correct a comment before the field has it. */
  z.object({ act: z.literal('editPoint'), point: actId, text: longActText.min(1) }),
  z.object({ act: z.literal('removePoint'), point: actId }),
  z.object({ act: z.literal('settlePoint'), point: actId, settled: z.boolean() }),
  /**
   * An adviser's comment that is strictly confidential from its first word. The assessment records only that it
   * exists. Its words are kept encrypted beside the log and are in no op (docs/requirements.md E4).
   */
  z.object({ act: z.literal('sealPoint'), point: actId, about: shortActText, text: longActText.min(1) }),
  /** The adviser's mark on a remark of the field; its words are on laptops already (docs/requirements.md E). */
  z.object({ act: z.literal('markRemark'), remark: actId, mark: z.enum(['C', 'SC']) }),
  /** Accepts a rating above the level that its evidence supports (docs/requirements.md B3). */
  z.object({ act: z.literal('overrideRating'), question: questionSegment, reason: longActText.min(1) }),
  z.object({ act: z.literal('withdrawOverride'), question: questionSegment }),
  z.object({ act: z.literal('return'), reason: longActText }),
  z.object({
    act: z.literal('share'),
    days: z.int().min(1).max(365),
    note: longActText,
    /**
     * The reviewer asked whether the text could expose a person, be used against a group, or reveal a weakness
     * (docs/requirements.md E10). The answer was no.
     */
    harm: z.literal('none'),
  }),
  /** Comment of an institution of the State on the draft. */
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
  /** Take an assessment, hand it to a colleague with this duty, or give it back (null). Nobody else is locked out. */
  z.object({ act: z.literal('assign'), duty: ReviewDuty, person: PersonId.nullable() }),
  /** The awaited document or visit has come: the date is kept no longer. */
  z.object({ act: z.literal('closePeriod'), period: z.enum(['progress-note-due', 'follow-up-from']) }),
]);
export type ReviewAct = z.infer<typeof ReviewAct>;
export type ReviewActName = ReviewAct['act'];

/** Free texts of an act. */
export const freeTextsOfAct = (act: ReviewAct): readonly string[] =>
  freeTextFields.flatMap((field) => {
    const said: Readonly<Record<string, unknown>> = act;
    const text = said[field];
    return typeof text === 'string' ? [text] : [];
  });

const assigneesPath = 'review/assignees';

const freeTextFields = ['from', 'text', 'response', 'reason', 'note'] as const;

/**
 * SHA-256 in hex over the dots of an assessment's content. A person must have seen this content before an act on it
 * counts. A step covers the whole assessment; a remark takes nothing away and covers nothing. The console sends the
 * hash of its page and headquarters compares, so nobody approves unseen changes.
 */
export function contentHashForAct(document: Document, act: ReviewAct): string {
  switch (act.act) {
    case 'addPoint':
    case 'sealPoint':
    case 'recordComment':
      return hashRegisters(document, []);
    case 'editPoint':
    case 'removePoint':
    case 'settlePoint':
      return hashRegisters(document, [`review/points/${act.point}`, `review/replies/${act.point}`]);
    case 'overrideRating':
    case 'withdrawOverride':
      return hashRegisters(document, [`answers/${act.question}`]);
    case 'markRemark':
      return hashRegisters(document, [`comments/${act.remark}`]);
    case 'answerComment':
      return hashRegisters(document, [`state-comments/${act.comment}`]);
    case 'closePeriod':
      return hashRegisters(document, ['periods']);
    case 'assign':
      return hashRegisters(document, [assigneesPath], (path) => path.endsWith(`/${act.duty}`));
    default:
      // The name of a colleague at headquarters is no content.
      return hashRegisters(document, null, (path) => !isPathBelow(path, assigneesPath));
  }
}

/**
 * The same hash over the answers alone. It binds an adviser's sign-off to the answers that they saw. A reviewer's
 * override of a rating changes no answer.
 */
export const ratingsContentHash = (document: Document): string =>
  hashRegisters(document, ['answers', 'screening', 'consolidations'], (path) => !isRatingOverridePath(path));

function hashRegisters(
  { registers }: Document,
  prefixes: readonly string[] | null,
  counts: (path: string) => boolean = () => true,
): string {
  const lines = Object.entries(registers)
    .filter(([path]) => prefixes === null || prefixes.some((prefix) => isPathBelow(path, prefix)))
    .filter(([path]) => counts(path))
    .map(([path, { heads, text }]) => [path, ...heads.map(({ dot }) => dot), text ?? ''].join(' '))
    .sort();
  return bytesToHex(sha256(utf8ToBytes(lines.join('\n'))));
}
