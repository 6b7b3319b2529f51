import { describe, expect, test } from 'vitest';
import { rotateServerKey } from '#server/admin/rotate-server-key.ts';
import { generateEncodedKeyPair, parsePrivateKey, signText } from '#server/auth/ed25519.ts';
import type { ServerStore } from '#server/db/open-store.ts';
import { decodePack, erasedPackText, packHash } from '#sync/protocol/erased-pack.ts';
import { sha256Of } from '#sync/protocol/hash.ts';
import type { Pack } from '#sync/protocol/wire.ts';
import {
  anErasingHeadquarters,
  comment,
  note,
  secret,
  TypedNote,
  valuesAt,
} from '#tests/support/server/erasing-headquarters.ts';
import { standsAnywhere } from '#tests/support/server/every-row.ts';
import { registersOf } from '#tests/support/server/registers-of.ts';
import type { StoreLocations } from '#tests/support/server/stores.ts';
import { testDependencies } from '#tests/support/server/test-headquarters.ts';

/** A pack in which headquarters erased something comes back to it, after its store was put back from a backup. */
export function erasedPacksContract(storeLocations: StoreLocations): void {
  /** `loseAll`: an older backup, without the pack. `loseErasure`: one from just before it was erased. */
  const setUp = async () => {
    const all = await anErasingHeadquarters(storeLocations);
    const { hq, store, log, ana, ben, erase, news } = all;
    const loseAll = await backup(store);
    const original = ana.pack(
      log,
      { path: 'title', value: 'Court' },
      { path: comment, value: `${secret} 1` },
      { path: note, text: new TypedNote().type(0, `${secret} 2`) },
    );
    expect(await hq.push(ana, original)).toEqual([{ verdict: 'accepted' }]);
    const loseErasure = await backup(store);
    await erase(comment);
    const [once] = await news(ben, 1);
    await erase(note);
    const [, twice] = await news(ben, 1);
    if (once === undefined || twice === undefined) throw new Error('The erasures are told');
    return { ...all, loseAll, loseErasure, original, erasedPack: twice.pack, once: once.pack };
  };
  const rotate = (store: ServerStore) =>
    store.transaction().execute((tx) => rotateServerKey(tx, testDependencies));
  const erasedIn = (pack: Pack): readonly string[] => {
    const opened = decodePack(pack);
    if (!opened.ok) throw new Error(opened.refusal.why);
    return opened.value.ops.filter(({ erased }) => erased).map(({ path }) => path);
  };

  describe('an erased pack that comes back', () => {
    test('[P2] is taken as the next of its chain by a headquarters that has lost it, whoever brings it', async () => {
      const { hq, store, log, ana, ben, loseAll, erasedPack, news } = await setUp();
      await loseAll();
      const { verdicts } = await hq.sync(ben, { packs: [erasedPack] });
      expect(verdicts).toEqual([{ pack: packHash(erasedPack), verdict: 'accepted' }]);
      expect(await valuesAt(hq, log, comment)).toEqual([null]);
      expect(TypedNote.read((await registersOf(store, log))[note]?.text)).toBe('');
      // Told once more behind it: devices that have read past its place may have it from before the erasure.
      const told = [1, 2].map((place) => ({ place, pack: erasedPack }));
      expect(await news(ben, 0)).toEqual(told);
      expect(await news(ben, 1)).toEqual(told.slice(1));
      expect(await news(ana, 0, { [ana.id]: 3 })).toEqual(told);
      const nextPack = ana.pack(log, { path: 'title', value: 'High court', over: [ana.dot(1)] });
      expect(await hq.push(ana, nextPack)).toEqual([{ verdict: 'accepted' }]);
    });

    test('[E8] makes a headquarters that has the words again erase them again, and tell everybody', async () => {
      const { hq, store, log, ana, ben, loseErasure, erasedPack, news } = await setUp();
      await loseErasure();
      expect(await standsAnywhere(store, secret)).toBe(true);
      expect(await hq.push(ben, erasedPack)).toEqual([{ verdict: 'duplicate' }]);
      expect(await standsAnywhere(store, secret)).toBe(false);
      expect(await valuesAt(hq, log, comment)).toEqual([null]);
      expect(await valuesAt(hq, log, 'title')).toEqual(['Court']);
      expect(await news(ana, 1)).toEqual([{ place: 2, pack: erasedPack }]);
      expect(await hq.push(ben, erasedPack)).toEqual([{ verdict: 'duplicate' }]);
      expect(await news(ben, 2)).toEqual([]);
    });

    test('[E8] brings nothing back that was erased since', async () => {
      const { hq, ben, once, erasedPack, news } = await setUp();
      expect([erasedIn(once), erasedIn(erasedPack)]).toEqual([[comment, note].slice(0, 1), [comment, note]]);
      expect(await hq.push(ben, once)).toEqual([{ verdict: 'duplicate' }]);
      expect((await news(ben, 0)).map(({ pack }) => pack)).toEqual([erasedPack, erasedPack, erasedPack]);
    });

    test('[J1] is refused under a former key; the erased form is signed anew and told to everybody', async () => {
      const { hq, store, ana, ben, loseErasure, erasedPack, news } = await setUp();
      const { key } = await rotate(store);
      const signedAnew = { ...erasedPack.erased, key };
      const told = await news(ben, 3);
      expect(told.map(({ pack }) => pack.erased)).toEqual([signedAnew]);
      expect(told[0]?.pack.payload).toBe(erasedPack.payload);
      expect(await hq.push(ben, erasedPack)).toEqual([{ verdict: 'refused', code: 'signature' }]);
      expect((await news(ana, 0, { [ana.id]: 3 })).at(-1)).toEqual(told[0]);

      await loseErasure();
      expect(await hq.push(ben, told[0]?.pack ?? erasedPack)).toEqual([{ verdict: 'duplicate' }]);
      expect(await standsAnywhere(store, secret)).toBe(false);
    });

    test('[P2] under a former key makes its maker go on under a new identity, and nobody else', async () => {
      const { hq, store, ana, ben, loseAll, erasedPack } = await setUp();
      await loseAll();
      await rotate(store);
      expect(await hq.push(ben, erasedPack)).toEqual([{ verdict: 'refused', code: 'signature' }]);
      expect(await hq.push(ana, erasedPack)).toEqual([{ verdict: 'fork' }]);
      const parked = await store.selectFrom('parked').select(['code', 'payload']).execute();
      expect(parked).toEqual([{ code: 'signature', payload: erasedPack.payload }]);
    });

    test('[P1] is refused where nothing in it is erased, and where it changes anything else', async () => {
      const { hq, store, log, ben, loseErasure, identity, original, erasedPack } = await setUp();
      await loseErasure();
      const signed = (payload: string): Pack => {
        const hash = packHash(original);
        const text = erasedPackText(hash, payload);
        const sig = signText(identity.privateKey, text).toString('base64url');
        return { payload, sig, erased: { hash, key: identity.publicKey } };
      };
      expect(await hq.push(ben, signed(original.payload))).toEqual([
        { verdict: 'refused', code: 'malformed' },
      ]);
      const changedPack = signed(erasedPack.payload.replace('"Court"', '"Tribunal"'));
      expect(await hq.push(ben, changedPack)).toEqual([{ verdict: 'refused', code: 'erasure' }]);
      expect(await valuesAt(hq, log, 'title')).toEqual(['Court']);
      expect(await valuesAt(hq, log, comment)).toEqual([`${secret} 1`]);
      const parked = await store.selectFrom('parked').select(['code', 'payload']).execute();
      expect(parked).toContainEqual({ code: 'erasure', payload: changedPack.payload });
      expect(await hq.push(ben, signed(erasedPack.payload))).toEqual([{ verdict: 'duplicate' }]);
    });

    test('leaves a line in the audit trail each time that one is taken from a laptop, without a word', async () => {
      const { hq, store, ana, ben, log, loseAll, loseErasure, erasedPack } = await setUp();
      const linesOf = () =>
        store.selectFrom('audit').select(['actor', 'subject']).where('act', '=', 'take-erasure').execute();
      expect(await linesOf()).toEqual([]);
      await loseErasure();
      for (let time = 0; time < 2; time += 1) await hq.push(ben, erasedPack);
      await loseAll();
      await hq.push(ben, erasedPack);
      const subject = { log, device: ana.id, numbers: [2, 3], by: ben.id, key: erasedPack.erased?.key };
      const line = { actor: hq.personOf(ben), subject: JSON.stringify(subject) };
      expect(await linesOf()).toEqual([line, line]);
    });

    test('[J1] is refused where headquarters did not sign it: nobody else takes a value out of a pack', async () => {
      const { hq, store, log, ben, ana, loseErasure, erasedPack, original } = await setUp();
      await loseErasure();
      const { hash } = erasedPack.erased ?? { hash: sha256Of('') };
      const stranger = generateEncodedKeyPair();
      const signedBy = (privateKey: string, text: string) =>
        signText(parsePrivateKey(privateKey), text).toString('base64url');
      const text = erasedPackText(hash, erasedPack.payload);
      const forged: readonly Pack[] = [
        { ...erasedPack, sig: original.sig },
        { ...erasedPack, sig: signedBy(stranger.privateKey, text) },
        {
          ...erasedPack,
          sig: signedBy(stranger.privateKey, text),
          erased: { hash, key: stranger.publicKey },
        },
        {
          ...erasedPack,
          sig: signedBy(ana.keys.privateKey, text),
          erased: { hash, key: ana.keys.publicKey },
        },
        // Headquarters' own signature, of another pack.
        { ...erasedPack, erased: { hash: sha256Of('another'), key: erasedPack.erased?.key ?? '' } },
      ];
      for (const pack of forged)
        expect(await hq.push(ben, pack)).toEqual([{ verdict: 'refused', code: 'signature' }]);
      const key = erasedPack.erased?.key ?? '';
      for (const pack of [
        { payload: erasedPack.payload, sig: erasedPack.sig },
        { ...original, erased: { hash, key } },
      ])
        expect(await hq.push(ben, pack)).toEqual([{ verdict: 'refused', code: 'malformed' }]);
      expect(await valuesAt(hq, log, comment)).toEqual([`${secret} 1`]);
      // None is kept under the name that it gives itself. Of unreadable ones only the beginning is kept.
      const parkedSha256s = await store
        .selectFrom('parked')
        .select(['hash', 'payload'])
        .where('code', '!=', 'malformed')
        .execute();
      expect(parkedSha256s.length).toBeGreaterThan(0);
      expect(parkedSha256s.map((row) => row.hash)).toEqual(
        parkedSha256s.map(({ payload }) => sha256Of(payload)),
      );
    });

    test('[J1] is asked for the same as any other: an open log, and an author who is one of us', async () => {
      const { hq, store, ana, ben, loseAll, erasedPack } = await setUp();
      await loseAll();
      const outsider = await hq.addLaptop('assessor');
      expect(await hq.push(outsider, erasedPack)).toEqual([{ verdict: 'refused', code: 'access' }]);
      await store.updateTable('devices').set({ state: 'revoked' }).where('device', '=', ana.id).execute();
      expect(await hq.push(ben, erasedPack)).toEqual([{ verdict: 'refused', code: 'device' }]);
      const parked = await store
        .selectFrom('parked')
        .select(['hash', 'payload', 'sig', 'erased_key'])
        .execute();
      const { payload, sig, erased } = erasedPack;
      expect(parked).toEqual([{ hash: erased?.hash, payload, sig, erased_key: erased?.key }]);
    });
  });
}

const logTables = [
  'entries',
  'documents',
  'registers',
  'dead_dots',
  'document_places',
  'chain_ends',
  'held_ops',
  'erased_fields',
] as const;

/** Copy the tables of a log now; returns the way to put them back. */
async function backup(store: ServerStore): Promise<() => Promise<void>> {
  const rowsByTable = new Map<(typeof logTables)[number], readonly object[]>();
  for (const table of logTables) rowsByTable.set(table, await store.selectFrom(table).selectAll().execute());
  const logIds = await store.selectFrom('logs').select(['log', 'next_place']).execute();
  return async () => {
    for (const table of logTables) {
      await store.deleteFrom(table).execute();
      for (const row of rowsByTable.get(table) ?? [])
        await store
          .insertInto(table)
          .values(row as never) // a row of this very table
          .execute();
    }
    for (const { log, next_place } of logIds)
      await store.updateTable('logs').set({ next_place }).where('log', '=', log).execute();
  };
}
