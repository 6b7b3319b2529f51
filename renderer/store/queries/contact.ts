import { leaseLeftMs, leaseMsOf } from '#domain/people/lease.ts';
import { readMeta } from '../meta.ts';
import type { Answer } from './question.ts';

/** A database that was made anew counts from when it was made: then its lease is known, and no contact before. */
export const answerContact: Answer<'contact'> = async ({ db }) => {
  const [terms, count] = await Promise.all([readMeta(db, 'enrolment'), readMeta(db, 'lease')]);
  return ({ lookedAtMs }) =>
    terms && count
      ? { atMs: count.contactAtMs, leaseLeftMs: leaseLeftMs(count, leaseMsOf(terms.lease), lookedAtMs) }
      : null;
};
