import type { JournalEntry } from './journal-entry.ts';

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
export interface JournalAppendResult {
  readonly file: number;
  readonly room: JournalRoom;
  readonly isAnew?: true | undefined;
}

/** Reason that the journal refused a write or read. A write fails as a whole, and its numbers are free for the next. */
export class JournalRefused extends Error {
  override readonly name = 'JournalRefused';
  readonly code: 'full' | 'failed';

  constructor(code: 'full' | 'failed', why: string) {
    super(why);
    this.code = code;
  }
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
  append(entries: readonly JournalEntry[]): Promise<JournalAppendResult>;
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
   * Delete these files for good, except the one that is written to.
   * @throws `JournalRefused` when the disk refuses.
   */
  drop(files: readonly number[]): Promise<void>;
  /**
   * Make these entries unreadable in all files; other entries stay. Repeatable after a failure.
   * @returns the changed files, with their new content.
   * @throws `JournalRefused` when the disk refuses.
   */
  blank(isGone: (entry: JournalEntry) => boolean): Promise<readonly JournalFileRead[]>;
}

/** For a plain browser: there is no journal, and the status says so. */
export const absentJournal: Journal = {
  isThere: false,
  append: async () => ({ file: 0, room: 'ample' }),
  read: async function* () {},
  room: async () => 'ample',
  drop: async () => {},
  blank: async () => [],
};
