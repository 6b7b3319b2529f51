import type { DocumentId, LogId } from '#domain/ids.ts';
import type { DocumentRow } from './rows.ts';
import { StoredDocument } from './stored-document.ts';

/** Bytes of JSON to keep; memory takes about four times as much. The document used last always stays. */
const maximumCachedBytes = 16 * 1024 * 1024;

type DocumentKey = readonly [LogId, DocumentId];

/** Writes of one transaction: all documents, or these, with the function that restores each. */
interface PendingWrites {
  readonly all: boolean;
  readonly names: Map<string, (() => StoredDocument) | null>;
}

/**
 * Documents used last, as the database has them. This worker is the database's only writer. A transaction that writes a
 * document removes it from the cache. Only the writer restores it, after the transaction completed. After a failure it
 * is read from the disk again.
 */
export class DocumentCache {
  /** Least recently used first. */
  readonly #documents = new Map<string, StoredDocument>();
  #bytes = 0;
  /** By transaction under way. */
  readonly #writing = new Map<object, PendingWrites>();
  /** Raised when documents may differ from those that are being read. */
  #version = 0;
  readonly #storedByRow = new WeakMap<DocumentRow, StoredDocument>();

  get version(): number {
    return this.#version;
  }

  /** Document as of all complete transactions; undefined when it has to be read. */
  find([logId, documentId]: DocumentKey): StoredDocument | undefined {
    const name = documentCacheKey([logId, documentId]);
    const foundDocument = this.#documents.get(name);
    if (foundDocument === undefined) return undefined;
    this.#documents.delete(name);
    this.#documents.set(name, foundDocument);
    return foundDocument;
  }

  /**
   * Cache a read document, unless something was written since `version`.
   * @returns its row.
   */
  keepRead(storedDocument: StoredDocument, version: number): DocumentRow {
    const name = documentCacheKey([storedDocument.head.log, storedDocument.doc]);
    const isWritten = [...this.#writing.values()].some(({ all, names }) => all || names.has(name));
    if (!isWritten && version === this.#version) this.#keep(name, storedDocument);
    return this.rowOf(storedDocument);
  }

  rowOf(storedDocument: StoredDocument): DocumentRow {
    const baseRow = storedDocument.toRow();
    this.#storedByRow.set(baseRow, storedDocument);
    return baseRow;
  }

  /** Stored document from which a row of the database was made. */
  storedDocumentOf(documentRow: DocumentRow): StoredDocument {
    return this.#storedByRow.get(documentRow) ?? new StoredDocument(documentRow);
  }

  /** Follow a new transaction that may write documents. */
  followTransaction(transaction: EventTarget): void {
    transaction.addEventListener('complete', () => this.#end(transaction, true));
    transaction.addEventListener('abort', () => this.#end(transaction, false));
  }

  /** Record that a transaction writes these documents; null: any. */
  markWritten(transaction: object, documentKeys: readonly DocumentKey[] | null): void {
    this.#version += 1;
    if (documentKeys === null) this.clear();
    const { all, names } = this.#writing.get(transaction) ?? { all: false, names: new Map() };
    for (const documentKey of documentKeys ?? []) {
      this.#drop(documentCacheKey(documentKey));
      names.set(documentCacheKey(documentKey), null);
    }
    this.#writing.set(transaction, { all: all || documentKeys === null, names });
  }

  /** Document to restore once this transaction completed. */
  restoreAfterCommit(transaction: object, documentKey: DocumentKey, made: () => StoredDocument): void {
    this.#writing.get(transaction)?.names.set(documentCacheKey(documentKey), made);
  }

  clear(): void {
    this.#version += 1;
    this.#documents.clear();
    this.#bytes = 0;
  }

  #end(transaction: object, isComplete: boolean): void {
    const written = this.#writing.get(transaction);
    if (written === undefined) return;
    this.#writing.delete(transaction);
    this.#version += 1;
    if (!isComplete) return this.clear();
    for (const [name, made] of written.names) if (made !== null) this.#keep(name, made());
  }

  #keep(name: string, storedDocument: StoredDocument): void {
    this.#drop(name);
    this.#documents.set(name, storedDocument);
    this.#bytes += storedDocument.size.bytes;
    for (const other of this.#documents.keys()) {
      if (this.#bytes <= maximumCachedBytes || other === name) break;
      this.#drop(other);
    }
  }

  #drop(name: string): void {
    this.#bytes -= this.#documents.get(name)?.size.bytes ?? 0;
    this.#documents.delete(name);
  }
}

const documentCacheKey = ([logId, documentId]: DocumentKey): string => `${logId} ${documentId}`;
