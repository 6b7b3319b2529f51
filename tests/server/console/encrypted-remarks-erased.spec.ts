import { describe, expect, test } from 'vitest';
import { storeConfidentialRemark } from '#server/console/encrypted-remarks.ts';
import {
  aHeadquartersWithAPast,
  day,
  dayMs,
  everything,
  secret,
} from '#tests/support/server/headquarters-with-a-past.ts';
import { aDoc } from '#tests/support/server/pack-writer.ts';
import { embedded, postgres, type StoreLocations } from '#tests/support/server/stores.ts';

/** A mission with a past: two remarks with confidential words, and one without. */
async function setUp(storeLocations: StoreLocations) {
  const all = await aHeadquartersWithAPast(storeLocations);
  await all.hq.addLog();
  for (const point of ['p1', 'p2'])
    await all.store
      .transaction()
      .execute((tx) => storeConfidentialRemark(tx, { log: all.log, doc: aDoc(1), point }, 'The words'));
  const words = () => all.store.selectFrom('sealed_words').selectAll().execute();
  return { ...all, words };
}

describe.each([embedded, postgres])(
  '[E] words that are strictly confidential, on the $name',
  (blankLocations) => {
    test('are listed for 30 days two years after the end, then erased without their mission', async () => {
      const { store, clock, log, words, look, lookFor, sayEnd } = await setUp(blankLocations);
      await sayEnd('2028-06-30');
      clock.nowMs = day('2030-06-29');
      // The names of the team, due for a year.
      expect((await look()).due.map(({ kind }) => kind)).toEqual(['part']);
      clock.nowMs = day('2030-06-30');
      const [, listedDueRow] = (await look()).due;
      expect(listedDueRow).toEqual({
        kind: 'sealed',
        id: log,
        title: 'A mission',
        groups: [{ group: 'markedReviewComments', fields: 2, dueOn: '2030-06-30' }],
        listedOn: '2030-06-30',
        erasedFrom: '2030-07-30',
      });
      expect((await lookFor(29)).erased).toMatchObject([{ kind: 'part' }]);
      expect(await words()).toHaveLength(2);

      const groups = { markedReviewComments: 2 };
      expect((await lookFor(1)).erased).toEqual([{ kind: 'sealed', id: log, on: '2030-07-30', groups }]);
      expect(await words()).toEqual([]);
      expect(await everything(store)).toContain(secret);
      const line = await store
        .selectFrom('audit')
        .select(['actor', 'subject'])
        .where('act', '=', 'erase-sealed')
        .executeTakeFirstOrThrow();
      expect([line.actor, JSON.parse(line.subject)]).toEqual([
        'retention clock',
        { log, on: '2030-07-30', groups },
      ]);
    });

    test('stay, off the list, when the end is set later within the 30 days', async () => {
      const { clock, words, lookFor, sayEnd } = await setUp(blankLocations);
      await sayEnd('2028-06-30');
      clock.nowMs = day('2030-06-30');
      await lookFor(29);
      await sayEnd('2029-06-30');
      clock.nowMs += dayMs;
      const { due, erased } = await lookFor(40);
      expect([due, erased.map(({ kind }) => kind)]).toEqual([[], ['part']]);
      expect(await words()).toHaveLength(2);
    });

    test('are erased before their mission when both are due, so the trail counts them', async () => {
      const { clock, words, lookFor, sayEnd } = await setUp(blankLocations);
      await sayEnd('2028-06-30');
      clock.nowMs = day('2033-06-30');
      const { erased } = await lookFor(30);
      expect(erased.map(({ kind }) => kind)).toEqual(['sealed', 'log', 'log']);
      expect(await words()).toEqual([]);
    });
  },
);
