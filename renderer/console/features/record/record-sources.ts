import type { RecordHistory } from './history-view.tsx';
import type { Names } from './names.ts';
import type { PathWords } from '#renderer/console/parts/path-words.ts';
import type { Reviewing } from './reviewing.ts';

/** What every part of a record needs beside the part itself. */
export interface RecordSources {
  readonly names: Names;
  readonly history: RecordHistory;
  /** Null for what is not reviewed. */
  readonly reviewing: Reviewing | null;
  readonly wordsOf: (path: string) => PathWords;
}
