import { describe, expect, test } from 'vitest';
import { Path } from '#domain/document/op.ts';
import type { IndexedDbFactories } from '#renderer/store/db/database.ts';
import { putMeta, readMeta } from '#renderer/store/db/meta.ts';
import { receiveSyncResponse } from '#renderer/store/receive/receive-response.ts';
import { anAnswer } from '#tests/support/builders/packs.ts';
import { aDoc } from '#tests/support/builders/sample-ids.ts';
import { FakeJournal } from '#tests/support/laptop/fake-journal.ts';
import type { TestLaptop, TransportMood } from '#tests/support/laptop/test-laptop.ts';
import { dayMs, doc, ErasureWorld, log, mission, other } from './erasure-world.ts';
import { hasWordsOf, textOn, typeNotes } from './words-to-erase.ts';

const secret = 'quetzalcoatl';
const workshop = aDoc(3);
/** The team is due after one year and the notes after two; the rest after five. */
const threeYearsAgo = '2023-10-31';
const team = 'team/t1/function';

const hasWords = (device: TestLaptop, fakeJournal: FakeJournal): Promise<boolean> =>
  hasWordsOf(device, fakeJournal, secret);

/**
 * Laptop A with a mission that has a team and notes. Everything is sent, and the programme has been over for three
 * years.
 */
async function aWorld(parts: IndexedDbFactories) {
  const fakeJournal = new FakeJournal();
  const erasureWorld = new ErasureWorld(parts, fakeJournal);
  const a = await erasureWorld.start();
  await a.sync();
  await a.write(log, mission, 'mission', 'title', 'Arlandia');
  await a.write(log, mission, 'mission', team, `lead ${secret}`);
  await a.write(log, doc, 'assessment', 'title', 'Court');
  await typeNotes(a, workshop, `as ${secret} told`);
  await a.sync();
  await putMeta(a.db, 'enrolment', { recipients: [], lease: 45 * dayMs });
  await erasureWorld.endsOn(threeYearsAgo);
  await a.sync();
  return { world: erasureWorld, journal: fakeJournal, a };
}

/** State of the day before the 30 days in the list are over. The days seen are put there. */
async function almostOver(
  erasureWorld: ErasureWorld,
  device: TestLaptop,
  transportMood?: TransportMood,
): Promise<TestLaptop> {
  const a = await erasureWorld.passDays(device, 1, transportMood);
  const list = (await readMeta(a.db, 'dueParts')) ?? {};
  const listedGraceState = list[log];
  if (listedGraceState === undefined) throw new Error('Nothing is due');
  const seenMs = 29 * dayMs;
  const moved = { ...listedGraceState, listedAtMs: listedGraceState.listedAtMs - seenMs, countedMs: seenMs };
  await putMeta(a.db, 'dueParts', { ...list, [log]: moved });
  return a;
}

const statusOf = (device: TestLaptop) => device.query('status', null);

const valueOn = async (device: TestLaptop, of: typeof doc, path: string) =>
  (await device.query('document', { log, doc: of }))?.document.registers[Path.parse(path)]?.heads.map(
    ({ value }) => value,
  );

