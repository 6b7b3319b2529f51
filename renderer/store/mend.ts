import type { FieldDatabase } from './database.ts';
import { DiskSilent } from './disk-failure.ts';
import type { InTurn } from './in-turn.ts';
import { type Journal, JournalRefused } from './journal.ts';
import type { Patience } from './patience.ts';
import { beginAnew, mayBeginAnew } from './open-database.ts';

export interface MendParts {
  readonly db: FieldDatabase;
  readonly journal: Journal;
  readonly patience: Patience;
  /** For a database that is opened in enough room: after damage Chromium may be silent for long (worker.ts). */
  readonly patienceToOpen: Patience;
  /** Nothing is written or received while the database is mended. */
  readonly turn: InTurn;
  readonly nowMs: () => number;
  /** Brings journal and database together (D2). */
  readonly reconcile: () => Promise<void>;
  /** Called when the database can be asked again. */
  readonly onMended: () => void;
  /** Hears of an error that mending did not end. */
  readonly giveUp: (error: unknown) => void;
}

/** An error that comes back so soon was not mended. */
const soonMs = 60_000;

interface Attempt {
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
export class Mender {
  readonly #parts: MendParts;
  #running: Promise<void> | null = null;
  #last: Attempt | null = null;

  constructor(parts: MendParts) {
    this.#parts = parts;
  }

  /** All that break while it is being mended wait for the same mending. */
  mend(error: unknown): Promise<void> {
    this.#running ??= this.#parts
      .turn(() => this.#mendNow(error))
      .finally(() => {
        this.#running = null;
      });
    return this.#running;
  }

  get isMending(): boolean {
    return this.#running !== null;
  }

  async #mendNow(error: unknown): Promise<void> {
    const { nowMs, onMended, giveUp } = this.#parts;
    const before = this.#last !== null && nowMs() - this.#last.atMs < soonMs ? this.#last : null;
    const steps = before === null ? [this.#reopen, this.#rebuild] : before.wasAnew ? [] : [this.#rebuild];
    const errors = [error];
    for (const step of steps) {
      try {
        await step();
        return onMended();
      } catch (failure) {
        errors.push(failure);
        if (failure instanceof DiskSilent) break;
      }
    }
    giveUp(new AggregateError(errors, 'The database can be neither read nor built anew'));
  }

  readonly #reopen = async (): Promise<void> => {
    const { db, journal, nowMs, reconcile, patience, patienceToOpen } = this.#parts;
    const hadRoom = await mayBeginAnew(journal);
    this.#last = { atMs: nowMs(), wasAnew: false, hadRoom };
    db.close();
    // What was opened without room may never answer, and what a person does about it (make room, open again) helps at once.
    await (hadRoom ? patienceToOpen : patience)(db.open().then(reconcile));
  };

  readonly #rebuild = async (): Promise<void> => {
    const { db, journal, nowMs, reconcile } = this.#parts;
    if (this.#last?.hadRoom === false || !(await mayBeginAnew(journal)))
      throw new JournalRefused('full', 'There is no room to build the database anew');
    this.#last = { atMs: nowMs(), wasAnew: true, hadRoom: true };
    await beginAnew(db);
    await reconcile();
  };
}
