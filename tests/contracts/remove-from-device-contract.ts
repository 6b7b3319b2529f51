import { describe, expect, test } from 'vitest';
import type { IndexedDbFactories } from '#renderer/store/db/database.ts';
import { readMeta } from '#renderer/store/db/meta.ts';
import { quarantineItem } from '#renderer/store/db/quarantine.ts';
import { chainStartHash } from '#sync/protocol/hash.ts';
import { aTextDraft } from '#tests/support/builders/a-text-draft.ts';
import { aDoc } from '#tests/support/builders/sample-ids.ts';
import {
  aTraveller,
  name,
  ownNumbers,
  ownRowCounts,
  ownRowsOf,
  removed,
  restore,
  titleOf,
  titlesOf,
  withNewDatabase,
} from './departure-world.ts';
import { doc, ErasureWorld, log, other, programme, word } from './erasure-world.ts';

/** Contract of a mission that a person removes from a laptop and restores, on any IndexedDB. */
export function removeFromDeviceContract(indexedDb: () => IndexedDbFactories): void {
  const setUp = () => aTraveller(indexedDb());

  describe('[E 6] a mission that is taken off a laptop', () => {
    test('leaves no word in any table or entry of the journal but its name, by which it can be brought back', async () => {
      const { world, journal, a } = await setUp();
      expect(await a.store.removeMission(log, 'erase')).toEqual(removed);
      const found = JSON.stringify([
        await Promise.all(a.db.tables.map((table) => table.toArray())),
        journal.entries,
      ]);
      expect(found.replaceAll(name, '').includes(word)).toBe(false);
      expect(await titlesOf(a)).toEqual([]);
      expect(await a.query('removedMissions', null)).toEqual([{ log, title: name, atMs: a.clock.now() }]);
      expect((await a.write(log, doc, 'assessment', 'title', 'again')).kind).toBe('refused');
      expect((await a.query('status', null)).erasedMissions).toBeNull();
      // The laptop neither asks for it nor takes it from a colleague.
      const b = await world.colleague();
      await b.sync();
      await b.write(log, doc, 'assessment', 'title', 'High court');
      await b.sync();
      expect(await a.carry(await b.packsFor(log))).toEqual({ changes: 0, early: 0, parked: 0 });
      await a.sync();
      expect([await titlesOf(a), await a.query('documents', { log })]).toEqual([[], []]);
      await Promise.all([a.close(), b.close()]);
    });

    test('is whole at headquarters, which is told of nothing but how many notes and records went', async () => {
      const { world, a } = await setUp();
      await a.store.removeMission(log, 'erase');
      await a.sync();
      expect(world.server.document(log, doc)?.registers).toMatchObject({
        title: { heads: [{ value: `Court ${word}` }] },
      });
      expect(world.counts()).toMatchObject(ownRowCounts);
      await a.close();
    });

    test('loses its name too once its periods are over and it has stood in the list for 30 days', async () => {
      const { world, journal, a: start } = await setUp();
      await start.store.removeMission(log, 'erase');
      await start.sync();
      await world.endsOn('2021-10-31');
      await start.sync();
      let a = await world.almostOver(start);
      expect((await a.query('status', null)).dueMissions).toMatchObject([{ log, title: name }]);
      a = await world.passDays(a, 1);
      expect([await world.hasWords(a), JSON.stringify(journal.entries).includes(word)]).toEqual([
        false,
        false,
      ]);
      expect(await a.query('removedMissions', null)).toEqual([]);
      await a.close();
    });

    test('[P2] loses no count of notes and records that was signed and not sent when its name goes', async () => {
      const { world, a: start } = await setUp();
      await world.endsOn('2021-10-31');
      await start.sync();
      start.transport.mood = 'down';
      await start.store.removeMission(log, 'erase');
      await start.sync();
      expect(start.sent.at(-1)?.packs).toHaveLength(1);
      const a = await world.passDays(await world.almostOver(start), 1);
      expect(await a.query('removedMissions', null)).toEqual([]);
      world.server.nowMs = a.clock.now();
      a.transport.mood = 'good';
      for (let turns = 0; turns < 2; turns += 1) await a.sync();
      expect((await a.query('status', null)).waiting.changes).toBe(0);
      expect(world.counts()).toMatchObject(ownRowCounts);
      await a.close();
    });
  });

  describe('[E 6] it is not taken off while headquarters may lack anything of it', () => {
    test('that was not sent: the person is told how much', async () => {
      const { world, a } = await setUp();
      a.transport.mood = 'down';
      await a.write(log, doc, 'assessment', 'notes/n1', 'squeaks');
      const refusal = { kind: 'refused', reason: { kind: 'notAtHeadquarters', unsent: 1 } };
      expect(await a.store.removeMission(log, 'erase')).toEqual(refusal);
      a.transport.mood = 'good';
      await a.sync();
      expect(await a.store.removeMission(log, 'erase')).toEqual(removed);
      expect(world.server.packs(log).join()).toContain('squeaks');
      await a.close();
    });

    test('that a colleague handed over on a stick', async () => {
      const { world, a } = await setUp();
      const b = await world.colleague();
      for (const device of [b, a]) await device.sync(); // so that the colleague is named
      b.transport.mood = 'down';
      a.transport.mood = 'down';
      await b.write(log, doc, 'assessment', 'notes/n2', 'creaks');
      expect(await a.carry(await b.packsFor(log))).toMatchObject({ changes: 1 });
      const refusal = { kind: 'refused', reason: { kind: 'notAtHeadquarters', unsent: 0 } };
      expect(await a.store.removeMission(log, 'erase')).toEqual(refusal);
      a.transport.mood = 'good';
      for (let turns = 0; turns < 2; turns += 1) await a.sync();
      expect(await a.store.removeMission(log, 'erase')).toEqual(removed);
      expect(world.server.packs(log).join()).toContain('creaks');
      await Promise.all([a.close(), b.close()]);
    });

    test('and is not yet here whole itself', async () => {
      const { a } = await setUp();
      await a.store.removeMission(log, 'erase');
      a.transport.mood = 'down';
      await a.store.restoreMission(log);
      expect((await a.store.removeMission(log, 'erase')).kind).toBe('refused');
      await a.close();
    });

    test('nor while something is nowhere else, unless the person says so: interview notes, device records, drafts, and ops that were set aside', async () => {
      const { a } = await setUp();
      await quarantineItem(a.db, {
        atMs: 1,
        what: 'pack',
        why: 'fork',
        hash: chainStartHash,
        text: `of ${log}`,
      });
      await a.store.saveTextDraft(aTextDraft({ log, doc }));
      const only = { notes: 1, records: 2, drafts: 1, setAside: 1 };
      expect(await a.query('onlyHere', { log })).toEqual(only);
      const refusal = { kind: 'refused', reason: { kind: 'onlyHere', ...only } };
      expect(await a.store.removeMission(log, 'keep')).toEqual(refusal);
      expect([await ownRowsOf(a), await titlesOf(a)]).toEqual([4, [name]]);
      expect(await a.store.removeMission(log, 'erase')).toEqual(removed);
      expect([await ownRowsOf(a), await a.db.drafts.count(), await a.db.parked.count()]).toEqual([0, 0, 0]);
      await a.close();
    });
  });

  describe('[E 6] a mission that is brought back', () => {
    test('is as headquarters has it, with the later writes of colleagues; the own chain goes on (P2)', async () => {
      const { world, a } = await setUp();
      await a.store.removeMission(log, 'erase');
      await a.sync();
      const b = await world.colleague();
      await b.sync();
      await b.write(log, doc, 'assessment', 'title', 'High court');
      await b.sync();
      await restore(a);
      expect(await titleOf(a)).toMatchObject({ heads: [{ value: 'High court' }] });
      expect([await titlesOf(a), await a.query('removedMissions', null)]).toEqual([[name], []]);
      expect((await a.write(log, doc, 'assessment', 'institution/name', 'Coast guard')).kind).toBe('saved');
      // 1 and 2 were written before and are in the snapshot, 3 to 5 say how many notes and records went.
      expect(await ownNumbers(a)).toEqual([3, 4, 5, 6]);
      const storeStatus = await a.sync();
      expect([storeStatus.waiting.changes, storeStatus.sync.kind]).toEqual([0, 'idle']);
      expect(world.server.document(log, doc)?.registers).toMatchObject({
        'institution/name': { heads: [{ value: 'Coast guard' }] },
      });
      await b.sync();
      expect(await titleOf(b)).toMatchObject({ heads: [{ value: 'High court' }] });
      await Promise.all([a.close(), b.close()]);
    });

    test('comes at the next contact when there was none, with numbers of erased rows that still waited', async () => {
      const { world, a } = await setUp();
      a.transport.mood = 'down';
      await a.store.removeMission(log, 'erase');
      await a.store.restoreMission(log);
      expect((await a.query('status', null)).waiting.changes).toBe(ownRowCounts.length);
      a.transport.mood = 'good';
      for (let turns = 0; turns < 2; turns += 1) await a.sync();
      expect([await titlesOf(a), (await a.query('status', null)).waiting.changes]).toEqual([[name], 0]);
      expect(world.counts()).toMatchObject(ownRowCounts);
      await a.close();
    });

    test('can be taken off and brought back again', async () => {
      const { world, a } = await setUp();
      for (let times = 0; times < 3; times += 1) {
        expect(await a.store.removeMission(log, 'erase')).toEqual(removed);
        await restore(a);
        expect((await a.write(log, doc, 'assessment', 'title', `Court ${times}`)).kind).toBe('saved');
        expect((await a.sync()).waiting.changes).toBe(0);
      }
      const anew = await withNewDatabase(world, a);
      for (let turns = 0; turns < 2; turns += 1) await anew.sync();
      expect(await titleOf(anew)).toMatchObject({ heads: [{ value: 'Court 2' }] });
      expect(anew.id).toBe(a.id);
      await anew.close();
    });

    test('takes what colleagues bring by another road, before its records have come and after', async () => {
      const { world, a } = await setUp();
      const b = await world.colleague();
      await b.sync();
      b.transport.mood = 'down';
      await b.write(log, doc, 'assessment', 'title', 'High court');
      const packs = await b.packsFor(log);
      await a.store.removeMission(log, 'erase');
      a.transport.mood = 'down';
      await a.carry(packs);
      await a.store.restoreMission(log);
      await a.carry(packs);
      a.transport.mood = 'good';
      for (let turns = 0; turns < 3; turns += 1) await a.sync();
      expect(await titleOf(a)).toMatchObject({ heads: [{ value: 'High court' }] });
      expect(world.server.packs(log).join()).toContain('High court');
      await Promise.all([a.close(), b.close()]);
    });

    test('stays away where headquarters gives the person nothing of it any more', async () => {
      const { world, a } = await setUp();
      await a.store.removeMission(log, 'erase');
      await a.sync();
      world.goneAtHeadquarters(a);
      await restore(a);
      expect(await titlesOf(a)).toEqual([]);
      expect((await a.query('status', null)).sync.kind).toBe('idle');
      await a.close();
    });

    test('not when the retention clock erased it', async () => {
      const { world } = await setUp();
      const a = await new ErasureWorld(indexedDb()).anErasedLaptop();
      await restore(a);
      expect(await titlesOf(a)).toEqual([]);
      expect(await world.hasWords(a)).toBe(false);
      await a.close();
    });
  });

  test('[S3] the programme’s records and other missions go on as before', async () => {
    const { a } = await setUp();
    await a.store.removeMission(log, 'erase');
    await a.write(other, aDoc(5), 'assessment', 'title', 'Laboratory');
    expect((await a.sync()).waiting.changes).toBe(0);
    expect(Object.keys((await readMeta(a.db, 'grants'))?.logs ?? {}).sort()).toEqual(
      [programme, other].sort(),
    );
    await a.close();
  });
}
