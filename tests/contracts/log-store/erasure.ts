import { describe, expect, test } from 'vitest';
import { rebuildProjections } from '#server/admin/rebuild-projections.ts';
import { isTextSignedBy, parsePublicKey } from '#server/auth/ed25519.ts';
import { readDocumentHistory } from '#server/console/document-history.ts';
import { readLogSnapshot, readSnapshotPage } from '#server/log/read-snapshot.ts';
import { releaseHeldOps } from '#server/log/release-ops.ts';
import { ErasureTooLarge } from '#server/log/write-erasure.ts';
import { decodePack, erasedPackText } from '#sync/protocol/erased-pack.ts';
import { chainStartHash, sha256Of } from '#sync/protocol/hash.ts';
import { wireLimits } from '#sync/protocol/limits.ts';
import type { PackEntry } from '#sync/protocol/wire.ts';
import {
  anErasingHeadquarters,
  comment,
  note,
  secret,
  TypedNote,
  valuesAt,
} from '#tests/support/server/erasing-headquarters.ts';
import { standsAnywhere } from '#tests/support/server/every-row.ts';
import { aDoc, nowMs } from '#tests/support/server/pack-writer.ts';
import { viewRows } from '#tests/support/server/projection-rows.ts';
import { registersOf } from '#tests/support/server/registers-of.ts';
import type { StoreLocations } from '#tests/support/server/stores.ts';

