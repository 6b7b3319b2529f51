import { Dexie, type Table } from 'dexie';
import type { DeviceId, DocumentId, LogId } from '#domain/ids.ts';
import type { InterviewNote, InterviewNoteId } from '#domain/interview/interview-note.ts';
import type { Cipher } from './encryption/cipher.ts';
import { CheckedTexts } from './checked-texts.ts';
import { DocumentCache } from './document-cache.ts';
import { wholeDocumentsMiddleware } from './whole-documents.ts';
import { RowCache } from './row-cache.ts';
import { LastWriteState } from '../write/state-before-write.ts';
import { DatabaseRefused } from './encryption/encryption-errors.ts';
import { encryptRows } from './encryption/encrypt-rows.ts';
import type { SyncRun } from '../store-api.ts';
import { SummaryCache } from './summary-cache.ts';
import type {
  BaseRow,
  DocumentChange,
  DocumentRow,
  ErasureRow,
  LogRow,
  OpRow,
  OutOfOrderRow,
  PackRow,
  QuarantineRow,
  SummaryRow,
} from './rows.ts';

/**
 * The id for the next row of a table that is numbered in the order in which rows come. The database could number them
 * itself, but only after they were sealed, and a row is bound to its key. Runs inside the caller's transaction.
 */
export async function nextRowId(table: Table<unknown, number>): Promise<number> {
  const [last = 0] = await table.orderBy(':id').reverse().limit(1).primaryKeys();
  return last + 1;
}

/** All tables that own ops and packs touch when they are put back. */
export const ownOpTables = (db: FieldDatabase): Table[] => [
  db.ops,
  db.documents,
  db.documentChanges,
  db.summaries,
  db.bases,
  db.packs,
  db.logs,
  db.meta,
];

/** All tables that what headquarters sends touches: all but the runs. */
export const receivingTables = (db: FieldDatabase): Table[] => [...ownOpTables(db), db.early, db.parked];

// Published versions are frozen. Append the next one; never edit these lines.
// Keys and indexes hold random ids, log ids and small numbers only (security.md 2): no content, names or paths.
const schemaVersion1 = {
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

const schemaVersion2 = { bases: '[log+doc]' } as const;

/** Documents are large: to count or list them by their own keys reads them all, by a small index it does not. */
const schemaVersion3 = { documents: '[log+doc],log' } as const;

/**
 * From here on all rows are sealed. `undecided` goes: a field with two values tells something by its index alone, and
 * in memory the rows are found as fast.
 */
const schemaVersion4 = { summaries: '[log+doc]' } as const;

/** Interview notes, which stay on this laptop, and what the retention clock erased here. */
const schemaVersion5 = { notes: 'id,log', erasures: 'id' } as const;

/** What waits is the own ops beyond what headquarters has: a table of its own said it a second time. */
const schemaVersion6 = { outbox: null } as const;

/** An answer writes the registers that it changed, and not its document anew (documents/read-whole.ts). */
const schemaVersion7 = { documentChanges: '[log+doc+n]' } as const;

/** Rows that may be large and say the same words hundreds of times: a seventh of them goes to the disk. */
const compressedTables: ReadonlySet<string> = new Set(['documents', 'documentChanges', 'bases']);

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
const nativeVersionsPerDexieVersion = 10;

/** Factories of another IndexedDB than the browser's, for tests. */
export interface IndexedDbFactories {
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
  declare readonly early: Table<OutOfOrderRow, readonly [LogId, DeviceId, number]>;
  declare readonly parked: Table<QuarantineRow, number>;
  declare readonly bases: Table<BaseRow, readonly [LogId, DocumentId]>;
  declare readonly syncRuns: Table<SyncRunRow, number>;
  declare readonly notes: Table<InterviewNote, InterviewNoteId>;
  declare readonly erasures: Table<ErasureRow, string>;
  /** Only through `documents`, and by whoever seals ahead: whole documents are there. */
  declare readonly documentChanges: Table<DocumentChange, readonly [LogId, DocumentId, number]>;
  /** What lists are made of. */
  readonly summaryCache: SummaryCache;
  /** Documents that need not be read again. */
  readonly documentCache = new DocumentCache();
  /** What a write need not read again. */
  readonly lastWrite = new LastWriteState();
  /** What an exchange need not read again. */
  readonly rowCache = new RowCache();
  /** Seals rows that will be put as they are, while something else is waited for. */
  readonly encryptAhead: <Row extends object, Key>(table: Table<Row, Key>, rows: readonly Row[]) => void;
  /** What sealing need not look through again. */
  readonly checkedTexts = new CheckedTexts();

  readonly #factory: IDBFactory;

  constructor(name: string, cipher: Cipher, parts?: IndexedDbFactories) {
    // Strict: a transaction is over when the disk has it. The cache would hold a second copy of everything read.
    super(name, { ...parts, chromeTransactionDurability: 'strict', cache: 'disabled' });
    this.#factory = parts?.indexedDB ?? globalThis.indexedDB;
    this.summaryCache = new SummaryCache(this);
    this.version(1).stores(schemaVersion1);
    this.version(2).stores(schemaVersion2);
    this.version(3).stores(schemaVersion3);
    this.version(4)
      .stores(schemaVersion4)
      .upgrade(() => {
        throw new DatabaseRefused('plain', `${name} was written before there was encryption`);
      });
    this.version(5).stores(schemaVersion5);
    this.version(6).stores(schemaVersion6);
    this.version(7).stores(schemaVersion7);
    const { middleware, ahead } = encryptRows(cipher, compressedTables);
    this.use(middleware);
    this.encryptAhead = (table, rows) => ahead(table.name, rows);
    this.use(wholeDocumentsMiddleware(this.documentCache));
    this.use(this.lastWrite.middleware);
    this.use(this.rowCache.middleware);
    this.on('close', () => {
      this.documentCache.clear();
      this.rowCache.clear();
    });
  }

  /** Throws a `DatabaseRefused` when a later version of the app wrote it. Asked before it is opened, which may change it. */
  async refuseNewerVersion(): Promise<void> {
    const known = await this.#factory.databases();
    const version = known.find(({ name }) => name === this.name)?.version ?? 0;
    if (Math.floor(version / nativeVersionsPerDexieVersion) > this.verno)
      throw new DatabaseRefused('newer-data', `${this.name} was written by a later version of the app`);
  }
}
