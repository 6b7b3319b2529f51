import {
  epochTimestamp,
  type HlcTimestamp,
  isTimestampFarAhead,
  laterTimestamp,
  mergeTimestamp,
} from '#domain/clock/hlc.ts';
import { deviceOfDot, dotOf, highestSeenNumber, numberOfDot, type Op } from '#domain/document/op.ts';
import type { DeviceId } from '#domain/ids.ts';
import {
  chainsToCompare,
  compareWholeChain,
  confirmChain,
  requestChainCheck,
} from '#sync/client/chain-checks.ts';
import { isErasedFormOf } from '#sync/protocol/erased-pack.ts';
import { sha256Of } from '#sync/protocol/hash.ts';
import type { FieldDatabase } from '../db/database.ts';
import { putMeta, readSomeMeta } from '../db/meta.ts';
import { findCommonPoint, judgePackByChain } from '../db/pack-chain.ts';
import { quarantineItem, quarantineUnreadable } from '../db/quarantine.ts';
import type { PackRow, QuarantineRow } from '../db/rows.ts';
import { type ArrivedPack, documentSharesOf, openStoredPack } from '../db/stored-packs.ts';
import { applyRemoteErasure } from '../retention/erase-fields.ts';
import type { LogTransaction } from '../write/log-transaction.ts';
import { truncateChain } from '../write/truncate-chain.ts';
import { ForkWatch } from './fork-watch.ts';
import type { OpenedEntry } from './open-entries.ts';
import type { OutOfOrderPacks } from './out-of-order-packs.ts';
import { OwnAcknowledgements } from './own-acknowledgements.ts';
import { isSuspectedOp } from './suspected-ops.ts';

interface LogReceiverDependencies {
  readonly db: FieldDatabase;
  readonly transaction: LogTransaction;
  readonly own: DeviceId;
  readonly nowMs: number;
  /** By the clock as corrected by headquarters. */
  readonly correctedNowMs: number;
  readonly outOfOrder: OutOfOrderPacks;
  readonly forks: ForkWatch;
  /** Gets the own ops that the entries confirm. */
  readonly acknowledgements: OwnAcknowledgements;
  readonly clock: HlcTimestamp;
}

/** Receiver of packs of one log, inside one transaction: from a response, a snapshot, an import or another chain. */
export class LogReceiver {
  readonly #parts: LogReceiverDependencies;
  /** Chains that headquarters sends so that both copies are compared. */
  readonly #comparing: ReadonlySet<DeviceId>;
  #clock: HlcTimestamp;
  #foreignOpCount = 0;
  #hasMissingEntries = false;
  #needsComparison = false;

  /** Made before the first change of the log's chain checks. */
  constructor(parts: LogReceiverDependencies) {
    this.#parts = parts;
    this.#comparing = new Set(chainsToCompare(parts.transaction.chainChecks));
    this.#clock = parts.clock;
  }

  /** Receiver with the stored clock, for packs that come without a response of headquarters. */
  static async load(
    parts: Pick<LogReceiverDependencies, 'db' | 'transaction' | 'own' | 'nowMs' | 'outOfOrder'>,
  ): Promise<LogReceiver> {
    const { db, transaction, own, nowMs } = parts;
    const { clock = epochTimestamp, clockOffsetMs = 0 } = await readSomeMeta(db, ['clock', 'clockOffsetMs']);
    return new LogReceiver({
      ...parts,
      correctedNowMs: nowMs + clockOffsetMs,
      forks: await ForkWatch.load(db, own, transaction.row.log),
      acknowledgements: new OwnAcknowledgements(),
      clock,
    });
  }

  get clock(): HlcTimestamp {
    return this.#clock;
  }

  get correctedNowMs(): number {
    return this.#parts.correctedNowMs;
  }

  /** Ops of others that were new here. */
  get foreignOpCount(): number {
    return this.#foreignOpCount;
  }

  /** Headquarters' entries do not continue earlier ones: some entries of its log are missing here. */
  get hasMissingEntries(): boolean {
    return this.#hasMissingEntries;
  }

  /** A chain must be compared from its beginning. */
  get needsComparison(): boolean {
    return this.#needsComparison;
  }

  /** Move the clock on to a timestamp that was read. */
  mergeClock(hlcTimestamp: HlcTimestamp): void {
    this.#clock = mergeTimestamp(this.#clock, hlcTimestamp, this.#parts.correctedNowMs);
  }

