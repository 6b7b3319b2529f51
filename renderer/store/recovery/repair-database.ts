import type { FieldDatabase } from '../db/database.ts';
import { DiskTimeoutError } from '../db/disk-failure.ts';
import type { Mutex } from '../db/mutex.ts';
import { type Journal, JournalRefused } from '../journal/journal.ts';
import type { Timeout } from '../db/timeout.ts';
import { canRebuildDatabase, onOneConnection, recreateDatabase } from './open-database.ts';

export interface RepairDependencies {
  readonly db: FieldDatabase;
  readonly journal: Journal;
  readonly timeout: Timeout;
  /** For a database that is opened in enough room: after damage Chromium may be silent for long (worker.ts). */
  readonly openTimeout: Timeout;
  /** Nothing is written or received while the database is mended. */
  readonly turn: Mutex;
  readonly nowMs: () => number;
  /** Brings journal and database together (D2). */
  readonly reconcile: () => Promise<void>;
  /** Called when the database can be asked again. */
  readonly onRepaired: () => void;
  /** Hears of an error that mending did not end. */
  readonly giveUp: (error: unknown) => void;
}

/** An error that comes back so soon was not mended. */
const repeatWindowMs = 60_000;

interface RepairAttempt {
  readonly atMs: number;
  readonly wasAnew: boolean;
  /** Known before it began: what fails without room says nothing about the database. */
  readonly hadRoom: boolean;
}

/**
 * Mends a database that can't be read while the store is open: closed, opened again and compared with the journal; when
 * that does not help, deleted and built anew from the journal. One that does not answer, or that was opened again while
 * there was no room, may be whole: it is left alone. When not even that helps, the error is given up on.
 */
export class DatabaseRepair {
  readonly #parts: RepairDependencies;
  #running: Promise<void> | null = null;
  #last: RepairAttempt | null = null;

  constructor(parts: RepairDependencies) {
    this.#parts = parts;
  }

  /** All that break while it is being mended wait for the same mending. */
  repair(error: unknown): Promise<void> {
    this.#running ??= this.#parts
      .turn(() => this.#mendNow(error))
      .finally(() => {
        this.#running = null;
      });
    return this.#running;
  }

  get isRepairing(): boolean {
    return this.#running !== null;
  }

  async #mendNow(error: unknown): Promise<void> {
    const { nowMs, onRepaired, giveUp } = this.#parts;
    const before = this.#last !== null && nowMs() - this.#last.atMs < repeatWindowMs ? this.#last : null;
    const steps = before === null ? [this.#reopen, this.#rebuild] : before.wasAnew ? [] : [this.#rebuild];
    const errors = [error];
    for (const step of steps) {
      try {
        await step();
        return onRepaired();
      } catch (failure) {
        errors.push(failure);
        if (failure instanceof DiskTimeoutError) break;
      }
    }
    giveUp(new AggregateError(errors, 'The database can be neither read nor built anew'));
  }

  readonly #reopen = async (): Promise<void> => {
    const { db, journal, nowMs, reconcile, timeout, openTimeout } = this.#parts;
    const hadRoom = await canRebuildDatabase(journal);
    this.#last = { atMs: nowMs(), wasAnew: false, hadRoom };
    db.close();
    // What was opened without room may never answer, and what a person does about it (make room, open again) helps at once.
    await (hadRoom ? openTimeout : timeout)(db.open().then(() => onOneConnection(db, reconcile)));
  };

  readonly #rebuild = async (): Promise<void> => {
    const { db, journal, nowMs, reconcile } = this.#parts;
    if (this.#last?.hadRoom === false || !(await canRebuildDatabase(journal)))
      throw new JournalRefused('full', 'There is no room to build the database anew');
    this.#last = { atMs: nowMs(), wasAnew: true, hadRoom: true };
    await recreateDatabase(db);
    await onOneConnection(db, reconcile);
  };
}
