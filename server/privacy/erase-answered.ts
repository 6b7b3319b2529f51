import { graceMs } from '#domain/privacy/grace.ts';
import type { StoreTransaction } from '../store/open-store.ts';
import { lockRegister, readDataRequests } from './data-requests.ts';

/**
 * How many requests of the register have their answer, and have had it as it stands for 30 days: what was just written does
 * not go with what has waited in the list of what is due.
 */
export const countAnswered = async (tx: StoreTransaction, nowMs: number): Promise<number> =>
  (await answeredNumbers(tx, nowMs)).length;

/** Erases the words of these requests, in all their versions. That they were there, who wrote them and when stays. */
export async function eraseAnswered(tx: StoreTransaction, nowMs: number): Promise<void> {
  await lockRegister(tx);
  const numbers = await answeredNumbers(tx, nowMs);
  if (numbers.length === 0) return;
  await tx.updateTable('data_requests').set({ content: '' }).where('number', 'in', numbers).execute();
}

async function answeredNumbers(tx: StoreTransaction, nowMs: number): Promise<readonly number[]> {
  const requests = await readDataRequests(tx);
  return requests
    .filter(({ last: { request, atMs } }) => request.answer !== null && atMs <= nowMs - graceMs)
    .map(({ number }) => number);
}
