import type { Result } from '#base/result.ts';
import type { DocumentLookup } from '#domain/document/document.ts';
import {
  DocumentDraft,
  type DocumentSource,
  documentWithDraft,
  emptyDocumentSource,
  documentSourceOf,
} from '#domain/document/document-draft.ts';
import type { CapacityRefusal } from '#domain/document/document-size.ts';
import {
  type Op,
  type Dot,
  deviceOfDot,
  dotOf,
  numberOfDot,
  advanceVector,
  hasSeenDot,
  joinVersionVectors,
  type VersionVector,
  writeKeyOf,
} from '#domain/document/op.ts';
import { summarizeDocument, type SummaryFields, type SummaryStep } from '#domain/kinds/document-summary.ts';
import type { DeviceId, DocumentId } from '#domain/ids.ts';
import type { ChainChecks } from '#sync/client/chain-checks.ts';
import type { Sha256 } from '#sync/protocol/hash.ts';
import { isHeldByBase, toBaseRow } from '../db/fold-document.ts';
import type { StoredDocument } from '../db/stored-document.ts';
import { HeldOps } from './held-ops.ts';
import type { FieldErasure } from '../db/field-erasure.ts';
import {
  type BaseRow,
  type ChainEnd,
  type DocumentChange,
  type DocumentRow,
  type LogRow,
  type OpRow,
  type DocumentShare,
  type SummaryRow,
  chainChecksOf,
  opFromRow,
  rowFromOp,
} from '../db/rows.ts';
import { documentSharesOf } from '../db/stored-packs.ts';

/**
 * Changes of one transaction to one log, computed in memory and then saved whole by `commitLogTransaction`. Independent
 * of the database, so that writing and receiving share it.
 */
export class LogTransaction {
  readonly newOps: OpRow[] = [];
  /** Documents that differ from the stored ones. */
  readonly changedDocuments = new Set<DocumentId>();
  /** Documents to fold again from their ops, since an op in them was held or released after its arrival. */
  readonly documentsToRefold = new Set<DocumentId>();
  /** Bases of documents that get their first op on top of a snapshot. */
  readonly newBases = new Map<DocumentId, BaseRow>();
  /** Change of the number of own waiting ops, per document. */
  readonly waitingChanges = new Map<DocumentId, number>();
  /** Documents with ops that headquarters sent or confirmed. */
  readonly confirmedDocuments = new Set<DocumentId>();
  /** Erased fields, for the journal to follow. */
  readonly fieldErasures: FieldErasure[] = [];

  /** Held ops are added on the first read. */
  #row: LogRow;
  readonly #held: HeldOps;
  /** Documents as stored. */
  readonly #stored: Map<DocumentId, StoredDocument>;
  /** Documents that this transaction replaced as a whole. */
  readonly #whole = new Map<DocumentId, DocumentRow>();
  /** Changes by ops to either of them. */
  readonly #drafts = new Map<DocumentId, OpenDraft>();
  #rows: readonly DocumentSave[] | null = null;

  /** @param documents Stored documents, all that the ops of this transaction name. */
  constructor(row: LogRow, documents: ReadonlyMap<DocumentId, StoredDocument>) {
    this.#row = row;
    this.#held = new HeldOps(row);
    this.#stored = new Map(documents);
  }

  /** Row of the log; costs the number of its held ops when these changed since the last read. */
  get row(): LogRow {
    this.#row = this.#held.rowWithHeldOps(this.#row);
    return this.#row;
  }

  get have(): VersionVector {
    return this.#row.have;
  }

  /** True when there is more to save than the row. */
  get touchesDocuments(): boolean {
    return this.changedDocuments.size + this.documentsToRefold.size + this.fieldErasures.length > 0;
  }

  /** The whole document after this transaction; costs its size. */
  documentOf(doc: DocumentId): DocumentRow | undefined {
    const before = this.#whole.get(doc) ?? this.#stored.get(doc)?.toRow();
    const draft = this.#drafts.get(doc);
    if (draft === undefined) return before;
    const { document, changedAtMs } = draft;
    const { log } = this.#row;
    const head = before ? toBaseRow(before) : { log, doc, kind: document.kind, registers: {} };
    return {
      ...head,
      ...documentWithDraft({ doc, kind: document.kind, registers: head.registers }, document),
      changedAtMs,
    };
  }

