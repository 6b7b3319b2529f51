import { JournalRefused } from '#renderer/store/db/disk-failure.ts';
import type { Journal, JournalFileRead, JournalRoom } from '#renderer/store/journal/journal.ts';
import { JournalEntry } from '#renderer/store/journal/journal-entry.ts';

/** Behaviour of the disk under the journal: normal, on its last reserve, full, broken. */
export type FakeJournalMood = 'ample' | 'reserve' | 'full' | 'failing';

/**
 * A journal in memory. It outlives the store that writes to it, as a disk does: a second store opens the same journal
 * again. Entries are kept as text, so that reading parses them. It begins as that of an enrolled device without writes.
 * Without any entry its device would have to be another one (P2).
 */
export class FakeJournal implements Journal {
  readonly isThere = true;
  mood: FakeJournalMood = 'ample';
  /** The disk has the entry that it refused, as after a failed flush. */
  keepsRefused = false;
  /** No kept entry can be overwritten. */
  failBlanking = false;
  /** Called with each kept append, before its writer gets the answer. */
  onKept: (journalEntries: readonly JournalEntry[]) => void | Promise<void> = () => undefined;
  readonly #framesByFile = new Map<number, (string | null)[]>();
  #file = 1;
  #isTakenAway = false;
  #appendsLeft = Number.POSITIVE_INFINITY;

  constructor() {
    this.#keep([{ kind: 'grants', grants: { etag: 'none', logs: {}, devices: {} } }]);
  }

  /** After this number of appends the disk is broken. */
  failAfter(appends: number): void {
    this.#appendsLeft = appends;
  }

  async append(journalEntries: readonly JournalEntry[]): ReturnType<Journal['append']> {
    if (this.mood === 'full') return this.#refuse('full', journalEntries);
    this.#appendsLeft -= 1;
    if (this.mood === 'failing' || this.#appendsLeft < 0) return this.#refuse('failed', journalEntries);
    const isAnew = this.#isTakenAway;
    this.#isTakenAway = false;
    this.#keep(journalEntries);
    await this.onKept(journalEntries);
    return { file: this.#file, room: this.mood, ...(isAnew && { isAnew }) };
  }

  async *read(): AsyncIterable<JournalFileRead> {
    for (const file of this.files) {
      const frames = this.#framesByFile.get(file) ?? [];
      const journalEntries = frames.filter((frame) => frame !== null).map(parse);
      yield { file, entries: journalEntries, damaged: frames.length - journalEntries.length };
    }
  }

  async room(): Promise<JournalRoom> {
    return this.mood === 'ample' || this.mood === 'failing' ? 'ample' : 'reserve';
  }

  async drop(files: readonly number[]): Promise<void> {
    for (const file of files) if (file !== this.#file) this.#framesByFile.delete(file);
  }

  async blank(isGone: (journalEntry: JournalEntry) => boolean): Promise<readonly JournalFileRead[]> {
    if (this.failBlanking || this.mood === 'failing') throw new JournalRefused('failed', 'EIO');
    for (const [file, frames] of this.#framesByFile)
      this.#framesByFile.set(
        file,
        frames.filter((frame) => frame === null || !isGone(parse(frame))),
      );
    const left: JournalFileRead[] = [];
    for await (const journalFileRead of this.read()) left.push(journalFileRead);
    return left;
  }

  /** From now on entries go into the next file. */
  rotate(): void {
    this.#file += 1;
  }

  get files(): readonly number[] {
    return [...this.#framesByFile.keys()].sort((a, b) => a - b);
  }

  /** All readable entries, oldest first. */
  get entries(): readonly JournalEntry[] {
    return this.files
      .flatMap((file) => this.#framesByFile.get(file) ?? [])
      .filter((frame) => frame !== null)
      .map(parse);
  }

  /** Make frames unreadable: those that match. */
  damage(isSo: (journalEntry: JournalEntry) => boolean): void {
    for (const [file, frames] of this.#framesByFile)
      this.#framesByFile.set(
        file,
        frames.map((frame) => (frame !== null && isSo(parse(frame)) ? null : frame)),
      );
  }

  /** Lose the whole journal. */
  clear(): void {
    this.#framesByFile.clear();
  }

  /** Its files are removed under the running store; the next append notices and starts a new file. */
  takeAway(): void {
    this.clear();
    this.#isTakenAway = true;
  }

  #refuse(code: 'full' | 'failed', journalEntries: readonly JournalEntry[]): never {
    if (this.keepsRefused) this.#keep(journalEntries);
    throw new JournalRefused(code, code === 'full' ? 'ENOSPC' : 'EIO');
  }

  #keep(journalEntries: readonly JournalEntry[]): void {
    const frames = this.#framesByFile.get(this.#file) ?? [];
    this.#framesByFile.set(this.#file, [...frames, ...journalEntries.map((entry) => JSON.stringify(entry))]);
  }
}

const parse = (frame: string): JournalEntry => JournalEntry.parse(JSON.parse(frame));
