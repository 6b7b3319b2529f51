import type { Result } from '#domain/base/result.ts';
import type { DocumentView } from '#domain/document/document.ts';
import {
  DocumentDraft,
  type DocumentSource,
  documentWith,
  emptySource,
  sourceOf,
} from '#domain/document/document-draft.ts';
import type { RoomRefusal } from '#domain/document/document-size.ts';
import { type Dot, deviceOf, dotOf, numberOf } from '#domain/document/dot.ts';
import type { Op } from '#domain/document/op.ts';
import { type Summary, summarise } from '#domain/document/summary.ts';
import type { SummaryStep } from '#domain/document/summary-state.ts';
import { advance, hasSeen, joinVectors, type VersionVector } from '#domain/document/version-vector.ts';
import type { DeviceId, DocumentId } from '#domain/ids.ts';
import type { Doubts } from '#sync/client/doubts.ts';
import type { Sha256 } from '#sync/protocol/hash.ts';
import { asBase, isWithin } from './bases.ts';
import type { StoredDocument } from './documents/stored-document.ts';
import { HeldOps } from './held-ops.ts';
import type { ErasedWords } from './retention/erased-words.ts';
import type {
  BaseRow,
  ChainEnd,
  DocumentChange,
  DocumentRow,
  LogRow,
  OpRow,
  Share,
  SummaryRow,
} from './rows.ts';
import { doubtsOf, opRowOf } from './rows.ts';
import { sharesOf } from './waiting.ts';

/**
 * What one transaction does to one log, worked out in memory and then saved whole by `saveWork`. Knows no database, so
 * writing and receiving share it.
 */
export class LogWork {
  readonly newOps: OpRow[] = [];
  /** Documents that differ from the stored ones. */
  readonly changed = new Set<DocumentId>();
  /** Documents to fold anew from their ops, since an op in them was held or released after it had come. */
  readonly refold = new Set<DocumentId>();
  /** What documents were, where this is the first that is written on top of a snapshot. */
  readonly newBases = new Map<DocumentId, BaseRow>();
  /** How many more (or fewer) own ops of a document wait for headquarters. */
  readonly waiting = new Map<DocumentId, number>();
  /** Documents that headquarters sent or confirmed something of. */
  readonly confirmed = new Set<DocumentId>();
  /** What went in single fields, for the journal to follow. */
  readonly erasedWords: ErasedWords[] = [];

  /** What is held is in it once it is asked for. */
  #row: LogRow;
  readonly #held: HeldOps;
  /** Documents as they are stored. */
  readonly #stored: Map<DocumentId, StoredDocument>;
  /** Documents that this work made anew as a whole. */
  readonly #whole = new Map<DocumentId, DocumentRow>();
  /** What ops change in either. */
  readonly #drafts = new Map<DocumentId, Draft>();
  #rows: readonly DocumentSaving[] | null = null;

  /** `documents`: as they are stored, all that the ops of this work name. */
  constructor(row: LogRow, documents: ReadonlyMap<DocumentId, StoredDocument>) {
    this.#row = row;
    this.#held = new HeldOps(row);
    this.#stored = new Map(documents);
  }

  /** Where the log stands; costs the number of its held ops when these changed since it was asked for. */
  get row(): LogRow {
    this.#row = this.#held.in(this.#row);
    return this.#row;
  }

  get have(): VersionVector {
    return this.#row.have;
  }

  /** Is there more to save than the row, whatever became of that? */
  get touchesDocuments(): boolean {
    return this.changed.size + this.refold.size + this.erasedWords.length > 0;
  }

  /** The whole document as this work leaves it; costs its size. */
  document(doc: DocumentId): DocumentRow | undefined {
    const before = this.#whole.get(doc) ?? this.#stored.get(doc)?.toRow();
    const draft = this.#drafts.get(doc);
    if (draft === undefined) return before;
    const { document, changedAtMs } = draft;
    const { log } = this.#row;
    const head = before ? asBase(before) : { log, doc, kind: document.kind, registers: {} };
    return {
      ...head,
      ...documentWith({ doc, kind: document.kind, registers: head.registers }, document),
      changedAtMs,
    };
  }

  /** What a list shows of it beside its summary. */
  headOf(doc: DocumentId): Pick<DocumentRow, 'kind' | 'changedAtMs'> | undefined {
    const before = this.#whole.get(doc) ?? this.#stored.get(doc)?.head;
    const draft = this.#drafts.get(doc);
    if (draft) return { kind: draft.document.kind, changedAtMs: draft.changedAtMs };
    return before && { kind: before.kind, changedAtMs: before.changedAtMs };
  }

  /** The same for whoever asks for single registers. */
  view(doc: DocumentId): DocumentView | undefined {
    return this.#drafts.get(doc)?.document ?? this.#whole.get(doc) ?? this.#stored.get(doc);
  }

  /** Is there room for an op in its document? */
  checkRoom(op: Op): Result<Op, RoomRefusal> {
    const source = this.#drafts.get(op.doc)?.document ?? new DocumentDraft(this.#sourceOf(op));
    return source.checkRoom(op);
  }

