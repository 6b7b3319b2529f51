import type { KeyObject } from 'node:crypto';
import { armor, generateX25519Identity, identityToRecipient } from 'age-encryption';
import { type RecipientsStatement, recipientsText } from '#sync/protocol/recipients-statement.ts';
import { openRecoveryKeyFile } from '#sync/recovery/recovery-key.ts';
import { encryptByWords, makeRecoveryWords, recoveryRandomBytes } from '#sync/recovery/recovery-response.ts';
import { generateEncodedKeyPair, parsePrivateKey, signText } from '../auth/ed25519.ts';
import type { RuntimeDependencies } from '../db/open-store.ts';

/** Offline root of the recovery key: signs the statement on the recipients. */
export interface RecoveryRoot {
  /** Raw, base64url. */
  readonly publicKey: string;
  /** PKCS #8, base64. */
  readonly privateKey: string;
}

interface RecoveryKeyFile {
  readonly name: string;
  /** ASCII armor. */
  readonly text: string;
}

export interface CreatedRecoveryKey {
  readonly statement: RecipientsStatement;
  readonly files: readonly RecoveryKeyFile[];
  /** Six words of each holder, by number from 1. */
  readonly words: readonly string[];
}

interface RecoveryKeyRequest {
  /** Number of people who get words; any two of them open a file. */
  readonly holders: number;
  /** Identity of an earlier store to keep; null makes a new one. */
  readonly identity: string | null;
  /** Former root and the number of its last statement; null makes a new root. */
  readonly former: { readonly root: RecoveryRoot; readonly n: number } | null;
}

/**
 * Create headquarters' recovery key in memory: an age identity and a root. There is a file of each for every two
 * holders, encrypted by the words of both, one within the other. Every file was decrypted once when this resolves.
 */
export async function createRecoveryKey(
  { randomBytes }: RuntimeDependencies,
  { holders, identity: kept, former }: RecoveryKeyRequest,
): Promise<CreatedRecoveryKey> {
  const identity = kept ?? (await generateX25519Identity());
  const root = former?.root ?? generateEncodedKeyPair();
  const statement = signRecipientsStatement(root, (former?.n ?? 0) + 1, [
    await identityToRecipient(identity),
  ]);
  const words = Array.from({ length: holders }, () => makeRecoveryWords(randomBytes(recoveryRandomBytes)));
  const recoveryKeyFiles: RecoveryKeyFile[] = [];
  for (const [firstHolder, second] of pairsOfHolders(words)) {
    const name = `${firstHolder.number}-and-${second.number}.age`;
    const by = [firstHolder.words, second.words] as const;
    const about = `# Fieldbook, root ${root.publicKey}`;
    recoveryKeyFiles.push(await createRecoveryKeyFile(`recovery-key-${name}`, `${about}\n${identity}\n`, by));
    recoveryKeyFiles.push(
      await createRecoveryKeyFile(`recovery-root-${name}`, `${about}\n${root.privateKey}\n`, by),
    );
  }
  return { statement, files: recoveryKeyFiles, words };
}

/** Parse the root in the text of a root file; null for another text. */
export function parseRecoveryRoot(text: string): RecoveryRoot | null {
  const [, publicKey, privateKey] = /^# Fieldbook, root (\S+)\n([A-Za-z0-9+/=]{64})\n$/.exec(text) ?? [];
  return publicKey === undefined || privateKey === undefined ? null : { publicKey, privateKey };
}

/** Sign the root's statement on the recipients. */
export function signRecipientsStatement(
  { publicKey: root, privateKey }: RecoveryRoot,
  n: number,
  recipients: readonly string[],
): RecipientsStatement {
  const key: KeyObject = parsePrivateKey(privateKey);
  const said = { root, n, recipients };
  return { ...said, sig: signText(key, recipientsText(said)).toString('base64url') };
}

/**
 * Work factor of both layers of a file, 32 MiB a guess. It is enough for words of 66 random bits, and a page decrypts
 * both layers while a person waits.
 */
const keyFileWorkFactor = 15;

async function createRecoveryKeyFile(
  name: string,
  content: string,
  [outer, inner]: readonly [string, string],
): Promise<RecoveryKeyFile> {
  const within = armor.encode(await encryptByWords(content, inner, keyFileWorkFactor));
  const text = armor.encode(await encryptByWords(within, outer, keyFileWorkFactor));
  const opened = await openRecoveryKeyFile(text, [outer, inner]);
  if (!opened.ok || opened.value !== content) throw new Error(`${name} does not open after it was made`);
  return { name, text };
}

interface KeyFileHolder {
  readonly number: number;
  readonly words: string;
}

function pairsOfHolders(words: readonly string[]): readonly (readonly [KeyFileHolder, KeyFileHolder])[] {
  const holders = words.map((said, at) => ({ number: at + 1, words: said }));
  return holders.flatMap((first, at) => holders.slice(at + 1).map((second) => [first, second] as const));
}
