import { ok, type Result, refuse } from '#base/result.ts';
import { judgeRecipientsStatement, RecipientsStatement } from '#sync/protocol/recipients-statement.ts';
import type { ServerStore, StoreTransaction } from '../db/open-store.ts';
import { isTextSignedBy, parsePublicKey } from './ed25519.ts';

/**
 * Recipients to which devices encrypt vault keys and last bundles (docs/security-requirements.md 2). Their private key
 * is in no store.
 */
export interface RecoveryRecipients {
  /** Offline root's statement; null before `admin use-recovery-key`. */
  readonly statement: RecipientsStatement | null;
  /** `age1...`; empty while devices escrow no key. */
  readonly recipients: readonly string[];
  /** Whether a store of an earlier version still has the identity, until `admin recovery-key --from-store`. */
  readonly isInStore: boolean;
}

interface ServerRecoveryColumns {
  readonly recovery_identity: string | null;
  readonly recovery_recipient: string | null;
  readonly recovery_statement: string | null;
}

/** Read the recipients from the row of the server. */
export function recoveryRecipientsOf(row: ServerRecoveryColumns): RecoveryRecipients {
  const recipientsStatement =
    row.recovery_statement === null ? null : RecipientsStatement.parse(JSON.parse(row.recovery_statement));
  const former = row.recovery_recipient === null ? [] : [row.recovery_recipient];
  return {
    statement: recipientsStatement,
    recipients: recipientsStatement?.recipients ?? former,
    isInStore: row.recovery_identity !== null,
  };
}

/**
 * `signature`: no root signed it. `number`: it is not newer. `root`: devices would refuse it until they enrol again.
 */
export type StatementRefusal = 'signature' | 'number' | 'root' | 'inStore';

/**
 * Accept a statement into the store, in force at the server's next start.
 * @param allowsNewRoot Whether another root may replace the former one.
 */
export async function acceptRecipientsStatement(
  tx: StoreTransaction,
  recipientsStatement: RecipientsStatement,
  allowsNewRoot: boolean,
): Promise<Result<true, StatementRefusal>> {
  const row = await tx.selectFrom('server').selectAll().where('id', '=', 'server').executeTakeFirstOrThrow();
  const knownRecoveryRecipients = recoveryRecipientsOf(row);
  if (knownRecoveryRecipients.isInStore) return refuse('inStore');
  const recipientsJudgement = judgeRecipientsStatement(
    knownRecoveryRecipients.statement,
    recipientsStatement,
    isStatementSigned,
  );
  if (recipientsJudgement.kind === 'refused' && !(recipientsJudgement.why === 'root' && allowsNewRoot))
    return refuse(recipientsJudgement.why);
  await writeRecipientsStatement(tx, recipientsStatement);
  return ok(true);
}

/** Replace the identity, which is overwritten, by a statement. */
export async function writeRecipientsStatement(
  tx: ServerStore | StoreTransaction,
  recipientsStatement: RecipientsStatement,
): Promise<void> {
  await tx
    .updateTable('server')
    .set({
      recovery_statement: JSON.stringify(recipientsStatement),
      recovery_recipient: recipientsStatement.recipients[0] ?? null,
      recovery_identity: null,
    })
    .where('id', '=', 'server')
    .execute();
}

const isStatementSigned = (by: string, text: string, sig: string): boolean => {
  const key = parsePublicKey(by);
  return key !== null && isTextSignedBy(key, text, Buffer.from(sig, 'base64url'));
};

/** Build the operator's warning, with its stable code; null when all is in order. */
export function recoveryKeyWarning({ statement, isInStore }: RecoveryRecipients): string | null {
  if (isInStore)
    return (
      'recovery-key-in-store: the key that opens all vaults lies in the database, and no recovery can be approved; ' +
      'take it out with admin recovery-key --from-store --out DIR'
    );
  return statement !== null
    ? null
    : 'no-recovery-key: laptops leave no key, so nobody who forgets a passphrase can be let in again; ' +
        'make one with admin recovery-key --out DIR, then admin use-recovery-key --statement DIR/statement.json';
}
