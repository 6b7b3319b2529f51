import { compareWholeChain, dropChainCheck, restChainCheck } from '#sync/client/chain-checks.ts';
import { quarantineItem } from '../db/quarantine.ts';
import type { VerdictContext } from './relay-verdicts.ts';
import type { SortedVerdicts } from './sort-verdicts.ts';

/**
 * Apply headquarters' verdicts on own packs: the holds of confirmed ones (J5), and forks (P2). After the first `fork`, its copy of our chain is fetched and
 * compared. Confirmed ops may have been lost there and written again.
 * @returns `forked` when the fork remains after that, `contested` when the chain must be compared.
 */
export async function applyOwnVerdicts(
  { db, transaction, own, nowMs }: VerdictContext,
  sortedVerdicts: SortedVerdicts,
): Promise<'agreed' | 'contested' | 'forked'> {
  const { log } = transaction.row;
  for (const { pack, held } of sortedVerdicts.confirmed)
    if (pack.row.log === log) transaction.applyHolds(pack.opened.ops, held);
  const step = transaction.chainChecks[own]?.step;
  const isCompared = step === 'again' || step === 'rest';
  if (sortedVerdicts.delivered.has(log))
    transaction.changeChainChecks((checks) => dropChainCheck(checks, own));
  const forked = sortedVerdicts.forked.filter((row) => row.log === log);
  if (forked.length === 0) return 'agreed';
  if (!isCompared) {
    transaction.changeChainChecks((checks) => compareWholeChain(checks, own));
    return 'contested';
  }
  transaction.changeChainChecks((checks) => restChainCheck(checks, own));
  for (const { hash, payload, sig } of forked)
    await quarantineItem(db, { atMs: nowMs, what: 'ownPack', why: 'fork', hash, text: payload, sig });
  return 'forked';
}
