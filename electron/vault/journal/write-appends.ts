import { failureCode } from '#electron/ipc/host-handlers.ts';
import type { HostAnswer } from '#renderer/host/host-contract.ts';
import type { Frame } from './frames.ts';
import type { JournalDisk } from './journal-disk.ts';
import type { JournalFiles, OpenFile } from './journal-files.ts';
import { isFull } from './disk-codes.ts';
import type { Reserve } from './reserve.ts';

export type AppendAnswer = HostAnswer<'journal.append'>;
type AppendRefusal = Extract<AppendAnswer, { kind: 'refused' }>;

/** What an open journal is made of. */
export interface OpenJournal {
  readonly disk: JournalDisk;
  readonly files: JournalFiles;
  readonly reserve: Reserve;
}

/**
 * Writes these appends in their order, each wholly into one file, and answers each. Those that fit into a file together
 * share its flush, and are kept or refused together. Never rejects.
 */
export async function writeAppends(
  journal: OpenJournal,
  appends: readonly Frame[],
): Promise<readonly AppendAnswer[]> {
  const written: (AppendRefusal | { readonly kind: 'kept'; readonly file: number })[] = [];
  let rest = appends;
  for (let first = rest[0]; first; first = rest[0]) {
    const into = await fileFor(journal.files, first.length).catch((error: unknown) => refusalOf(error));
    const group = 'kind' in into ? [first] : fitting(rest, into.sizeBytes - into.endByte);
    const outcome = 'kind' in into ? into : await writeGroup(journal, into, group);
    written.push(...group.map(() => outcome));
    rest = rest.slice(group.length);
  }
  await giveRoom(journal);
  const { room } = journal.reserve;
  return written.map((outcome) => (outcome.kind === 'kept' ? { ...outcome, room } : outcome));
}

export const refusalOf = (error: unknown): AppendRefusal => ({
  kind: 'refused',
  code: isFull(error) ? 'full' : 'failed',
  why: failureCode(error),
});

async function fileFor(files: JournalFiles, bytes: number): Promise<OpenFile> {
  const { current } = files;
  return current && current.endByte + bytes <= current.sizeBytes ? current : files.rotate(bytes);
}

function fitting(appends: readonly Frame[], roomBytes: number): readonly Frame[] {
  let bytes = 0;
  const beyond = appends.findIndex(({ length }) => (bytes += length) > roomBytes);
  return beyond < 0 ? appends : appends.slice(0, beyond);
}

async function writeGroup(
  { files, reserve }: OpenJournal,
  into: OpenFile,
  group: readonly Frame[],
): Promise<AppendRefusal | { readonly kind: 'kept'; readonly file: number }> {
  const bytes = Buffer.concat(group);
  try {
    await writeAndFlush(into, bytes).catch(async (error: unknown) => {
      if (!isFull(error)) throw error;
      // A file system that copies on write takes new room even for a place that it has given already.
      await reserve.release();
      await writeAndFlush(into, bytes);
    });
    into.endByte += bytes.length;
    return { kind: 'kept', file: into.number };
  } catch (error) {
    // Nothing refused may look kept. Where it cannot be taken back, the later of two frames counts for a reader.
    await writeAndFlush(into, new Uint8Array(bytes.length)).catch(() => files.giveUp());
    return refusalOf(error);
  }
}

async function writeAndFlush({ file, endByte }: OpenFile, bytes: Uint8Array): Promise<void> {
  await file.write(endByte, bytes);
  await file.flush();
}

/** The database writes next, so before it does it gets the room of the reserve where little is left. */
async function giveRoom({ disk, reserve }: OpenJournal): Promise<void> {
  try {
    await reserve.releaseIfScarce(await disk.freeBytes());
  } catch {
    // What is kept is kept; a disk that cannot even be asked refuses the database too, and the person is told then.
  }
}
