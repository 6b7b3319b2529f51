import type { Host } from '#renderer/host/host-contract.ts';
import { JournalRefused } from '../db/disk-failure.ts';
import type { Cipher } from '../db/encryption/cipher.ts';
import { DatabaseRefused } from '../db/encryption/encryption-errors.ts';
import { isOfLaterVersion, JournalEntry } from './journal-entry.ts';

/** Free space of the disk for the next writes (D4). `reserve`: the reserve file was deleted for the last of them. */
export type JournalRoom = 'ample' | 'reserve';

/** One journal file as read: its readable entries in order, and the number of unreadable frames. */
export interface JournalFileRead {
  readonly file: number;
  readonly entries: readonly JournalEntry[];
  /** A torn last frame is no damage: it was never reported as saved (D3). */
  readonly damaged: number;
}

/** File of the entries. `isAnew`: the journal's earlier files were lost, so it lacks the content of the database. */
interface JournalAppendResult {
  readonly file: number;
  readonly room: JournalRoom;
  readonly isAnew?: true | undefined;
}

/**
 * Append-only file beside the database (D1 to D4): own ops are appended and flushed here first. Of two entries that
 * claim the same op the later one counts: the earlier write failed for its caller.
 */
export interface Journal {
  readonly isThere: boolean;
  /**
   * Append entries.
   * @returns their file, once all are flushed.
   * @throws `JournalRefused` when none is saved.
   */
  append(journalEntries: readonly JournalEntry[]): Promise<JournalAppendResult>;
  /**
   * Read all files, oldest first, one at a time.
   * @throws `JournalRefused` when the disk cannot read.
   */
  read(): AsyncIterable<JournalFileRead>;
  /**
   * Free space of the disk now. When little is left, the reserve is deleted first, so that the database can be opened
   * again.
   * @throws `JournalRefused` when the disk does not answer.
   */
  room(): Promise<JournalRoom>;
  /**
   * Delete these files permanently, except the one that is written to.
   * @throws `JournalRefused` when the disk refuses.
   */
  drop(files: readonly number[]): Promise<void>;
  /**
   * Make these entries unreadable in all files; other entries stay. Repeatable after a failure.
   * @returns the changed files, with their new content.
   * @throws `JournalRefused` when the disk refuses.
   */
  blank(isGone: (journalEntry: JournalEntry) => boolean): Promise<readonly JournalFileRead[]>;
}

/** Encryption and decryption of the text of a frame; null for a frame that we did not write. */
interface FrameSeal {
  seal(text: string): Uint8Array<ArrayBuffer>;
  open(frameBytes: Uint8Array): string | null;
}

/**
 * Encrypt the frames of one vault's journal. Frames of another vault or format do not open
 * (docs/security-requirements.md 2).
 */
export const frameSeal = (cipher: Cipher, vault: string): FrameSeal => {
  const bound = JSON.stringify(['journal', 1, vault]);
  return { seal: (text) => cipher.seal(text, bound), open: (frame) => cipher.open(frame, bound) };
};

/**
 * Journal of the shell (D1 to D4). A frame is the encrypted JSON of one entry, and is parsed. A frame that does not
 * open, or does not parse, counts as damaged and stays in its file. A journal without any frame that opens has another
 * key: the shell has verified the checksums. Reading it is refused (`DatabaseRefused`): if it counted as damage, the
 * device would continue without its past. So is an entry of a later version of the app.
 */
export const hostJournal = (host: Host, seal: FrameSeal): Journal => ({
  isThere: true,
  append: async (journalEntries) => {
    const frames = journalEntries.map((entry) => seal.seal(JSON.stringify(entry)));
    const appendResponse = await host.ask('journal.append', { frames });
    if (appendResponse.kind === 'refused') throw new JournalRefused(appendResponse.code, appendResponse.why);
    return appendResponse;
  },
  read: async function* () {
    let [opened, closed] = [0, 0];
    for (const file of await refusedOnFailure(host.ask('journal.files', null))) {
      const { frames, damaged } = await refusedOnFailure(host.ask('journal.read', { file }));
      const texts = frames.map((frame) => seal.open(frame)).filter((text) => text !== null);
      opened += texts.length;
      closed += frames.length - texts.length;
      const journalEntries = texts.map(parseJournalEntry).filter((entry) => entry !== null);
      yield {
        file,
        entries: journalEntries,
        damaged: damaged + frames.length - journalEntries.length,
      } satisfies JournalFileRead;
    }
    if (opened === 0 && closed > 0)
      throw new DatabaseRefused('key', 'The journal was sealed with another key');
  },
  room: () => refusedOnFailure(host.ask('journal.room', null)),
  drop: async (files) => {
    await refusedOnFailure(host.ask('journal.drop', { files }));
  },
  blank: async (isGone) => {
    const changedReads: JournalFileRead[] = [];
    for (const file of await refusedOnFailure(host.ask('journal.files', null))) {
      const { frames, damaged } = await refusedOnFailure(host.ask('journal.read', { file }));
      const read = frames.map((frame) => ({ frame, entry: openJournalEntry(seal, frame) }));
      const gone = read.filter(({ entry }) => entry !== null && isGone(entry)).map(({ frame }) => frame);
      if (gone.length === 0) continue;
      await refusedOnFailure(host.ask('journal.blank', { file, frames: gone }));
      const journalEntries = read.flatMap(({ entry }) => (entry === null || isGone(entry) ? [] : [entry]));
      changedReads.push({
        file,
        entries: journalEntries,
        damaged: damaged + frames.length - gone.length - journalEntries.length,
      });
    }
    return changedReads;
  },
});

/** A disk that cannot read is no empty disk, and one that cannot delete is no bug. */
async function refusedOnFailure<T>(asked: Promise<T>): Promise<T> {
  try {
    return await asked;
  } catch (error) {
    throw new JournalRefused('failed', error instanceof Error ? error.message : String(error));
  }
}

function openJournalEntry(seal: FrameSeal, frameBytes: Uint8Array): JournalEntry | null {
  const text = seal.open(frameBytes);
  return text === null ? null : parseJournalEntry(text);
}

/** @throws `DatabaseRefused` for an entry of a later version: without it the device would continue without its past. */
function parseJournalEntry(text: string): JournalEntry | null {
  const value = parseJson(text);
  const read = JournalEntry.safeParse(value);
  if (read.success) return read.data;
  if (isOfLaterVersion(value))
    throw new DatabaseRefused('newer-data', 'The journal was written by a later version of the app');
  return null;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // Damaged, and counted by the caller.
    return null;
  }
}
