import type { RecordHistory } from './history-view.tsx';
import type { Names } from './names.ts';
import type { PathWords } from './path-words.ts';

/** What every part of a record needs beside the part itself. */
export interface RecordSources {
  readonly names: Names;
  readonly history: RecordHistory;
  readonly wordsOf: (path: string) => PathWords;
}
