import type { FieldDatabase } from '../db/database.ts';
import { DiskTimeoutError, type Timeout } from '../db/disk-failure.ts';
import type { Mutex } from '#base/mutex.ts';
import { type Journal, JournalRefused } from '../journal/journal.ts';
import type { JournalAccount } from '../journal/journal-account.ts';
import {
  canRebuildDatabase,
  countDamagedFrames,
  onOneConnection,
  recreateDatabase,
} from './open-database.ts';

interface RepairDependencies {
  readonly db: FieldDatabase;
  readonly journal: Journal;
  readonly account: JournalAccount;
  readonly timeout: Timeout;
  /**
   * For opening a database with enough space: after damage Chromium may not answer for long (renderer/store/worker.ts).
   */
  readonly openTimeout: Timeout;
  /** Nothing is written or received during the repair. */
  readonly turn: Mutex;
  readonly nowMs: () => number;
  /** Reconcile journal and database (D2). */
  readonly reconcile: () => Promise<void>;
  /** Called when the database can be used again. */
  readonly onRepaired: () => void;
  /** Called with an error that the repair could not remove. */
  readonly giveUp: (error: unknown) => void;
}

/** An error that returns within this time was not repaired. */
const repeatWindowMs = 60_000;

interface RepairAttempt {
  readonly atMs: number;
  readonly wasAnew: boolean;
  /** Known before the attempt: a failure without space says nothing about the database. */
  readonly hadRoom: boolean;
}

/**
 * Repair of an unreadable database while the store is open: closes, opens and reconciles it with the journal. If that
 * fails, it is deleted and rebuilt from the journal. A database without an answer, or opened without space, may be
 * whole: it is left alone. If the rebuilding fails too, the error is passed on.
 */
export class DatabaseRepair {
  readonly #parts: RepairDependencies;
  #running: Promise<void> | null = null;
  #last: RepairAttempt | null = null;
  #isWhole = true;
  /** Unreadable entries of the journal at its last comparison with the database. */
  #comparedDamage: number;

  /** Made right after a comparison. */
  constructor(parts: RepairDependencies) {
    this.#parts = parts;
    this.#comparedDamage = parts.account.damagedFrameCount;
  }

  /** All failures during a repair wait for the same repair. */
  repair(error: unknown): Promise<void> {
    if (this.#running === null) {
      this.#isWhole = false;
      this.#running = this.#parts
        .turn(() => this.#repairNow(error))
        .finally(() => {
          this.#running = null;
          this.#isWhole = true;
        });
    }
    return this.#running;
  }

  get isRepairing(): boolean {
    return this.#running !== null;
  }

  /** False while the database may lack content that a repair restores. Queries give no answer then. */
  get isWhole(): boolean {
    return this.#isWhole;
  }

  async #repairNow(error: unknown): Promise<void> {
    const { account, nowMs, onRepaired, giveUp } = this.#parts;
    const before = this.#last !== null && nowMs() - this.#last.atMs < repeatWindowMs ? this.#last : null;
    const steps = before === null ? [this.#reopen, this.#rebuild] : before.wasAnew ? [] : [this.#rebuild];
    const errors = [error];
    for (const step of steps) {
      try {
        await step();
        this.#comparedDamage = account.damagedFrameCount;
        this.#isWhole = true;
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
    // A database opened without space may never answer, and the person can act at once (free space, open again).
    await (hadRoom ? openTimeout : timeout)(db.open().then(() => onOneConnection(db, reconcile)));
  };

  readonly #rebuild = async (): Promise<void> => {
    const { db, journal, nowMs, reconcile } = this.#parts;
    if (this.#last?.hadRoom === false || !(await canRebuildDatabase(journal)))
      throw new JournalRefused('full', 'There is no room to build the database anew');
    // A comparison gives the journal again all that is unreadable in it. Later damage may be whole only in the database.
    if ((await countDamagedFrames(journal)) > this.#comparedDamage)
      throw new JournalRefused('failed', 'The journal was damaged since it was compared with the database');
    this.#last = { atMs: nowMs(), wasAnew: true, hadRoom: true };
    await recreateDatabase(db);
    await onOneConnection(db, reconcile);
  };
}
