import { describe, expect, test } from 'vitest';
import { InterviewNoteId } from '#domain/interview/interview-note.ts';
import type { IndexedDbFactories } from '#renderer/store/db/database.ts';
import { readDeviceOnlyRows } from '#renderer/store/db/device-only-tables.ts';
import { readLogRow } from '#renderer/store/db/meta.ts';
import type { JournalEntry } from '#renderer/store/journal/journal-entry.ts';
import type { FakeJournal } from '#tests/support/laptop/fake-journal.ts';
import type { TestLaptop } from '#tests/support/laptop/test-laptop.ts';
import {
  aTraveller,
  eraseOwnRows,
  name,
  ownNumbers,
  removed,
  restore,
  titleOf,
  titlesOf,
  withNewDatabase,
} from './departure-world.ts';
import { aCard, aNote, aSheet, dayMs, doc, log, mission, other, word } from './erasure-world.ts';

/** Contract of removing and restoring a mission when the laptop dies or its disk fails in between. */
export function removeFromDeviceCrashContract(indexedDb: () => IndexedDbFactories): void {
  const setUp = () => aTraveller(indexedDb());
  /** Headquarters gets everything, and the journal drops all its files but the last. */
  async function letGo(fakeJournal: FakeJournal, device: TestLaptop): Promise<void> {
    const last = fakeJournal.files.at(-1) ?? 0;
    fakeJournal.rotate();
    await device.write(other, mission, 'assessment', 'title', `Laboratory ${last}`);
    for (let turns = 0; turns < 2; turns += 1) await device.sync();
    expect(fakeJournal.files).toEqual([last + 1]);
  }

  /** The mission is erased here, the laptop takes a new identity, and the mission comes back under it. */
  async function backUnderNewIdentity({ world, a }: Awaited<ReturnType<typeof setUp>>): Promise<TestLaptop> {
    await a.store.removeMission(log, 'erase');
    await a.sync();
    await a.host.ask('device.renew', { why: 'fork' });
    const renewed = await world.reopen(a, dayMs, 'good');
    world.server.nowMs = renewed.clock.now();
    await restore(renewed);
    return renewed;
  }

  describe('[D2] a mission that is taken off and brought back, whatever was lost or cut off in between', () => {
    /** The app dies as soon as the journal has an entry of this kind; the database never gets it. */
    async function diesAfter(
      kind: JournalEntry['kind'],
      fakeJournal: FakeJournal,
      a: TestLaptop,
      act: () => Promise<unknown>,
    ) {
      fakeJournal.onKept = (journalEntries) => {
        if (!journalEntries.some((entry) => entry.kind === kind)) return undefined;
        a.db.close();
        return new Promise(() => undefined);
      };
      void act().catch(() => undefined);
      await expect.poll(() => fakeJournal.entries.some((entry) => entry.kind === kind)).toBe(true);
      fakeJournal.onKept = () => undefined;
    }

    test('killed when the journal knew that it is taken off: it is gone at the next start, and can be brought back', async () => {
      const { world, journal, a } = await setUp();
      await diesAfter('logErased', journal, a, () => a.store.removeMission(log, 'erase'));
      const again = await world.start({ host: a.host, clock: a.clock });
      expect(await titlesOf(again)).toEqual([]);
      await restore(again);
      expect(await titleOf(again)).toMatchObject({ heads: [{ value: `Court ${word}` }] });
      await again.close();
    });

    test('killed when the journal knew that it comes back: it does', async () => {
      const { world, journal, a } = await setUp();
      await a.store.removeMission(log, 'erase');
      await diesAfter('logBack', journal, a, () => a.store.restoreMission(log));
      const again = await world.start({ host: a.host, clock: a.clock });
      for (let turns = 0; turns < 2; turns += 1) await again.sync();
      expect(await titleOf(again)).toMatchObject({ heads: [{ value: `Court ${word}` }] });
      await again.close();
    });

    test('refused by the journal’s disk, which kept it all the same: what was written since is not lost', async () => {
      const { world, journal, a } = await setUp();
      await eraseOwnRows(a);
      journal.keepsRefused = true;
      journal.mood = 'failing';
      await expect(a.store.removeMission(log, 'keep')).rejects.toThrow();
      journal.mood = 'ample';
      a.transport.mood = 'down';
      await a.write(log, doc, 'assessment', 'title', 'High court');
      const again = await world.reopen(a, 0);
      expect(await titleOf(again)).toMatchObject({ heads: [{ value: 'High court' }] });
      await again.close();
    });

    test.each([
      ['while it is away', false],
      ['after it came back and was written in', true],
    ])('the database lost %s: no number is used twice, nothing is lost', async (_, isBack) => {
      const { world, a } = await setUp();
      await a.store.removeMission(log, 'erase');
      if (isBack) {
        await restore(a);
        a.transport.mood = 'down';
        await a.write(log, doc, 'assessment', 'title', 'High court');
      }
      const anew = await withNewDatabase(world, a);
      if (!isBack) await restore(anew);
      for (let turns = 0; turns < 2; turns += 1) await anew.sync();
      await anew.write(log, doc, 'assessment', 'institution/name', 'Coast guard');
      const storeStatus = await anew.sync();
      expect([anew.id, storeStatus.waiting.changes, storeStatus.sync.kind]).toEqual([a.id, 0, 'idle']);
      expect(world.server.document(log, doc)?.registers).toMatchObject({
        title: { heads: [{ value: isBack ? 'High court' : `Court ${word}` }] },
        'institution/name': { heads: [{ value: 'Coast guard' }] },
      });
      await anew.close();
    });

    test.each([
      ['before it was taken off', { isAway: false, letsGo: false }],
      ['while it was away', { isAway: true, letsGo: false }],
      ['while it was away, and its journal has let go of that', { isAway: true, letsGo: true }],
    ])('an older database, from %s: it is here as headquarters and the journal have it', async (_, how) => {
      const { world, journal, a } = await setUp();
      await eraseOwnRows(a);
      const image = () =>
        Promise.all(a.db.tables.map(async (table) => [table.name, await table.toArray()] as const));
      const before = await image();
      expect(await a.store.removeMission(log, 'keep')).toEqual(removed);
      const away = await image();
      await restore(a);
      await a.write(log, doc, 'assessment', 'title', 'High court');
      await a.sync();
      if (how.letsGo) await letGo(journal, a);
      a.transport.mood = 'down';
      await a.write(log, doc, 'assessment', 'institution/name', 'Coast guard');
      await a.close();
      const older = world.database('older');
      for (const [name, rows] of how.isAway ? away : before) await older.table(name).bulkAdd(rows);
      const again = await world.start({ db: older, host: a.host, clock: a.clock });
      for (let turns = 0; turns < 3; turns += 1) await again.sync();
      expect([again.id, (await again.query('status', null)).waiting.changes]).toEqual([a.id, 0]);
      expect(await titleOf(again)).toMatchObject({ heads: [{ value: 'High court' }] });
      expect(world.server.document(log, doc)?.registers).toMatchObject({
        'institution/name': { heads: [{ value: 'Coast guard' }] },
      });
      await again.close();
    });

    test('the file of the journal that says so let go: it stays away, and what came back stays', async () => {
      const { world, journal, a } = await setUp();
      await a.store.removeMission(log, 'erase');
      await letGo(journal, a);
      let anew = await withNewDatabase(world, a);
      for (let turns = 0; turns < 2; turns += 1) await anew.sync();
      expect(await anew.query('removedMissions', null)).toMatchObject([{ log, title: name }]);
      await restore(anew);
      await letGo(journal, anew);
      anew = await withNewDatabase(world, anew);
      for (let turns = 0; turns < 2; turns += 1) await anew.sync();
      expect([await anew.query('removedMissions', null), await titlesOf(anew)]).toEqual([[], [name]]);
      await anew.close();
    });

    test('headquarters restored to before what nobody has any more: the laptop goes on under a new identity, and its work arrives', async () => {
      const { world, a } = await setUp();
      const { id } = a;
      await a.write(log, doc, 'assessment', 'title', 'High court');
      await a.sync();
      await a.store.removeMission(log, 'erase');
      await a.sync();
      world.server.restoreTo(log, 1);
      await restore(a);
      expect(await titleOf(a)).toMatchObject({ heads: [{ value: `Court ${word}` }] });
      await a.write(log, doc, 'assessment', 'title', 'Coast guard');
      const storeStatus = await a.sync();
      expect([storeStatus.waiting.changes, storeStatus.sync.kind, a.id === id]).toEqual([0, 'idle', false]);
      expect(world.server.document(log, doc)?.registers).toMatchObject({
        title: { heads: [{ value: 'Coast guard' }] },
      });
      await a.close();
    });

    test('the later word lost by the journal’s disk: the database’s counts, and the journal is told', async () => {
      const scene = await setUp();
      const { world, journal } = scene;
      const renewed = await backUnderNewIdentity(scene);
      await renewed.write(log, doc, 'assessment', 'title', 'High court');
      await renewed.sync();
      expect(await renewed.store.removeMission(log, 'keep')).toEqual(removed);
      const isOfRenewed = (journalEntry: JournalEntry) =>
        journalEntry.kind === 'logErased' && journalEntry.device === renewed.id;
      journal.damage((entry) => entry.kind === 'logBack' || isOfRenewed(entry));

      const again = await world.reopen(renewed, 0, 'good');
      expect(journal.entries.filter(isOfRenewed)).toMatchObject([{ end: { n: 1 } }]);
      await restore(again);
      expect(await titleOf(again)).toMatchObject({ heads: [{ value: 'High court' }] });
      await again.close();
    });

    /** The journal's disk loses all that came to it after these entries. */
    const loseAfter = (fakeJournal: FakeJournal, previousJournalEntries: readonly JournalEntry[]): void => {
      const kept = new Set(previousJournalEntries.map((entry) => JSON.stringify(entry)));
      fakeJournal.damage((entry) => !kept.has(JSON.stringify(entry)));
    };

    test.each([
      ['a change', (a: TestLaptop) => a.write(log, doc, 'assessment', 'title', 'High court')],
      [
        'an interview note',
        (a: TestLaptop) =>
          a.store.saveNote({ ...aNote(log), id: InterviewNoteId.parse(crypto.randomUUID()) }),
      ],
      ['a device record', (a: TestLaptop) => a.store.saveDeviceRecords([aCard(log, 3), aSheet(log, 4)])],
    ] as const)(
      '%s written after it came back, which the journal’s disk lost: it is here still',
      async (_, write) => {
        const { world, journal, a } = await setUp();
        await a.store.removeMission(log, 'erase');
        const previousJournalEntries = journal.entries;
        await restore(a);
        a.transport.mood = 'down';
        await write(a);
        loseAfter(journal, previousJournalEntries);
        const [title, deviceOnlyRows] = [await titleOf(a), await readDeviceOnlyRows(a.db)];
        const again = await world.reopen(a, 0, 'good');
        await again.sync();
        expect([await titleOf(again), await readDeviceOnlyRows(again.db)]).toEqual([title, deviceOnlyRows]);
        expect(world.server.document(log, doc)?.registers).toMatchObject({ title: { heads: title?.heads } });
        expect(journal.entries.map(({ kind }) => kind)).toContain('logBack');
        await again.close();
      },
    );

    test('taken off again, and killed when the journal knew it: it is gone at the next start', async () => {
      const { world, journal, a } = await setUp();
      await a.store.removeMission(log, 'erase');
      await restore(a);
      a.clock.advance(1);
      await diesAfter('logErased', journal, a, () => a.store.removeMission(log, 'keep'));
      const again = await world.start({ host: a.host, clock: a.clock });
      expect([await titlesOf(again), (await again.query('removedMissions', null)).length]).toEqual([[], 1]);
      await again.close();
    });

    test('gone for good since, which the journal’s disk lost: it cannot be brought back, and no name of it stays', async () => {
      const { world, journal, a } = await setUp();
      await a.store.removeMission(log, 'erase');
      const previousJournalEntries = journal.entries;
      const logRow = await readLogRow(a.db, log);
      if (logRow.erased === undefined) throw new Error('It was not taken off');
      const { off: _, ...forGood } = logRow.erased;
      await a.db.logs.put({ ...logRow, erased: { ...forGood, atMs: forGood.atMs + 1 } });
      loseAfter(journal, previousJournalEntries);
      const again = await world.reopen(a, 0);
      expect(await again.query('removedMissions', null)).toEqual([]);
      expect(JSON.stringify(journal.entries)).not.toContain(name);
      await again.close();
    });

    test('an erasure of a former identity alone left in the journal: the chain of the present one goes on', async () => {
      const { world, journal, a } = await setUp();
      a.transport.mood = 'down';
      expect(await a.store.removeMission(log, 'erase')).toEqual(removed);
      await a.host.ask('device.renew', { why: 'fork' });
      const renewed = await world.reopen(a, 0, 'good');
      expect((await renewed.sync()).waiting.changes).toBe(0);
      // It was removed twice at the same number. The journal's disk lost the second removal, and the pack since.
      journal.damage((entry) => entry.kind === 'pack' && entry.device === renewed.id);
      const logRow = await readLogRow(renewed.db, log);
      if (logRow.erased === undefined) throw new Error('It was not taken off');
      await renewed.db.logs.put({ ...logRow, erased: { ...logRow.erased, atMs: logRow.erased.atMs + 1 } });
      const again = await world.reopen(renewed, 0, 'good');
      expect(await readLogRow(again.db, log)).toMatchObject({ chains: logRow.chains, acked: logRow.acked });
      await restore(again);
      await again.write(log, doc, 'assessment', 'title', 'High court');
      const storeStatus = await again.sync();
      expect([again.id, storeStatus.waiting.changes, await ownNumbers(again)]).toEqual([
        renewed.id,
        0,
        [1, 2, 3, 4],
      ]);
      await again.close();
    });

    test('a new identity taken meanwhile: the mission comes back under it', async () => {
      const scene = await setUp();
      const renewed = await backUnderNewIdentity(scene);
      expect(await titleOf(renewed)).toMatchObject({ heads: [{ value: `Court ${word}` }] });
      await renewed.write(log, doc, 'assessment', 'title', 'High court');
      expect((await renewed.sync()).waiting.changes).toBe(0);
      expect(await ownNumbers(renewed)).toEqual([1]);
      await renewed.close();
    });
  });
}
