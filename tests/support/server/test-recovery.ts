import { generateX25519Identity, identityToRecipient } from 'age-encryption';
import { generateEncodedKeyPair } from '#server/auth/ed25519.ts';
import { type RecoveryRoot, signRecipientsStatement } from '#server/recovery/recovery-key.ts';
import type { RecipientsStatement } from '#sync/protocol/recipients-statement.ts';

/** A recovery key as its holders have it when the files are open. */
export interface TestRecovery {
  readonly identity: string;
  readonly recipient: string;
  readonly root: RecoveryRoot;
  readonly statement: RecipientsStatement;
}

export async function newRecovery(
  recoveryRoot: RecoveryRoot = generateEncodedKeyPair(),
  n = 1,
): Promise<TestRecovery> {
  const identity = await generateX25519Identity();
  const recipient = await identityToRecipient(identity);
  return {
    identity,
    recipient,
    root: recoveryRoot,
    statement: signRecipientsStatement(recoveryRoot, n, [recipient]),
  };
}

/** Statement that every server of the tests makes by default. */
export const testRecovery = await newRecovery();
