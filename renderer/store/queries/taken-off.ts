import { readErased } from '../retention/erased-logs.ts';
import { readOnlyHere } from '../retention/take-off.ts';
import type { Answer } from './question.ts';

/** The missions that a person took off this laptop, the last first. */
export const answerTakenOff: Answer<'takenOff'> = async ({ db }) =>
  (await readErased(db))
    .flatMap(({ log, atMs, off }) => (off ? [{ log, title: off.title, atMs }] : []))
    .sort((a, b) => b.atMs - a.atMs);

/** What would be gone for good if this mission was taken off. */
export const answerOnlyHere: Answer<'onlyHere'> = ({ db }, { log }) => readOnlyHere(db, log);
