import { armor, Decrypter } from 'age-encryption';
import { decodeBase64 } from '#base/base64.ts';
import { ok, type Result, refuse } from '#base/result.ts';
import { recoveryPassphrase } from '../protocol/vault-recovery.ts';

// A key file has two layers, each an age file by the words of one holder. The standard age tool opens them one by one.

/** `file`: no age file, or a damaged one. `words`: none of these words opens the last layer found. */
type KeyFileRefusal = 'file' | 'words';

/**
 * Open the layers of a key file, with the holders' words in any order.
 * @param file ASCII text of the file; a layer that was opened elsewhere may be absent.
 * @param words Six words of each holder.
 * @returns Text within the last layer.
 */
export async function openRecoveryKeyFile(
  file: string,
  words: readonly string[],
): Promise<Result<string, KeyFileRefusal>> {
  const sealed = decodeArmor(file);
  if (sealed === null) return refuse('file');
  for (const [at, said] of words.entries()) {
    const passphrase = recoveryPassphrase(said);
    const inside = passphrase === null ? null : await openPassphraseLayer(sealed, passphrase);
    if (inside === null) continue;
    if (decodeArmor(inside) === null) return ok(inside);
    return openRecoveryKeyFile(
      inside,
      words.filter((_said, other) => other !== at),
    );
  }
  return refuse('words');
}

/** Age identity in the text of a recovery key; null for another text. */
export const ageIdentityIn = (text: string): string | null =>
  /^AGE-SECRET-KEY-1[0-9A-Z]{58}$/m.exec(text)?.[0] ?? null;

/**
 * Open the vault key that a laptop escrowed at headquarters.
 * @param sealed Binary age file in base64.
 * @returns 32 bytes; null when it was encrypted to another key or is no key.
 */
export async function openEscrowedVaultKey(sealed: string, identity: string): Promise<Uint8Array | null> {
  const decrypter = new Decrypter();
  decrypter.addIdentity(identity);
  try {
    const key = await decrypter.decrypt(decodeBase64(sealed));
    return key.length === 32 ? key : null;
  } catch {
    return null; // a device may send content that is no age file
  }
}

function decodeArmor(text: string): Uint8Array | null {
  try {
    return armor.decode(text);
  } catch {
    return null;
  }
}

async function openPassphraseLayer(sealed: Uint8Array, passphrase: string): Promise<string | null> {
  const decrypter = new Decrypter();
  decrypter.addPassphrase(passphrase);
  try {
    return await decrypter.decrypt(sealed, 'text');
  } catch {
    return null; // words of another holder
  }
}
