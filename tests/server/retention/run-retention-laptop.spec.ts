import { describe, expect, test } from 'vitest';
import type { LogId } from '#domain/ids.ts';
import { setProgrammeEnd } from '#server/console/programme.ts';
import type { ServerStore } from '#server/db/open-store.ts';
import { addLog } from '#server/log/log-registry.ts';
import { runRetention } from '#server/retention/run-retention.ts';
import { aDoc, aLog, aPerson } from '#tests/support/builders/sample-ids.ts';
import { startLaptop } from '#tests/support/laptop/start-laptop.ts';
import { TestLaptop } from '#tests/support/laptop/test-laptop.ts';
import type { Headquarters } from '#tests/support/server/headquarters.ts';
import { RealHeadquarters } from '#tests/support/server/real-headquarters.ts';
import { embedded, openUntilTheEnd, postgres } from '#tests/support/server/stores.ts';
import { TestHeadquarters, testDependencies } from '#tests/support/server/test-headquarters.ts';

const [gone, programme, other] = [aLog(1), aLog(2), aLog(3)];
const dayMs = 24 * 60 * 60_000;
const secret = 'The xylophone is never oiled';

/** The end is entered, its five years and the 30 days pass, and headquarters looks each day. */
async function eraseAll(store: ServerStore): Promise<readonly string[]> {
  const administrator = await new TestHeadquarters(store).addPerson('admin');
  const end = { endsOn: '2020-06-30', seen: [] };
  await store.transaction().execute((tx) => setProgrammeEnd(tx, testDependencies, administrator, end));
  const erased: string[] = [];
  for (let at = 0; at <= 30; at += 1) {
    const dependencies = { ...testDependencies, nowMs: () => testDependencies.nowMs() + at * dayMs };
    const look = await runRetention(store, dependencies, { erases: true, actor: 'retention clock' });
    erased.push(...look.erased.map(({ id }) => id));
  }
  return erased;
}

describe.each([embedded, postgres])(
  '[E] a laptop that holds a mission which the $name erased',
  (blankLocations) => {
    async function setUp() {
      const store = await openUntilTheEnd(await blankLocations.newLocation());
      const server = await RealHeadquarters.withLog(store, gone);
      const open = (log: LogId, kind: 'mission' | 'programme') =>
        store
          .transaction()
          .execute((tx) => addLog(tx, testDependencies, { log, kind, title: 'A log', country: null }));
      await open(programme, 'programme');
      const start = (at: number, roles: Readonly<Record<LogId, readonly ['lead']>>) =>
        startLaptop(server, at, { name: `Lead ${at}`, roles });
      const [a, b] = [await start(1, { [gone]: ['lead'] }), await start(2, { [gone]: ['lead'] })];
      for (const device of [a, b]) await device.sync();
      expect((await a.write(gone, aDoc(1), 'assessment', 'title', `${secret} 1`)).kind).toBe('saved');
      for (const device of [a, b]) await device.sync();
      a.transport.mood = 'down';
      await a.write(gone, aDoc(1), 'assessment', 'comments/c1/text', `${secret} 2`);
      expect(await eraseAll(store)).toEqual([gone]);
      a.transport.mood = 'good';
      const inStore = async () =>
        JSON.stringify([
          await store.selectFrom('entries').select('payload').execute(),
          await store.selectFrom('parked').select('payload').execute(),
          await store.selectFrom('registers').select('register').execute(),
        ]);
      /** Lead 1's laptop, opened again without a network. Headquarters knows it. */
      const again = ({ db, host, clock }: TestLaptop) => {
        const knownHeadquarters: Headquarters = {
          nowMs: server.nowMs,
          enrol: () => undefined,
          sync: (syncRequest) => server.sync(syncRequest),
          snapshot: (logId, snapshotAsk) => server.snapshot(logId, snapshotAsk),
          packs: (logId) => server.packs(logId),
          document: (logId, documentId) => server.document(logId, documentId),
        };
        const lead = { person: aPerson(1), name: 'Lead 1', roles: {} };
        return TestLaptop.start({ db, host, clock, server: knownHeadquarters, mood: 'down', ...lead });
      };
      return { store, open, start, again, a, b, inStore };
    }

    test('keeps its copy, brings nothing of it back, and continues with everything else', async () => {
      const { store, open, a, b, inStore } = await setUp();
      await open(other, 'mission');
      const grants = [aPerson(1), aPerson(2)].map((person) => ({
        log: other,
        person,
        role: 'lead' as const,
      }));
      await store.insertInto('grants').values(grants).execute();
      for (const device of [a, b, a]) await device.sync();
      expect(await inStore()).not.toContain('xylophone');
      expect((await a.query('document', { log: gone, doc: aDoc(1) }))?.document.registers).toMatchObject({
        title: { heads: [{ value: `${secret} 1` }] },
      });

      await a.write(other, aDoc(3), 'assessment', 'title', 'Court');
      const sync = await a.sync();
      await b.sync();
      expect((await b.query('documents', { log: other })).map(({ title }) => title)).toEqual(['Court']);
      // A person with unsent changes is told so, as by any role that ended. A person without them is told nothing.
      expect(sync.sync).toEqual({ kind: 'blocked', code: 'access' });
      expect((await b.rest()).sync.kind).toBe('idle');
      // Nobody has a role in it any more: nothing new is written there either.
      expect((await a.write(gone, aDoc(1), 'assessment', 'title', 'again')).kind).toBe('refused');
      expect(await inStore()).not.toContain('xylophone');
      await Promise.all([a.close(), b.close()]);
    });

    test('erases it by its own clock after the same 30 days, with its unsendable changes', async () => {
      const { a, again } = await setUp();
      await a.sync();
      const nextDay = async (testLaptop: TestLaptop): Promise<TestLaptop> => {
        await testLaptop.close();
        testLaptop.clock.advance(dayMs);
        return again(testLaptop);
      };
      let laptop = await nextDay(a);
      expect((await laptop.query('status', null)).dueMissions).toMatchObject([
        { log: gone, unsent: 1, fate: 'goes' },
      ]);
      for (let days = 0; days < 30; days += 1) laptop = await nextDay(laptop);
      const tables = await Promise.all(laptop.db.tables.map((table) => table.toArray()));
      expect(JSON.stringify(tables)).not.toContain('xylophone');
      laptop.transport.mood = 'good';
      const { sync, waiting } = await laptop.sync();
      expect([sync.kind, waiting.changes]).toEqual(['idle', 0]);
      await laptop.close();
    }, 30_000);

    test('a laptop that comes new gets nothing of it', async () => {
      const { open, start, a, b } = await setUp();
      await open(other, 'mission');
      const freshTestLaptop = await start(4, { [other]: ['lead'] });
      await freshTestLaptop.sync();
      expect(await freshTestLaptop.query('documents', { log: gone })).toEqual([]);
      expect(await freshTestLaptop.query('document', { log: gone, doc: aDoc(1) })).toBeNull();
      await Promise.all([a.close(), b.close(), freshTestLaptop.close()]);
    });
  },
);
