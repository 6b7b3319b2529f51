import type { Result } from '#base/result.ts';
import type { DocumentLookup } from '#domain/document/document.ts';
import type { CapacityRefusal } from '#domain/document/document-size.ts';
import {
  advanceVector,
  type Dot,
  deviceOfDot,
  dotOf,
  hasSeenDot,
  joinVersionVectors,
  numberOfDot,
  type Op,
  type VersionVector,
  writeKeyOf,
} from '#domain/document/op.ts';
import type { DeviceId, DocumentId } from '#domain/ids.ts';
import type { ChainChecks } from '#sync/client/chain-checks.ts';
import type { Sha256 } from '#sync/protocol/hash.ts';
import type { FieldErasure } from '../db/field-erasure.ts';
import { type ChainEnd, chainChecksOf, type LogRow } from '../db/log-row.ts';
import {
  type BaseRow,
  type DocumentRow,
  type DocumentShare,
  type OpRow,
  opFromRow,
  rowFromOp,
  type SummaryRow,
} from '../db/rows.ts';
import type { StoredDocument } from '../db/stored-document.ts';
import { DeliveryChanges } from './delivery-changes.ts';
import { HeldOps } from './held-ops.ts';
import { type DocumentSave, TransactionDocuments } from './transaction-documents.ts';

/**
 * Changes of one transaction to one log, computed in memory and then saved whole by `commitLogTransaction`. Independent
 * of the database, so that writing and receiving share it.
 */
export class LogTransaction {
  /** Held ops are added on the first read. */
  #row: LogRow;
  readonly #held: HeldOps;
  readonly #documents: TransactionDocuments;
  #newOps: OpRow[] = [];
  readonly #documentsToRefold = new Set<DocumentId>();
  readonly #delivery = new DeliveryChanges();
  readonly #fieldErasures: FieldErasure[] = [];

  /** @param documents Stored documents, all that the ops of this transaction name. */
  constructor(logRow: LogRow, documents: ReadonlyMap<DocumentId, StoredDocument>) {
    this.#row = logRow;
    this.#held = new HeldOps(logRow);
    this.#documents = new TransactionDocuments(logRow.log, documents);
  }

  /** Row of the log; costs the number of its held ops when these changed since the last read. */
  get row(): LogRow {
    this.#row = this.#held.rowWithHeldOps(this.#row);
    return this.#row;
  }

  get have(): VersionVector {
    return this.#row.have;
  }

  get newOps(): readonly OpRow[] {
    return this.#newOps;
  }

  /** Documents to fold again from their ops, since an op in them was held or released after its arrival. */
  get documentsToRefold(): ReadonlySet<DocumentId> {
    return this.#documentsToRefold;
  }

  /** Bases of documents that get their first op on top of a snapshot. */
  get newBases(): readonly BaseRow[] {
    return this.#documents.newBases;
  }

  /** Rows that save the documents. The same objects until another change is applied. */
  get documentSaves(): readonly DocumentSave[] {
    return this.#documents.saves;
  }

  /** Erased fields, for the journal to follow. */
  get fieldErasures(): readonly FieldErasure[] {
    return this.#fieldErasures;
  }

  /** True when there is more to save than the row. */
  get touchesDocuments(): boolean {
    return this.#documents.changed.size + this.#documentsToRefold.size + this.#fieldErasures.length > 0;
  }

  /** The whole document after this transaction; costs its size. */
  documentOf(documentId: DocumentId): DocumentRow | undefined {
    return this.#documents.documentOf(documentId);
  }

  /** The document for reads of single registers. */
  viewOf(documentId: DocumentId): DocumentLookup | undefined {
    return this.#documents.viewOf(documentId);
  }

  /** Base of the document below its ops, if this transaction has it; else the database does. */
  baseOf(documentId: DocumentId): BaseRow | undefined {
    return this.#documents.baseOf(documentId);
  }

  /** Check whether the document has room for an op. */
  checkRoom(op: Op): Result<Op, CapacityRefusal> {
    return this.#documents.checkRoom(op);
  }

