import { createReadStream } from 'node:fs';
import fs from 'node:fs/promises';
import type sodiumModule from 'libsodium-wrappers-sumo';
import * as z from 'zod';
import { JsonValue } from '#base/json.ts';
import { isLocalEntry, isOfLaterVersion, JournalEntry } from '#renderer/store/journal/journal-entry.ts';
import {
  loadAgeLibrary,
  passphraseIdentity,
  passphraseRecipient,
  readStreamChunks,
  streamFromIterable,
  writeAgeFile,
} from '../vault/age-encryption.ts';

/** First line inside a backup. `device` and `enrolment` are the contents of the vault's files of these names. */
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
 * Private entries, encrypted once more to the key of this backup alone. Headquarters, which can open the backup, cannot
 * open these lines: notes and drafts stay with their author (docs/requirements.md E).
 */
const PrivateLine = z.readonly(z.object({ own: z.base64() }));
const PrivateEntries = z.readonly(z.array(JournalEntry));

/** Line with an entry that this version does not know. */
const LaterEntryLine = z.object({ entry: z.unknown().refine(isOfLaterVersion) });

const EndLine = z.readonly(z.object({ end: z.object({ entries: z.int().nonnegative() }) }));

/** Line of a backup. Order: one head, the entries of the journal, one end. */
type BackupLine =
  | { readonly kind: 'head'; readonly head: BackupHead }
  | { readonly kind: 'entry'; readonly entry: JournalEntry }
  | { readonly kind: 'end' };

/** Thrown when a backup is damaged or incomplete. */
export class DamagedBackupError extends Error {
  override readonly name = 'DamagedBackup';
}

/** Thrown when a later version of the app wrote the backup. */
export class NewerBackupError extends Error {
  override readonly name = 'NewerBackup';
}

/** The version of a backup of any later form. */
const LaterBackup = z.object({ fieldbookBackup: z.int().min(2) });

/** Upper limit of one line; a pack is a quarter of a megabyte. */
const maximumLineBytes = 64 * 1024 * 1024;

/**
 * Read the lines of a backup as they come. Only `end` proves that the backup was complete.
 * @throws DamagedBackupError when anything differs from the format
 * @throws NewerBackupError for a head or an entry of a later version
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
  const value = parseJsonLine(line);
  const head = BackupHead.safeParse(value);
  if (!head.success && LaterBackup.safeParse(value).success) throw new NewerBackupError('A later head');
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
  if (LaterEntryLine.safeParse(value).success) throw new NewerBackupError('A later entry');
  const own = PrivateLine.safeParse(value);
  if (own.success) return readPrivateEntries(await openOwn(own.data.own));
  const end = EndLine.safeParse(value);
  if (!end.success || end.data.end.entries !== linesBefore)
    throw new DamagedBackupError('A line is missing or strange');
  return [{ kind: 'end' }];
}

function readPrivateEntries(text: string): readonly BackupLine[] {
  const value = parseJsonLine(text);
  const entries = PrivateEntries.safeParse(value);
  if (Array.isArray(value) && value.some(isOfLaterVersion)) throw new NewerBackupError('A later entry');
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

/** Write the lines of a backup, before encryption. */
export async function* writeBackupLines(
  backupHead: BackupHead,
  journalEntries: AsyncIterable<JournalEntry>,
  sealOwn: (text: string) => Promise<string>,
): AsyncGenerator<Uint8Array> {
  const line = (value: object): Uint8Array => Buffer.from(`${JSON.stringify(value)}\n`, 'utf8');
  yield line(backupHead);
  let count = 0;
  let own: string[] = [];
  let ownLength = 0;
  const ownLine = async (): Promise<Uint8Array> => {
    const text = `[${own.join(',')}]`;
    own = [];
    ownLength = 0;
    count += 1;
    return line({ own: await sealOwn(text) });
  };
  for await (const journalEntry of journalEntries) {
    if (isLocalEntry(journalEntry)) {
      // Encrypted in groups: one encryption per entry would dominate the time, since typing writes a note three times a
      // second.
      const text = JSON.stringify(journalEntry);
      if (own.length > 0 && ownLength + text.length > privateLettersPerLine) yield await ownLine();
      own.push(text);
      ownLength += text.length;
      if (own.length === privateEntriesPerLine) yield await ownLine();
    } else {
      count += 1;
      yield line({ entry: journalEntry });
    }
  }
  if (own.length > 0) yield await ownLine();
  yield line({ end: { entries: count } });
}

/** Size of a group. Even a group of the longest notes, or one longest draft, stays below the longest line. */
const privateEntriesPerLine = 50;
const privateLettersPerLine = 8_000_000;

type SodiumModule = typeof sodiumModule;

// age does not allow a passphrase beside other recipients. So a backup begins with one line of JSON in the clear. It
// holds a key of this backup alone, encrypted by the passphrase (age, scrypt). An age file to that key and to
// headquarters follows. With the age tool: `head -n 1` for the key, `tail -n +2 | age -d -i` for the rest.

const BackupPreamble = z.object({ fieldbookBackup: z.literal(1), key: z.base64().max(4_096) });
const maximumPreambleBytes = 8_192;

interface BackupFileTarget {
  readonly file: string;
  readonly passphrase: string;
  /** Age recipients of headquarters; may be empty. */
  readonly recipients: readonly string[];
  /** Base-2 logarithm of scrypt's work factor; by default that of the age tool. */
  readonly logN?: number;
}

/**
 * Write a backup. `piecesFor` gets the function that encrypts a part to the passphrase's key alone. The file gets its
 * name only when it is whole and flushed. Rejects when the disk refuses.
 */
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

/** Decrypt a part that was encrypted to the passphrase's key alone. Rejects when it was changed. */
export async function decryptPrivatePart(
  { identity }: Extract<BackupKey, { kind: 'key' }>,
  sealed: string,
): Promise<string> {
  const { Decrypter } = await loadAgeLibrary();
  const decrypter = new Decrypter();
  decrypter.addIdentity(identity);
  return decrypter.decrypt(Buffer.from(sealed, 'base64'), 'text');
}

/**
 * Key of a backup, or the reason why there is none. `notBackup`: another kind of file. `newer`: a later version wrote
 * it. `wrong`: wrong passphrase.
 */
export type BackupKey =
  | { readonly kind: 'key'; readonly identity: string; readonly fromByte: number }
  | { readonly kind: 'notBackup' | 'newer' | 'wrong' };

/** Decrypt the key of a backup by its passphrase. Rejects when the file cannot be read. */
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
  if (preamble === null || preamble === 'newer') return { kind: preamble ?? 'notBackup' };
  const { Decrypter } = await loadAgeLibrary();
  const decrypter = new Decrypter();
  decrypter.addIdentity(passphraseIdentity(sodium, passphrase));
  try {
    const identity = await decrypter.decrypt(Buffer.from(preamble.key, 'base64'), 'text');
    return { kind: 'key', identity, fromByte: end + 1 };
  } catch {
    return { kind: 'wrong' }; // age reports only that no identity fits
  }
}

/**
 * Decrypt a backup piece by piece. It may yield pieces before it finds a later one damaged or missing, and throws then.
 * Callers must keep nothing before the end.
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

function parsePreamble(line: string): z.infer<typeof BackupPreamble> | 'newer' | null {
  try {
    const value: unknown = JSON.parse(line);
    if (LaterBackup.safeParse(value).success) return 'newer';
    return BackupPreamble.safeParse(value).data ?? null;
  } catch {
    return null; // not JSON: another file
  }
}
