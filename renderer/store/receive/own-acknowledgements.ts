import { highestSeenNumber } from '#domain/document/op.ts';
import type { DeviceId } from '#domain/ids.ts';
import type { FieldDatabase } from '../db/database.ts';
import { readPacksFrom } from '../db/pack-chain.ts';
import { documentSharesOf, documentSharesOfPack, packOpsBetween } from '../db/stored-packs.ts';
import type { LogTransaction } from '../write/log-transaction.ts';

/** Knowledge of one response about own ops at headquarters, with which the outbox of a log is reconciled (S1). */
export class OwnAcknowledgements {
  /** Own ops up to here are in headquarters' log: it accepted them, or sent them back. */
  #confirmedUpTo: number;
  /** First numbers of own packs that headquarters sent back, so that they never waited here. */
  readonly #returned = new Set<number>();
  /** Last number common to headquarters' copy of the own chain and ours (P2); infinite as far as is known. */
  #commonUpTo = Number.POSITIVE_INFINITY;

  /** @param acceptedUpTo Own ops up to here were accepted. */
  constructor(acceptedUpTo = 0) {
    this.#confirmedUpTo = acceptedUpTo;
  }

  /** Headquarters' log has own ops up to there. */
  confirmUpTo(n: number): void {
    this.#confirmedUpTo = Math.max(this.#confirmedUpTo, n);
  }

  /** Headquarters sent an own pack back that was not here. */
  addReturned(first: number): void {
    this.#returned.add(first);
  }

  /** A comparison found both copies of the own chain equal up to there (P2). */
  setCommon(upTo: number): void {
    this.#commonUpTo = upTo;
  }

  /**
   * Reconcile the outbox with headquarters' acknowledgements (S1). Ops leave it up to the confirmed number: headquarters
   * accepted these payloads or sent them back. `acked` alone may count another branch of a forked chain (P2). After a
   * comparison they leave it only up to the common number. Confirmed ops beyond `acked`, as after a restore, wait again.
   * @param ackedThere Number up to which headquarters says that it has own ops.
   * @returns the number of newly confirmed ops.
   */
  async reconcile(
    db: FieldDatabase,
    transaction: LogTransaction,
    ownDeviceId: DeviceId,
    ackedThere: number,
  ): Promise<number> {
    const { acked: before, have } = transaction.row;
    const seen =
      ackedThere < before ? ackedThere : Math.max(before, Math.min(this.#confirmedUpTo, ackedThere));
    const acked = Math.min(seen, this.#commonUpTo);
    const confirmed = acked > before ? await this.#confirmOps(db, transaction, ownDeviceId, acked) : 0;
    if (acked < before) await reopenOps(db, transaction, ownDeviceId, acked);
    // Own ops are there and not here. If new ones were written since, it is a fork, which the next verdict reports.
    const returning =
      ackedThere > highestSeenNumber(have, ownDeviceId) && transaction.row.waiting.changes === 0;
    transaction.setAcknowledged(acked, returning, ackedThere);
    return confirmed;
  }

  async #confirmOps(
    db: FieldDatabase,
    transaction: LogTransaction,
    ownDeviceId: DeviceId,
    upTo: number,
  ): Promise<number> {
    const { log, acked } = transaction.row;
    const packRows = await readPacksFrom(db, log, ownDeviceId, acked);
    const documentShares = packRows
      .filter(({ first }) => first <= upTo && !this.#returned.has(first))
      .flatMap((pack) => documentSharesOfPack(pack, acked, upTo));
    transaction.confirmWaiting(documentShares);
    return documentShares.reduce((sum, { changes }) => sum + changes, 0);
  }
}

/** Read from the packs, which still have ops that were pruned from the log. */
async function reopenOps(
  db: FieldDatabase,
  transaction: LogTransaction,
  ownDeviceId: DeviceId,
  after: number,
): Promise<void> {
  const { log, acked } = transaction.row;
  const packRows = await readPacksFrom(db, log, ownDeviceId, after);
  const lost = packRows.flatMap((pack) => packOpsBetween(pack, after, acked));
  if (lost.length > 0)
    transaction.addWaiting(documentSharesOf(lost), Math.min(...lost.map(({ stamp }) => stamp[0])));
}