  hasTaken(dot: Dot): boolean {
    return hasSeenDot(this.#row.have, dot) && !this.#held.has(dot);
  }

  /**
   * Add the next op of its device; it takes effect unless it is held (J5).
   * @throws on a hole, which is a bug (M6).
   */
  applyOp(op: Op, isHeld: boolean): void {
    this.#newOps.push(rowFromOp(this.#row.log, op));
    const have = advanceVector(this.#row.have, deviceOfDot(op.dot), numberOfDot(op.dot));
    if (isHeld) this.#held.add(op.dot, op.doc);
    else if (this.#documents.applyOp(op, (dot) => this.hasTaken(dot)) && this.#isDiscardedNumber(op.dot))
      this.refoldDocument(op.doc);
    this.#row = { ...this.#row, have };
  }

  /** True when ops may refer to this number of a branch that was discarded after a fork (P2). */
  #isDiscardedNumber(dot: Dot): boolean {
    return numberOfDot(dot) <= (this.#row.parted?.[deviceOfDot(dot)] ?? 0);
  }

  /** Add the next op of its device, without effect until headquarters has judged its pack (M2, M4). */
  applySuspectedOp(op: Op): void {
    this.applyOp(op, true);
    this.#held.markSuspected(op.dot);
  }

  /** Hold an op that had effect before, until headquarters has judged its pack. */
  suspectOp(dot: Dot, documentId: DocumentId): void {
    this.holdOp(dot, documentId);
    this.#held.markSuspected(dot);
  }

  /** Add a held op from a pack of a snapshot, without effect until it is released (J5). */
  addHeldOp(op: Op): void {
    this.#newOps.push(rowFromOp(this.#row.log, op));
    this.#held.add(op.dot, op.doc);
  }

  /** Replace ops of this transaction by their form after an erasure at headquarters. */
  replaceOps(ops: readonly Op[]): void {
    const byDot = new Map(ops.map((op) => [op.dot, op]));
    this.#newOps = this.#newOps.map((opRow) => {
      const op = byDot.get(dotOf(opRow.device, opRow.n));
      const isIt = op !== undefined && writeKeyOf(op) === writeKeyOf(opFromRow(opRow));
      return isIt ? rowFromOp(this.#row.log, op) : opRow;
    });
  }

  /** Apply headquarters' judgement of a pack: exactly these ops of it are held (J5). */
  applyHolds(ops: readonly Op[], held: readonly number[]): void {
    for (const { dot, doc } of ops)
      if (held.includes(numberOfDot(dot))) this.holdOp(dot, doc);
      else this.releaseOp(dot);
  }

  /** Hold an op that had effect before (J5). */
  holdOp(dot: Dot, documentId: DocumentId): void {
    this.#held.clearSuspected(dot);
    if (this.#held.has(dot)) return;
    this.#held.add(dot, documentId);
    this.refoldDocument(documentId);
  }

  /** Give effect to a held op. */
  releaseOp(dot: Dot): void {
    const documentId = this.#held.remove(dot);
    if (documentId !== undefined) this.refoldDocument(documentId);
  }

  setDocument(documentRow: DocumentRow): void {
    this.#documents.replace(documentRow);
  }

  /** The document is removed: no op of it is left here. */
  forgetDocument(documentId: DocumentId): void {
    this.#documents.forget(documentId);
  }

  addBase(baseRow: DocumentRow): void {
    this.#documents.addBase(baseRow);
  }

  /** Fold a document again from its ops in the database, once these are saved. */
  refoldDocument(documentId: DocumentId): void {
    this.#documentsToRefold.add(documentId);
  }

  /** Erase content in a document and in its base; a document with ops on top of its base is folded again. */
  eraseInDocument(documentId: DocumentId, erase: (documentRow: DocumentRow) => DocumentRow): void {
    if (this.#documents.rewriteBase(documentId, erase)) this.refoldDocument(documentId);
  }

  /** Note an erasure, for the journal to follow. */
  noteFieldErasure(fieldErasure: FieldErasure): void {
    this.#fieldErasures.push(fieldErasure);
  }

  /** Documents with a summary to save: changed ones, and those with another number of waiting ops or a new receipt. */
  get documentsToSummarize(): readonly DocumentId[] {
    return [...new Set([...this.#documents.changed, ...this.#delivery.documents])];
  }

  /**
   * Summary of a document after this transaction; undefined for a removed one that had none.
   * @param previousSummaryRow Stored summary.
   * @param confirmedAtMs Time of the answer that brought or confirmed ops; null without an answer.
   */
  summaryAfter(
    documentId: DocumentId,
    previousSummaryRow: SummaryRow | undefined,
    confirmedAtMs: number | null,
  ): SummaryRow | undefined {
    const changed = this.#documents.summaryOf(documentId);
    const summary = changed ? { log: this.#row.log, doc: documentId, ...changed } : previousSummaryRow;
    return (
      summary && {
        ...summary,
        ...this.#delivery.deliveryAfter(documentId, previousSummaryRow, confirmedAtMs),
      }
    );
  }

  /** Headquarters sent or confirmed an op of the document. */
  confirmDocument(documentId: DocumentId): void {
    this.#delivery.confirmDocument(documentId);
  }

  /** Add these own ops to the outbox, waiting since that time. */
  addWaiting(documentShares: readonly DocumentShare[], sinceMs: number): void {
    this.#row = {
      ...this.#row,
      waiting: this.#delivery.outboxWith(this.#row.waiting, documentShares, sinceMs),
    };
  }

  /** Remove these own ops from the outbox: headquarters has them. The rest waits since then at the latest. */
  confirmWaiting(documentShares: readonly DocumentShare[]): void {
    this.#row = { ...this.#row, waiting: this.#delivery.outboxWithout(this.#row.waiting, documentShares) };
  }

  /** Count the outbox again from these own ops, instead of the summaries. */
  recountWaiting(summaryRows: readonly Pick<SummaryRow, 'doc' | 'waiting'>[], ops: readonly Op[]): void {
    this.#row = { ...this.#row, waiting: this.#delivery.outboxOf(this.#row.waiting, summaryRows, ops) };
  }

  extendChain(deviceId: DeviceId, n: number, hash: Sha256): void {
    this.#row = { ...this.#row, chains: { ...this.#row.chains, [deviceId]: { n, hash } } };
  }

  /**
   * Remove the end of a device's chain, if it goes beyond `upTo`; the caller changes the rows (`truncateChain`). The
   * documents of the removed ops are folded again.
   * @returns the ops of this transaction that were removed.
   */
  cutChain(deviceId: DeviceId, upTo: number, chainEnd: ChainEnd | null): readonly OpRow[] {
    const { [deviceId]: usedUpTo = 0, ...have } = this.#row.have;
    if (usedUpTo < upTo) return [];
    const { [deviceId]: _chain, ...chains } = this.#row.chains;
    this.#held.removeBeyond(deviceId, upTo);
    this.#row = {
      ...this.#row,
      have: upTo > 0 ? { ...have, [deviceId]: upTo } : have,
      chains: chainEnd ? { ...chains, [deviceId]: chainEnd } : chains,
      ...(usedUpTo > upTo && { parted: this.#partedAlso(deviceId, usedUpTo) }),
    };
    const isBeyond = (opRow: OpRow): boolean => opRow.device === deviceId && opRow.n > upTo;
    const removedOpRows = this.#newOps.filter(isBeyond);
    this.#newOps = this.#newOps.filter((op) => !isBeyond(op));
    for (const { doc } of removedOpRows) this.refoldDocument(doc);
    return removedOpRows;
  }

  #partedAlso(deviceId: DeviceId, upTo: number): LogRow['parted'] {
    const { parted } = this.#row;
    return { ...parted, [deviceId]: Math.max(upTo, parted?.[deviceId] ?? 0) };
  }

  /** Chains that headquarters may have differently (P2, P3). */
  get chainChecks(): ChainChecks {
    return chainChecksOf(this.#row);
  }

  changeChainChecks(change: (chainChecks: ChainChecks) => ChainChecks): void {
    const checks = change(this.chainChecks);
    if (checks !== this.chainChecks) this.#row = { ...this.#row, doubts: checks };
  }

  setAsksHave(asksHave: boolean): void {
    this.#row = { ...this.#row, asksHave };
  }

  /** Fetch the log as a snapshot, from this position on; null: from its beginning. */
  continueSnapshot(at: Exclude<LogRow['snapshot'], undefined>): void {
    if (this.#row.erased === undefined) this.#row = { ...this.#row, snapshot: at };
  }

  /** The snapshot is whole: the log continues from its place, with all its ops. */
  endSnapshot(place: number, versionVector: VersionVector): void {
    const { snapshot: _, ...row } = this.#row;
    this.#row = {
      ...row,
      since: place,
      caughtUp: false,
      have: joinVersionVectors(row.have, versionVector),
    };
  }

  /** Pull the log from its beginning, without a snapshot. */
  restartFromBeginning(): void {
    const { snapshot: _, ...row } = this.#row;
    this.#row = { ...row, since: 0, caughtUp: false };
  }

  moveCursor(since: number, caughtUp: boolean): void {
    this.#row = { ...this.#row, since, caughtUp };
  }

  setAcknowledged(acked: number, returning: boolean, claimed = 0): void {
    const { claimed: _, ...row } = this.#row;
    this.#row = { ...row, acked, returning, ...(claimed > acked && { claimed }) };
  }
}
