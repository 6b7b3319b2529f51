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
  find([log, doc]: DocumentKey): StoredDocument | undefined {
    const name = documentCacheKey([log, doc]);
    const found = this.#documents.get(name);
    if (found === undefined) return undefined;
    this.#documents.delete(name);
    this.#documents.set(name, found);
    return found;
  }

  /**
   * Cache a read document, unless something was written since `version`.
   * @returns its row.
   */
  keepRead(stored: StoredDocument, version: number): DocumentRow {
    const name = documentCacheKey([stored.head.log, stored.doc]);
    const isWritten = [...this.#writing.values()].some(({ all, names }) => all || names.has(name));
    if (!isWritten && version === this.#version) this.#keep(name, stored);
    return this.rowOf(stored);
  }

  rowOf(stored: StoredDocument): DocumentRow {
    const row = stored.toRow();
    this.#storedByRow.set(row, stored);
    return row;
  }

  /** Stored document from which a row of the database was made. */
  storedDocumentOf(row: DocumentRow): StoredDocument {
    return this.#storedByRow.get(row) ?? new StoredDocument(row);
  }

  /** Follow a new transaction that may write documents. */
  followTransaction(transaction: EventTarget): void {
    transaction.addEventListener('complete', () => this.#end(transaction, true));
    transaction.addEventListener('abort', () => this.#end(transaction, false));
  }

  /** Record that a transaction writes these documents; null: any. */
  markWritten(transaction: object, keys: readonly DocumentKey[] | null): void {
    this.#version += 1;
    if (keys === null) this.clear();
    const { all, names } = this.#writing.get(transaction) ?? { all: false, names: new Map() };
    for (const key of keys ?? []) {
      this.#drop(documentCacheKey(key));
      names.set(documentCacheKey(key), null);
    }
    this.#writing.set(transaction, { all: all || keys === null, names });
  }

  /** Document to restore once this transaction completed. */
  restoreAfterCommit(transaction: object, key: DocumentKey, made: () => StoredDocument): void {
    this.#writing.get(transaction)?.names.set(documentCacheKey(key), made);
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

  #keep(name: string, stored: StoredDocument): void {
    this.#drop(name);
    this.#documents.set(name, stored);
    this.#bytes += stored.size.bytes;
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

const documentCacheKey = ([log, doc]: DocumentKey): string => `${log} ${doc}`;
