import type { QueryName } from '#renderer/store/api/store-api.ts';

/** Number of documents on the laptop. */
export interface ScaleSize {
  readonly missions: number;
  readonly assessmentsPerMission: number;
  /** Per assessment; each has a level, a rationale and a comment. */
  readonly answers: number;
  /** Texts in six languages, as people write them, with a comment on every tenth answer. */
  readonly isWritten?: boolean;
}

/** Time of a letter, with all that was typed by then. */
export interface TypedLetter {
  readonly typed: string;
  readonly tookMs: number;
}

/** Interface of the page for `npm run bench -- scale`. All times in milliseconds. */
export interface ScalePage {
  /**
   * Start the store's worker; with `isNew` the laptop has no database yet. Answers when the first screen
   * could be drawn.
   */
  start(howMany: ScaleSize, isNew: boolean): Promise<number>;
  /** Enrol and fetch everything as snapshots, page by page. */
  fill(): Promise<number>;
  /** The same documents put into and read from a bare IndexedDB. */
  floor(): Promise<{ readonly putMs: number; readonly getMs: number }>;
  /** Times until a query is answered in the page, sent so many times about different records. */
  ask(queryName: QueryName, times: number): Promise<readonly number[]>;
  /** Search all records, as on each letter typed. */
  search(letters: string): Promise<readonly number[]>;
  /** Wait until the index of texts is complete; the time since the first screen. */
  untilIndexed(): Promise<number>;
  /** Time of each letter of these words, typed one after the other: until the answer is in the page. */
  searchTexts(words: readonly string[]): Promise<readonly TypedLetter[]>;
  /** The same by looking through all texts of the laptop in memory, folded before. */
  scanTexts(words: readonly string[]): readonly number[];
  /** Write one answer at a time while the usual lists of a window are watched. */
  write(times: number): Promise<readonly number[]>;
  /** Pause or resume sending and receiving. */
  pauseSync(isPaused: boolean): Promise<void>;
}

declare global {
  interface Window {
    scale?: ScalePage;
  }
}
