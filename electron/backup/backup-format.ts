import { createReadStream } from 'node:fs';
import fs from 'node:fs/promises';
import type sodiumModule from 'libsodium-wrappers-sumo';
import * as z from 'zod';
import {
  loadAgeLibrary,
  passphraseIdentity,
  passphraseRecipient,
  readStreamChunks,
  streamFromIterable,
  writeAgeFile,
} from '../vault/age-encryption.ts';
import { JsonValue } from '#base/json.ts';
import { isLocalEntry, JournalEntry } from '#renderer/store/journal/journal-entry.ts';

/** The first line inside a backup. `device` and `enrolment` are what the vault's files of these names hold. */
export const BackupHead = z.readonly(
  z.object({
    fieldbookBackup: z.literal(1),
    madeAtMs: z.int().nonnegative(),
    label: z.string(),
    device: JsonValue,
    enrolment: JsonValue,
  }),
);
export type BackupHead = z.infer<typeof BackupHead>;

const EntryLine = z.readonly(z.object({ entry: JournalEntry }));
/**
 * Entries that nobody but the person may have, sealed once more to the key of this backup alone: headquarters, to which
 * the backup is sealed too, finds these lines closed (domain.md E: interview notes stay with who wrote them).
 */
const PrivateLine = z.readonly(z.object({ own: z.base64() }));
const PrivateEntries = z.readonly(z.array(JournalEntry));

const EndLine = z.readonly(z.object({ end: z.object({ entries: z.int().nonnegative() }) }));

/** What a line says, in order: one head, what the journal held, one end. */
type BackupLine =
  | { readonly kind: 'head'; readonly head: BackupHead }
  | { readonly kind: 'entry'; readonly entry: JournalEntry }
  | { readonly kind: 'end' };

/** A backup is not what it says it is, or not whole. */
export class DamagedBackupError extends Error {
  override readonly name = 'DamagedBackup';
}

/** No line of ours is longer: a pack is a quarter of a megabyte. */
const maximumLineBytes = 64 * 1024 * 1024;

/**
 * The lines of a backup as they come. Throws a `DamagedBackupError` when anything is not as it was written; a reader who
 * has not seen `end` has not seen a whole backup.
 */
export async function* readBackupLines(
  pieces: AsyncIterable<Uint8Array>,
  openOwn: (sealed: string) => Promise<string>,
): AsyncGenerator<BackupLine> {
  let lines = 0;
  let isFirst = true;
  let hasEnded = false;
  for await (const line of splitLines(pieces)) {
    if (hasEnded) throw new DamagedBackupError('Something follows the end');
    const read = isFirst ? [readHeadLine(line)] : await readBackupLine(line, lines, openOwn);
    hasEnded = read.some(({ kind }) => kind === 'end');
    if (!isFirst) lines += 1;
    isFirst = false;
    yield* read;
  }
  if (!hasEnded) throw new DamagedBackupError('It has no end');
}

const parseJsonLine = (line: string): unknown => {
  try {
    return JSON.parse(line);
  } catch {
    throw new DamagedBackupError('A line is not JSON');
  }
};

function readHeadLine(line: string): BackupLine {
  const head = BackupHead.safeParse(parseJsonLine(line));
  if (!head.success) throw new DamagedBackupError('It has no head');
  return { kind: 'head', head: head.data };
}

async function readBackupLine(
  line: string,
  linesBefore: number,
  openOwn: (sealed: string) => Promise<string>,
): Promise<readonly BackupLine[]> {
  const value = parseJsonLine(line);
  const entry = EntryLine.safeParse(value);
  if (entry.success) return [{ kind: 'entry', entry: entry.data.entry }];
  const own = PrivateLine.safeParse(value);
  if (own.success) return readPrivateEntries(await openOwn(own.data.own));
  const end = EndLine.safeParse(value);
  if (!end.success || end.data.end.entries !== linesBefore)
    throw new DamagedBackupError('A line is missing or strange');
  return [{ kind: 'end' }];
}

function readPrivateEntries(text: string): readonly BackupLine[] {
  const entries = PrivateEntries.safeParse(parseJsonLine(text));
  if (!entries.success) throw new DamagedBackupError('A line is missing or strange');
  return entries.data.map((entry) => ({ kind: 'entry', entry }));
}

async function* splitLines(pieces: AsyncIterable<Uint8Array>): AsyncGenerator<string> {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  let rest = '';
  for await (const piece of pieces) {
    rest += decoder.decode(piece, { stream: true });
    if (rest.length > maximumLineBytes) throw new DamagedBackupError('A line without end');
    const lines = rest.split('\n');
    rest = lines.pop() ?? '';
    yield* lines;
  }
  if (rest !== '') throw new DamagedBackupError('It is cut off');
}

