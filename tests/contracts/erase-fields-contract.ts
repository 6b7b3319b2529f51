import { describe, expect, test } from 'vitest';
import { Path } from '#domain/document/op.ts';
import type { IndexedDbFactories } from '#renderer/store/db/database.ts';
import { quarantineItem } from '#renderer/store/db/quarantine.ts';
import { chainStartHash } from '#sync/protocol/hash.ts';
import { aDoc } from '#tests/support/builders/sample-ids.ts';
import { FakeJournal } from '#tests/support/laptop/fake-journal.ts';
import type { TestLaptop } from '#tests/support/laptop/test-laptop.ts';
import { doc, ErasureWorld, log } from './erasure-world.ts';
import { hasWordsOf, notes, textOn, typeNotes } from './words-to-erase.ts';

const secret = 'quetzalcoatl';
const reason = Path.parse('answers/D1.1/rationale');
const workshop = aDoc(3);

const isIn = (value: unknown): boolean => JSON.stringify(value).includes(secret);

const hasWords = (device: TestLaptop, fakeJournal: FakeJournal): Promise<boolean> =>
  hasWordsOf(device, fakeJournal, secret);

const valueOn = async (device: TestLaptop, path: Path) =>
  (await device.query('document', { log, doc }))?.document.registers[path]?.heads.map(({ value }) => value);

/** Two laptops in one mission: A wrote the values that headquarters will erase, and B has them. */
async function aWorld(parts: IndexedDbFactories) {
  const fakeJournal = new FakeJournal();
  const erasureWorld = new ErasureWorld(parts, fakeJournal);
  const journalB = new FakeJournal();
  const [a, b] = [await erasureWorld.start(), await erasureWorld.colleague(journalB)];
  for (const device of [a, b]) await device.sync();
  await a.write(log, doc, 'assessment', 'title', 'Court');
  await a.write(log, doc, 'assessment', reason, `so says ${secret}`);
  await typeNotes(a, workshop, `as ${secret} told`);
  for (const device of [a, b]) await device.sync();
  return { world: erasureWorld, server: erasureWorld.server, journal: fakeJournal, journalB, a, b };
}

