import type { FieldDatabase } from '../db/database.ts';
import { DatabaseResetError, isBrokenDatabase } from '../db/disk-failure.ts';
import type { Journal } from '../journal/journal.ts';
import type { DatabaseRepair } from './repair-database.ts';

interface FailureDependencies {
  readonly db: FieldDatabase;
  readonly journal: Journal;
  readonly repair: Pick<DatabaseRepair, 'repair' | 'isRepairing'>;
  /** Called for a failure that no repair removes. */
  readonly onBroken: (error: unknown) => void;
}

/** Failures of the open database, from all parts of the store: each leads to a repair, or to the end of the store. */
export class DatabaseFailures {
  readonly #parts: FailureDependencies;
  #isClosing = false;

  constructor(parts: FailureDependencies) {
    this.#parts = parts;
  }

  /**
   * Report a failure. Without a journal nothing could be rebuilt. A store that closes repairs nothing: its own close
   * ends reads that still run, and the next start repairs damage.
   */
  readonly report = (error: unknown): void => {
    const { journal, repair, onBroken } = this.#parts;
    if (this.#isClosing && isBrokenDatabase(error)) return;
    if (journal.isThere && isBrokenDatabase(error)) void repair.repair(error);
    else onBroken(error);
  };

  /**
   * Report from now on that the database is closed under the store.
   * @param connection Connection since its preparation: it may be another by now.
   */
  watchConnection(connection: IDBDatabase): void {
    const { db, repair } = this.#parts;
    db.on('close', () => {
      if (!this.#isClosing && !repair.isRepairing) this.report(closedUnderStore());
    });
    if (db.backendDB() !== connection) this.report(closedUnderStore());
  }

  /** The store closes: its database fails from here on. */
  beginClosing(): void {
    this.#isClosing = true;
  }
}

const closedUnderStore = (): DatabaseResetError =>
  new DatabaseResetError('The database was closed under the store');
