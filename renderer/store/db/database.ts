import { Dexie, type Table } from 'dexie';
import type { TextDraft, TextDraftId } from '#domain/draft/text-draft.ts';
import type { DeviceId, DocumentId, LogId } from '#domain/ids.ts';
import type { InterviewNote, InterviewNoteId } from '#domain/interview/interview-note.ts';
import type { DeviceRecord, DeviceRecordId } from '#domain/workshop/device-record.ts';
import type { SyncRun } from '../api/store-api.ts';
import { CheckedTexts } from './checked-texts.ts';
import { DocumentCache } from './document-cache.ts';
import type { Cipher } from './encryption/cipher.ts';
import { encryptRows } from './encryption/encrypt-rows.ts';
import { DatabaseRefused } from './encryption/encryption-errors.ts';
import { LastWriteState } from './last-write-state.ts';
import type { LogRow } from './log-row.ts';
import { RowCache } from './row-cache.ts';
import type {
  BaseRow,
  DocumentChange,
  DocumentRow,
  ErasureRow,
  OpRow,
  OutOfOrderRow,
  PackRow,
  QuarantineRow,
  SummaryRow,
} from './rows.ts';
import { SummaryCache } from './summary-cache.ts';
import type { UndoStep } from './undo-list.ts';
import { wholeDocumentsMiddleware } from './whole-documents.ts';

/**
 * Id for the next row of a table numbered in order of arrival. Runs inside the caller's transaction. The database could
 * assign it, but only after encryption, and a row is bound to its key.
 */
export async function nextRowId(table: Table<unknown, number>): Promise<number> {
  const [last = 0] = await table.orderBy(':id').reverse().limit(1).primaryKeys();
  return last + 1;
}

/** All tables that a restore of own ops and packs changes. */
export const ownOpTables = (db: FieldDatabase): Table[] => [
  db.ops,
  db.documents,
  db.documentChanges,
  db.summaries,
  db.bases,
  db.packs,
  db.logs,
  db.meta,
  db.undoSteps,
];

/** All tables that an answer of headquarters changes: all but the sync runs. */
export const receivingTables = (db: FieldDatabase): Table[] => [...ownOpTables(db), db.early, db.parked];

// Published versions are frozen. Append the next one; never edit these lines. Keys and indexes hold random ids, log ids
// and small numbers only (docs/security-requirements.md 2). They hold no content, names or paths. A version that only
// adds tables is stated with the next: each stated version costs time at every start. Dexie compares the tables on the
// disk with the last version.

/** First version with encrypted rows. */
const schemaVersion4 = {
  ops: '[log+device+n],[log+doc]',
  /** Documents are large: counting or listing by their own keys reads them all; a small index avoids it. */
  documents: '[log+doc],log',
  summaries: '[log+doc]',
  packs: '[log+device+first]',
  outbox: '[log+n]',
  logs: 'log',
  meta: 'key',
  early: '[log+device+first]',
  parked: '++id',
  syncRuns: '++id',
  bases: '[log+doc]',
} as const;

const schemaVersion7 = {
  /** Interview notes, which stay on this laptop, and erasures by the retention clock here. */
  notes: 'id,log',
  erasures: 'id',
  /** The outbox is the own ops beyond those at headquarters; a table of its own would store them twice. */
  outbox: null,
  /** An answer writes its changed registers, not the whole document (renderer/store/db/whole-documents.ts). */
  documentChanges: '[log+doc+n]',
} as const;

const schemaVersion8 = {
  ...schemaVersion7,
  /** Records of workshops, which stay on this laptop. */
  deviceRecords: 'id,log,doc',
} as const;

const schemaVersion9 = {
  ...schemaVersion8,
  /** Steps of this laptop that can be undone or redone, by record. */
  undoStacks: '[log+doc]',
} as const;

const schemaVersion10 = {
  ...schemaVersion9,
  /** Texts that are in no record yet, which stay on this laptop. */
  drafts: 'id,log',
} as const;

