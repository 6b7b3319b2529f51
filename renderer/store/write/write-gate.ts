import { createMutex, type Mutex } from '#base/mutex.ts';
import type { DeviceId } from '#domain/ids.ts';
import type { SuccessorIdentity } from '../api/live-state.ts';
import type { FieldDatabase } from '../db/database.ts';
import { DiskTimeoutError, type Timeout } from '../db/database-timeouts.ts';
import { JournalRefused } from '../db/disk-failure.ts';
import type { UncommittedEntries } from './uncommitted-entries.ts';

interface WriteGateDependencies {
  readonly db: FieldDatabase;
  readonly uncommitted: UncommittedEntries;
  /** Limit on the time of one task. */
  readonly timeout: Timeout;
  /** Reason that the journal could not be read at the start; null when it was. */
  readonly unread: JournalRefused | null;
  /** Reconcile journal and database (D2). */
  readonly prepare: () => Promise<ReconciledDatabase>;
  /** Called after each reconciliation. */
  readonly onReconciled: (reconciledDatabase: ReconciledDatabase) => void;
}

/** Database after its reconciliation with the journal. */
export interface ReconciledDatabase {
  /** Identity of the database's own changes. */
  readonly owner: DeviceId;
  readonly successor: SuccessorIdentity | null;
  /** The journal could not be read: the database is the only source, and the screen says so. */
  readonly unread: JournalRefused | null;
}

/** Knowledge about the database, on which tasks depend. */
type GateState =
  /** Journal and database were reconciled: all own numbers are known. */
  | { readonly kind: 'reconciled' }
  /**
   * The journal could not be read for the reconciliation (D2). The database may be an older one, so unknown own numbers
   * may be in use. Each task tries the reconciliation again, and nothing is written before it succeeds.
   */
  | { readonly kind: 'journalUnread'; readonly refused: JournalRefused }
  /** A task had no end in time. Only a reconciliation finds its effects, and no task runs before. */
  | { readonly kind: 'taskAbandoned'; readonly timeout: DiskTimeoutError }
  /** The database did not open on the full disk. No task runs until it is opened again. */
  | { readonly kind: 'waitsForRoom'; readonly before: GateState };

/**
 * Gate before the database: one task at a time, and only while a task can do no harm. Entries that only the journal has
 * are committed before any task (D1).
 */
export class WriteGate {
  readonly #parts: WriteGateDependencies;
  #state: GateState;

  constructor(parts: WriteGateDependencies) {
    this.#parts = parts;
    this.#state = stateAfterReconciliation(parts.unread);
  }

  /** Runs a task after all earlier ones, in any state of the gate: for repairs and the end of the store. */
  readonly inTurn: Mutex = createMutex();

  /** Runs a task once the database has all journaled entries. */
  readonly whenCommitted: Mutex = (task) =>
    this.inTurn(async () => {
      if (this.#state.kind === 'waitsForRoom')
        throw new JournalRefused('full', 'The database did not open on the full disk');
      try {
        return await this.#parts.timeout(this.#commitBefore(task));
      } catch (error) {
        if (error instanceof DiskTimeoutError) this.#abandonTask(error);
        throw error;
      }
    });

  /** Runs a task that uses own numbers: it fails while the journal could not be read. */
  readonly whenJournalRead: Mutex = (task) =>
    this.whenCommitted(() => {
      if (this.#state.kind === 'journalUnread') throw this.#state.refused;
      return task();
    });

  /** Reconcile journal and database: all entries are committed then. Runs in turn. */
  async reconcile(): Promise<void> {
    const reconciledDatabase = await this.#parts.prepare();
    this.#parts.uncommitted.clear();
    this.#state = stateAfterReconciliation(reconciledDatabase.unread);
    this.#parts.onReconciled(reconciledDatabase);
  }

  /** Refuse tasks until `endWaitForRoom`: the database did not open on the full disk. */
  waitForRoom(): void {
    this.#state = { kind: 'waitsForRoom', before: this.#state };
  }

  /** The database is being opened again. */
  endWaitForRoom(): void {
    if (this.#state.kind === 'waitsForRoom') this.#state = this.#state.before;
  }

  async #commitBefore<T>(task: () => Promise<T>): Promise<T> {
    if (this.#state.kind === 'journalUnread') await this.reconcile();
    if (this.#state.kind === 'taskAbandoned') throw this.#state.timeout;
    await this.#parts.uncommitted.commit(this.#parts.db);
    return task();
  }

  /** An unread journal is reconciled before the next task in any case. */
  #abandonTask(timeout: DiskTimeoutError): void {
    if (this.#state.kind === 'reconciled') this.#state = { kind: 'taskAbandoned', timeout };
  }
}

const stateAfterReconciliation = (unread: JournalRefused | null): GateState =>
  unread === null ? { kind: 'reconciled' } : { kind: 'journalUnread', refused: unread };
