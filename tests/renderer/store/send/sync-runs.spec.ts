import { expect, test } from 'vitest';
import type { SyncRun } from '#renderer/store/api/store-api.ts';
import { addRoundToRun, beginSyncRun, saveSyncRun } from '#renderer/store/send/sync-runs.ts';
import { nodeDatabase } from '#tests/support/laptop/node-database.ts';

const failedAt = (atMs: number): SyncRun => ({
  ...addRoundToRun(beginSyncRun(atMs), { bytesUp: 0, bytesDown: 0, changesUp: 0, changesDown: 0 }, atMs + 10),
  outcome: 'interrupted',
  code: 'unreachable',
});

test('a week without network is one line, not thousands', async () => {
  const db = nodeDatabase();
  for (const atMs of [1_000, 2_000, 3_000]) await saveSyncRun(db, failedAt(atMs));
  const logRows = (await db.syncRuns.toArray()).map(({ run }) => run);
  expect(logRows).toEqual([{ ...failedAt(1_000), endedAtMs: 3_010, roundTrips: 3 }]);
  db.close();
});

test('a run that moved something is one line; a run that found nothing is none', async () => {
  const db = nodeDatabase();
  const moved = addRoundToRun(
    beginSyncRun(5_000),
    { bytesUp: 900, bytesDown: 300, changesUp: 2, changesDown: 0 },
    5_100,
  );
  for (const logRow of [failedAt(1_000), moved, beginSyncRun(6_000), failedAt(7_000)])
    await saveSyncRun(db, logRow);
  const runs = (await db.syncRuns.toArray()).map(({ run }) => [run.startedAtMs, run.outcome, run.changesUp]);
  expect(runs).toEqual([
    [1_000, 'interrupted', 0],
    [5_000, 'done', 2],
    [7_000, 'interrupted', 0],
  ]);
  db.close();
});
