import type { Result } from '#base/result.ts';
import type { DocumentLookup } from '#domain/document/document.ts';
import {
  DocumentDraft,
  type DocumentSource,
  documentSourceOf,
  documentWithDraft,
  emptyDocumentSource,
} from '#domain/document/document-draft.ts';
import type { CapacityRefusal } from '#domain/document/document-size.ts';
import type { Dot, Op } from '#domain/document/op.ts';
import type { DocumentId, LogId } from '#domain/ids.ts';
import { type SummaryFields, type SummaryStep, summarizeDocument } from '#domain/kinds/document-summary.ts';
import { isHeldByBase, toBaseRow } from '../db/fold-document.ts';
import type { BaseRow, DocumentChange, DocumentRow } from '../db/rows.ts';
import type { StoredDocument } from '../db/stored-document.ts';

/** Saving of one document; with its stored form and its draft when the row was made of these. */
export interface DocumentSave {
  readonly row: DocumentRow | DocumentChange;
  readonly stored?: StoredDocument;
  readonly draft?: DocumentDraft;
  readonly summary?: SummaryStep;
}

/** Documents of one log during one transaction: as stored, replaced as a whole, or changed by ops. */
export class TransactionDocuments {
  readonly #log: LogId;
  /** Documents as stored. */
  readonly #stored: Map<DocumentId, StoredDocument>;
  /** Documents that this transaction replaced as a whole. */
  readonly #replaced = new Map<DocumentId, DocumentRow>();
  /** Changes by ops to either of them. */
  readonly #drafts = new Map<DocumentId, OpenDraft>();
  /** Documents that differ from the stored ones. */
  readonly #changed = new Set<DocumentId>();
  /** Bases of documents that get their first op on top of a snapshot. */
  readonly #newBases = new Map<DocumentId, BaseRow>();
  #saves: readonly DocumentSave[] | null = null;

  /** @param stored Stored documents, all that the ops of the transaction name. */
  constructor(log: LogId, stored: ReadonlyMap<DocumentId, StoredDocument>) {
    this.#log = log;
    this.#stored = new Map(stored);
  }

  /** Documents that differ from the stored ones. */
  get changed(): ReadonlySet<DocumentId> {
    return this.#changed;
  }

