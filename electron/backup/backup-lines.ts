import * as z from 'zod';
import { Json } from '#domain/base/json.ts';
import { JournalEntry } from '#renderer/store/journal-entry.ts';

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
export async function* readBackupLines(pieces: AsyncIterable<Uint8Array>): AsyncGenerator<BackupLine> {
  let entries = 0;
  let isFirst = true;
  let hasEnded = false;
  for await (const line of linesOf(pieces)) {
    if (hasEnded) throw new DamagedBackup('Something follows the end');
    const read = isFirst ? readHead(line) : readLine(line, entries);
    isFirst = false;
    hasEnded = read.kind === 'end';
    if (read.kind === 'entry') entries += 1;
    yield read;
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

function readLine(line: string, entries: number): BackupLine {
  const value = jsonOf(line);
  const entry = EntryLine.safeParse(value);
  if (entry.success) return { kind: 'entry', entry: entry.data.entry };
  const end = EndLine.safeParse(value);
  if (!end.success || end.data.end.entries !== entries)
    throw new DamagedBackup('A line is missing or strange');
  return { kind: 'end' };
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
): AsyncGenerator<Uint8Array> {
  const line = (value: object): Uint8Array => Buffer.from(`${JSON.stringify(value)}\n`, 'utf8');
  yield line(head);
  let count = 0;
  for await (const entry of entries) {
    count += 1;
    yield line({ entry });
  }
  yield line({ end: { entries: count } });
}
