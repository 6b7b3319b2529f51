import { type Pace, paceOf } from '#sync/client/pace.ts';
import { type Progress, progressOf } from '#sync/client/progress.ts';
import type { FieldDatabase } from './database.ts';
import { knownWaiting } from './known-rows.ts';
import { addTrip, beginRun, keepRun, recentRuns, type Trip } from './run-ledger.ts';
import type { SyncRun } from './store-api.ts';

/**
 * Measures the run under way: what it cost and how far it has come. What waits is read when a round trip has ended, so
 * that what went and what is left are always of the same moment.
 */
export class RunMeter {
  readonly #db: FieldDatabase;
  readonly #nowMs: () => number;
  #run: SyncRun | null = null;
  #pace: Pace | null = null;
  #progress: Progress;

  constructor(db: FieldDatabase, nowMs: () => number) {
    this.#db = db;
    this.#nowMs = nowMs;
    this.#progress = progressOf(beginRun(nowMs()), { changes: 0, bytes: 0 }, null);
  }

  get progress(): Progress {
    return this.#progress;
  }

  get roundTrips(): number {
    return this.#run?.roundTrips ?? 0;
  }

  /** Begins a run, when none is under way. */
  async begin(): Promise<void> {
    if (this.#run !== null) return;
    this.#run = beginRun(this.#nowMs());
    this.#pace = paceOf(await this.#db.known.read('syncRuns', 'recent', () => recentRuns(this.#db)));
    await this.#look();
  }

  /** Counts a round trip that has ended. */
  async add(trip: Trip): Promise<void> {
    if (this.#run === null) return;
    this.#run = addTrip(this.#run, trip, this.#nowMs());
    await this.#look();
  }

  /** Writes the run down. */
  async end(outcome: SyncRun['outcome'], code: string | null): Promise<void> {
    const run = this.#run;
    this.#run = null;
    if (run !== null) await keepRun(this.#db, { ...run, outcome, code });
  }

  /** The database broke: there is nothing to write it down in. */
  drop(): void {
    this.#run = null;
  }

  async #look(): Promise<void> {
    const waiting = await knownWaiting(this.#db);
    if (this.#run !== null) this.#progress = progressOf(this.#run, waiting, this.#pace);
  }
}