  /** Apply one entry at its place in the log. Repeating it changes nothing (S4). */
  async applyEntry(openedEntry: OpenedEntry): Promise<void> {
    const { db, transaction, nowMs } = this.#parts;
    switch (openedEntry.kind) {
      case 'unreadable':
        return quarantineUnreadable(db, openedEntry, nowMs);
      case 'release':
        for (const n of openedEntry.numbers) transaction.releaseOp(dotOf(openedEntry.device, n));
        return;
      case 'pack': {
        await this.#applyPack(openedEntry);
        await this.#applyWaitingPacksOf(openedEntry.opened.device);
      }
    }
  }

  /**
   * Apply packs that wait no longer (M6): ops of a snapshot, own writes or an adoption came up to their numbers. Those
   * with numbers that are taken go into quarantine.
   */
  async applyWaitingPacks(): Promise<void> {
    for (const deviceId of this.#parts.outOfOrder.devices) await this.#applyWaitingPacksOf(deviceId);
  }

  /** Save the ops that may refer to a discarded branch. */
  async saveSuspects(): Promise<void> {
    await this.#parts.forks.saveSuspects(this.#parts.db);
  }

  async saveClock(): Promise<void> {
    await putMeta(this.#parts.db, 'clock', this.#clock);
  }

  /** Apply packs that waited for a hole that is filled now, in the order of n (M6). */
  async #applyWaitingPacksOf(deviceId: DeviceId): Promise<void> {
    const takeNext = (): Promise<ArrivedPack | null> =>
      this.#parts.outOfOrder.takeNext(deviceId, this.#lastNumberOf(deviceId) + 1);
    for (let nextPack = await takeNext(); nextPack !== null; nextPack = await takeNext())
      await this.#applyPack(nextPack);
  }

  #lastNumberOf(deviceId: DeviceId): number {
    return highestSeenNumber(this.#parts.transaction.have, deviceId);
  }

  async #applyPack(arrivedPack: ArrivedPack): Promise<void> {
    const { db, transaction, own } = this.#parts;
    const { row, opened } = arrivedPack;
    const chainArrival = await judgePackByChain(db, transaction.row, own, row, opened);
    switch (chainArrival.kind) {
      case 'next':
        return this.#applyNextPack(arrivedPack);
      case 'known':
        return this.#applyKnownPack(arrivedPack);
      case 'early':
        return this.#keepOutOfOrderPack(arrivedPack);
      case 'broken':
        return this.#resolveBrokenChain(arrivedPack, chainArrival.why);
    }
  }

