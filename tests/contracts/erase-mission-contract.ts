import { describe, expect, test } from 'vitest';
import type { IndexedDbFactories } from '#renderer/store/db/database.ts';
import { readMeta } from '#renderer/store/db/meta.ts';
import { aParticipantCard } from '#tests/support/builders/a-participant-card.ts';
import { FakeJournal } from '#tests/support/laptop/fake-journal.ts';
import type { TestLaptop } from '#tests/support/laptop/test-laptop.ts';
import { aNote, dayMs, doc, ErasureWorld, log, mission, other, word } from './erasure-world.ts';

const statusOf = (device: TestLaptop) => device.query('status', null);
const titlesOf = async (device: TestLaptop) =>
  (await device.query('missions', null)).map(({ title }) => title);

/** Contract: promises of the retention clock about whole missions, on any IndexedDB. */
export function eraseMissionContract(indexedDb: () => IndexedDbFactories): void {
  const aWorld = () => {
    const fakeJournal = new FakeJournal();
    return { world: new ErasureWorld(indexedDb(), fakeJournal), journal: fakeJournal };
  };
  const journalHasWords = (fakeJournal: FakeJournal): boolean =>
    JSON.stringify(fakeJournal.entries).includes(word);

  describe('[E 9] a mission whose periods are over', () => {
    test('is in the list for 30 seen days, then erased without a network; notices come before and after', async () => {
      const { world } = aWorld();
      let a = await world.passDays(await world.aDueLaptop(), 1);
      expect((await statusOf(a)).dueMissions).toEqual([
        {
          log,
          title: `Arlandia ${word}`,
          dueAtMs: Date.UTC(2026, 9, 31),
          erasedFromMs: a.clock.now() + 30 * dayMs,
          unsent: 0,
          fate: 'goes',
        },
      ]);
      a = await world.passDays(a, 29);
      expect([(await statusOf(a)).erasedMissions, await titlesOf(a)]).toEqual([null, [`Arlandia ${word}`]]);
      a = await world.passDays(a, 1);
      const after = await statusOf(a);
      expect([after.dueMissions, after.erasedMissions]).toEqual([[], { atMs: a.clock.now(), missions: 1 }]);
      expect(await titlesOf(a)).toEqual([]);
      await a.store.dismissErased();
      expect((await statusOf(a)).erasedMissions).toBeNull();
      await a.close();
    }, 30_000);

    test('is erased while the app stays open, too', async () => {
      const { world } = aWorld();
      const a = await world.almostOver(await world.aDueLaptop());
      a.clock.advance(dayMs);
      expect(await a.until('missions', null, (missions) => missions.length === 0)).toEqual([]);
      await a.close();
    });

    test('leaves no word in any table and any entry of the journal, and no row but where its chain ends and its numbers', async () => {
      const { world, journal } = aWorld();
      let a = await world.almostOver(await world.aDueLaptop());
      await world.fillOtherTables(a);
      const whole = Object.keys(await world.rowsOf(a));
      expect(a.db.tables.map(({ name }) => name).filter((name) => !whole.includes(name))).toEqual([
        'syncRuns',
      ]);
      expect(journalHasWords(journal)).toBe(true);
      a = await world.passDays(a, 1);
      expect([await world.hasWords(a), journalHasWords(journal)]).toEqual([false, false]);
      const counts = (await a.db.ops.toArray()).filter((row) => row.log === log);
      expect(counts.map(({ path }) => path.replace(a.id, 'a')).sort()).toEqual([
        // A card and a sheet are erased by their own periods, before their mission: the audit counts that.
        'erased/0192f0c1-000b-4000-8000-000000000001-participantName-1',
        'erased/0192f0c1-000b-4000-8000-000000000002-evaluationAnswers-1',
        'erased/a-audit',
        'erased/a-institution',
        'erased/a-interviewNotes',
        'erased/a-mission',
        'erased/a-ratings',
      ]);
      const rows = { logs: 1, ops: counts.length };
      expect(await world.rowsOf(a)).toEqual(rows);
      await a.close();
      expect(await world.rawRowsOf()).toEqual(rows);
    });

    test('does not come back: from the journal to a database that is made anew, from headquarters, from a colleague', async () => {
      const { world, journal } = aWorld();
      let a = await world.anErasedLaptop();
      await a.close();
      a = await world.start({ db: world.database('anew'), host: a.host, clock: a.clock, mood: 'down' });
      expect([await world.hasWords(a), await a.query('documents', { log })]).toEqual([false, []]);
      a.transport.mood = 'good';
      // A new person in the mission: headquarters sends the grants and the title again.
      const b = await world.colleague();
      await b.sync();
      await b.write(log, doc, 'assessment', 'title', `High court ${word}`);
      await b.sync();
      for (let turns = 0; turns < 2; turns += 1) await a.sync();
      expect(await a.carry(await b.packsFor(log))).toEqual({ changes: 0, early: 0, parked: 0 });
      expect([await world.hasWords(a), journalHasWords(journal)]).toEqual([false, false]);
      expect((await a.write(log, doc, 'assessment', 'title', 'again')).kind).toBe('refused');
      expect([(await statusOf(a)).waiting.changes, world.counts().length]).toEqual([0, 4]);
      await Promise.all([a.close(), b.close()]);
    });

    test('is passed on to nobody: whoever asks for packs of it gets the numbers alone', async () => {
      const { world } = aWorld();
      const a = await world.anErasedLaptop();
      const packs = JSON.stringify(await a.packsFor(log, { [a.id]: 2 }));
      expect([packs.includes('erased/'), packs.includes(word)]).toEqual([true, false]);
      await a.close();
    });

    test('takes no interview note and no device record any more', async () => {
      const { world } = aWorld();
      const a = await world.anErasedLaptop();
      const refused = { kind: 'refused', reason: { kind: 'missionErased' } };
      expect(await a.store.saveNote(aNote(log))).toEqual(refused);
      expect(await a.store.saveDeviceRecords([aParticipantCard({ log })])).toEqual(refused);
      await a.close();
    });
  });

  describe('[E 9] headquarters', () => {
    test('is told group, count and day, as a change that is sent at the next contact, once', async () => {
      const { world } = aWorld();
      let a = await world.anErasedLaptop();
      expect([world.counts(), (await statusOf(a)).waiting.changes]).toEqual([[], 4]);
      world.server.nowMs = a.clock.now();
      for (let starts = 0; starts < 2; starts += 1) {
        a = await world.reopen(a, 0, 'good');
        expect((await a.sync()).waiting.changes).toBe(0);
      }
      const on = '2026-11-26';
      expect(world.counts()).toEqual([
        { group: 'institution', count: 1, on },
        { group: 'mission', count: 2, on },
        { group: 'ratings', count: 1, on },
        { group: 'interviewNotes', count: 1, on },
      ]);
      expect((await statusOf(a)).sync.kind).toBe('idle');
      await a.close();
    });

    test('is told by a laptop whose lease is over too: the numbers are nobody’s writing', async () => {
      const { world } = aWorld();
      let a = await world.almostOver(await world.reopen(await world.aDueLaptop(), 60 * dayMs));
      expect((await a.query('session', null)).leaseOver).toBe(true);
      a = await world.passDays(a, 1);
      expect([await world.hasWords(a), (await statusOf(a)).waiting.changes]).toEqual([false, 4]);
      await a.close();
    });

    test('that erased the mission before keeps no laptop from it: its own clock does it, and nothing waits', async () => {
      const { world } = aWorld();
      let a = await world.aDueLaptop();
      world.goneAtHeadquarters(a);
      await a.sync();
      expect(await world.hasWords(a)).toBe(true);
      a = await world.passDays(await world.almostOver(a), 1);
      expect(await world.rowsOf(a)).toEqual({ logs: 1 });
      a.transport.mood = 'good';
      const storeStatus = await a.sync();
      expect([storeStatus.waiting.changes, storeStatus.sync.kind]).toEqual([0, 'idle']);
      await a.close();
    });

    test('that erases the mission while numbers wait takes none: they go, and everything else goes on', async () => {
      const { world } = aWorld();
      const a = await world.anErasedLaptop();
      world.goneAtHeadquarters(a);
      a.transport.mood = 'good';
      await a.write(other, doc, 'assessment', 'title', 'Laboratory');
      const storeStatus = await a.sync();
      expect([storeStatus.waiting.changes, storeStatus.parked, storeStatus.sync.kind]).toEqual([
        0,
        0,
        'idle',
      ]);
      await a.close();
    });
  });

  describe('[E 9] changes that were never sent', () => {
    test('keep a mission until headquarters has them; the person is told how many', async () => {
      const { world } = aWorld();
      let a = await world.aDueLaptop();
      a.transport.mood = 'down';
      await a.write(log, doc, 'assessment', 'notes/n1', `squeaks ${word}`);
      a = await world.passDays(await world.almostOver(a), 3);
      expect((await statusOf(a)).dueMissions).toMatchObject([{ unsent: 1, fate: 'waits' }]);
      expect(await world.hasWords(a)).toBe(true);
      world.server.nowMs = a.clock.now();
      a.transport.mood = 'good';
      await a.sync();
      // At once: it may not be opened again for long.
      await expect.poll(() => world.hasWords(a)).toBe(false);
      expect(world.server.packs(log).join()).toContain('squeaks');
      await a.close();
    });

    test('that a colleague handed over on a stick keep it too, until headquarters has them', async () => {
      const { world } = aWorld();
      let a = await world.aDueLaptop();
      const b = await world.colleague();
      for (const device of [b, a]) await device.sync(); // so that the colleague is named
      b.transport.mood = 'down';
      await b.write(log, doc, 'assessment', 'notes/n2', `creaks ${word}`);
      a.transport.mood = 'down';
      expect(await a.carry(await b.packsFor(log))).toMatchObject({ changes: 1 });
      a = await world.passDays(await world.almostOver(a), 1);
      expect((await statusOf(a)).dueMissions).toMatchObject([{ unsent: 0, fate: 'waits' }]);
      expect(await world.hasWords(a)).toBe(true);
      world.server.nowMs = a.clock.now();
      a.transport.mood = 'good';
      await a.sync();
      // At once: it may not be opened again for long.
      await expect.poll(() => world.hasWords(a)).toBe(false);
      expect(world.server.packs(log).join()).toContain('creaks');
      await Promise.all([a.close(), b.close()]);
    });

    test('go with it where headquarters takes nothing of it any more, and the person could read so for 30 days', async () => {
      const { world, journal } = aWorld();
      let a = await world.aDueLaptop();
      a.transport.mood = 'down';
      await a.write(log, doc, 'assessment', 'notes/n1', `squeaks ${word}`);
      world.goneAtHeadquarters(a);
      a.transport.mood = 'good';
      await a.sync();
      a = await world.almostOver(a);
      expect((await statusOf(a)).dueMissions).toMatchObject([{ unsent: 1, fate: 'goes' }]);
      a = await world.passDays(a, 1);
      expect([await world.rowsOf(a), journalHasWords(journal)]).toEqual([{ logs: 1 }, false]);
      expect((await statusOf(a)).waiting.changes).toBe(0);
      await a.close();
    });
  });

  describe('[E 9] a mission is not erased', () => {
    test.each([
      ['is taken back', null, 0],
      ['is moved on', '2024-06-30', 0],
      ['is another one that is over too: the 30 days begin anew', '2021-11-01', 1],
    ])('when the end of the programme %s', async (_, day, listed) => {
      const { world } = aWorld();
      let a = await world.almostOver(await world.aDueLaptop());
      world.server.nowMs = a.clock.now();
      await world.endsOn(day);
      a.transport.mood = 'good';
      await a.sync();
      a = await world.passDays(a, 3);
      expect([(await statusOf(a)).dueMissions.length, await world.hasWords(a)]).toEqual([listed, true]);
      await a.close();
    });

    test('by a clock that jumps, or by days on which nobody saw the list: a look counts a day at the most', async () => {
      const { world } = aWorld();
      let a = await world.passDays(await world.aDueLaptop(), 1);
      for (const days of [10 * 365, 60, 170]) a = await world.reopen(a, days * dayMs);
      expect((await readMeta(a.db, 'dueMissions'))?.[log]?.countedMs).toBe(2 * dayMs);
      expect(await world.hasWords(a)).toBe(true);
      await a.close();
    });

    test('in a database that was made anew before 30 days were seen to pass there', async () => {
      const { world } = aWorld();
      let a = await world.almostOver(await world.aDueLaptop());
      await a.close();
      const anew = { host: a.host, clock: a.clock };
      world.server.nowMs = a.clock.now();
      a = await world.start({ db: world.database('anew'), ...anew });
      await a.sync();
      await a.close();
      a.clock.advance(2 * dayMs);
      a = await world.start({ db: world.database('anew'), ...anew });
      expect([(await statusOf(a)).dueMissions.length, await world.hasWords(a)]).toEqual([1, true]);
      await a.close();
    });
  });

  describe('[D2] a mission that was being erased', () => {
    test('when the journal’s disk refused to let go is taken out of its files at the next start', async () => {
      const { world, journal } = aWorld();
      let a = await world.almostOver(await world.aDueLaptop());
      journal.failBlanking = true;
      a = await world.passDays(a, 1);
      expect([(await statusOf(a)).erasedMissions?.missions, journalHasWords(journal)]).toEqual([1, true]);
      journal.failBlanking = false;
      a = await world.reopen(a, 0);
      expect([journalHasWords(journal), await world.hasWords(a)]).toEqual([false, false]);
      await a.close();
    });

    test('when the app was killed after the journal knew is gone at the next start', async () => {
      const { world, journal } = aWorld();
      let a = await world.aDueLaptop();
      const end = (await a.db.logs.get(log))?.chains[a.id] ?? null;
      await a.close();
      await journal.append([{ kind: 'logErased', log, device: a.id, end, atMs: a.clock.now() }]);
      a = await world.start({ host: a.host, clock: a.clock, mood: 'down' });
      expect([await world.rowsOf(a), journalHasWords(journal)]).toEqual([{ logs: 1 }, false]);
      await a.close();
    });

    test('and that an older image of the disk still has, with changes that were never sent, is gone at the next start', async () => {
      const { world, journal } = aWorld();
      let a = await world.aDueLaptop();
      a.transport.mood = 'down';
      await a.write(log, doc, 'assessment', 'notes/n1', `squeaks ${word}`);
      world.goneAtHeadquarters(a);
      a.transport.mood = 'good';
      await a.sync();
      a = await world.almostOver(a);
      const image = await Promise.all(
        a.db.tables.map(async (table) => [table.name, await table.toArray()] as const),
      );
      a = await world.passDays(a, 1);
      await a.close();
      const older = world.database('older');
      for (const [name, rows] of image) await older.table(name).bulkAdd(rows);
      a = await world.start({ db: older, host: a.host, clock: a.clock, mood: 'down' });
      expect([await world.rowsOf(a), journalHasWords(journal)]).toEqual([{ logs: 1 }, false]);
      await a.close();
    });

    test('stays so when the file of the journal that says so is let go', async () => {
      const { world, journal } = aWorld();
      let a = await world.anErasedLaptop();
      world.server.nowMs = a.clock.now();
      journal.rotate();
      a.transport.mood = 'good';
      await a.write(other, mission, 'assessment', 'title', 'Laboratory');
      await a.sync();
      await a.sync();
      expect(journal.files).toEqual([2]);
      await a.close();
      a = await world.start({ db: world.database('anew'), host: a.host, clock: a.clock });
      await a.sync();
      expect([await world.hasWords(a), await a.query('documents', { log })]).toEqual([false, []]);
      await a.close();
    });
  });
}