/** A value that headquarters erases is gone from its store, and every device is told. */
export function erasureAtHeadquartersContract(storeLocations: StoreLocations): void {
  /** Two packs of Ana's hold the words, one of Ben's holds others. */
  const setUp = async () => {
    const all = await anErasingHeadquarters(storeLocations);
    const { hq, log, ana, ben } = all;
    const firstPack = ana.pack(
      log,
      { path: 'title', value: 'Court' },
      { path: comment, value: `${secret} 1` },
    );
    const otherPack = ben.pack(log, { path: 'answers/D1.1/rationale', value: 'Kept' });
    const second = ana.pack(log, { path: comment, value: `${secret} 2`, over: [ana.dot(2)] });
    expect(await hq.push(ana, firstPack, second)).toMatchObject([
      { verdict: 'accepted' },
      { verdict: 'accepted' },
    ]);
    expect(await hq.push(ben, otherPack)).toMatchObject([{ verdict: 'accepted' }]);
    return { ...all, first: firstPack, second, other: otherPack };
  };
  const opsOf = ({ pack }: PackEntry) => {
    const opened = decodePack(pack);
    if (!opened.ok) throw new Error(opened.refusal.why);
    return opened.value.ops;
  };

  describe('an erasure at headquarters', () => {
    test('[E8] leaves the words in no table, and no value beside them is lost', async () => {
      const { hq, store, log, ben, erase, other } = await setUp();
      // Packs that were refused when they came lie beside the log.
      const fork = ben.packAt(log, 1, chainStartHash, [{ path: comment, value: `${secret} 3` }]);
      expect(await hq.push(ben, fork)).toMatchObject([{ verdict: 'fork' }]);
      expect(await standsAnywhere(store, secret)).toBe(true);
      expect(await erase(comment)).toBe(2);
      expect(await standsAnywhere(store, secret)).toBe(false);
      expect(await valuesAt(hq, log, comment)).toEqual([null]);
      expect(await valuesAt(hq, log, 'title')).toEqual(['Court']);
      const row = await store.selectFrom('entries').selectAll().where('place', '=', 3).executeTakeFirst();
      expect(row).toMatchObject({ ...other, erased_ms: null, erased_key: null });
    });

    test('[E8, J1] holds when a refused pack brings the same writes once more, packed otherwise', async () => {
      const { hq, store, log, ana, erase } = await setUp();
      await erase(comment);
      const again = ana.packAt(log, 1, chainStartHash, [
        { path: 'title', value: 'Court' },
        { path: comment, value: `${secret} 1` },
        { path: comment, value: `${secret} 2`, over: [ana.dot(2)] },
      ]);
      const another = ana.packAt(log, 1, chainStartHash, [{ path: comment, value: 'Another branch' }]);
      const fork = { verdict: 'fork' };
      expect(await hq.push(ana, again, another)).toMatchObject([fork, fork]);
      expect(await standsAnywhere(store, secret)).toBe(false);
      const parkedSha256s = await store.selectFrom('parked').select(['hash', 'payload']).execute();
      expect(new Map(parkedSha256s.map(({ hash, payload }) => [hash, payload]))).toEqual(
        new Map([
          [sha256Of(again.payload), ''],
          [sha256Of(another.payload), another.payload],
        ]),
      );
    });

    test('[E8] of what a field said before leaves what it says', async () => {
      const { hq, store, log, erase } = await setUp();
      expect(await erase(comment, 'past')).toBe(1);
      expect(await standsAnywhere(store, `${secret} 1`)).toBe(false);
      expect(await valuesAt(hq, log, comment)).toEqual([`${secret} 2`]);
    });

    test('[E8] is done once: the second time there is nothing to erase, and nobody is told', async () => {
      const { store, erase } = await setUp();
      await erase(comment);
      const before = await store.selectFrom('entries').selectAll().orderBy('place').execute();
      expect(await erase(comment)).toBe(0);
      expect(await store.selectFrom('entries').selectAll().orderBy('place').execute()).toEqual(before);
    });

    test('[S3] is told to each device that had read past the packs, to their maker, and to each that says it has them', async () => {
      const { ana, ben, identity, first, second, erase, news } = await setUp();
      await erase(comment);
      const told = await news(ben, 3);
      expect(told.map(({ place, pack }) => [place, pack.erased])).toEqual(
        [first, second].map(({ payload }, at) => [
          4 + at,
          { hash: sha256Of(payload), key: identity.publicKey },
        ]),
      );
      expect(told.flatMap(opsOf)).toMatchObject([
        { path: 'title', value: 'Court' },
        { path: comment, value: null, erased: true },
        { path: comment, value: null, erased: true },
      ]);
      for (const { pack } of told) {
        const [key, text] = [
          parsePublicKey(identity.publicKey),
          erasedPackText(packHashOf(pack), pack.payload),
        ];
        expect(key !== null && isTextSignedBy(key, text, Buffer.from(pack.sig, 'base64url'))).toBe(true);
      }
      expect(await news(ana, 3)).toEqual(told);
      expect(await news(ben, 3, { [ana.id]: 3, [ben.id]: 1 })).toEqual(told);
    });

    test('[S2] every entry that tells of a pack tells what is left of it now', async () => {
      const { ben, erase, news } = await setUp();
      await erase(comment, 'past');
      await erase('title');
      const read = await news(ben, 0);
      expect(read.map(({ place }) => place)).toEqual([1, 2, 4, 5]);
      expect(read[0]?.pack.payload).not.toContain('Court');
      expect([read[2]?.pack, read[3]?.pack]).toEqual([read[0]?.pack, read[0]?.pack]);
    });

    test('a newcomer gets what is left, by entries and by a snapshot, and pages that were begun before bring it', async () => {
      const { hq, store, log, erase, news } = await setUp();
      await erase(comment);
      const newcomer = await hq.addLaptop('assessor', log);
      const read = await news(newcomer, 0);
      expect(read.flatMap(opsOf).filter(({ erased }) => erased).length).toBe(4);
      expect(JSON.stringify(read)).not.toContain(secret);
      const logSnapshot = await readLogSnapshot(store, log, { after: aDoc(1), place: 3 });
      expect(logSnapshot.place).toBe(5);
      expect(logSnapshot.documents.map(({ doc }) => doc)).toEqual([aDoc(1)]);
      expect(JSON.stringify(logSnapshot)).not.toContain(secret);
    });

    test('[P2] the chain goes on: the maker’s next pack follows what it had signed', async () => {
      const { hq, log, ana, second, erase } = await setUp();
      await erase(comment);
      const nextPack = ana.pack(log, { path: comment, value: 'Later', over: [ana.dot(3)] });
      expect(await hq.push(ana, second, nextPack)).toEqual([
        { verdict: 'duplicate' },
        { verdict: 'accepted' },
      ]);
      expect(await valuesAt(hq, log, comment)).toEqual(['Later']);
    });

    test('a pack that it had signed is not kept again, from anybody and in any form', async () => {
      const { hq, store, ana, ben, first, erase } = await setUp();
      await erase(comment);
      expect(await hq.push(ben, first)).toEqual([{ verdict: 'duplicate' }]);
      await store.updateTable('devices').set({ state: 'revoked' }).where('device', '=', ana.id).execute();
      expect(await hq.push(ben, first)).toEqual([{ verdict: 'refused', code: 'device' }]);
      expect(await standsAnywhere(store, secret)).toBe(false);
    });

    test('[J5] a held op goes with all that a field said; released it replaces and says nothing', async () => {
      const { hq, store, log, ben, erase } = await setUp();
      const [reviewer, by] = [await hq.addLaptop('reviewer', log), await hq.addPerson('reviewer', log)];
      const rating = { path: 'answers/D1.1/rationale', value: `${secret} 4`, over: [ben.dot(1)] };
      expect(await hq.push(reviewer, reviewer.pack(log, rating))).toMatchObject([{ held: [1] }]);
      await erase(comment);
      expect(await erase(rating.path, 'past')).toBe(0);
      expect(await standsAnywhere(store, secret)).toBe(true);
      expect(await erase(rating.path)).toBe(2);
      expect(await standsAnywhere(store, secret)).toBe(false);
      const { held } = await readSnapshotPage(store, log, { bytes: 1_000_000 });
      expect(held).toMatchObject([{ place: 4, held: [1], pack: { erased: {} } }]);
      const released = await releaseHeldOps(store, { log, device: reviewer.id, numbers: [1], by, nowMs });
      expect(released.ok).toBe(true);
      expect((await registersOf(store, log))[rating.path]?.heads).toEqual([
        { dot: reviewer.dot(1), stamp: [nowMs, 0], value: null },
      ]);
    });

    test('[M4] the words of a rich text go, and what somebody typed meanwhile fits in', async () => {
      const { hq, store, log, ana, ben, erase, news } = await setUp();
      await erase(comment);
      const typedNote = new TypedNote();
      await hq.push(ana, ana.pack(log, { path: note, text: typedNote.type(0, `${secret} 5.`) }));
      await hq.push(ana, ana.pack(log, { path: note, text: typedNote.type(0, `${secret} 6. `) }));
      const meanwhile = ben.pack(log, { path: note, text: typedNote.copy().type(3, 'KEPT') });
      expect(await standsAnywhere(store, secret)).toBe(true);
      expect(await erase(note)).toBe(2);
      expect(await standsAnywhere(store, secret)).toBe(false);
      expect(TypedNote.read((await registersOf(store, log))[note]?.text)).toBe('');
      await hq.push(ben, meanwhile);
      expect(TypedNote.read((await registersOf(store, log))[note]?.text)).toBe('KEPT');
      const read = (await news(await hq.addLaptop('lead', log), 0)).flatMap(opsOf);
      expect(read.filter(({ path, erased }) => path === note && erased).length).toBe(4);
    });

    test('views are made anew to the same rows', async () => {
      const { hq, store, log, ana, erase } = await setUp();
      const typedNote = new TypedNote();
      await hq.push(ana, ana.pack(log, { path: note, text: typedNote.type(0, secret) }));
      await erase(comment, 'past');
      await erase(note);
      const before = await viewRows(store);
      expect(before.documents).toMatchObject([{ changed_place: 6, changed_ms: nowMs, last_device: ana.id }]);
      await rebuildProjections(store);
      expect(await viewRows(store)).toEqual(before);
    });

    test('the history of a record says of what was erased that it was', async () => {
      const { hq, store, log, ben, erase } = await setUp();
      await erase(comment, 'past');
      const { ops } = await readDocumentHistory(store, hq.personOf(ben), log, aDoc(1), undefined);
      expect(ops.map(({ path, value, erased }) => [path, value, erased])).toEqual([
        ['answers/D1.1/rationale', 'Kept', undefined],
        [comment, `${secret} 2`, undefined],
        [comment, null, true],
        ['title', 'Court', undefined],
      ]);
    });

    test('is refused as a whole where what is left would not fit into a pack', async () => {
      const { hq, store, log, ana, erase } = await setUp();
      // Each fits; the remains of all of them go into one, and do not fit.
      for (let at = 0; at < 3; at += 1) {
        const text = new TypedNote().type(0, 'x'.repeat(wireLimits.packBytes / 2));
        expect(await hq.push(ana, ana.pack(log, { path: note, text }))).toEqual([{ verdict: 'accepted' }]);
      }
      const before = await store.selectFrom('entries').selectAll().orderBy('place').execute();
      await expect(erase(note, 'past')).rejects.toThrow(ErasureTooLarge);
      expect(await store.selectFrom('entries').selectAll().orderBy('place').execute()).toEqual(before);
    });
  });
}

const packHashOf = ({ erased }: PackEntry['pack']) => erased?.hash ?? chainStartHash;
