import { ok, refuse, type Result } from '#base/result.ts';
import { judgeRecipientsStatement, RecipientsStatement } from '#sync/protocol/recipients-statement.ts';
import { isTextSignedBy, parsePublicKey } from '../auth/ed25519.ts';
import type { ServerStore, StoreTransaction } from '../db/open-store.ts';

/** To whom devices seal vault keys and last bundles (security.md 2). The key that opens them is in no store. */
export interface RecoveryRecipients {
  /** Word of the offline root; null before `admin use-recovery-key`. */
  readonly statement: RecipientsStatement | null;
  /** `age1...`; empty where devices leave no key. */
  readonly recipients: readonly string[];
  /** Whether a store of an earlier version still has the identity, until `admin recovery-key --from-store`. */
  readonly isInStore: boolean;
}

interface ServerRecoveryColumns {
  readonly recovery_identity: string | null;
  readonly recovery_recipient: string | null;
  readonly recovery_statement: string | null;
}

/** Recipients in the row of the server. */
export function recoveryRecipientsOf(row: ServerRecoveryColumns): RecoveryRecipients {
  const statement =
    row.recovery_statement === null ? null : RecipientsStatement.parse(JSON.parse(row.recovery_statement));
  const former = row.recovery_recipient === null ? [] : [row.recovery_recipient];
  return {
    statement,
    recipients: statement?.recipients ?? former,
    isInStore: row.recovery_identity !== null,
  };
}

/** `signature`: no root signed it. `number`: it is not newer. `root`: devices would refuse it until they enrol anew. */
export type StatementRefusal = 'signature' | 'number' | 'root' | 'inStore';

/**
 * Takes a statement into the store, in force at the next start of the server.
 *
 * @param allowsNewRoot Whether another root than that of before may take over.
 */
export async function acceptRecipientsStatement(
  tx: StoreTransaction,
  statement: RecipientsStatement,
  allowsNewRoot: boolean,
): Promise<Result<true, StatementRefusal>> {
  const row = await tx.selectFrom('server').selectAll().where('id', '=', 'server').executeTakeFirstOrThrow();
  const known = recoveryRecipientsOf(row);
  if (known.isInStore) return refuse('inStore');
  const judged = judgeRecipientsStatement(known.statement, statement, isStatementSigned);
  if (judged.kind === 'refused' && !(judged.why === 'root' && allowsNewRoot)) return refuse(judged.why);
  await writeRecipientsStatement(tx, statement);
  return ok(true);
}

/** Puts a statement in the place of the identity, which is overwritten. */
export async function writeRecipientsStatement(
  tx: ServerStore | StoreTransaction,
  statement: RecipientsStatement,
): Promise<void> {
  await tx
    .updateTable('server')
    .set({
      recovery_statement: JSON.stringify(statement),
      recovery_recipient: statement.recipients[0] ?? null,
      recovery_identity: null,
    })
    .where('id', '=', 'server')
    .execute();
}

const isStatementSigned = (by: string, text: string, sig: string): boolean => {
  const key = parsePublicKey(by);
  return key !== null && isTextSignedBy(key, text, Buffer.from(sig, 'base64url'));
};

/** The sentence for the operator, with its stable code; null when all is as it should be. */
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