/** Contract: behaviour of a laptop when headquarters erased single values, on any IndexedDB. */
export function eraseFieldsContract(parts: () => IndexedDbFactories): void {
  describe('[E8] what headquarters erased', () => {
    test('goes at the next sync from every table and from the journal, on the laptop of who wrote it and on others', async () => {
      const { server, a, b, journal, journalB } = await aWorld(parts());
      expect([await hasWords(a, journal), await hasWords(b, journalB)]).toEqual([true, true]);
      server.erase(log, doc, reason);
      server.erase(log, workshop, notes);
      for (const device of [a, b]) await device.sync();
      expect([await hasWords(a, journal), await hasWords(b, journalB)]).toEqual([false, false]);
      expect(await valueOn(a, reason)).toEqual([null]);
      expect([await textOn(a, workshop), await textOn(b, workshop)]).toEqual(['', '']);
      expect(await valueOn(b, Path.parse('title'))).toEqual(['Court']);
      await Promise.all([a.close(), b.close()]);
    });

    test('leaves each laptop able to write on, in the same place too', async () => {
      const { server, a, b } = await aWorld(parts());
      server.erase(log, doc, reason);
      server.erase(log, workshop, notes);
      for (const device of [a, b]) await device.sync();
      await a.write(log, doc, 'assessment', reason, 'seen on site');
      await typeNotes(b, workshop, 'after');
      for (const device of [a, b, a]) await device.sync();
      expect([await valueOn(a, reason), await valueOn(b, reason)]).toEqual([
        ['seen on site'],
        ['seen on site'],
      ]);
      expect([await textOn(a, workshop), await textOn(b, workshop)]).toEqual(['after', 'after']);
      await Promise.all([a.close(), b.close()]);
    });

    test('of the past alone leaves the present value', async () => {
      const { server, a, b, journal, journalB } = await aWorld(parts());
      await a.write(log, doc, 'assessment', reason, 'seen on site');
      await a.sync();
      server.erase(log, doc, reason, 'past');
      server.erase(log, workshop, notes);
      for (const device of [a, b]) await device.sync();
      expect([await hasWords(a, journal), await hasWords(b, journalB)]).toEqual([false, false]);
      expect([await valueOn(a, reason), await valueOn(b, reason)]).toEqual([
        ['seen on site'],
        ['seen on site'],
      ]);
      await Promise.all([a.close(), b.close()]);
    });

    test('takes nothing that a laptop wrote there and had not sent', async () => {
      const { server, a, b } = await aWorld(parts());
      b.transport.mood = 'down';
      await b.write(log, doc, 'assessment', reason, 'unsent');
      await typeNotes(b, workshop, 'unsent too');
      server.erase(log, doc, reason);
      server.erase(log, workshop, notes);
      b.transport.mood = 'good';
      for (const device of [b, a]) await device.sync();
      expect([await valueOn(a, reason), await valueOn(b, reason)]).toEqual([['unsent'], ['unsent']]);
      expect([await textOn(a, workshop), await textOn(b, workshop)]).toEqual(['unsent too', 'unsent too']);
      await Promise.all([a.close(), b.close()]);
    });

    test('does not come back with a pack in which less was erased, and which comes late by another road', async () => {
      const { server, a, b, journal } = await aWorld(parts());
      server.erase(log, doc, Path.parse('title'));
      await b.sync();
      const early = await b.packsFor(log);
      server.erase(log, doc, reason);
      server.erase(log, workshop, notes);
      await a.sync();
      expect(early.some(({ erased }) => erased !== undefined)).toBe(true);
      expect(isIn(early)).toBe(true);
      await a.carry(early);
      expect(await hasWords(a, journal)).toBe(false);
      await Promise.all([a.close(), b.close()]);
    });

    test('goes from the journal at the next start where the disk had refused to overwrite it', async () => {
      const { world, server, a, b, journal } = await aWorld(parts());
      server.erase(log, doc, reason);
      server.erase(log, workshop, notes);
      journal.failBlanking = true;
      await a.sync();
      expect(isIn(journal.entries)).toBe(true);
      journal.failBlanking = false;
      const again = await world.reopen(a, 1_000);
      expect(await hasWords(again, journal)).toBe(false);
      expect(await valueOn(again, reason)).toEqual([null]);
      await Promise.all([again.close(), b.close()]);
    });

    test('does not come back from the journal of a laptop that loses its database before it heard of it', async () => {
      const { world, server, a, b, journal } = await aWorld(parts());
      await a.close();
      server.erase(log, doc, reason);
      server.erase(log, workshop, notes);
      const again = await world.start({ db: world.database('-anew'), host: a.host, clock: a.clock });
      expect(isIn(journal.entries)).toBe(true);
      await again.sync();
      await again.sync();
      expect(await hasWords(again, journal)).toBe(false);
      expect(await valueOn(again, reason)).toEqual([null]);
      await Promise.all([again.close(), b.close()]);
    });

    test('does not stay in the journal either that was written under a former identity', async () => {
      const { world, server, a, b, journal } = await aWorld(parts());
      // No pack is signed under the new identity, so that the rebuilt database has none.
      await a.store.pauseSync(true);
      await a.write(log, doc, 'assessment', 'title', 'High Court');
      await a.host.ask('device.renew', { why: 'fork' });
      const renewed = await world.reopen(a, 0);
      await renewed.close();
      server.erase(log, doc, reason);
      server.erase(log, workshop, notes);
      const again = await world.start({ db: world.database('-anew'), host: a.host, clock: a.clock });
      expect(isIn(journal.entries)).toBe(true);
      await again.sync();
      expect(again.transport.pages).toHaveLength(1);
      expect(await hasWords(again, journal)).toBe(false);
      expect(await valueOn(again, Path.parse('title'))).toEqual(['High Court']);
      await Promise.all([again.close(), b.close()]);
    });

    test('goes from what a former identity said of it and had not sent, after it was given up twice', async () => {
      const { world, server, a, b, journal } = await aWorld(parts());
      a.transport.mood = 'down';
      await a.write(log, doc, 'assessment', reason, `again ${secret}`);
      await typeNotes(a, workshop, `as ${secret} told again`);
      // The pack is signed, and no signing is under way when the identity changes.
      await a.sync();
      await a.host.ask('device.renew', { why: 'fork' });
      const second = await world.reopen(a, 0);
      await second.sync();
      await second.host.ask('device.renew', { why: 'fork' });
      const third = await world.reopen(second, 0, 'good');
      await third.sync();
      expect(await valueOn(third, reason)).toEqual([`again ${secret}`]);
      expect(journal.entries.filter(({ kind }) => kind === 'adopted')).toHaveLength(1);
      server.erase(log, doc, reason);
      server.erase(log, workshop, notes);
      await third.sync();
      expect(await hasWords(third, journal)).toBe(false);
      await Promise.all([third.close(), b.close()]);
    });

    test('is told to a headquarters that was restored to before it, by whoever has obeyed', async () => {
      const { server, a, b, journalB } = await aWorld(parts());
      server.erase(log, doc, reason);
      server.erase(log, workshop, notes);
      await a.sync();
      await a.write(log, doc, 'assessment', 'title', 'High Court');
      await a.sync();
      server.restoreTo(log, 0);
      for (const device of [a, b, a, b]) await device.sync();
      expect(isIn(server.packs(log))).toBe(false);
      expect(await hasWords(b, journalB)).toBe(false);
      expect(await valueOn(b, Path.parse('title'))).toEqual(['High Court']);
      await Promise.all([a.close(), b.close()]);
    });

    test('goes from what is parked: the pack itself, and another branch that says something there', async () => {
      const { server, a, b, journal } = await aWorld(parts());
      const packRows = await a.db.packs.where('[log+device+first]').between([log], [log, []]).toArray();
      for (const { payload, hash } of packRows) {
        await quarantineItem(a.db, { atMs: 1, what: 'ownPack', why: 'fork', hash, text: payload });
        const branch = payload.replace('so says', 'as said');
        if (branch !== payload)
          await quarantineItem(a.db, {
            atMs: 1,
            what: 'pack',
            why: 'fork',
            hash: chainStartHash,
            text: branch,
          });
      }
      server.erase(log, doc, reason);
      server.erase(log, workshop, notes);
      await a.sync();
      expect(await hasWords(a, journal)).toBe(false);
      expect(await a.db.parked.count()).toBe(packRows.length + 1);
      await Promise.all([a.close(), b.close()]);
    });
  });
}