  async #applyNextPack(arrivedPack: ArrivedPack): Promise<void> {
    const { transaction, own } = this.#parts;
    const { device, first, last, hash, payload, sig } = arrivedPack.row;
    if (arrivedPack.isCarried) {
      // J5: headquarters has not judged its ops yet. The pack comes again from there, with its held ops.
      if (arrivedPack.opened.ops.some((op) => !transaction.checkRoom(op).ok))
        return this.#quarantinePack('tooLarge', { hash, text: payload, sig });
      if (device !== own) transaction.changeChainChecks((checks) => requestChainCheck(checks, device, first));
    } else {
      this.#noteOwnPack(arrivedPack.row);
      // It follows our last pack, so headquarters has that one and all before as we do.
      transaction.changeChainChecks((checks) => confirmChain(checks, device, last, last));
    }
    await this.#applyPackOps(arrivedPack);
  }

  async #applyKnownPack(arrivedPack: ArrivedPack): Promise<void> {
    if (arrivedPack.row.erased !== undefined) await this.#applyErasedForm(arrivedPack);
    if (arrivedPack.isCarried) return;
    const { transaction } = this.#parts;
    const { device, last } = arrivedPack.row;
    this.#noteOwnPack(arrivedPack.row);
    transaction.changeChainChecks((chainChecks) =>
      confirmChain(chainChecks, device, last, this.#lastNumberOf(device)),
    );
    // J5: its judgement counts, also after a restore from a backup when it judges differently.
    transaction.applyHolds(arrivedPack.opened.ops, arrivedPack.held);
  }

  /** Apply the erased form of a stored pack (P1). A form that changes anything else has no effect. */
  async #applyErasedForm(arrivedPack: ArrivedPack): Promise<void> {
    const { db, transaction } = this.#parts;
    const { row, opened } = arrivedPack;
    const storedPackRow = await db.packs.get([row.log, row.device, row.first]);
    const isOther =
      storedPackRow?.hash === row.hash && !isErasedFormOf(opened, openStoredPack(storedPackRow));
    if (isOther) await this.#quarantineErasedForm(row);
    else await applyRemoteErasure(db, transaction, arrivedPack);
  }

  #noteOwnPack({ device, last }: PackRow): void {
    if (device === this.#parts.own) this.#parts.acknowledgements.confirmUpTo(last);
  }

  async #applyPackOps({ row, opened, held, isCarried }: ArrivedPack): Promise<void> {
    const { db, transaction, own, forks, acknowledgements } = this.#parts;
    const isHeld = new Set(held);
    for (const op of opened.ops) {
      const isSuspected = isCarried === true && isSuspectedOp(transaction, own, op);
      const isOpHeld = isSuspected || isHeld.has(numberOfDot(op.dot));
      if (isSuspected) transaction.applySuspectedOp(op);
      else transaction.applyOp(op, isOpHeld);
      if (!isCarried) transaction.confirmDocument(op.doc);
      this.#advanceClock(op, isOpHeld);
      forks.checkOp(op);
    }
    transaction.extendChain(row.device, row.last, row.hash);
    await db.packs.add(row);
    if (row.device !== own) this.#foreignOpCount += opened.ops.length;
    else if (!isCarried) acknowledgements.addReturned(row.first);
    // Returned by import: headquarters has not confirmed that it has them (S1).
    else
      transaction.addWaiting(
        documentSharesOf(opened.ops),
        Math.min(...opened.ops.map(({ stamp }) => stamp[0])),
      );
  }

  /** Own timestamps grow in any case. A held op has no effect, so it moves no clock either (J5). */
  #advanceClock({ dot, stamp }: Op, isHeld: boolean): void {
    if (deviceOfDot(dot) !== this.#parts.own) {
      if (!isHeld) this.mergeClock(stamp);
    } else if (!isTimestampFarAhead(stamp, this.#parts.correctedNowMs))
      this.#clock = laterTimestamp(this.#clock, stamp);
  }

  /** Keep an out-of-order pack (M6). Of two with the same numbers headquarters' counts, else the first to arrive. */
  async #keepOutOfOrderPack(arrivedPack: ArrivedPack): Promise<void> {
    const { outOfOrder } = this.#parts;
    const { row, isCarried } = arrivedPack;
    const there = outOfOrder.find(row);
    const isSame = there?.row.hash === row.hash;
    const isErased = row.erased !== undefined && there?.row.sig !== row.sig;
    if (there !== undefined && isSame && isErased && !isErasedFormOf(arrivedPack.opened, there.opened))
      return this.#quarantineErasedForm(row);
    if (isSame && !isErased && (isCarried || !there.isCarried)) return;
    if (there !== undefined && !isSame) {
      const loser = isCarried ? row : there.row;
      await this.#quarantinePack('fork', { hash: loser.hash, text: loser.payload, sig: loser.sig });
      if (isCarried) return;
    }
    await outOfOrder.put(arrivedPack);
    // Headquarters' log has no holes: an out-of-order pack from there follows one that never came here.
    if (!isCarried) this.#hasMissingEntries = true;
  }

  /** Resolve a fork or a broken link (P2). Headquarters' copy takes precedence. */
  async #resolveBrokenChain(arrivedPack: ArrivedPack, why: 'fork' | 'chain'): Promise<void> {
    const { db, transaction, own, nowMs, acknowledgements } = this.#parts;
    const { row, opened, isCarried } = arrivedPack;
    const { device } = row;
    const chainCheck = transaction.chainChecks[device];
    const isCompared = this.#comparing.has(device);
    if (!isCarried && device === own && isCompared) {
      const common = await findCommonPoint(db, row, opened.prev);
      if (common !== null && common >= (chainCheck?.from ?? 1) - 1) acknowledgements.setCommon(common);
      return;
    }
    if (!isCarried && device !== own) {
      const mayCut = chainCheck !== undefined && (chainCheck.step !== 'compare' || isCompared);
      const common = mayCut ? await findCommonPoint(db, row, opened.prev) : null;
      if (chainCheck !== undefined && common !== null && common >= chainCheck.from - 1) {
        await truncateChain(db, transaction, device, common, { atMs: nowMs, what: 'pack', why: 'fork' });
        return this.#applyNextPack(arrivedPack);
      }
      // Its earlier and present copies of this chain contradict each other: all of it is requested again.
      if (chainCheck === undefined || chainCheck.step === 'push') {
        transaction.changeChainChecks((checks) => compareWholeChain(checks, device));
        this.#needsComparison = true;
        return;
      }
      if (chainCheck.step === 'compare' && !isCompared) return;
    }
    return this.#quarantinePack(why, { hash: row.hash, text: row.payload, sig: row.sig });
  }

  /** Under its own hash, not the stated one, which identifies the stored pack. */
  #quarantineErasedForm({ payload }: PackRow): Promise<void> {
    return this.#quarantinePack('erasure', { hash: sha256Of(payload), text: payload });
  }

  #quarantinePack(why: string, pack: Pick<QuarantineRow, 'hash' | 'text' | 'sig'>): Promise<void> {
    const { db, nowMs } = this.#parts;
    return quarantineItem(db, { atMs: nowMs, what: 'pack', why, ...pack });
  }
}
