import type { KeyObject } from 'node:crypto';
import { armor, generateX25519Identity, identityToRecipient } from 'age-encryption';
import { recipientsText, type RecipientsStatement } from '#sync/protocol/recipients-statement.ts';
import { makeRecoveryWords, encryptByWords, recoveryRandomBytes } from '#sync/recovery/encrypt-by-words.ts';
import { openRecoveryKeyFile } from '#sync/recovery/open-recovery-key.ts';
import { generateEncodedKeyPair, parsePrivateKey, signText } from '../auth/ed25519.ts';
import type { RuntimeDependencies } from '../runtime-dependencies.ts';

/** Offline root of the recovery key: signs to which recipients devices seal. */
export interface RecoveryRoot {
  /** Raw, base64url. */
  readonly publicKey: string;
  /** PKCS #8, base64. */
  readonly privateKey: string;
}

export interface RecoveryKeyFile {
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

export interface RecoveryKeyRequest {
  /** How many people get words; any two of them open a file. */
  readonly holders: number;
  /** Identity of an earlier store that goes on; a new one is made where it is null. */
  readonly identity: string | null;
  /** Root of before and the number of its last statement; a new root is made where it is null. */
  readonly former: { readonly root: RecoveryRoot; readonly n: number } | null;
}

/**
 * Makes headquarters' recovery key in memory: an age identity and a root, each in a file for every two of the holders,
 * sealed by the words of the one within the words of the other. Every file was opened once when this resolves.
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
  const files: RecoveryKeyFile[] = [];
  for (const [first, second] of pairsOfHolders(words)) {
    const name = `${first.number}-and-${second.number}.age`;
    const by = [first.words, second.words] as const;
    const about = `# Fieldbook, root ${root.publicKey}`;
    files.push(await createRecoveryKeyFile(`recovery-key-${name}`, `${about}\n${identity}\n`, by));
    files.push(await createRecoveryKeyFile(`recovery-root-${name}`, `${about}\n${root.privateKey}\n`, by));
  }
  return { statement, files, words };
}

/** The root in the text of a root file; null for another text. */
export function parseRecoveryRoot(text: string): RecoveryRoot | null {
  const [, publicKey, privateKey] = /^# Fieldbook, root (\S+)\n([A-Za-z0-9+/=]{64})\n$/.exec(text) ?? [];
  return publicKey === undefined || privateKey === undefined ? null : { publicKey, privateKey };
}

/** Statement of a root on the recipients. */
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
 * Work factor of the layers. The words are 66 random bits, so 32 MiB a guess are plenty; a file has two layers, and a
 * page opens both while somebody waits.
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