  /** Fields that a list shows beside the summary. */
  headOf(doc: DocumentId): Pick<DocumentRow, 'kind' | 'changedAtMs'> | undefined {
    const before = this.#whole.get(doc) ?? this.#stored.get(doc)?.head;
    const draft = this.#drafts.get(doc);
    if (draft) return { kind: draft.document.kind, changedAtMs: draft.changedAtMs };
    return before && { kind: before.kind, changedAtMs: before.changedAtMs };
  }

  /** The document for reads of single registers. */
  viewOf(doc: DocumentId): DocumentLookup | undefined {
    return this.#drafts.get(doc)?.document ?? this.#whole.get(doc) ?? this.#stored.get(doc);
  }

  /** Check whether the document has room for an op. */
  checkRoom(op: Op): Result<Op, CapacityRefusal> {
    const source = this.#drafts.get(op.doc)?.document ?? new DocumentDraft(this.#sourceOf(op));
    return source.checkCapacity(op);
  }

  hasTaken(dot: Dot): boolean {
    return hasSeenDot(this.#row.have, dot) && !this.#held.has(dot);
  }

  /**
   * Add the next op of its device; it takes effect unless it is held (J5).
   * @throws on a hole, which is a bug (M6).
   */
  applyOp(op: Op, isHeld: boolean): void {
    this.newOps.push(rowFromOp(this.#row.log, op));
    const have = advanceVector(this.#row.have, deviceOfDot(op.dot), numberOfDot(op.dot));
    if (isHeld) {
      this.#row = { ...this.#row, have };
      this.#held.add(op.dot, op.doc);
      return;
    }
    if (isHeldByBase(this.#basedOn(op.doc), op.dot)) {
      this.#row = { ...this.#row, have };
      return;
    }
    const head = this.#basedOn(op.doc);
    const draft = this.#draftFor(op);
    draft.document.apply(op, (dot) => isHeldByBase(head, dot) || this.hasTaken(dot));
    draft.changedAtMs = Math.max(draft.changedAtMs, op.stamp[0]);
    this.#rows = null;
    this.#row = { ...this.#row, have };
    this.changedDocuments.add(op.doc);
    // After a fork, ops may reference this number of the discarded branch: fold their document again.
    if (numberOfDot(op.dot) <= (this.#row.parted?.[deviceOfDot(op.dot)] ?? 0))
      this.documentsToRefold.add(op.doc);
  }

  /** Add the next op of its device, without effect until headquarters has judged its pack (M2, M4). */
  applySuspectedOp(op: Op): void {
    this.applyOp(op, true);
    this.#held.markSuspected(op.dot);
  }

  /** Hold an op that had effect before, until headquarters has judged its pack. */
  suspectOp(dot: Dot, doc: DocumentId): void {
    this.holdOp(dot, doc);
    this.#held.markSuspected(dot);
  }

  /** Replace ops of this transaction by their form after an erasure at headquarters. */
  replaceOps(ops: readonly Op[]): void {
    const byDot = new Map(ops.map((op) => [op.dot, op]));
    this.newOps.forEach((row, at) => {
      const op = byDot.get(dotOf(row.device, row.n));
      if (op !== undefined && writeKeyOf(op) === writeKeyOf(opFromRow(row)))
        this.newOps[at] = rowFromOp(this.#row.log, op);
    });
  }

  /** Apply headquarters' judgement of a pack: exactly these ops of it are held (J5). */
  applyHolds(ops: readonly Op[], held: readonly number[]): void {
    for (const { dot, doc } of ops)
      if (held.includes(numberOfDot(dot))) this.holdOp(dot, doc);
      else this.releaseOp(dot);
  }

  /** Hold an op that had effect before (J5). */
  holdOp(dot: Dot, doc: DocumentId): void {
    this.#held.clearSuspected(dot);
    if (this.#held.has(dot)) return;
    this.#held.add(dot, doc);
    this.documentsToRefold.add(doc);
  }

  /** Give effect to a held op. */
  releaseOp(dot: Dot): void {
    const doc = this.#held.remove(dot);
    if (doc !== undefined) this.documentsToRefold.add(doc);
  }

  /** Add these own ops to the outbox, waiting since that time. */
  addWaiting(shares: readonly DocumentShare[], sinceMs: number): void {
    const { waiting } = this.#row;
    this.#count(shares, 1, Math.min(sinceMs, waiting.sinceMs ?? sinceMs));
  }

  /** Remove these own ops from the outbox: headquarters has them. The rest waits since then at the latest. */
  confirmWaiting(shares: readonly DocumentShare[]): void {
    this.#count(shares, -1, this.#row.waiting.sinceMs);
    for (const { doc } of shares) this.confirmedDocuments.add(doc);
  }

  /** Count the outbox again from these own ops, instead of the summaries. */
  recountWaiting(summaries: readonly Pick<SummaryRow, 'doc' | 'waiting'>[], ops: readonly Op[]): void {
    const sinceMs = this.#row.waiting.sinceMs ?? Math.min(...ops.map(({ stamp }) => stamp[0]));
    this.#row = { ...this.#row, waiting: { changes: 0, bytes: 0 } };
    for (const { doc, waiting } of summaries) this.waitingChanges.set(doc, -waiting);
    this.addWaiting(documentSharesOf(ops), sinceMs);
    for (const [doc, more] of this.waitingChanges) if (more === 0) this.waitingChanges.delete(doc);
  }

  #count(shares: readonly DocumentShare[], sign: 1 | -1, sinceMs: number | undefined): void {
    let { changes, bytes } = this.#row.waiting;
    for (const share of shares) {
      changes += sign * share.changes;
      bytes += sign * share.bytes;
      this.waitingChanges.set(share.doc, (this.waitingChanges.get(share.doc) ?? 0) + sign * share.changes);
    }
    // Content erased since then has fewer bytes than were counted.
    if (changes === 0) bytes = 0;
    const waits = changes > 0 && sinceMs !== undefined;
    this.#row = { ...this.#row, waiting: { changes, bytes, ...(waits && { sinceMs }) } };
  }

  extendChain(device: DeviceId, n: number, hash: Sha256): void {
    this.#row = { ...this.#row, chains: { ...this.#row.chains, [device]: { n, hash } } };
  }

  #partedAlso(device: DeviceId, upTo: number): LogRow['parted'] {
    const { parted } = this.#row;
    return { ...parted, [device]: Math.max(upTo, parted?.[device] ?? 0) };
  }

  /** Remove the end of a device's chain, if it goes beyond `upTo`; the caller changes the rows (`truncateChain`). */
  cutChain(device: DeviceId, upTo: number, end: ChainEnd | null): void {
    const { [device]: usedUpTo = 0, ...have } = this.#row.have;
    if (usedUpTo < upTo) return;
    const { [device]: _chain, ...chains } = this.#row.chains;
    this.#held.removeBeyond(device, upTo);
    this.#row = {
      ...this.#row,
      have: upTo > 0 ? { ...have, [device]: upTo } : have,
      chains: end ? { ...chains, [device]: end } : chains,
      ...(usedUpTo > upTo && { parted: this.#partedAlso(device, usedUpTo) }),
    };
    const kept = this.newOps.filter((op) => op.device !== device || op.n <= upTo);
    this.newOps.splice(0, this.newOps.length, ...kept);
  }

  setChainChecks(checks: ChainChecks): void {
    if (checks !== chainChecksOf(this.#row)) this.#row = { ...this.#row, doubts: checks };
  }

  setAsksHave(asksHave: boolean): void {
    this.#row = { ...this.#row, asksHave };
  }

  /** Fetch the log as a snapshot, from this position on; null: from its beginning. */
  continueSnapshot(at: Exclude<LogRow['snapshot'], undefined>): void {
    if (this.#row.erased === undefined) this.#row = { ...this.#row, snapshot: at };
  }

  /** The snapshot is whole: the log continues from its place, with all its ops. */
  endSnapshot(place: number, have: VersionVector): void {
    const { snapshot: _, ...row } = this.#row;
    this.#row = {
      ...row,
      since: place,
      caughtUp: false,
      have: joinVersionVectors(row.have, have),
    };
  }

  /** Pull the log from its beginning, without a snapshot. */
  restartFromBeginning(): void {
    const { snapshot: _, ...row } = this.#row;
    this.#row = { ...row, since: 0, caughtUp: false };
  }

  /** Add a held op from a pack of a snapshot, without effect until it is released (J5). */
  addHeldOp(op: Op): void {
    this.newOps.push(rowFromOp(this.#row.log, op));
    this.#held.add(op.dot, op.doc);
  }

  moveCursor(since: number, caughtUp: boolean): void {
    this.#row = { ...this.#row, since, caughtUp };
  }

  setAcknowledged(acked: number, returning: boolean, claimed = 0): void {
    const { claimed: _, ...row } = this.#row;
    this.#row = { ...row, acked, returning, ...(claimed > acked && { claimed }) };
  }

  setDocument(row: DocumentRow): void {
    this.#whole.set(row.doc, row);
    this.#drafts.delete(row.doc);
    this.changedDocuments.add(row.doc);
    this.#rows = null;
  }

  /** The document is removed: no op of it is left here. */
  forgetDocument(doc: DocumentId): void {
    this.#stored.delete(doc);
    this.#whole.delete(doc);
    this.#drafts.delete(doc);
    this.changedDocuments.delete(doc);
    this.#rows = null;
  }

  /** Base of the document below its ops, if this transaction has it; else the database does. */
  baseOf(doc: DocumentId): BaseRow | undefined {
    const before = this.#whole.get(doc) ?? this.#stored.get(doc)?.toRow();
    return this.newBases.get(doc) ?? (before?.isBase && !this.#drafts.has(doc) ? before : undefined);
  }

  addBase(base: DocumentRow): void {
    this.newBases.set(base.doc, toBaseRow(base));
  }

  /** Rows that save the documents. The same objects until another change is applied. */
  get documentSaves(): readonly DocumentSave[] {
    return (this.#rows ??= [...this.changedDocuments].flatMap((doc): readonly DocumentSave[] => {
      const [stored, draft] = [this.#stored.get(doc), this.#drafts.get(doc)];
      if (stored !== undefined && draft !== undefined && !this.#whole.has(doc))
        return [this.#savingOn(stored, draft)];
      const row = this.documentOf(doc);
      return row === undefined ? [] : [{ row }];
    }));
  }

  /** Summary of a document that this transaction changed; undefined when it was removed. */
  summaryOf(doc: DocumentId): SummaryFields | undefined {
    const known = this.documentSaves.find(({ row }) => row.doc === doc);
    if (known?.summary !== undefined) return known.summary.summary;
    const document = this.documentOf(doc);
    return document && summarizeDocument(document);
  }

  #savingOn(stored: StoredDocument, { document: draft, changedAtMs }: OpenDraft): DocumentSave {
    const row = stored.rowAfter(draft, changedAtMs);
    return { row, stored, draft, summary: stored.summaryAfter(draft) };
  }

  #basedOn(doc: DocumentId): Pick<DocumentRow, 'seen' | 'isBase'> | undefined {
    return this.#whole.get(doc) ?? this.#stored.get(doc)?.head;
  }

  #sourceOf({ doc, kind }: Op): DocumentSource {
    const whole = this.#whole.get(doc);
    return whole ? documentSourceOf(whole) : (this.#stored.get(doc) ?? emptyDocumentSource(doc, kind));
  }

  #draftFor(op: Op): OpenDraft {
    const { doc } = op;
    const known = this.#drafts.get(doc);
    if (known) return known;
    const before = this.#whole.get(doc) ?? this.#stored.get(doc)?.head;
    const base = before?.isBase ? this.documentOf(doc) : undefined;
    if (base) this.addBase(base);
    const draft: OpenDraft = {
      document: new DocumentDraft(this.#sourceOf(op)),
      changedAtMs: before?.changedAtMs ?? 0,
    };
    this.#drafts.set(doc, draft);
    return draft;
  }
}

/** Changes of this transaction's ops in one document. */
interface OpenDraft {
  readonly document: DocumentDraft;
  changedAtMs: number;
}

/** Saving of one document; with its stored form and its draft when the row was made of these. */
interface DocumentSave {
  readonly row: DocumentRow | DocumentChange;
  readonly stored?: StoredDocument;
  readonly draft?: DocumentDraft;
  readonly summary?: SummaryStep;
}
