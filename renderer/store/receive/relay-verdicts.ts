import { highestSeenNumber } from '#domain/document/op.ts';
import type { DeviceId } from '#domain/ids.ts';
import {
  compareWholeChain,
  confirmChain,
  dropChainCheck,
  refuseChainPush,
} from '#sync/client/chain-checks.ts';
import type { PackCode } from '#sync/protocol/refusal-codes.ts';
import type { FieldDatabase } from '../db/database.ts';
import { quarantineItem } from '../db/quarantine.ts';
import { openStoredPack } from '../db/stored-packs.ts';
import type { LogTransaction } from '../write/log-transaction.ts';
import { truncateChain } from '../write/truncate-chain.ts';
import { isRefusedForStamps, type SortedVerdicts } from './sort-verdicts.ts';
import { suspectRefusedOps } from './suspected-ops.ts';

/** Access to one log in the transaction of a response. */
export interface VerdictContext {
  readonly db: FieldDatabase;
  readonly transaction: LogTransaction;
  readonly own: DeviceId;
  readonly nowMs: number;
}

/**
 * Apply headquarters' verdicts on relayed packs (P3). A refused pack of a colleague never blocks our own; it stays
 * here, and the reason is recorded. Only a pack with timestamps that no copy takes any more leaves the log (J4g).
 * @returns whether a chain must be compared from its beginning.
 */
export async function applyRelayVerdicts(
  { db, transaction, own, nowMs }: VerdictContext,
  { relayed }: SortedVerdicts,
): Promise<boolean> {
  let needsComparison = false;
  for (const { row, verdict, code, held } of relayed) {
    const { log, device, first, last, hash, payload, sig } = row;
    if (log !== transaction.row.log) continue;
    if (verdict === 'accepted' || verdict === 'duplicate') {
      const end = highestSeenNumber(transaction.have, device);
      transaction.changeChainChecks((checks) => confirmChain(checks, device, last, end));
      transaction.applyHolds(openStoredPack(row).ops, held);
      continue;
    }
    if (device !== own && verdict === 'refused' && isRefusedForStamps(row, code)) {
      const note = { atMs: nowMs, what: 'pack', why: 'malformed' } as const;
      await truncateChain(db, transaction, device, first - 1, note);
      transaction.changeChainChecks((checks) => dropChainCheck(checks, device));
      continue;
    }
    transaction.changeChainChecks((chainChecks) =>
      device === own ? compareWholeChain(chainChecks, own) : refuseChainPush(chainChecks, device),
    );
    needsComparison ||= transaction.chainChecks[device]?.step === 'compare';
    if (device !== own && code === ('held-full' satisfies PackCode))
      await suspectRefusedOps(db, transaction, row);
    if (verdict === 'refused')
      await quarantineItem(db, { atMs: nowMs, what: 'pack', why: code ?? verdict, hash, text: payload, sig });
  }
  return needsComparison;
}
