import { ok, type Result, refuse } from '#base/result.ts';
import type { RecoveryResponse } from '#sync/recovery/recovery-response.ts';

/**
 * `words`: of one or both holders wrong. `otherKey`: the vault key was encrypted to another recovery key, or
 * is damaged.
 */
export type OpeningRefusal = 'file' | 'words' | 'otherKey';

/**
 * Decrypt a vault key in this page and encrypt it to six new words. Neither key nor words leave the page.
 * @param sealed Vault key as its laptop left it, in base64.
 * @param file Text of a key file.
 * @param words Six words of each of the two holders.
 */
export async function openEscrowedKey(
  sealed: string,
  file: string,
  words: readonly string[],
): Promise<Result<RecoveryResponse, OpeningRefusal>> {
  // Loaded here only: a page that opens no key does without the age library.
  const [
    { ageIdentityIn: identityIn, openRecoveryKeyFile: openKeyFile, openEscrowedVaultKey: openVaultKey },
    { encryptRecoveryResponse: sealAnswer, recoveryRandomBytes: wordBytes },
  ] = await Promise.all([
    import('#sync/recovery/recovery-key.ts'),
    import('#sync/recovery/recovery-response.ts'),
  ]);
  const opened = await openKeyFile(file, words);
  if (!opened.ok) return opened;
  const identity = identityIn(opened.value);
  if (identity === null) return refuse('file');
  const key = await openVaultKey(sealed, identity);
  if (key === null) return refuse('otherKey');
  const recoveryResponse = await sealAnswer(
    key,
    crypto.getRandomValues(new Uint8Array(wordBytes)),
    Date.now(),
  );
  key.fill(0);
  return ok(recoveryResponse);
}
