import { expect, test } from 'vitest';
import type { LiveState } from '#renderer/store/api/live-state.ts';
import type { FieldDatabase } from '#renderer/store/db/database.ts';
import { readMeta } from '#renderer/store/db/meta.ts';
import type { QuarantineRow } from '#renderer/store/db/rows.ts';
import {
  asLiveQuery,
  asLiveQueryInParts,
  type QueryFunction,
  type QuerySources,
} from '#renderer/store/queries/live-query.ts';
import type { RecordSearch } from '#renderer/store/search/record-search.ts';
import { beginSyncRun } from '#renderer/store/send/sync-runs.ts';
import { sha256Of } from '#sync/protocol/hash.ts';
import { nodeDatabase } from '#tests/support/laptop/node-database.ts';

const parked = (id: number): QuarantineRow => ({
  id,
  atMs: id,
  what: 'entry',
  why: '',
  hash: sha256Of(''),
  text: '',
});
// No answer here asks for these.
const live = {} as unknown as LiveState;
const search = {} as unknown as RecordSearch;

/** Read something `depth` functions within functions deep, as answers do before they read on. */
async function readDeep(db: FieldDatabase, depth: number): Promise<number> {
  if (depth === 0) return (await readMeta(db, 'saved'))?.atMs ?? 0;
  return [await readDeep(db, depth - 1)].length - 1;
}

async function aDatabase() {
  const db = nodeDatabase();
  await db.open();
  return { db, sources: (): QuerySources => ({ db, live, search }) };
}

test.each([0, 1, 2, 4])(
  'a query reruns when a row changes that it read in functions nested %i deep',
  async (depth) => {
    const { db, sources } = await aDatabase();
    const query = async ({ db: from }: QuerySources) => {
      await readDeep(from, depth);
      return (await from.parked.get(1))?.atMs ?? 0;
    };
    const heard: unknown[] = [];
    const watch = asLiveQuery(query as unknown as QueryFunction<'status'>)(sources, null, {
      next: (foundQueryResult) => heard.push(foundQueryResult),
      error: (error) => heard.push(error),
    });
    await expect.poll(() => heard).toEqual([0]);
    await db.parked.put(parked(1));
    await expect.poll(() => heard).toEqual([0, 1]);
    watch.unsubscribe();
    db.close();
  },
);

test('of a query in parts, only the part that read a changed row reruns', async () => {
  const { db, sources } = await aDatabase();
  const asked = { often: 0, seldom: 0 };
  const answering = asLiveQueryInParts<'status', number, number>(
    async (from) => {
      asked.often += 1;
      return await from.db.parked.count();
    },
    async (from) => {
      asked.seldom += 1;
      return await from.db.syncRuns.count();
    },
    (often, seldom) => [often, seldom] as never,
  );
  const heard: unknown[] = [];
  const watch = answering(sources, null, {
    next: (foundQueryResult) => heard.push(foundQueryResult),
    error: () => undefined,
  });
  await expect.poll(() => heard).toEqual([[0, 0]]);
  await db.parked.put(parked(1));
  await expect.poll(() => heard.at(-1)).toEqual([1, 0]);
  expect(asked).toEqual({ often: 2, seldom: 1 });

  // Another listener to the same change: by then the ended one would have heard it too.
  const others: unknown[] = [];
  const other = answering(sources, null, {
    next: (foundQueryResult) => others.push(foundQueryResult),
    error: () => undefined,
  });
  await expect.poll(() => others).toEqual([[1, 0]]);
  watch.unsubscribe();
  await db.parked.put(parked(2));
  await expect.poll(() => others.at(-1)).toEqual([2, 0]);
  expect(heard.at(-1)).toEqual([1, 0]);
  other.unsubscribe();
  db.close();
});

test('a query that reads nothing of what changes is asked anew after many changes, so that no keys pile up', async () => {
  const { db, sources } = await aDatabase();
  let asked = 0;
  const query = async ({ db: from }: QuerySources) => {
    asked += 1;
    return await from.syncRuns.count();
  };
  const heard: unknown[] = [];
  const watch = asLiveQuery(query as unknown as QueryFunction<'status'>)(sources, null, {
    next: (foundQueryResult) => heard.push(foundQueryResult),
    error: (error) => heard.push(error),
  });
  await expect.poll(() => heard).toEqual([0]);
  const write = async (from: number, until: number) => {
    for (let id = from; id < until; id += 30)
      await db.parked.bulkPut(Array.from({ length: 30 }, (_, at) => parked(id + at)));
  };
  await write(0, 600);
  expect(asked).toBe(1);
  await write(600, 1_500);
  await expect.poll(() => asked).toBe(2);
  await db.syncRuns.add({ id: 1, run: beginSyncRun(1_000) });
  await expect.poll(() => heard.at(-1)).toBe(1);
  watch.unsubscribe();
  db.close();
});
