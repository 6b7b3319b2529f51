import { readMeta } from '../meta.ts';
import type { Answer } from './question.ts';

/** Notices about this person's access that are not answered yet, in the order of headquarters. */
export const answerAccessNotices: Answer<'accessNotices'> = async ({ db }) =>
  (await readMeta(db, 'notices')) ?? [];