/** The lines of a backup, to be sealed. */
export async function* writeBackupLines(
  head: BackupHead,
  entries: AsyncIterable<JournalEntry>,
  sealOwn: (text: string) => Promise<string>,
): AsyncGenerator<Uint8Array> {
  const line = (value: object): Uint8Array => Buffer.from(`${JSON.stringify(value)}\n`, 'utf8');
  yield line(head);
  let count = 0;
  let own: JournalEntry[] = [];
  const ownLine = async (): Promise<Uint8Array> => {
    const text = JSON.stringify(own);
    own = [];
    count += 1;
    return line({ own: await sealOwn(text) });
  };
  for await (const entry of entries) {
    if (isLocalEntry(entry)) {
      // A seal each would take longer than all the rest: a note is written anew three times in a second of typing.
      own.push(entry);
      if (own.length === privateEntriesPerLine) yield await ownLine();
    } else {
      count += 1;
      yield line({ entry });
    }
  }
  if (own.length > 0) yield await ownLine();
  yield line({ end: { entries: count } });
}

/** Of the longest notes still a fraction of the longest line. */
const privateEntriesPerLine = 50;

type SodiumModule = typeof sodiumModule;

// age does not allow a passphrase beside other recipients. So a backup is one line of JSON in the clear, with a key of
// this backup alone sealed by the passphrase (age, scrypt), and behind it an age file to that key and to headquarters.
// With the age tool: `head -n 1` for the key, `tail -n +2 | age -d -i` for the rest.

const BackupPreamble = z.object({ fieldbookBackup: z.literal(1), key: z.base64().max(4_096) });
const maximumPreambleBytes = 8_192;

export interface BackupFileTarget {
  readonly file: string;
  readonly passphrase: string;
  /** Of headquarters; may be none. */
  readonly recipients: readonly string[];
  /** How hard the passphrase is to try (scrypt); as the age tool when left out. */
  readonly logN?: number;
}

/** Writes a backup. `piecesFor` is given the way to seal a part of it to the passphrase's key alone. The file has its name only when it is whole and flushed. Rejects when the disk refuses. */
export async function writeBackupFile(
  sodium: SodiumModule,
  { file, passphrase, recipients, logN }: BackupFileTarget,
  piecesFor: (sealOwn: (text: string) => Promise<string>) => AsyncIterable<Uint8Array>,
): Promise<void> {
  const { Encrypter, generateX25519Identity, identityToRecipient } = await loadAgeLibrary();
  const identity = await generateX25519Identity();
  const encrypter = new Encrypter();
  encrypter.addRecipient(passphraseRecipient(sodium, passphrase, logN));
  const key = Buffer.from(await encrypter.encrypt(identity)).toString('base64');
  const preamble = Buffer.from(`${JSON.stringify({ fieldbookBackup: 1, key })}\n`, 'utf8');
  const own = await identityToRecipient(identity);
  await writeAgeFile(
    { file, recipients: [own, ...recipients], preamble },
    piecesFor(encryptToRecipient(own)),
  );
}

const encryptToRecipient =
  (recipient: string) =>
  async (text: string): Promise<string> => {
    const { Encrypter } = await loadAgeLibrary();
    const encrypter = new Encrypter();
    encrypter.addRecipient(recipient);
    return Buffer.from(await encrypter.encrypt(text)).toString('base64');
  };

/** Opens a part that was sealed to the passphrase's key alone. Rejects when it was changed. */
export async function decryptPrivatePart(
  { identity }: Extract<BackupKey, { kind: 'key' }>,
  sealed: string,
): Promise<string> {
  const { Decrypter } = await loadAgeLibrary();
  const decrypter = new Decrypter();
  decrypter.addIdentity(identity);
  return decrypter.decrypt(Buffer.from(sealed, 'base64'), 'text');
}

/** `notBackup`: another file. `wrong`: another passphrase. */
export type BackupKey =
  | { readonly kind: 'key'; readonly identity: string; readonly fromByte: number }
  | { readonly kind: 'notBackup' | 'wrong' };

/** The key that opens a backup, by its passphrase. Rejects when the file cannot be read. */
export async function decryptBackupKey(
  sodium: SodiumModule,
  file: string,
  passphrase: string,
): Promise<BackupKey> {
  const opened = await fs.open(file, 'r');
  const start = Buffer.alloc(maximumPreambleBytes);
  let bytesRead = 0;
  try {
    ({ bytesRead } = await opened.read(start, 0, start.length, 0));
  } finally {
    await opened.close();
  }
  const end = start.subarray(0, bytesRead).indexOf(10);
  const preamble = end < 0 ? null : parsePreamble(start.subarray(0, end).toString('utf8'));
  if (!preamble) return { kind: 'notBackup' };
  const { Decrypter } = await loadAgeLibrary();
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
export async function* decryptBackupFile(
  file: string,
  { identity, fromByte }: Extract<BackupKey, { kind: 'key' }>,
): AsyncGenerator<Uint8Array> {
  const { Decrypter } = await loadAgeLibrary();
  const decrypter = new Decrypter();
  decrypter.addIdentity(identity);
  const sealed = createReadStream(file, { start: fromByte });
  try {
    yield* readStreamChunks(await decrypter.decrypt(streamFromIterable(sealed)));
  } finally {
    sealed.destroy();
  }
}

function parsePreamble(line: string): z.infer<typeof BackupPreamble> | null {
  try {
    return BackupPreamble.safeParse(JSON.parse(line)).data ?? null;
  } catch {
    return null; // not JSON: another file
  }
}
