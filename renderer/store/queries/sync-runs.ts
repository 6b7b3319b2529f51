import type { Answer } from './question.ts';

/** The log of syncs, newest first. */
export const answerSyncRuns: Answer<'syncRuns'> = async ({ db }) =>
  (await db.syncRuns.toArray()).reverse().map(({ run }) => run);
