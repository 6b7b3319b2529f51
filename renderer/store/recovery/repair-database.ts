import type { AlarmTimer } from '#sync/client/ports.ts';
import type { FieldDatabase } from '../db/database.ts';
import { type DatabaseTimeouts, DiskTimeoutError } from '../db/database-timeouts.ts';
import { JournalRefused, SilentDatabaseError } from '../db/disk-failure.ts';
import type { Journal } from '../journal/journal.ts';
import type { JournalAccount } from '../journal/journal-account.ts';
import type { WriteGate } from '../write/write-gate.ts';
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
  readonly timeouts: DatabaseTimeouts;
  /** Nothing is written or received during the repair. */
  readonly gate: Pick<WriteGate, 'inTurn' | 'reconcile' | 'waitForRoom' | 'endWaitForRoom'>;
  readonly nowMs: () => number;
  readonly alarm: AlarmTimer;
  /** Called with an error that the repair could not remove; `SilentDatabaseError` where a new page may help. */
  readonly giveUp: (error: unknown) => void;
}

/**
 * Wait before the next attempt on a full disk. Chromium closes the files of a failed database two seconds after its last
 * connection; before that, a new connection meets the same failure.
 */
export const fullDiskRetryMs = 5_000;

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
 * whole: it is left alone. One that refuses to open for lack of room is opened again until it does. If the rebuilding
 * fails too, the error is passed on.
 */
export class DatabaseRepair {
  readonly #parts: RepairDependencies;
  #running: Promise<void> | null = null;
  #last: RepairAttempt | null = null;
  #isWhole = true;
  #onRepaired: () => void = () => undefined;
  /** Calls off the next attempt on a full disk. */
  #stopWaiting: (() => void) | null = null;
  /** Unreadable entries of the journal at its last comparison with the database. */
  #comparedDamage: number;

  /** Made right after a comparison. */
  constructor(parts: RepairDependencies) {
    this.#parts = parts;
    this.#comparedDamage = parts.account.damagedFrameCount;
  }

  /** All failures during a repair wait for the same repair. */
  repair(error: unknown): Promise<void> {
    return this.#stopWaiting === null ? this.#begin(error, false) : Promise.resolve();
  }

  get isRepairing(): boolean {
    return this.#running !== null || this.#stopWaiting !== null;
  }

  /** Set the listener for a database that can be used again. */
  onRepaired(listener: () => void): void {
    this.#onRepaired = listener;
  }

  /** Call off the next attempt. */
  stop(): void {
    this.#stopWaiting?.();
  }

  /** False while the database may lack content that a repair restores. Queries give no answer then. */
  get isWhole(): boolean {
    return this.#isWhole;
  }

  #begin(error: unknown, isRetry: boolean): Promise<void> {
    if (this.#running === null) {
      this.#isWhole = false;
      this.#running = this.#parts.gate
        .inTurn(() => this.#repairNow(error, isRetry))
        .finally(() => {
          this.#running = null;
          this.#isWhole = this.#stopWaiting === null;
        });
    }
    return this.#running;
  }

  /** @param isRetry after a failure without room: the database may be whole, and is opened only */
  async #repairNow(error: unknown, isRetry: boolean): Promise<void> {
    const { account, giveUp } = this.#parts;
    const previousRepairAttempt =
      this.#last !== null && this.#parts.nowMs() - this.#last.atMs < repeatWindowMs ? this.#last : null;
    const steps = isRetry
      ? [this.#reopen]
      : previousRepairAttempt === null
        ? [this.#reopen, this.#rebuild]
        : previousRepairAttempt.wasAnew
          ? []
          : [this.#rebuild];
    const errors = [error];
    for (const step of steps) {
      try {
        await step();
        this.#comparedDamage = account.damagedFrameCount;
        this.#isWhole = true;
        return this.#onRepaired();
      } catch (failure) {
        errors.push(failure);
        if (failure instanceof DiskTimeoutError) break;
      }
    }
    const last = errors.at(-1);
    const isFull = this.#last?.hadRoom === false || (last instanceof JournalRefused && last.code === 'full');
    if (last instanceof DiskTimeoutError && !isFull)
      giveUp(
        new SilentDatabaseError('IndexedDB does not answer here', { cause: new AggregateError(errors) }),
      );
    // After silence on a full disk only a new window helps.
    else if (isFull && !(last instanceof DiskTimeoutError)) this.#waitForRoom(error);
    else giveUp(new AggregateError(errors, 'The database can be neither read nor built anew'));
  }

  #waitForRoom(error: unknown): void {
    const { alarm, gate, nowMs } = this.#parts;
    gate.waitForRoom();
    this.#stopWaiting = alarm.at(nowMs() + fullDiskRetryMs, () => {
      this.#stopWaiting = null;
      gate.endWaitForRoom();
      void this.#begin(error, true);
    });
  }

  readonly #reconcile = (): Promise<void> => this.#parts.gate.reconcile();

  readonly #reopen = async (): Promise<void> => {
    const { db, journal, nowMs, timeouts } = this.#parts;
    const hadRoom = await canRebuildDatabase(journal);
    this.#last = { atMs: nowMs(), wasAnew: false, hadRoom };
    // A database opened without space may never answer, and the person can act at once (free space, open again).
    if (!hadRoom) return timeouts.task(openAnew(db).then(() => onOneConnection(db, this.#reconcile)));
    await timeouts.reopen(openAnew(db));
    await timeouts.open(onOneConnection(db, this.#reconcile));
  };

  readonly #rebuild = async (): Promise<void> => {
    const { account, db, journal, nowMs, timeouts } = this.#parts;
    if (this.#last?.hadRoom === false || !(await canRebuildDatabase(journal)))
      throw new JournalRefused('full', 'There is no room to build the database anew');
    // A comparison gives the journal again all that is unreadable in it. The database alone may have the entries that the
    // journal refused, and those that were damaged later.
    if (account.lacksOwnEntries || (await countDamagedFrames(journal)) > this.#comparedDamage)
      throw new JournalRefused('failed', 'The journal was damaged since it was compared with the database');
    this.#last = { atMs: nowMs(), wasAnew: true, hadRoom: true };
    await timeouts.reopen(recreateDatabase(db));
    await timeouts.open(onOneConnection(db, this.#reconcile));
  };
}

/**
 * Close the database and open it. An opening that a query has begun ends first: closing would cancel it, and Dexie gives
 * its cancellation to the next opening too.
 */
async function openAnew(db: FieldDatabase): Promise<void> {
  await db.open().catch(() => undefined);
  db.close();
  await db.open();
}