const schemaVersion11 = {
  ...schemaVersion10,
  /** One list of acts for all records instead of one for each: the newest act of a person is undone first. */
  undoStacks: null,
  undoSteps: 'n',
} as const;

/** Every write and every sync round reads them; a write changes one or two of their few rows. */
const smallTables: ReadonlySet<string> = new Set(['logs', 'meta']);

/** Large rows with much repetition: compressed, a seventh of them goes to the disk. */
const compressedTables: ReadonlySet<string> = new Set(['documents', 'documentChanges', 'bases']);

/** Key and value of a singleton; see meta.ts. */
export interface MetaRow {
  readonly key: string;
  readonly value: unknown;
}

interface SyncRunRow {
  readonly id: number;
  readonly run: SyncRun;
}

/** Dexie counts ten of IndexedDB's versions as one of its own. */
const nativeVersionsPerDexieVersion = 10;

/** IndexedDB factories other than the browser's, for tests. */
export interface IndexedDbFactories {
  readonly indexedDB: IDBFactory;
  readonly IDBKeyRange: typeof IDBKeyRange;
}

/**
 * Database of the device, with every row encrypted by this cipher. Only the files of this folder that say so write to
 * it. An unencrypted database, or one of a later version, is refused (`DatabaseRefused`) and stays unchanged.
 */
export class FieldDatabase extends Dexie {
  declare readonly ops: Table<OpRow, readonly [LogId, DeviceId, number]>;
  /** Whole documents; for a document with changes, the change alone may be put. */
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
  declare readonly deviceRecords: Table<DeviceRecord, DeviceRecordId>;
  declare readonly drafts: Table<TextDraft, TextDraftId>;
  declare readonly undoSteps: Table<UndoStep, number>;
  declare readonly erasures: Table<ErasureRow, string>;
  /** Used only by the `documents` table and by encryption ahead; whole documents are read there. */
  declare readonly documentChanges: Table<DocumentChange, readonly [LogId, DocumentId, number]>;
  /** Source of all lists. */
  readonly summaryCache: SummaryCache;
  /** Documents that need not be read again. */
  readonly documentCache = new DocumentCache();
  /** State that a write need not read again. */
  readonly lastWrite = new LastWriteState();
  /** Rows that a sync round need not read again. */
  readonly rowCache = new RowCache();
  /** Encrypt rows that will be put unchanged, while the caller waits for something else. */
  readonly encryptAhead: <Row extends object, Key>(table: Table<Row, Key>, rows: readonly Row[]) => void;
  /** Checks of texts that need not be repeated before packs are signed. */
  readonly checkedTexts = new CheckedTexts();

  readonly #factory: IDBFactory;

  constructor(name: string, cipher: Cipher, parts?: IndexedDbFactories) {
    // Strict: a transaction completes when the disk has it. Dexie's cache would hold a second copy of every read row.
    super(name, { ...parts, chromeTransactionDurability: 'strict', cache: 'disabled' });
    this.#factory = parts?.indexedDB ?? globalThis.indexedDB;
    this.summaryCache = new SummaryCache(this);
    this.version(4)
      .stores(schemaVersion4)
      .upgrade(() => {
        throw new DatabaseRefused('plain', `${name} was written before there was encryption`);
      });
    this.version(11).stores(schemaVersion11);
    const { middleware, ahead } = encryptRows(cipher, compressedTables, smallTables);
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

  /**
   * Refuse a database of a later version of the app. Runs before the database is opened, which may change it.
   * @throws `DatabaseRefused`
   */
  async refuseNewerVersion(): Promise<void> {
    const known = await this.#factory.databases();
    const version = known.find(({ name }) => name === this.name)?.version ?? 0;
    if (Math.floor(version / nativeVersionsPerDexieVersion) > this.verno)
      throw new DatabaseRefused('newer-data', `${this.name} was written by a later version of the app`);
  }
}
