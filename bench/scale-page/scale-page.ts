import type { QueryName } from '#renderer/store/store-api.ts';

/** So many documents are on the laptop. */
export interface ScaleSize {
  readonly missions: number;
  readonly assessmentsPerMission: number;
  /** Per assessment; each has a level, a rationale and a comment. */
  readonly answers: number;
}

/** What the page of `npm run bench -- scale` does when the program asks. All times in milliseconds. */
export interface ScalePage {
  /** Starts the store's worker; with `isNew` the laptop has no database yet. Answers when the first screen could be drawn. */
  start(howMany: ScaleSize, isNew: boolean): Promise<number>;
  /** Enrols and fetches everything as snapshots, page by page. */
  fill(): Promise<number>;
  /** The same documents put into and read from an IndexedDB with nothing around it. */
  floor(): Promise<{ readonly putMs: number; readonly getMs: number }>;
  /** How long a question takes until it is answered in the page, asked so many times about different records. */
  ask(query: QueryName, times: number): Promise<readonly number[]>;
  /** Looks through all records, as on each letter typed. */
  search(letters: string): Promise<readonly number[]>;
  /** Writes one answer at a time while the lists that a window always shows are watched. */
  write(times: number): Promise<readonly number[]>;
}

declare global {
  interface Window {
    scale?: ScalePage;
  }
}