  /** Bases to save. */
  get newBases(): readonly BaseRow[] {
    return [...this.#newBases.values()];
  }

  /** The whole document after this transaction; costs its size. */
  documentOf(doc: DocumentId): DocumentRow | undefined {
    const before = this.#wholeOf(doc);
    const draft = this.#drafts.get(doc);
    if (draft === undefined) return before;
    const { document, changedAtMs } = draft;
    const head = before ? toBaseRow(before) : { log: this.#log, doc, kind: document.kind, registers: {} };
    return {
      ...head,
      ...documentWithDraft({ doc, kind: document.kind, registers: head.registers }, document),
      changedAtMs,
    };
  }

  /** The document for reads of single registers. */
  viewOf(doc: DocumentId): DocumentLookup | undefined {
    return this.#drafts.get(doc)?.document ?? this.#replaced.get(doc) ?? this.#stored.get(doc);
  }

  /** Check whether the document has room for an op. */
  checkRoom(op: Op): Result<Op, CapacityRefusal> {
    const source = this.#drafts.get(op.doc)?.document ?? new DocumentDraft(this.#sourceOf(op));
    return source.checkCapacity(op);
  }

  /**
   * Apply an op that takes effect, unless the base of its document contains it.
   * @param hasTaken True for dots that took effect in this log.
   * @returns whether the document changed.
   */
  applyOp(op: Op, hasTaken: (dot: Dot) => boolean): boolean {
    const head = this.#headBefore(op.doc);
    if (isHeldByBase(head, op.dot)) return false;
    const draft = this.#draftFor(op);
    draft.document.apply(op, (dot) => isHeldByBase(head, dot) || hasTaken(dot));
    draft.changedAtMs = Math.max(draft.changedAtMs, op.stamp[0]);
    this.#noteChange(op.doc);
    return true;
  }

  replace(row: DocumentRow): void {
    this.#replaced.set(row.doc, row);
    this.#drafts.delete(row.doc);
    this.#noteChange(row.doc);
  }

  /** The document is removed: no op of it is left here. */
  forget(doc: DocumentId): void {
    this.#stored.delete(doc);
    this.#replaced.delete(doc);
    this.#drafts.delete(doc);
    this.#changed.delete(doc);
    this.#saves = null;
  }

  /** Base of the document below its ops, if this transaction has it; else the database does. */
  baseOf(doc: DocumentId): BaseRow | undefined {
    const before = this.#wholeOf(doc);
    return this.#newBases.get(doc) ?? (before?.isBase && !this.#drafts.has(doc) ? before : undefined);
  }

  addBase(base: DocumentRow): void {
    this.#newBases.set(base.doc, toBaseRow(base));
  }

  /**
   * Change content below the ops: in a base of this transaction, and in a document that is its own base.
   * @returns whether the document must be folded again, since it is no base.
   */
  rewriteBase(doc: DocumentId, rewrite: (row: DocumentRow) => DocumentRow): boolean {
    const document = this.documentOf(doc);
    const base = this.#newBases.get(doc);
    if (base !== undefined) this.addBase(rewrite(base));
    if (document?.isBase) this.replace(rewrite(document));
    return document !== undefined && !document.isBase;
  }

  /** Rows that save the documents. The same objects until another change is applied. */
  get saves(): readonly DocumentSave[] {
    return (this.#saves ??= [...this.#changed].flatMap((doc): readonly DocumentSave[] => {
      const [stored, draft] = [this.#stored.get(doc), this.#drafts.get(doc)];
      if (stored !== undefined && draft !== undefined && !this.#replaced.has(doc))
        return [saveOnStored(stored, draft)];
      const row = this.documentOf(doc);
      return row === undefined ? [] : [{ row }];
    }));
  }

  /** Summary of a document that this transaction changed; undefined for another one. */
  summaryOf(doc: DocumentId): (SummaryFields & DocumentHead) | undefined {
    const head = this.#changed.has(doc) ? this.#headOf(doc) : undefined;
    const summary = head && this.#summaryFieldsOf(doc);
    return head && summary && { ...head, ...summary };
  }

  #summaryFieldsOf(doc: DocumentId): SummaryFields | undefined {
    const known = this.saves.find(({ row }) => row.doc === doc);
    if (known?.summary !== undefined) return known.summary.summary;
    const document = this.documentOf(doc);
    return document && summarizeDocument(document);
  }

  #headOf(doc: DocumentId): DocumentHead | undefined {
    const draft = this.#drafts.get(doc);
    if (draft) return { kind: draft.document.kind, changedAtMs: draft.changedAtMs };
    const before = this.#headBefore(doc);
    return before && { kind: before.kind, changedAtMs: before.changedAtMs };
  }

  #noteChange(doc: DocumentId): void {
    this.#changed.add(doc);
    this.#saves = null;
  }

  #wholeOf(doc: DocumentId): DocumentRow | undefined {
    return this.#replaced.get(doc) ?? this.#stored.get(doc)?.toRow();
  }

  #headBefore(doc: DocumentId): Omit<DocumentRow, 'registers'> | undefined {
    return this.#replaced.get(doc) ?? this.#stored.get(doc)?.head;
  }

  #sourceOf({ doc, kind }: Op): DocumentSource {
    const replaced = this.#replaced.get(doc);
    return replaced ? documentSourceOf(replaced) : (this.#stored.get(doc) ?? emptyDocumentSource(doc, kind));
  }

  #draftFor(op: Op): OpenDraft {
    const { doc } = op;
    const known = this.#drafts.get(doc);
    if (known) return known;
    const before = this.#headBefore(doc);
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

/** Fields that a list shows beside the summary. */
type DocumentHead = Pick<DocumentRow, 'kind' | 'changedAtMs'>;

/** Changes of this transaction's ops in one document. */
interface OpenDraft {
  readonly document: DocumentDraft;
  changedAtMs: number;
}

const saveOnStored = (stored: StoredDocument, { document, changedAtMs }: OpenDraft): DocumentSave => ({
  row: stored.rowAfter(document, changedAtMs),
  stored,
  draft: document,
  summary: stored.summaryAfter(document),
});
