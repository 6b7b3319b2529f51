import * as z from 'zod';
import { DeviceId, PersonId } from '#domain/ids.ts';

// Headquarters tells a person on their own devices what was done, or is about to be done, to their access. Rules N1 to N3
// in sync/SPEC.md.

/** Most notices in one answer. The oldest come first; the rest follows once these are acknowledged. */
export const maximumNotices = 50;

/** Closed. A device leaves out a notice of a kind that it does not know (N1). */
export const NoticeKind = z.enum([
  /** A laptop joined as this person. */
  'deviceJoined',
  /** A code for one more laptop of this person was made, and waits for somebody's consent. */
  'deviceWaiting',
  /** An administrator asked for the key of this person's vault. */
  'recoveryStarted',
  /** The key of this person's vault was handed out. */
  'recoveryApproved',
  /** An administrator asked to reset how this person signs in to the console, or it was reset. */
  'signInReset',
]);
export type NoticeKind = z.infer<typeof NoticeKind>;

export const Notice = z.readonly(
  z.object({
    id: z.guid(),
    kind: NoticeKind,
    /** When it was done or asked for, in milliseconds of headquarters' clock. */
    atMs: z.int().nonnegative(),
    /** The administrator who did it or asked for it; absent where the command line did. */
    by: z.readonly(z.object({ person: PersonId, name: z.string().max(200) })).optional(),
    /** The device that joined, or whose vault it is. */
    device: DeviceId.optional(),
    /** The name of that device. */
    label: z.string().max(200).optional(),
    /** Until when the person can refuse it, in milliseconds of headquarters' clock. */
    endsMs: z.int().nonnegative().optional(),
    /** True while `POST /api/v1/notices/{id}/refuse` has an effect. */
    refusable: z.boolean(),
    /** True while `POST /api/v1/notices/{id}/accept` has an effect: the person's consent is enough. */
    acceptable: z.boolean().optional(),
  }),
);
export type Notice = z.infer<typeof Notice>;

/** `notices` of a sync answer, before each is judged by itself. */
export const AccessNoticeList = z.readonly(z.array(z.unknown()).max(maximumNotices));

/**
 * The notices of an answer that this version understands (N1).
 *
 * @param list `notices` of the answer; undefined where headquarters sent none.
 * @returns those that parse, in the order of the answer.
 */
export const parseAccessNotices = (list: readonly unknown[] | undefined): readonly Notice[] =>
  (list ?? []).flatMap((item) => {
    const notice = Notice.safeParse(item);
    return notice.success ? [notice.data] : [];
  });

/**
 * Answers of a device to a notice: `POST /api/v1/notices/{id}/{answer}` with the body `{}`, signed as every request
 * (N2). `accept` and `refuse` decide; `seen` only ends that this device is told. May be repeated (S4).
 */
export const NoticeAnswer = z.enum(['seen', 'refuse', 'accept']);
export type NoticeAnswer = z.infer<typeof NoticeAnswer>;

/** The body of such a request: nothing is asked beside the address. */
export const NoticeAnswerBody = z.readonly(z.object({}));

/** The answer to it. Refused with `not-found` (no such notice for this device) or `already-done` (too late). */
export const NoticeAnswerResult = z.readonly(z.object({ done: z.literal(true) }));
export type NoticeAnswerResult = z.infer<typeof NoticeAnswerResult>;
