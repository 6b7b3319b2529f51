import type { FieldDatabase } from './database.ts';
import type { SyncRun } from './store-api.ts';

/** One round trip of a run. */
export interface Trip {
  readonly bytesUp: number;
  readonly bytesDown: number;
  readonly changesUp: number;
  readonly changesDown: number;
}

export const noTraffic: Trip = { bytesUp: 0, bytesDown: 0, changesUp: 0, changesDown: 0 };

/** Adds a round trip to a run; its end moves on. */
export const addTrip = (run: SyncRun, trip: Trip, nowMs: number): SyncRun => ({
  ...run,
  endedAtMs: nowMs,
  roundTrips: run.roundTrips + 1,
  bytesUp: run.bytesUp + trip.bytesUp,
  bytesDown: run.bytesDown + trip.bytesDown,
  changesUp: run.changesUp + trip.changesUp,
  changesDown: run.changesDown + trip.changesDown,
});

export const beginRun = (nowMs: number): SyncRun => ({
  startedAtMs: nowMs,
  endedAtMs: nowMs,
  outcome: 'done',
  code: null,
  roundTrips: 0,
  ...noTraffic,
});

/** So many runs are kept. */
const mostRuns = 500;

/**
 * Writes a run down. A run that found nothing new is not kept: a device asks twice a minute. Failing again in the same
 * way lengthens the last row, so that a week offline is one line and not thousands.
 */
export async function keepRun(db: FieldDatabase, run: SyncRun): Promise<void> {
  const isEmpty = run.changesUp + run.changesDown === 0;
  if (isEmpty && run.outcome === 'done') return;
  await db.transaction('rw', db.syncRuns, async () => {
    const last = await db.syncRuns.orderBy(':id').last();
    if (isEmpty && last && isSameFailure(last.run, run)) {
      await db.syncRuns.put({ id: last.id, run: { ...joined(last.run, run) } });
      return;
    }
    await db.syncRuns.add({ id: (last?.id ?? 0) + 1, run });
    const surplus = (await db.syncRuns.count()) - mostRuns;
    if (surplus > 0) await db.syncRuns.bulkDelete(await db.syncRuns.limit(surplus).primaryKeys());
  });
}

/** So many runs tell of the link as it is now. */
const recent = 20;

/** The latest runs that went well, newest first: they tell how fast the link is. */
export async function recentRuns(db: FieldDatabase): Promise<readonly SyncRun[]> {
  const rows = await db.syncRuns.orderBy(':id').reverse().limit(recent).toArray();
  return rows.map(({ run }) => run).filter(({ outcome }) => outcome === 'done');
}

const isSameFailure = (a: SyncRun, b: SyncRun): boolean => a.outcome === b.outcome && a.code === b.code;

const joined = (a: SyncRun, b: SyncRun): SyncRun => ({
  ...a,
  endedAtMs: b.endedAtMs,
  roundTrips: a.roundTrips + b.roundTrips,
  bytesUp: a.bytesUp + b.bytesUp,
  bytesDown: a.bytesDown + b.bytesDown,
});