  hasTaken(dot: Dot): boolean {
    return hasSeen(this.#row.have, dot) && !this.#held.has(dot);
  }

  /** Keeps the next op of its device; it takes effect unless it is held (J5). Throws on a hole, which is a bug (M6). */
  take(op: Op, isHeld: boolean): void {
    this.newOps.push(opRowOf(this.#row.log, op));
    const have = advance(this.#row.have, deviceOf(op.dot), numberOf(op.dot));
    if (isHeld) {
      this.#row = { ...this.#row, have };
      this.#held.add(op.dot, op.doc);
      return;
    }
    if (isWithin(this.#basedOn(op.doc), op.dot)) {
      this.#row = { ...this.#row, have };
      return;
    }
    const head = this.#basedOn(op.doc);
    const draft = this.#draftFor(op);
    draft.document.apply(op, (dot) => isWithin(head, dot) || this.hasTaken(dot));
    draft.changedAtMs = Math.max(draft.changedAtMs, op.stamp[0]);
    this.#rows = null;
    this.#row = { ...this.#row, have };
    this.changed.add(op.doc);
    // Whoever named this number when another branch had it, counted it as taken, and would not count it as replaced now.
    if (numberOf(op.dot) <= (this.#row.parted?.[deviceOf(op.dot)] ?? 0)) this.refold.add(op.doc);
  }

  /** Keeps the next op of its device, without effect until headquarters has judged its pack (M2, M4). */
  suspect(op: Op): void {
    this.take(op, true);
    this.#held.suspect(op.dot);
  }

  /** Ops that came with this work are these now: headquarters erased something in them. */
  replaceOps(ops: readonly Op[]): void {
    const byDot = new Map(ops.map((op) => [op.dot, op]));
    this.newOps.forEach((row, at) => {
      const op = byDot.get(dotOf(row.device, row.n));
      if (op !== undefined) this.newOps[at] = opRowOf(this.#row.log, op);
    });
  }

  /** Headquarters has judged a pack: its ops are held as it says, and no others (J5). */
  applyHolds(ops: readonly Op[], held: readonly number[]): void {
    for (const { dot, doc } of ops)
      if (held.includes(numberOf(dot))) this.hold(dot, doc);
      else this.release(dot);
  }

  /** Takes the effect of an op away (J5) that was kept before. */
  hold(dot: Dot, doc: DocumentId): void {
    this.#held.trust(dot);
    if (this.#held.has(dot)) return;
    this.#held.add(dot, doc);
    this.refold.add(doc);
  }

  /** Lets a held op take effect. */
  release(dot: Dot): void {
    const doc = this.#held.remove(dot);
    if (doc === undefined) return;
    this.refold.add(doc);
  }

  /** These own ops wait for headquarters, since then. */
  wait(shares: readonly Share[], sinceMs: number): void {
    const { waiting } = this.#row;
    this.#count(shares, 1, Math.min(sinceMs, waiting.sinceMs ?? sinceMs));
  }

  /** Headquarters has these own ops. What still waits does so since then at the latest. */
  confirm(shares: readonly Share[]): void {
    this.#count(shares, -1, this.#row.waiting.sinceMs);
    for (const { doc } of shares) this.confirmed.add(doc);
  }

  /** Counts what waits anew: these own ops, in the place of what the summaries say. */
  recount(summaries: readonly Pick<SummaryRow, 'doc' | 'waiting'>[], ops: readonly Op[]): void {
    const sinceMs = this.#row.waiting.sinceMs ?? Math.min(...ops.map(({ stamp }) => stamp[0]));
    this.#row = { ...this.#row, waiting: { changes: 0, bytes: 0 } };
    for (const { doc, waiting } of summaries) this.waiting.set(doc, -waiting);
    this.wait(sharesOf(ops), sinceMs);
    for (const [doc, more] of this.waiting) if (more === 0) this.waiting.delete(doc);
  }

  #count(shares: readonly Share[], sign: 1 | -1, sinceMs: number | undefined): void {
    let { changes, bytes } = this.#row.waiting;
    for (const share of shares) {
      changes += sign * share.changes;
      bytes += sign * share.bytes;
      this.waiting.set(share.doc, (this.waiting.get(share.doc) ?? 0) + sign * share.changes);
    }
    // What was erased since weighs less than it was counted for.
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

  /** Takes the end of a device's chain away again; the caller sees to the rows that are stored (`rollBack`). */
  cutChain(device: DeviceId, upTo: number, end: ChainEnd | null): void {
    const { [device]: usedUpTo = 0, ...have } = this.#row.have;
    const { [device]: _chain, ...chains } = this.#row.chains;
    this.#held.cut(device, upTo);
    this.#row = {
      ...this.#row,
      have: upTo > 0 ? { ...have, [device]: upTo } : have,
      chains: end ? { ...chains, [device]: end } : chains,
      ...(usedUpTo > upTo && { parted: this.#partedAlso(device, usedUpTo) }),
    };
    const kept = this.newOps.filter((op) => op.device !== device || op.n <= upTo);
    this.newOps.splice(0, this.newOps.length, ...kept);
  }

  doubt(doubts: Doubts): void {
    if (doubts !== doubtsOf(this.#row)) this.#row = { ...this.#row, doubts };
  }

  askHave(asksHave: boolean): void {
    this.#row = { ...this.#row, asksHave };
  }

  /** The log is fetched as a snapshot from here on. */
  startSnapshot(): void {
    this.fetchSnapshot(null);
  }

  /** The log is fetched as a snapshot, which stands here; null: from its beginning. */
  fetchSnapshot(at: Exclude<LogRow['snapshot'], undefined>): void {
    if (this.#row.erased === undefined) this.#row = { ...this.#row, snapshot: at };
  }

  /** The snapshot is whole: the log goes on from its place, with all that it holds. */
  endSnapshot(place: number, have: VersionVector): void {
    const { snapshot: _, ...row } = this.#row;
    this.#row = {
      ...row,
      since: place,
      caughtUp: false,
      have: joinVectors(row.have, have),
    };
  }

  /** The log is pulled from its beginning after all. */
  leaveSnapshot(): void {
    const { snapshot: _, ...row } = this.#row;
    this.#row = { ...row, since: 0, caughtUp: false };
  }

  /** Keeps an op of a snapshot's held packs, without effect until it is released (J5). */
  keepHeld(op: Op): void {
    this.newOps.push(opRowOf(this.#row.log, op));
    this.#held.add(op.dot, op.doc);
  }

  moveCursor(since: number, caughtUp: boolean): void {
    this.#row = { ...this.#row, since, caughtUp };
  }

  ackUpTo(acked: number, returning: boolean, claimed = 0): void {
    const { claimed: _, ...row } = this.#row;
    this.#row = { ...row, acked, returning, ...(claimed > acked && { claimed }) };
  }

  setDocument(row: DocumentRow): void {
    this.#whole.set(row.doc, row);
    this.#drafts.delete(row.doc);
    this.changed.add(row.doc);
    this.#rows = null;
  }

  /** The document is gone: no op of it is left here. */
  forgetDocument(doc: DocumentId): void {
    this.#stored.delete(doc);
    this.#whole.delete(doc);
    this.#drafts.delete(doc);
    this.changed.delete(doc);
    this.#rows = null;
  }

  /** What the document was before the ops on top of it, where this work knows; else the database does. */
  baseOf(doc: DocumentId): BaseRow | undefined {
    const before = this.#whole.get(doc) ?? this.#stored.get(doc)?.toRow();
    return this.newBases.get(doc) ?? (before?.isBase && !this.#drafts.has(doc) ? before : undefined);
  }

  keepBase(base: DocumentRow): void {
    this.newBases.set(base.doc, asBase(base));
  }

  /** The rows that save what became of the documents. They are the same objects until something else is taken. */
  get savings(): readonly DocumentSaving[] {
    return (this.#rows ??= [...this.changed].flatMap((doc): readonly DocumentSaving[] => {
      const [stored, draft] = [this.#stored.get(doc), this.#drafts.get(doc)];
      if (stored !== undefined && draft !== undefined && !this.#whole.has(doc))
        return [this.#savingOn(stored, draft)];
      const row = this.document(doc);
      return row === undefined ? [] : [{ row }];
    }));
  }

  /** The summary of a document that this work changed; undefined where it is gone. */
  summary(doc: DocumentId): Summary | undefined {
    const known = this.savings.find(({ row }) => row.doc === doc);
    if (known?.summary !== undefined) return known.summary.summary;
    const document = this.document(doc);
    return document && summarise(document);
  }

  #savingOn(stored: StoredDocument, { document: draft, changedAtMs }: Draft): DocumentSaving {
    const row = stored.rowAfter(draft, changedAtMs);
    return { row, stored, draft, summary: stored.summaryAfter(draft) };
  }

  #basedOn(doc: DocumentId): Pick<DocumentRow, 'seen' | 'isBase'> | undefined {
    return this.#whole.get(doc) ?? this.#stored.get(doc)?.head;
  }

  #sourceOf({ doc, kind }: Op): DocumentSource {
    const whole = this.#whole.get(doc);
    return whole ? sourceOf(whole) : (this.#stored.get(doc) ?? emptySource(doc, kind));
  }

  #draftFor(op: Op): Draft {
    const { doc } = op;
    const known = this.#drafts.get(doc);
    if (known) return known;
    const before = this.#whole.get(doc) ?? this.#stored.get(doc)?.head;
    const base = before?.isBase ? this.document(doc) : undefined;
    if (base) this.keepBase(base);
    const draft: Draft = {
      document: new DocumentDraft(this.#sourceOf(op)),
      changedAtMs: before?.changedAtMs ?? 0,
    };
    this.#drafts.set(doc, draft);
    return draft;
  }
}

/** What ops of this work change in one document. */
interface Draft {
  readonly document: DocumentDraft;
  changedAtMs: number;
}

/** How one document is saved; with what is stored of it and changed in it, where its row is made of these. */
export interface DocumentSaving {
  readonly row: DocumentRow | DocumentChange;
  readonly stored?: StoredDocument;
  readonly draft?: DocumentDraft;
  readonly summary?: SummaryStep;
}
