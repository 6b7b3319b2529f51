import crypto from 'node:crypto';
import * as z from 'zod';
import type { HostResponse } from '#renderer/host/host-contract.ts';
import {
  judgeRecipientsStatement,
  RecipientsStatement,
  recipientsFingerprint,
  recipientsText,
} from '#sync/protocol/recipients-statement.ts';

/** Statement that a vault follows, with the parts its person has not read. Stored in the enrolment's file. */
export const PinnedStatement = z.readonly(
  z.object({
    statement: RecipientsStatement,
    sinceMs: z.int(),
    /** Whether the person has read it. A statement that came with the enrolment counts as read. */
    isRead: z.boolean(),
    /** Last statement that was not followed. */
    refused: z
      .readonly(z.object({ statement: RecipientsStatement, atMs: z.int(), isRead: z.boolean() }))
      .optional(),
  }),
);
export type PinnedStatement = z.infer<typeof PinnedStatement>;

/** Way by which a statement arrived: with the enrolment, or in a later signed response. */
export type StatementSource = 'enrolment' | 'answer';

/**
 * Follow a statement, or keep it as refused.
 * @param pinnedStatement Statement followed so far; null before the first.
 * @returns Statement to follow; the same object when nothing changed. Null: none can be followed.
 */
export function followRecipientsStatement(
  pinnedStatement: PinnedStatement | null,
  recipientsStatement: RecipientsStatement,
  statementSource: StatementSource,
  nowMs: number,
): PinnedStatement | null {
  const recipientsJudgement = judgeRecipientsStatement(
    pinnedStatement?.statement ?? null,
    recipientsStatement,
    isStatementSignedBy,
  );
  switch (recipientsJudgement.kind) {
    case 'same':
      return pinnedStatement;
    case 'first':
      return { statement: recipientsStatement, sinceMs: nowMs, isRead: statementSource === 'enrolment' };
    case 'next':
      return { ...pinnedStatement, statement: recipientsStatement, sinceMs: nowMs, isRead: false };
    case 'refused':
      return withRefusedStatement(pinnedStatement, recipientsStatement, nowMs);
  }
}

/** Record a refused statement once: a repetition is no news. */
function withRefusedStatement(
  pinnedStatement: PinnedStatement | null,
  recipientsStatement: RecipientsStatement,
  nowMs: number,
): PinnedStatement | null {
  if (pinnedStatement === null) return null;
  const known = pinnedStatement.refused && recipientsText(pinnedStatement.refused.statement);
  if (known === recipientsText(recipientsStatement)) return pinnedStatement;
  return { ...pinnedStatement, refused: { statement: recipientsStatement, atMs: nowMs, isRead: false } };
}

/** Mark the followed and the refused statement as read. */
export const markStatementRead = ({ refused, ...pinned }: PinnedStatement): PinnedStatement => ({
  ...pinned,
  isRead: true,
  ...(refused && { refused: { ...refused, isRead: true } }),
});

/**
 * Build the app's response about recovery recipients.
 * @param recipients Recipients of the vault, also of an enrolment before statements.
 */
export function recoveryRecipientsResponse(
  pinnedStatement: PinnedStatement | null,
  recipients: readonly string[],
): HostResponse<'recovery.recipients'> {
  const refused = pinnedStatement?.refused;
  return {
    fingerprint: recipients.length === 0 ? null : recipientsFingerprint(recipients),
    sinceMs: pinnedStatement?.sinceMs ?? null,
    isUnread: pinnedStatement !== null && !pinnedStatement.isRead,
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
    return false; // not a key
  }
}
