import { Dexie, type Table } from 'dexie';
import type { DeviceId, DocumentId, LogId } from '#domain/ids.ts';
import type { InterviewNote, NoteId } from '#domain/interview/interview-note.ts';
import type { Cipher } from './sealed/cipher.ts';
import { CleanTexts } from './clean-texts.ts';
import { DocumentCache } from './documents/document-cache.ts';
import { wholeDocuments } from './documents/read-whole.ts';
import { KnownRows } from './known-rows.ts';
import { LastWrite } from './last-write.ts';
import { DatabaseRefused } from './sealed/seal-errors.ts';
import { sealRows } from './sealed/seal-rows.ts';
import type { SyncRun } from './store-api.ts';
import { SummaryShelf } from './summary-shelf.ts';
import type {
  BaseRow,
  DocumentChange,
  DocumentRow,
  EarlyRow,
  ErasureRow,
  LogRow,
  OpRow,
  PackRow,
  ParkedRow,
  SummaryRow,
} from './rows.ts';

// Published versions are frozen. Append the next one; never edit these lines.
// Keys and indexes hold random ids, log ids and small numbers only (security.md 2): no content, names or paths.
const version1 = {
  ops: '[log+device+n],[log+doc]',
  documents: '[log+doc]',
  summaries: '[log+doc],undecided',
  packs: '[log+device+first]',
  outbox: '[log+n]',
  logs: 'log',
  meta: 'key',
  early: '[log+device+first]',
  parked: '++id',
  syncRuns: '++id',
} as const;

const version2 = { bases: '[log+doc]' } as const;

/** Documents are large: to count or list them by their own keys reads them all, by a small index it does not. */
const version3 = { documents: '[log+doc],log' } as const;

/**
 * From here on all rows are sealed. `undecided` goes: a field with two values tells something by its index alone, and
 * in memory the rows are found as fast.
 */
const version4 = { summaries: '[log+doc]' } as const;

/** Interview notes, which stay on this laptop, and what the retention clock erased here. */
const version5 = { notes: 'id,log', erasures: 'id' } as const;

/** What waits is the own ops beyond what headquarters has: a table of its own said it a second time. */
const version6 = { outbox: null } as const;

/** An answer writes the registers that it changed, and not its document anew (documents/read-whole.ts). */
const version7 = { documentChanges: '[log+doc+n]' } as const;

/** Rows that may be large and say the same words hundreds of times: a seventh of them goes to the disk. */
const packed: ReadonlySet<string> = new Set(['documents', 'documentChanges', 'bases']);

/** A key and value of the few things that there is one of; see meta.ts. */
export interface MetaRow {
  readonly key: string;
  readonly value: unknown;
}

export interface SyncRunRow {
  readonly id: number;
  readonly run: SyncRun;
}

/** Dexie counts ten of IndexedDB's versions as one of its own. */
const nativePerVersion = 10;

/** Factories of another IndexedDB than the browser's, for tests. */
export interface IndexedDbParts {
  readonly indexedDB: IDBFactory;
  readonly IDBKeyRange: typeof IDBKeyRange;
}

/**
 * The device's database, all of it sealed by this cipher. Only the files of this folder that say so write to it. One
 * that was written before there was encryption, or by a later version, is refused (`DatabaseRefused`), and stays as it is.
 */
export class FieldDatabase extends Dexie {
  declare readonly ops: Table<OpRow, readonly [LogId, DeviceId, number]>;
  /** Whole documents; of one that was written on, its change alone may be put. */
  declare readonly documents: Table<DocumentRow, readonly [LogId, DocumentId], DocumentRow | DocumentChange>;
  declare readonly summaries: Table<SummaryRow, readonly [LogId, DocumentId]>;
  declare readonly packs: Table<PackRow, readonly [LogId, DeviceId, number]>;
  declare readonly logs: Table<LogRow, LogId>;
  declare readonly meta: Table<MetaRow, string>;
  declare readonly early: Table<EarlyRow, readonly [LogId, DeviceId, number]>;
  declare readonly parked: Table<ParkedRow, number>;
  declare readonly bases: Table<BaseRow, readonly [LogId, DocumentId]>;
  declare readonly syncRuns: Table<SyncRunRow, number>;
  declare readonly notes: Table<InterviewNote, NoteId>;
  declare readonly erasures: Table<ErasureRow, string>;
  /** Only through `documents`, and by whoever seals ahead: whole documents are there. */
  declare readonly documentChanges: Table<DocumentChange, readonly [LogId, DocumentId, number]>;
  /** What lists are made of. */
  readonly shelf: SummaryShelf;
  /** Documents that need not be read again. */
  readonly documentCache = new DocumentCache();
  /** What a write need not read again. */
  readonly lastWrite = new LastWrite();
  /** What an exchange need not read again. */
  readonly known = new KnownRows();
  /** Seals rows that will be put as they are, while something else is waited for. */
  readonly sealAhead: <Row extends object, Key>(table: Table<Row, Key>, rows: readonly Row[]) => void;
  /** What sealing need not look through again. */
  readonly cleanTexts = new CleanTexts();

  readonly #factory: IDBFactory;

  constructor(name: string, cipher: Cipher, parts?: IndexedDbParts) {
    // Strict: a transaction is over when the disk has it. The cache would hold a second copy of everything read.
    super(name, { ...parts, chromeTransactionDurability: 'strict', cache: 'disabled' });
    this.#factory = parts?.indexedDB ?? globalThis.indexedDB;
    this.shelf = new SummaryShelf(this);
    this.version(1).stores(version1);
    this.version(2).stores(version2);
    this.version(3).stores(version3);
    this.version(4)
      .stores(version4)
      .upgrade(() => {
        throw new DatabaseRefused('plain', `${name} was written before there was encryption`);
      });
    this.version(5).stores(version5);
    this.version(6).stores(version6);
    this.version(7).stores(version7);
    const { middleware, ahead } = sealRows(cipher, packed);
    this.use(middleware);
    this.sealAhead = (table, rows) => ahead(table.name, rows);
    this.use(wholeDocuments(this.documentCache));
    this.use(this.lastWrite.middleware);
    this.use(this.known.middleware);
    this.on('close', () => {
      this.documentCache.clear();
      this.known.clear();
    });
  }

  /** Throws a `DatabaseRefused` when a later version of the app wrote it. Asked before it is opened, which may change it. */
  async refuseNewer(): Promise<void> {
    const known = await this.#factory.databases();
    const version = known.find(({ name }) => name === this.name)?.version ?? 0;
    if (Math.floor(version / nativePerVersion) > this.verno)
      throw new DatabaseRefused('newer-data', `${this.name} was written by a later version of the app`);
  }
}
