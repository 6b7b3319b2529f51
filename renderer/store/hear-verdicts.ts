import { seenUpTo } from '#domain/document/version-vector.ts';
import { compareWhole, dropDoubt, refuseDoubt, restDoubt, settleDoubt } from '#sync/client/doubts.ts';
import { openStored } from './open-stored.ts';
import { park } from './park.ts';
import type { Verdicts } from './read-verdicts.ts';
import { doubtsOf } from './rows.ts';
import type { Taking } from './take-packs.ts';

/**
 * What headquarters says of packs that were passed on (P3). Its no to a colleague's never blocks our own; the pack stays
 * here, and why it was refused is noted.
 */
export async function hearRelayVerdicts(taking: Taking, { relayed }: Verdicts): Promise<void> {
  const { db, work, own, nowMs } = taking;
  for (const { row, verdict, code, held } of relayed) {
    const { log, device, last, hash, payload, sig } = row;
    if (log !== work.row.log) continue;
    const doubts = doubtsOf(work.row);
    if (verdict === 'accepted' || verdict === 'duplicate') {
      work.doubt(settleDoubt(doubts, device, last, seenUpTo(work.row.have, device)));
      work.applyHolds(openStored(row).ops, held);
      continue;
    }
    work.doubt(device === own ? compareWhole(doubts, own) : refuseDoubt(doubts, device));
    taking.compares ||= doubtsOf(work.row)[device]?.step === 'compare';
    if (verdict === 'refused')
      await park(db, { atMs: nowMs, what: 'pack', why: code ?? verdict, hash, text: payload, sig });
  }
}

/**
 * What headquarters says of own packs (P2). At the first word of a fork its copy of our chain is fetched and compared,
 * since what counted as confirmed may have been lost there and written otherwise. Returns whether the fork stands after
 * that: only a new identity heals it.
 */
export async function hearOwnVerdicts(taking: Taking, verdicts: Verdicts): Promise<boolean> {
  const { db, work, own, nowMs } = taking;
  const { log } = work.row;
  const step = doubtsOf(work.row)[own]?.step;
  const isCompared = step === 'again' || step === 'rest';
  if (verdicts.delivered.has(log)) work.doubt(dropDoubt(doubtsOf(work.row), own));
  const forked = verdicts.forked.filter((row) => row.log === log);
  if (forked.length === 0) return false;
  if (!isCompared) {
    work.doubt(compareWhole(doubtsOf(work.row), own));
    taking.compares = true;
    return false;
  }
  work.doubt(restDoubt(doubtsOf(work.row), own));
  for (const { hash, payload, sig } of forked)
    await park(db, { atMs: nowMs, what: 'ownPack', why: 'fork', hash, text: payload, sig });
  return true;
}
