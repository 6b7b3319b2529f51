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
  constructor(logId: LogId, stored: ReadonlyMap<DocumentId, StoredDocument>) {
    this.#log = logId;
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
  documentOf(documentId: DocumentId): DocumentRow | undefined {
    const previousBaseRow = this.#wholeOf(documentId);
    const openDraft = this.#drafts.get(documentId);
    if (openDraft === undefined) return previousBaseRow;
    const { document, changedAtMs } = openDraft;
    const head = previousBaseRow
      ? toBaseRow(previousBaseRow)
      : { log: this.#log, doc: documentId, kind: document.kind, registers: {} };
    return {
      ...head,
      ...documentWithDraft({ doc: documentId, kind: document.kind, registers: head.registers }, document),
      changedAtMs,
    };
  }

  /** The document for reads of single registers. */
  viewOf(documentId: DocumentId): DocumentLookup | undefined {
    return (
      this.#drafts.get(documentId)?.document ?? this.#replaced.get(documentId) ?? this.#stored.get(documentId)
    );
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
    const openDraft = this.#draftFor(op);
    openDraft.document.apply(op, (dot) => isHeldByBase(head, dot) || hasTaken(dot));
    openDraft.changedAtMs = Math.max(openDraft.changedAtMs, op.stamp[0]);
    this.#noteChange(op.doc);
    return true;
  }

  replace(documentRow: DocumentRow): void {
    this.#replaced.set(documentRow.doc, documentRow);
    this.#drafts.delete(documentRow.doc);
    this.#noteChange(documentRow.doc);
  }

  /** The document is removed: no op of it is left here. */
  forget(documentId: DocumentId): void {
    this.#stored.delete(documentId);
    this.#replaced.delete(documentId);
    this.#drafts.delete(documentId);
    this.#changed.delete(documentId);
    this.#saves = null;
  }

  /** Base of the document below its ops, if this transaction has it; else the database does. */
  baseOf(documentId: DocumentId): BaseRow | undefined {
    const previousBaseRow = this.#wholeOf(documentId);
    return (
      this.#newBases.get(documentId) ??
      (previousBaseRow?.isBase && !this.#drafts.has(documentId) ? previousBaseRow : undefined)
    );
  }

  addBase(baseRow: DocumentRow): void {
    this.#newBases.set(baseRow.doc, toBaseRow(baseRow));
  }

  /**
   * Change content below the ops: in a base of this transaction, and in a document that is its own base.
   * @returns whether the document must be folded again, since it is no base.
   */
  rewriteBase(documentId: DocumentId, rewrite: (documentRow: DocumentRow) => DocumentRow): boolean {
    const document = this.documentOf(documentId);
    const baseRow = this.#newBases.get(documentId);
    if (baseRow !== undefined) this.addBase(rewrite(baseRow));
    if (document?.isBase) this.replace(rewrite(document));
    return document !== undefined && !document.isBase;
  }

  /** Rows that save the documents. The same objects until another change is applied. */
  get saves(): readonly DocumentSave[] {
    return (this.#saves ??= [...this.#changed].flatMap((documentId): readonly DocumentSave[] => {
      const [storedDocument, openDraft] = [this.#stored.get(documentId), this.#drafts.get(documentId)];
      if (storedDocument !== undefined && openDraft !== undefined && !this.#replaced.has(documentId))
        return [saveOnStored(storedDocument, openDraft)];
      const baseRow = this.documentOf(documentId);
      return baseRow === undefined ? [] : [{ row: baseRow }];
    }));
  }

  /** Summary of a document that this transaction changed; undefined for another one. */
  summaryOf(documentId: DocumentId): (SummaryFields & DocumentHead) | undefined {
    const documentHead = this.#changed.has(documentId) ? this.#headOf(documentId) : undefined;
    const summaryFields = documentHead && this.#summaryFieldsOf(documentId);
    return documentHead && summaryFields && { ...documentHead, ...summaryFields };
  }

  #summaryFieldsOf(documentId: DocumentId): SummaryFields | undefined {
    const knownDocumentSave = this.saves.find(({ row }) => row.doc === documentId);
    if (knownDocumentSave?.summary !== undefined) return knownDocumentSave.summary.summary;
    const document = this.documentOf(documentId);
    return document && summarizeDocument(document);
  }

  #headOf(documentId: DocumentId): DocumentHead | undefined {
    const openDraft = this.#drafts.get(documentId);
    if (openDraft) return { kind: openDraft.document.kind, changedAtMs: openDraft.changedAtMs };
    const before = this.#headBefore(documentId);
    return before && { kind: before.kind, changedAtMs: before.changedAtMs };
  }

  #noteChange(documentId: DocumentId): void {
    this.#changed.add(documentId);
    this.#saves = null;
  }

  #wholeOf(documentId: DocumentId): DocumentRow | undefined {
    return this.#replaced.get(documentId) ?? this.#stored.get(documentId)?.toRow();
  }

  #headBefore(documentId: DocumentId): Omit<DocumentRow, 'registers'> | undefined {
    return this.#replaced.get(documentId) ?? this.#stored.get(documentId)?.head;
  }

  #sourceOf({ doc, kind }: Op): DocumentSource {
    const replaced = this.#replaced.get(doc);
    return replaced ? documentSourceOf(replaced) : (this.#stored.get(doc) ?? emptyDocumentSource(doc, kind));
  }

  #draftFor(op: Op): OpenDraft {
    const { doc } = op;
    const knownOpenDraft = this.#drafts.get(doc);
    if (knownOpenDraft) return knownOpenDraft;
    const before = this.#headBefore(doc);
    const baseRow = before?.isBase ? this.documentOf(doc) : undefined;
    if (baseRow) this.addBase(baseRow);
    const openDraft: OpenDraft = {
      document: new DocumentDraft(this.#sourceOf(op)),
      changedAtMs: before?.changedAtMs ?? 0,
    };
    this.#drafts.set(doc, openDraft);
    return openDraft;
  }
}

/** Fields that a list shows beside the summary. */
type DocumentHead = Pick<DocumentRow, 'kind' | 'changedAtMs'>;

/** Changes of this transaction's ops in one document. */
interface OpenDraft {
  readonly document: DocumentDraft;
  changedAtMs: number;
}

const saveOnStored = (
  storedDocument: StoredDocument,
  { document, changedAtMs }: OpenDraft,
): DocumentSave => ({
  row: storedDocument.rowAfter(document, changedAtMs),
  stored: storedDocument,
  draft: document,
  summary: storedDocument.summaryAfter(document),
});
