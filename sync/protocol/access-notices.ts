import * as z from 'zod';
import { DeviceId, PersonId } from '#domain/ids.ts';

// Notices of headquarters to a person's own devices about acts on their access and on their work. Rules N1 to N3 of sync/SPEC.md.

/** Most notices in one answer. The oldest come first; the rest follows after their acknowledgement. */
export const maximumNotices = 50;

/** Closed. A device leaves out a notice of a kind that it does not know (N1). */
export const NoticeKind = z.enum([
  /** A laptop joined as this person. */
  'deviceJoined',
  /** A code for one more laptop of this person was made, and waits for consent. */
  'deviceWaiting',
  /** An administrator asked for the key of this person's vault. */
  'recoveryStarted',
  /** An administrator asked to reset this person's sign-in to the console, or it was reset. */
  'recoveryApproved',
  /** An administrator asked to reset how this person signs in to the console, or it was reset. */
  'signInReset',
  /** Values that this person recorded were erased for a request about personal data. */
  'valuesErased',
  /** Values that this person recorded will be erased at `endsMs`, or earlier, unless headquarters withdraws it. */
  'erasureWaiting',
  /** A laptop of this person was revoked by somebody else. */
  'deviceRevoked',
]);
export type NoticeKind = z.infer<typeof NoticeKind>;

export const AccessNotice = z.readonly(
  z.object({
    id: z.guid(),
    kind: NoticeKind,
    /** Time of the act or request, in milliseconds of headquarters' clock. */
    atMs: z.int().nonnegative(),
    /** The administrator who acted or asked; absent for the command line. */
    by: z.readonly(z.object({ person: PersonId, name: z.string().max(200) })).optional(),
    /** Device that joined, or that has the vault. */
    device: DeviceId.optional(),
    /** The name of that device; of an erasure, headquarters' title of the mission. */
    label: z.string().max(200).optional(),
    /** Number of this person's erased values. */
    count: z.int().positive().optional(),
    /** End of the time to refuse, in milliseconds of headquarters' clock. */
    endsMs: z.int().nonnegative().optional(),
    /** True while `POST /api/v1/notices/{id}/refuse` has an effect. */
    refusable: z.boolean(),
    /** True while `POST /api/v1/notices/{id}/accept` has an effect: the person's consent is enough. */
    acceptable: z.boolean().optional(),
  }),
);
export type AccessNotice = z.infer<typeof AccessNotice>;

/** `notices` of a sync answer, before each is parsed alone. */
export const AccessNoticeList = z.readonly(z.array(z.unknown()).max(maximumNotices));

/**
 * Notices of a response that this version understands (N1).
 * @param list `notices` of the answer; undefined when headquarters sent none.
 * @returns those that parse, in the order of the response.
 */
export const parseAccessNotices = (list: readonly unknown[] | undefined): readonly AccessNotice[] =>
  (list ?? []).flatMap((item) => {
    const notice = AccessNotice.safeParse(item);
    return notice.success ? [notice.data] : [];
  });

/**
 * Answers of a device to a notice: `POST /api/v1/notices/{id}/{answer}` with the body `{}`, signed as every request
 * (N2). `accept` and `refuse` decide; `seen` only stops the notice on this device. Repeatable (S4).
 */
export const NoticeAnswer = z.enum(['seen', 'refuse', 'accept']);
export type NoticeAnswer = z.infer<typeof NoticeAnswer>;

/** Body of such a request; the address says everything. */
export const NoticeAnswerBody = z.readonly(z.object({}));

/** Its answer. Refused with `not-found` (no such notice for this device) or `already-done` (too late). */
export const NoticeAnswerResult = z.readonly(z.object({ done: z.literal(true) }));
export type NoticeAnswerResult = z.infer<typeof NoticeAnswerResult>;
