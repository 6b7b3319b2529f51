import { describe, expect, test } from 'vitest';
import type { DataRequest } from '#domain/privacy/data-request.ts';
import {
  changeDataRequest,
  readDataRequests,
  readDataRequestVersions,
  recordDataRequest,
} from '#server/retention/data-requests.ts';
import { anEntry } from '#tests/support/builders/a-data-request.ts';
import { aHeadquartersWithAPast, day, dayMs } from '#tests/support/server/headquarters-with-a-past.ts';
import { embedded, postgres, type StoreLocations } from '#tests/support/server/stores.ts';

const words = 'letter 14 of 2026';
const answer = { on: '2026-11-26', outcome: 'partly', reason: 'Of others.', did: 'A copy.' } as const;

/** A register with two requests: the first is answered, in its second version, and the other waits. */
async function setUp(storeLocations: StoreLocations) {
  const all = await aHeadquartersWithAPast(storeLocations);
  const { hq, store, dependencies } = all;
  const focalPoint = await hq.addPerson('dpo');
  const enter = () =>
    store.transaction().execute((tx) => recordDataRequest(tx, dependencies, focalPoint, anEntry()));
  const say = (number: number, seen: number, said: Partial<DataRequest>) =>
    store.transaction().execute(async (tx) => {
      const [lastVersion] = await readDataRequestVersions(tx, number);
      if (lastVersion === undefined) throw new Error('There is no such entry');
      const request = { ...lastVersion.request, ...said };
      return changeDataRequest(tx, dependencies, focalPoint, { number, seen, request });
    });
  await enter();
  await enter();
  await say(1, 1, { answer });
  const numbers = async () => (await readDataRequests(store)).map(({ number }) => number);
  const kinds = (due: readonly { readonly kind: string }[]) => due.map(({ kind }) => kind);
  return { ...all, enter, say, numbers, kinds };
}

describe.each([embedded, postgres])(
  '[E] the words of answered data requests, on the $name',
  (blankLocations) => {
    test('are erased with a line after two years and 30 listed days; waiting requests stay', async () => {
      const { store, clock, enter, numbers, kinds, look, lookFor, sayEnd } = await setUp(blankLocations);
      await sayEnd('2028-06-30');
      clock.nowMs = day('2030-06-29');
      // The names of a mission's team, due for a year.
      expect(kinds((await look()).due)).toEqual(['part']);
      clock.nowMs = day('2030-06-30');
      expect((await look()).due.find(({ kind }) => kind === 'requests')).toMatchObject({
        title: '',
        groups: [{ group: 'dataRequests', fields: 1, dueOn: '2030-06-30' }],
        erasedFrom: '2030-07-30',
      });
      expect(kinds((await lookFor(29)).erased)).toEqual(['part']);
      expect(await numbers()).toEqual([2, 1]);

      const { erased, due } = await lookFor(1);
      expect([kinds(erased), kinds(due)]).toEqual([['requests'], []]);
      expect(await numbers()).toEqual([2]);
      expect(await readDataRequestVersions(store, 1)).toEqual([]);
      const rows = await store.selectFrom('data_requests').selectAll().where('number', '=', 1).execute();
      expect(rows.map(({ version, content }) => [version, content])).toEqual([
        [1, ''],
        [2, ''],
      ]);
      const line = await store
        .selectFrom('audit')
        .select('subject')
        .where('act', '=', 'erase-requests')
        .executeTakeFirstOrThrow();
      expect(JSON.parse(line.subject)).toEqual({ on: '2030-07-30', groups: { dataRequests: 1 } });
      expect(await enter()).toMatchObject({ value: 3 });
    });

    test('stay where the answer is withdrawn within the 30 days, or was given in them', async () => {
      const { clock, say, numbers, lookFor, sayEnd } = await setUp(blankLocations);
      await sayEnd('2028-06-30');
      clock.nowMs = day('2030-06-30');
      await lookFor(20);
      await say(1, 2, { answer: null });
      await say(2, 1, { answer });
      expect((await lookFor(29)).erased.map(({ groups }) => groups)).toEqual([{ missionTeam: 1 }]);
      expect(await numbers()).toEqual([1, 2]);
      expect((await lookFor(31)).erased.map(({ groups }) => groups)).toEqual([{ dataRequests: 1 }]);
      expect(await numbers()).toEqual([1]);
    });

    test('can be emptied and not be changed otherwise, nor deleted: the table itself refuses', async () => {
      const { store, clock } = await setUp(blankLocations);
      const rows = () => store.updateTable('data_requests');
      for (const change of [
        rows().set({ content: '{}' }),
        rows().set({ content: '', at_ms: clock.nowMs + dayMs }),
        rows().set({ content: '', number: 9 }),
        rows().set({ content: '', entry: null }),
        store.deleteFrom('data_requests'),
      ])
        await expect(change.execute()).rejects.toThrow('are kept');
      expect(JSON.stringify(await readDataRequests(store))).toContain(words);
      await rows().set({ content: '' }).execute();
      expect(await readDataRequests(store)).toEqual([]);
    });
  },
);