/** Contract: parts of a mission that a laptop erases before the rest of it, on any IndexedDB. */
export function dueContentContract(parts: () => IndexedDbFactories): void {
  describe('[E9] a part of a mission that is due before the rest', () => {
    test('is erased without a network after 30 days in which the person is told; the rest stays', async () => {
      const { world, journal, a: previousTestLaptop } = await aWorld(parts());
      const a = await almostOver(world, previousTestLaptop);
      expect((await statusOf(a)).dueParts).toMatchObject([{ log, title: 'Arlandia', fate: 'goes' }]);
      expect(await hasWords(a, journal)).toBe(true);

      const after = await world.passDays(a, 1);
      expect(await hasWords(after, journal)).toBe(false);
      expect(await statusOf(after)).toMatchObject({ dueMissions: [], erasedParts: { missions: 1 } });
      expect(await valueOn(after, mission, 'title')).toEqual(['Arlandia']);
      expect(await valueOn(after, mission, team)).toEqual([null]);
      expect(await valueOn(after, doc, 'title')).toEqual(['Court']);
      expect(await textOn(after, workshop)).toBe('');
      await after.store.dismissErased();
      expect((await statusOf(after)).erasedParts).toBeNull();
      await after.close();
    });

    test('is not due again, and headquarters is told how many fields of which group once there is a network', async () => {
      const { world, a: previousTestLaptop } = await aWorld(parts());
      const a = await world.passDays(await almostOver(world, previousTestLaptop), 1);
      const after = await world.passDays(a, 2, 'good');
      await after.sync();
      expect((await statusOf(after)).dueParts).toEqual([]);
      expect(world.counts()).toMatchObject([
        { group: 'missionTeam', count: 1 },
        { group: 'sessionNotesAttributed', count: 1 },
      ]);
      await after.close();
    });

    test('waits while headquarters lacks anything of the mission, and goes once it has it', async () => {
      const { world, journal, a: previousTestLaptop } = await aWorld(parts());
      previousTestLaptop.transport.mood = 'down';
      await previousTestLaptop.write(log, doc, 'assessment', 'title', 'High Court');
      const a = await world.passDays(await almostOver(world, previousTestLaptop), 1);
      expect((await statusOf(a)).dueParts).toMatchObject([{ unsent: 1, fate: 'waits' }]);
      expect(await hasWords(a, journal)).toBe(true);
      world.server.nowMs = a.clock.now();
      a.transport.mood = 'good';
      await a.sync();
      // At once: it may not be opened again for long.
      await expect.poll(() => hasWords(a, journal)).toBe(false);
      await a.close();
    });

    test('goes from changes that wait too, once headquarters takes nothing of the mission', async () => {
      const { world, journal, a: previousTestLaptop } = await aWorld(parts());
      // Nobody has looked at the address, and it cannot pass the removal: no pack is signed from there on.
      await previousTestLaptop.write(
        log,
        doc,
        'assessment',
        'findings/f1/text',
        'Ask unit@institution.example',
      );
      await previousTestLaptop.write(log, doc, 'assessment', 'findings/f1/removed', true);
      await previousTestLaptop.write(log, mission, 'mission', team, `deputy ${secret}`);
      world.goneAtHeadquarters(previousTestLaptop);
      await previousTestLaptop.sync();
      const a = await almostOver(world, previousTestLaptop);
      expect((await statusOf(a)).dueParts).toMatchObject([{ unsent: 4, fate: 'goes' }]);
      const after = await world.passDays(a, 1);
      expect(await hasWords(after, journal)).toBe(false);
      expect(await valueOn(after, mission, team)).toEqual([null]);
      await after.close();
    });

    test.each([
      ['at once', false],
      ['after a restart', true],
    ])('[P2] leads to a new identity %s when headquarters loses a cut pack', async (_, restarts) => {
      const { world, a: previousTestLaptop } = await aWorld(parts());
      let a = await world.passDays(await almostOver(world, previousTestLaptop), 1);
      const { id } = a;
      world.server.nowMs = a.clock.now();
      world.server.restoreTo(log, 0);
      const exchange = { sent: [], startedAtMs: a.clock.now(), endedAtMs: a.clock.now() };
      if (restarts) {
        // It knows of the loss, and no more.
        await receiveSyncResponse(a.db, id, anAnswer(log, { next: 0, acked: 0 }), exchange);
        a = await world.reopen(a, 0);
      }
      a.transport.mood = 'good';
      await a.sync();
      await a.sync();
      expect([a.id === id, (await statusOf(a)).waiting.changes]).toEqual([false, 0]);
      expect(world.server.document(log, doc)?.registers).toMatchObject({
        title: { heads: [{ value: 'Court' }] },
      });
      expect(JSON.stringify(world.server.packs(log)).includes(secret)).toBe(false);
      await a.close();
    });

    test('[P2] holds up no other mission when headquarters never took the pack', async () => {
      const { world, journal, a: previousTestLaptop } = await aWorld(parts());
      previousTestLaptop.transport.mood = 'down';
      await previousTestLaptop.write(log, mission, 'mission', team, `deputy ${secret}`);
      await previousTestLaptop.sync();
      world.goneAtHeadquarters(previousTestLaptop);
      previousTestLaptop.transport.mood = 'good';
      await previousTestLaptop.sync();
      let a = await world.passDays(await almostOver(world, previousTestLaptop), 1);
      expect(await hasWords(a, journal)).toBe(false);
      for (let starts = 0; starts < 2; starts += 1) a = await world.reopen(a, 0);
      await a.write(other, aDoc(5), 'assessment', 'title', 'Laboratory');
      world.server.nowMs = a.clock.now();
      a.transport.mood = 'good';
      expect((await a.sync()).sync.kind).toBe('idle');
      expect(world.server.document(other, aDoc(5))?.registers).toMatchObject({
        title: { heads: [{ value: 'Laboratory' }] },
      });
      await a.close();
    });

    test('leaves the laptop able to write on and to send it, after its database is lost too', async () => {
      const { world, journal, a: previousTestLaptop } = await aWorld(parts());
      const a = await world.passDays(await almostOver(world, previousTestLaptop), 1, 'good');
      await a.write(log, doc, 'assessment', 'title', 'High Court');
      await a.sync();
      await a.close();
      const again = await world.start({ db: world.database('-anew'), host: a.host, clock: a.clock });
      await again.sync();
      await again.write(log, doc, 'assessment', 'title', 'Supreme Court');
      await again.sync();
      expect((await statusOf(again)).waiting.changes).toBe(0);
      expect(world.server.document(log, doc)?.registers[Path.parse('title')]?.heads).toMatchObject([
        { value: 'Supreme Court' },
      ]);
      // Headquarters has not erased it yet, and gives it back; it is listed again.
      expect(await hasWords(again, journal)).toBe(true);
      await again.close();
    });

    test('goes whether headquarters erases it or the laptop, in whichever order', async () => {
      const { world, journal, a: previousTestLaptop } = await aWorld(parts());
      const b = await world.colleague();
      await b.sync();
      const a = await world.passDays(await almostOver(world, previousTestLaptop), 1);
      world.server.nowMs = a.clock.now();
      a.transport.mood = 'good';
      await a.sync();
      world.server.erase(log, mission, Path.parse(team));
      for (const device of [a, b]) await device.sync();
      expect(await hasWords(a, journal)).toBe(false);
      expect(await valueOn(b, mission, team)).toEqual([null]);
      await b.close();
      expect(await valueOn(a, mission, team)).toEqual([null]);
      await a.close();
    });

    test('stays while the end of the programme is not known, and when it is moved', async () => {
      const { world, journal, a: previousTestLaptop } = await aWorld(parts());
      const a = await world.passDays(previousTestLaptop, 1, 'good');
      expect((await statusOf(a)).dueParts).toHaveLength(1);
      await world.endsOn('2026-10-31');
      await a.sync();
      const after = await world.passDays(a, 40, 'good');
      expect((await statusOf(after)).dueParts).toEqual([]);
      expect(await hasWords(after, journal)).toBe(true);
      await after.close();
    });
  });
}
