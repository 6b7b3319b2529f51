import { type LinkPace, linkPaceOf, type SyncProgress, syncProgressOf } from '#sync/client/estimate-sync.ts';
import type { SyncRun } from '../api/store-api.ts';
import type { FieldDatabase } from '../db/database.ts';
import { readCachedWaiting } from '../db/meta.ts';
import { emptyTraffic, type RoundTraffic } from '../receive/sync-round-result.ts';

/**
 * Meter of the run under way: its cost and progress. The outbox is read after each round, so that sent and remaining
 * changes are always of the same moment.
 */
export class SyncRunMeter {
  readonly #db: FieldDatabase;
  readonly #nowMs: () => number;
  #run: SyncRun | null = null;
  #pace: LinkPace | null = null;
  #progress: SyncProgress;

  constructor(db: FieldDatabase, nowMs: () => number) {
    this.#db = db;
    this.#nowMs = nowMs;
    this.#progress = syncProgressOf(beginSyncRun(nowMs()), { changes: 0, bytes: 0 }, null);
  }

  get progress(): SyncProgress {
    return this.#progress;
  }

  get roundTrips(): number {
    return this.#run?.roundTrips ?? 0;
  }

  /** Begin a run, when none is under way. */
  async begin(): Promise<void> {
    if (this.#run !== null) return;
    this.#run = beginSyncRun(this.#nowMs());
    this.#pace = linkPaceOf(
      await this.#db.rowCache.read('syncRuns', 'recent', () => readRecentRuns(this.#db)),
    );
    await this.#updateProgress();
  }

  /** Count a finished round. */
  async add(roundTraffic: RoundTraffic): Promise<void> {
    if (this.#run === null) return;
    this.#run = addRoundToRun(this.#run, roundTraffic, this.#nowMs());
    await this.#updateProgress();
  }

  /** Save the run. */
  async end(outcome: SyncRun['outcome'], code: string | null): Promise<void> {
    const logRow = this.#run;
    this.#run = null;
    if (logRow !== null) await saveSyncRun(this.#db, { ...logRow, outcome, code });
  }

  /** Drop the run: the database failed and cannot save it. */
  drop(): void {
    this.#run = null;
  }

  async #updateProgress(): Promise<void> {
    const waitingOutbox = await readCachedWaiting(this.#db);
    if (this.#run !== null) this.#progress = syncProgressOf(this.#run, waitingOutbox, this.#pace);
  }
}

/** Add a round to a run, and extend its end. */
export const addRoundToRun = (logRow: SyncRun, roundTraffic: RoundTraffic, nowMs: number): SyncRun => ({
  ...logRow,
  endedAtMs: nowMs,
  roundTrips: logRow.roundTrips + 1,
  bytesUp: logRow.bytesUp + roundTraffic.bytesUp,
  bytesDown: logRow.bytesDown + roundTraffic.bytesDown,
  changesUp: logRow.changesUp + roundTraffic.changesUp,
  changesDown: logRow.changesDown + roundTraffic.changesDown,
});

/** Run that begins now, without traffic. */
export const beginSyncRun = (nowMs: number): SyncRun => ({
  startedAtMs: nowMs,
  endedAtMs: nowMs,
  outcome: 'done',
  code: null,
  roundTrips: 0,
  ...emptyTraffic,
});

/** Number of runs to keep. */
const maximumStoredRuns = 500;

/**
 * Save a run. A run without news is not kept: a device asks twice a minute. A repeated failure of the same kind extends
 * the last row: a week offline is one row, not thousands.
 */
export async function saveSyncRun(db: FieldDatabase, logRow: SyncRun): Promise<void> {
  const isEmpty = logRow.changesUp + logRow.changesDown === 0;
  if (isEmpty && logRow.outcome === 'done') return;
  await db.transaction('rw', db.syncRuns, async () => {
    const lastRow = await db.syncRuns.orderBy(':id').last();
    if (isEmpty && lastRow && isSameFailure(lastRow.run, logRow)) {
      await db.syncRuns.put({ id: lastRow.id, run: { ...joinRuns(lastRow.run, logRow) } });
      return;
    }
    await db.syncRuns.add({ id: (lastRow?.id ?? 0) + 1, run: logRow });
    const surplus = (await db.syncRuns.count()) - maximumStoredRuns;
    if (surplus > 0) await db.syncRuns.bulkDelete(await db.syncRuns.limit(surplus).primaryKeys());
  });
}

/** Number of runs that show the present link. */
const recentRunCount = 20;

/** Latest successful runs, newest first: they show the speed of the link. */
export async function readRecentRuns(db: FieldDatabase): Promise<readonly SyncRun[]> {
  const syncRunRows = await db.syncRuns.orderBy(':id').reverse().limit(recentRunCount).toArray();
  return syncRunRows.map(({ run }) => run).filter(({ outcome }) => outcome === 'done');
}

const isSameFailure = (a: SyncRun, b: SyncRun): boolean => a.outcome === b.outcome && a.code === b.code;

const joinRuns = (a: SyncRun, b: SyncRun): SyncRun => ({
  ...a,
  endedAtMs: b.endedAtMs,
  roundTrips: a.roundTrips + b.roundTrips,
  bytesUp: a.bytesUp + b.bytesUp,
  bytesDown: a.bytesDown + b.bytesDown,
});
