import type { DocumentId, LogId } from '#domain/ids.ts';
import type { DocumentRow } from '../rows.ts';
import { StoredDocument } from './stored-document.ts';

/** Bytes of JSON that are kept; in memory they take about four times as much. The document used last always stays. */
const mostBytes = 16 * 1024 * 1024;

type Key = readonly [LogId, DocumentId];

/** What one transaction writes: all, or these documents, with how each comes back. */
interface Written {
  readonly all: boolean;
  readonly names: Map<string, (() => StoredDocument) | null>;
}

/**
 * Documents that were used last, as the database has them. This worker is the database's only writer. A transaction that
 * writes a document takes it out of here; it comes back only when that transaction is complete, and only by whoever knows
 * what it wrote. After a failure it is read from the disk again.
 */
export class DocumentCache {
  /** The least recently used first. */
  readonly #documents = new Map<string, StoredDocument>();
  #bytes = 0;
  /** By transaction under way. */
  readonly #writing = new Map<object, Written>();
  /** Raised whenever documents may be other ones than those that are being read. */
  #version = 0;
  readonly #storedByRow = new WeakMap<DocumentRow, StoredDocument>();

  get version(): number {
    return this.#version;
  }

  /** A document as it is after all complete transactions; undefined where it has to be read. */
  at([log, doc]: Key): StoredDocument | undefined {
    const name = nameOf([log, doc]);
    const found = this.#documents.get(name);
    if (found === undefined) return undefined;
    this.#documents.delete(name);
    this.#documents.set(name, found);
    return found;
  }

  /** Keeps what was read, unless something was written since `version`. Returns its row. */
  read(stored: StoredDocument, version: number): DocumentRow {
    const name = nameOf([stored.head.log, stored.doc]);
    const isWritten = [...this.#writing.values()].some(({ all, names }) => all || names.has(name));
    if (!isWritten && version === this.#version) this.#keep(name, stored);
    return this.rowOf(stored);
  }

  rowOf(stored: StoredDocument): DocumentRow {
    const row = stored.toRow();
    this.#storedByRow.set(row, stored);
    return row;
  }

  /** The stored document that a row of the database was made of. */
  storedOf(row: DocumentRow): StoredDocument {
    return this.#storedByRow.get(row) ?? new StoredDocument(row);
  }

  /** A transaction begins in which documents may be written. */
  follow(transaction: EventTarget): void {
    transaction.addEventListener('complete', () => this.#end(transaction, true));
    transaction.addEventListener('abort', () => this.#end(transaction, false));
  }

  /** A transaction writes these documents; null: any. */
  write(transaction: object, keys: readonly Key[] | null): void {
    this.#version += 1;
    if (keys === null) this.clear();
    const { all, names } = this.#writing.get(transaction) ?? { all: false, names: new Map() };
    for (const key of keys ?? []) {
      this.#drop(nameOf(key));
      names.set(nameOf(key), null);
    }
    this.#writing.set(transaction, { all: all || keys === null, names });
  }

  /** What a document that this transaction wrote is once it is complete. */
  bringBack(transaction: object, key: Key, made: () => StoredDocument): void {
    this.#writing.get(transaction)?.names.set(nameOf(key), made);
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
      if (this.#bytes <= mostBytes || other === name) break;
      this.#drop(other);
    }
  }

  #drop(name: string): void {
    this.#bytes -= this.#documents.get(name)?.size.bytes ?? 0;
    this.#documents.delete(name);
  }
}

const nameOf = ([log, doc]: Key): string => `${log} ${doc}`;
