import { createReadStream } from 'node:fs';
import fs from 'node:fs/promises';
import type sodiumModule from 'libsodium-wrappers-sumo';
import * as z from 'zod';
import { ageLibrary } from '../age/age-library.ts';
import { passphraseIdentity, passphraseRecipient } from '../age/passphrase.ts';
import { piecesOf, streamOf, writeAgeFile } from '../age/write-age-file.ts';

type Sodium = typeof sodiumModule;

// age does not allow a passphrase beside other recipients. So a backup is one line of JSON in the clear, with a key of
// this backup alone sealed by the passphrase (age, scrypt), and behind it an age file to that key and to headquarters.
// With the age tool: `head -n 1` for the key, `tail -n +2 | age -d -i` for the rest.

const Preamble = z.object({ fieldbookBackup: z.literal(1), key: z.base64().max(4_096) });
const longestPreambleBytes = 8_192;

export interface BackupFile {
  readonly file: string;
  readonly passphrase: string;
  /** Of headquarters; may be none. */
  readonly recipients: readonly string[];
  /** How hard the passphrase is to try (scrypt); as the age tool when left out. */
  readonly logN?: number;
}

/** Writes a backup. `piecesFor` is given the way to seal a part of it to the passphrase's key alone. The file has its name only when it is whole and flushed. Rejects when the disk refuses. */
export async function writeBackup(
  sodium: Sodium,
  { file, passphrase, recipients, logN }: BackupFile,
  piecesFor: (sealOwn: (text: string) => Promise<string>) => AsyncIterable<Uint8Array>,
): Promise<void> {
  const { Encrypter, generateX25519Identity, identityToRecipient } = await ageLibrary();
  const identity = await generateX25519Identity();
  const encrypter = new Encrypter();
  encrypter.addRecipient(passphraseRecipient(sodium, passphrase, logN));
  const key = Buffer.from(await encrypter.encrypt(identity)).toString('base64');
  const preamble = Buffer.from(`${JSON.stringify({ fieldbookBackup: 1, key })}\n`, 'utf8');
  const own = await identityToRecipient(identity);
  await writeAgeFile({ file, recipients: [own, ...recipients], preamble }, piecesFor(sealTo(own)));
}

const sealTo =
  (recipient: string) =>
  async (text: string): Promise<string> => {
    const { Encrypter } = await ageLibrary();
    const encrypter = new Encrypter();
    encrypter.addRecipient(recipient);
    return Buffer.from(await encrypter.encrypt(text)).toString('base64');
  };

/** Opens a part that was sealed to the passphrase's key alone. Rejects when it was changed. */
export async function openOwn(
  { identity }: Extract<BackupKey, { kind: 'key' }>,
  sealed: string,
): Promise<string> {
  const { Decrypter } = await ageLibrary();
  const decrypter = new Decrypter();
  decrypter.addIdentity(identity);
  return decrypter.decrypt(Buffer.from(sealed, 'base64'), 'text');
}

/** `notBackup`: another file. `wrong`: another passphrase. */
export type BackupKey =
  | { readonly kind: 'key'; readonly identity: string; readonly fromByte: number }
  | { readonly kind: 'notBackup' | 'wrong' };

/** The key that opens a backup, by its passphrase. Rejects when the file cannot be read. */
export async function openBackupKey(sodium: Sodium, file: string, passphrase: string): Promise<BackupKey> {
  const opened = await fs.open(file, 'r');
  const start = Buffer.alloc(longestPreambleBytes);
  let bytesRead = 0;
  try {
    ({ bytesRead } = await opened.read(start, 0, start.length, 0));
  } finally {
    await opened.close();
  }
  const end = start.subarray(0, bytesRead).indexOf(10);
  const preamble = end < 0 ? null : preambleIn(start.subarray(0, end).toString('utf8'));
  if (!preamble) return { kind: 'notBackup' };
  const { Decrypter } = await ageLibrary();
  const decrypter = new Decrypter();
  decrypter.addIdentity(passphraseIdentity(sodium, passphrase));
  try {
    const identity = await decrypter.decrypt(Buffer.from(preamble.key, 'base64'), 'text');
    return { kind: 'key', identity, fromByte: end + 1 };
  } catch {
    return { kind: 'wrong' }; // age says no more than that no identity fits
  }
}

/**
 * The plaintext of a backup, piece by piece. May hand out pieces before it finds that a later one is damaged or missing,
 * and then throws: whoever reads must not keep anything before the end.
 */
export async function* readBackup(
  file: string,
  { identity, fromByte }: Extract<BackupKey, { kind: 'key' }>,
): AsyncGenerator<Uint8Array> {
  const { Decrypter } = await ageLibrary();
  const decrypter = new Decrypter();
  decrypter.addIdentity(identity);
  const sealed = createReadStream(file, { start: fromByte });
  try {
    yield* piecesOf(await decrypter.decrypt(streamOf(sealed)));
  } finally {
    sealed.destroy();
  }
}

function preambleIn(line: string): z.infer<typeof Preamble> | null {
  try {
    return Preamble.safeParse(JSON.parse(line)).data ?? null;
  } catch {
    return null; // not JSON: another file
  }
}
