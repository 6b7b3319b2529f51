import type { JournalEntry } from './journal-entry.ts';

/** How much room the disk has for the next writes (D4). `reserve`: the reserve file was given up for the last of them. */
export type JournalRoom = 'ample' | 'reserve';

/** One file of the journal as it was read: its readable entries in order, and how many frames were not. */
export interface JournalFileRead {
  readonly file: number;
  readonly entries: readonly JournalEntry[];
  /** A torn last frame is no damage: it was never said to be kept (D3). */
  readonly damaged: number;
}

/** Where entries are kept. `isAnew`: what the journal held before was taken away, so it lacks what the database has. */
export interface JournalAppendResult {
  readonly file: number;
  readonly room: JournalRoom;
  readonly isAnew?: true | undefined;
}

/** Why the journal took (or gave) nothing. A write fails as a whole, and its numbers are free for the next one. */
export class JournalRefused extends Error {
  override readonly name = 'JournalRefused';
  readonly code: 'full' | 'failed';

  constructor(code: 'full' | 'failed', why: string) {
    super(why);
    this.code = code;
  }
}

/**
 * The safe place beside the database (D1 to D4): what a person does is appended and flushed here first. Of two entries
 * that claim the same op the later one counts: the earlier was refused to its writer.
 */
export interface Journal {
  readonly isThere: boolean;
  /** Resolves when all entries are flushed, with the file that they are in. Throws `JournalRefused` when none is. */
  append(entries: readonly JournalEntry[]): Promise<JournalAppendResult>;
  /** Everything, oldest file first. Files are read one at a time. Throws `JournalRefused` when the disk gives nothing. */
  read(): AsyncIterable<JournalFileRead>;
  /**
   * How much room the disk has now. Where little is left, the reserve is given up first, for what the database needs to be
   * opened again. Throws `JournalRefused` when the disk does not say.
   */
  room(): Promise<JournalRoom>;
  /** Lets go of these files for good; the one that is written to stays. Throws `JournalRefused` when the disk refuses. */
  drop(files: readonly number[]): Promise<void>;
  /**
   * Makes every entry that is to go unreadable, in whatever file it stands; all else stays. Resolves with the files that
   * this changed, as they are now. Throws `JournalRefused` when the disk refuses; asked again it goes on.
   */
  blank(isGone: (entry: JournalEntry) => boolean): Promise<readonly JournalFileRead[]>;
}

/** A plain browser: there is no journal, and the status says so. */
export const absentJournal: Journal = {
  isThere: false,
  append: async () => ({ file: 0, room: 'ample' }),
  read: async function* () {},
  room: async () => 'ample',
  drop: async () => {},
  blank: async () => [],
};
