import { describe, expect, test } from 'vitest';
import { LogId } from '#domain/ids.ts';
import { openServerStore } from '#server/db/open-store.ts';
import { chainStartHash, sha256Of } from '#sync/protocol/hash.ts';
import { aDoc, nowMs, PackWriter } from '#tests/support/server/pack-writer.ts';
import { openUntilTheEnd, type StoreLocations } from '#tests/support/server/stores.ts';
import { TestHeadquarters, withoutHash } from '#tests/support/server/test-headquarters.ts';
import { testSealingKeys } from '#tests/support/server/test-sealing-keys.ts';

const title = { path: 'title', value: 'A title' };

export function verdictsContract({ newLocation }: StoreLocations): void {
  const headquarters = async () => TestHeadquarters.open(await newLocation());

  describe('verdicts', () => {
    test('[S1] what was accepted is there when the store is opened again', async () => {
      const storeLocation = await newLocation();
      const previousTestHeadquarters = new TestHeadquarters(
        await openServerStore(storeLocation, testSealingKeys),
      );
      const logId = await previousTestHeadquarters.addLog();
      const laptop = await previousTestHeadquarters.addLaptop('assessor', logId);
      const pack = laptop.pack(logId, title);
      expect(await previousTestHeadquarters.push(laptop, pack)).toEqual([{ verdict: 'accepted' }]);
      await previousTestHeadquarters.store.destroy();

      const store = await openUntilTheEnd(storeLocation);
      const rows = await store.selectFrom('entries').select(['place', 'payload', 'sig']).execute();
      expect(rows).toEqual([{ place: 1, ...pack }]);
    });

    test('[S4] a repeated pack is a duplicate and adds nothing', async () => {
      const hq = await headquarters();
      const logId = await hq.addLog();
      const laptop = await hq.addLaptop('assessor', logId);
      const pack = laptop.pack(logId, title);
      expect(await hq.push(laptop, pack, pack)).toEqual([{ verdict: 'accepted' }, { verdict: 'duplicate' }]);
      expect(await hq.push(laptop, pack)).toEqual([{ verdict: 'duplicate' }]);
      expect(await hq.store.selectFrom('entries').select('place').execute()).toEqual([{ place: 1 }]);
    });

    test('[J2] a hole is answered with the number that is needed', async () => {
      const hq = await headquarters();
      const logId = await hq.addLog();
      const laptop = await hq.addLaptop('assessor', logId);
      const [firstPack, second] = [laptop.pack(logId, title, title), laptop.pack(logId, title)];
      expect(await hq.push(laptop, second)).toEqual([{ verdict: 'gap', need: 1 }]);
      expect(await hq.push(laptop, firstPack, second)).toEqual([
        { verdict: 'accepted' },
        { verdict: 'accepted' },
      ]);
      const far = laptop.packAt(logId, 9, chainStartHash, [title]);
      expect(await hq.push(laptop, far)).toEqual([{ verdict: 'gap', need: 4 }]);
    });

    test('[P2] [J3] of two payloads that claim a number the first stays and the second is parked whole', async () => {
      const hq = await headquarters();
      const logId = await hq.addLog();
      const laptop = await hq.addLaptop('assessor', logId);
      const firstPack = laptop.pack(logId, title);
      const fork = laptop.packAt(logId, 1, chainStartHash, [{ path: 'title', value: 'Another' }]);
      const unchained = laptop.packAt(logId, 2, sha256Of('something else'), [title]);
      expect(await hq.push(laptop, firstPack, fork, unchained)).toEqual([
        { verdict: 'accepted' },
        { verdict: 'fork' },
        { verdict: 'fork' },
      ]);
      const entries = await hq.store.selectFrom('entries').select('payload').execute();
      expect(entries).toEqual([{ payload: firstPack.payload }]);
      const parked = await hq.store
        .selectFrom('parked')
        .select(['log', 'sender', 'code', 'payload', 'sig'])
        .where('hash', '=', sha256Of(fork.payload))
        .execute();
      expect(parked).toEqual([{ log: logId, sender: laptop.id, code: 'fork', ...fork }]);
    });

    test('[J1] an unknown author and a bad signature are refused, and parked with their sender', async () => {
      const hq = await headquarters();
      const logId = await hq.addLog();
      const laptop = await hq.addLaptop('assessor', logId);
      const stranger = new PackWriter().pack(logId, title);
      const forged = { ...laptop.pack(logId, title), sig: stranger.sig };
      expect(await hq.push(laptop, stranger, forged)).toEqual([
        { verdict: 'refused', code: 'device' },
        { verdict: 'refused', code: 'signature' },
      ]);
      const parkedDeviceIds = await hq.store
        .selectFrom('parked')
        .select(['sender', 'code'])
        .orderBy('code')
        .execute();
      expect(parkedDeviceIds).toEqual([
        { sender: laptop.id, code: 'device' },
        { sender: laptop.id, code: 'signature' },
      ]);
    });

    test('[J1] packs of a revoked device are refused, whoever carries them', async () => {
      const hq = await headquarters();
      const logId = await hq.addLog();
      const carrier = await hq.addLaptop('assessor', logId);
      const revoked = await hq.addLaptop('assessor', logId);
      await hq.store
        .updateTable('devices')
        .set({ state: 'revoked' })
        .where('device', '=', revoked.id)
        .execute();
      expect(await hq.push(carrier, revoked.pack(logId, title))).toEqual([
        { verdict: 'refused', code: 'device' },
      ]);
    });

    test('a log without a grant and a log that does not exist are refused alike', async () => {
      const hq = await headquarters();
      const [ownLogId, foreign] = [await hq.addLog(), await hq.addLog()];
      const laptop = await hq.addLaptop('assessor', ownLogId);
      const nowhere = LogId.parse(aDoc(9));
      const answer = await hq.sync(laptop, {
        logs: { [foreign]: { since: 0 }, [nowhere]: { since: 0 } },
        packs: [laptop.pack(foreign, title), laptop.pack(nowhere, title)],
      });
      expect(answer.verdicts.map(withoutHash)).toEqual([
        { verdict: 'refused', code: 'access' },
        { verdict: 'refused', code: 'access' },
      ]);
      expect(answer.logs).toEqual({});
    });

    test('[P3] anyone in a log may carry the packs of anyone in it', async () => {
      const hq = await headquarters();
      const [logId, otherLogId] = [await hq.addLog(), await hq.addLog()];
      const [carrier, author] = [await hq.addLaptop('trainer', logId), await hq.addLaptop('assessor', logId)];
      const outsider = await hq.addLaptop('assessor', otherLogId);
      expect(await hq.push(carrier, author.pack(logId, title), outsider.pack(logId, title))).toEqual([
        { verdict: 'accepted' },
        { verdict: 'refused', code: 'access' },
      ]);
      const [entry] = await hq.store.selectFrom('entries').select(['device', 'brought_by']).execute();
      expect(entry).toEqual({ device: author.id, brought_by: carrier.id });
    });

    test('[S5] what is no pack is one verdict, and the others count', async () => {
      const hq = await headquarters();
      const logId = await hq.addLog();
      const laptop = await hq.addLaptop('assessor', logId);
      const sig = 'A'.repeat(86);
      const deep = `${'['.repeat(40)}${']'.repeat(40)}`;
      const { verdicts } = await hq.sync(laptop, {
        packs: [
          'no pack',
          { payload: 'no JSON', sig },
          { payload: deep, sig },
          { payload: `"${'x'.repeat(256 * 1024)}"`, sig },
          laptop.pack(logId, title),
        ],
      });
      expect(verdicts.map(({ verdict, code }) => code ?? verdict)).toEqual([
        'malformed',
        'malformed',
        'malformed',
        'too-large',
        'accepted',
      ]);
      expect(verdicts[1]?.pack).toBe(sha256Of('no JSON'));
    });

    test('[J4] a stamp more than a day ahead is accepted and flagged', async () => {
      const hq = await headquarters();
      const logId = await hq.addLog();
      const laptop = await hq.addLaptop('assessor', logId);
      const dayMs = 24 * 60 * 60 * 1000;
      const packs = [
        laptop.pack(logId, { ...title, stamp: [nowMs + dayMs, 0] }),
        laptop.pack(logId, { ...title, stamp: [nowMs + dayMs + 1, 0] }),
      ];
      expect(await hq.push(laptop, ...packs)).toEqual([{ verdict: 'accepted' }, { verdict: 'accepted' }]);
      const flags = await hq.store.selectFrom('entries').select('flagged').orderBy('place').execute();
      expect(flags).toEqual([{ flagged: 0 }, { flagged: 1 }]);
    });
  });
}
