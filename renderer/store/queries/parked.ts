import type { Answer } from './question.ts';

/** What could not be accepted, newest first, with its text so that it can be exported. */
export const answerParked: Answer<'parked'> = async ({ db }) =>
  (await db.parked.toArray()).reverse().map(({ atMs, what, why, text }) => ({ atMs, what, why, text }));
