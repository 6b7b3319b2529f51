import * as z from 'zod';
import { Json } from '#domain/base/json.ts';
import { isLocal, JournalEntry } from '#renderer/store/journal-entry.ts';

/** The first line inside a backup. `device` and `enrolment` are what the vault's files of these names hold. */
export const BackupHead = z.readonly(
  z.object({
    fieldbookBackup: z.literal(1),
    madeAtMs: z.int().nonnegative(),
    label: z.string(),
    device: Json,
    enrolment: Json,
  }),
);
export type BackupHead = z.infer<typeof BackupHead>;

const EntryLine = z.readonly(z.object({ entry: JournalEntry }));
/**
 * Entries that nobody but the person may have, sealed once more to the key of this backup alone: headquarters, to which
 * the backup is sealed too, finds these lines closed (domain.md E: interview notes stay with who wrote them).
 */
const OwnLine = z.readonly(z.object({ own: z.base64() }));
const OwnEntries = z.readonly(z.array(JournalEntry));

const EndLine = z.readonly(z.object({ end: z.object({ entries: z.int().nonnegative() }) }));

/** What a line says, in order: one head, what the journal held, one end. */
export type BackupLine =
  | { readonly kind: 'head'; readonly head: BackupHead }
  | { readonly kind: 'entry'; readonly entry: JournalEntry }
  | { readonly kind: 'end' };

/** A backup is not what it says it is, or not whole. */
export class DamagedBackup extends Error {
  override readonly name = 'DamagedBackup';
}

/** No line of ours is longer: a pack is a quarter of a megabyte. */
const longestLineBytes = 64 * 1024 * 1024;

/**
 * The lines of a backup as they come. Throws a `DamagedBackup` when anything is not as it was written; a reader who
 * has not seen `end` has not seen a whole backup.
 */
export async function* readBackupLines(
  pieces: AsyncIterable<Uint8Array>,
  openOwn: (sealed: string) => Promise<string>,
): AsyncGenerator<BackupLine> {
  let lines = 0;
  let isFirst = true;
  let hasEnded = false;
  for await (const line of linesOf(pieces)) {
    if (hasEnded) throw new DamagedBackup('Something follows the end');
    const read = isFirst ? [readHead(line)] : await readLine(line, lines, openOwn);
    hasEnded = read.some(({ kind }) => kind === 'end');
    if (!isFirst) lines += 1;
    isFirst = false;
    yield* read;
  }
  if (!hasEnded) throw new DamagedBackup('It has no end');
}

const jsonOf = (line: string): unknown => {
  try {
    return JSON.parse(line);
  } catch {
    throw new DamagedBackup('A line is not JSON');
  }
};

function readHead(line: string): BackupLine {
  const head = BackupHead.safeParse(jsonOf(line));
  if (!head.success) throw new DamagedBackup('It has no head');
  return { kind: 'head', head: head.data };
}

async function readLine(
  line: string,
  linesBefore: number,
  openOwn: (sealed: string) => Promise<string>,
): Promise<readonly BackupLine[]> {
  const value = jsonOf(line);
  const entry = EntryLine.safeParse(value);
  if (entry.success) return [{ kind: 'entry', entry: entry.data.entry }];
  const own = OwnLine.safeParse(value);
  if (own.success) return readOwn(await openOwn(own.data.own));
  const end = EndLine.safeParse(value);
  if (!end.success || end.data.end.entries !== linesBefore)
    throw new DamagedBackup('A line is missing or strange');
  return [{ kind: 'end' }];
}

function readOwn(text: string): readonly BackupLine[] {
  const entries = OwnEntries.safeParse(jsonOf(text));
  if (!entries.success) throw new DamagedBackup('A line is missing or strange');
  return entries.data.map((entry) => ({ kind: 'entry', entry }));
}

async function* linesOf(pieces: AsyncIterable<Uint8Array>): AsyncGenerator<string> {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  let rest = '';
  for await (const piece of pieces) {
    rest += decoder.decode(piece, { stream: true });
    if (rest.length > longestLineBytes) throw new DamagedBackup('A line without end');
    const lines = rest.split('\n');
    rest = lines.pop() ?? '';
    yield* lines;
  }
  if (rest !== '') throw new DamagedBackup('It is cut off');
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
    if (isLocal(entry)) {
      // A seal each would take longer than all the rest: a note is written anew three times in a second of typing.
      own.push(entry);
      if (own.length === ownAtOnce) yield await ownLine();
    } else {
      count += 1;
      yield line({ entry });
    }
  }
  if (own.length > 0) yield await ownLine();
  yield line({ end: { entries: count } });
}

/** Of the longest notes still a fraction of the longest line. */
const ownAtOnce = 50;
