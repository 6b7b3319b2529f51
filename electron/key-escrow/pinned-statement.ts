import crypto from 'node:crypto';
import * as z from 'zod';
import type { HostAnswer } from '#renderer/host/host-contract.ts';
import {
  judgeRecipientsStatement,
  recipientsFingerprint,
  recipientsText,
  RecipientsStatement,
} from '#sync/protocol/recipients-statement.ts';

/** Statement that a vault follows, and what its person has not read yet; a part of the enrolment's file. */
export const PinnedStatement = z.readonly(
  z.object({
    statement: RecipientsStatement,
    sinceMs: z.int(),
    /** Whether the person has read of it; what an enrolment brought needs no reading. */
    isRead: z.boolean(),
    /** The last statement that was not followed, kept aside. */
    refused: z
      .readonly(z.object({ statement: RecipientsStatement, atMs: z.int(), isRead: z.boolean() }))
      .optional(),
  }),
);
export type PinnedStatement = z.infer<typeof PinnedStatement>;

/** How a statement reached the device: with its enrolment, or in a later answer that headquarters signed. */
export type StatementSource = 'enrolment' | 'answer';

/**
 * Follows a statement, or keeps it aside.
 *
 * @param pinned What the vault follows now; null before its first statement.
 * @returns What it follows from now on; the same object when nothing changed. Null: nothing can be followed.
 */
export function followRecipientsStatement(
  pinned: PinnedStatement | null,
  statement: RecipientsStatement,
  source: StatementSource,
  nowMs: number,
): PinnedStatement | null {
  const judged = judgeRecipientsStatement(pinned?.statement ?? null, statement, isStatementSignedBy);
  switch (judged.kind) {
    case 'same':
      return pinned;
    case 'first':
      return { statement, sinceMs: nowMs, isRead: source === 'enrolment' };
    case 'next':
      return { ...pinned, statement, sinceMs: nowMs, isRead: false };
    case 'refused':
      return withRefusedStatement(pinned, statement, nowMs);
  }
}

/** Once for each statement: an answer that repeats it is no news. */
function withRefusedStatement(
  pinned: PinnedStatement | null,
  statement: RecipientsStatement,
  nowMs: number,
): PinnedStatement | null {
  if (pinned === null) return null;
  const known = pinned.refused && recipientsText(pinned.refused.statement);
  if (known === recipientsText(statement)) return pinned;
  return { ...pinned, refused: { statement, atMs: nowMs, isRead: false } };
}

/** The person has read of what the vault follows and of what was refused. */
export const markStatementRead = ({ refused, ...pinned }: PinnedStatement): PinnedStatement => ({
  ...pinned,
  isRead: true,
  ...(refused && { refused: { ...refused, isRead: true } }),
});

/**
 * What the app shows of it.
 *
 * @param recipients To whom the vault seals; of an enrolment before statements too.
 */
export function recoveryRecipientsAnswer(
  pinned: PinnedStatement | null,
  recipients: readonly string[],
): HostAnswer<'recovery.recipients'> {
  const refused = pinned?.refused;
  return {
    fingerprint: recipients.length === 0 ? null : recipientsFingerprint(recipients),
    sinceMs: pinned?.sinceMs ?? null,
    isUnread: pinned !== null && !pinned.isRead,
    refused: refused
      ? {
          fingerprint: recipientsFingerprint(refused.statement.recipients),
          atMs: refused.atMs,
          isUnread: !refused.isRead,
        }
      : null,
  };
}

function isStatementSignedBy(by: string, text: string, sig: string): boolean {
  try {
    const key = crypto.createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x: by }, format: 'jwk' });
    return crypto.verify(null, Buffer.from(text, 'utf8'), key, Buffer.from(sig, 'base64url'));
  } catch {
    return false; // no key
  }
}
