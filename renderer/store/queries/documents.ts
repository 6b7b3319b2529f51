import type { Answer } from './question.ts';
import { documentSummaryOf, readSummaries } from './summaries.ts';

/** Documents of one log, the last changed first, without the removed ones. */
export const answerDocuments: Answer<'documents'> = async ({ db }, { log }) =>
  (await readSummaries(db, log)).map(documentSummaryOf).sort((a, b) => b.changedAtMs - a.changedAtMs);
