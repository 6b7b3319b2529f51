import { describe, expect, test } from 'vitest';
import { releaseHeldOps } from '#server/log/release-ops.ts';
import { nowMs, type PackWriter } from '#tests/support/server/pack-writer.ts';
import { registersOf } from '#tests/support/server/registers-of.ts';
import type { StoreLocations } from '#tests/support/server/stores.ts';
import { TestHeadquarters } from '#tests/support/server/test-headquarters.ts';

const path = 'answers/D1.1/rationale';

/** Values that are replaced before headquarters has them. */
export function overContract({ newLocation }: StoreLocations): void {
  /** B replaces A's first two values, of which headquarters has the first: B got them without headquarters. */
  const aheadBy = async () => {
    const hq = await TestHeadquarters.open(await newLocation());
    const logId = await hq.addLog();
    const [a, b] = [await hq.addLaptop('assessor', logId), await hq.addLaptop('assessor', logId)];
    await hq.push(a, a.pack(logId, { path, value: 'hers' }));
    const over = [a.dot(1), a.dot(2)];
    expect(await hq.push(b, b.pack(logId, { path, value: 'theirs', over }))).toEqual([
      { verdict: 'accepted', held: [1] },
    ]);
    const values = async () =>
      ((await registersOf(hq.store, logId))[path]?.heads ?? []).map(({ value }) => value);
    return {
      hq,
      log: logId,
      a,
      b,
      values,
      pushNext: () => hq.push(a, a.pack(logId, { path, value: 'hers, longer', over: [a.dot(1)] })),
      sync: (laptop: PackWriter, since: number) => hq.sync(laptop, { logs: { [logId]: { since } } }),
    };
  };

  describe('values that are replaced before they come', () => {
    test('[M2] a colleague’s next value is shown, even if somebody has named its number', async () => {
      const all = await aheadBy();
      expect(await all.values()).toEqual(['hers']);
      await all.pushNext();
      expect(await all.values()).toEqual(['hers, longer']);
    });

    test('[M2] the replacing counts once they came and its device has read them', async () => {
      const all = await aheadBy();
      await all.sync(all.b, 2);
      await all.pushNext();
      await all.sync(all.b, 2);
      await all.sync(all.a, 3);
      expect(await all.values()).toEqual(['hers, longer']);
      const { logs } = await all.sync(all.b, 3);
      expect(await all.values()).toEqual(['theirs']);
      const by = all.hq.personOf(all.b);
      expect(logs[all.log]?.entries).toEqual([{ place: 4, release: { device: all.b.id, n: [1], by } }]);
    });

    test('[M2] many that wait for what never comes do not hold up a later one', async () => {
      const hq = await TestHeadquarters.open(await newLocation());
      const logId = await hq.addLog();
      const [a, b] = [await hq.addLaptop('assessor', logId), await hq.addLaptop('assessor', logId)];
      await hq.push(a, a.pack(logId, { path, value: 'hers' }));
      const never = Array.from({ length: 40 }, (_, at) => ({
        path: `answers/Q${at}/rationale`,
        value: 'theirs',
        over: [a.dot(100 + at)],
      }));
      await hq.push(b, b.pack(logId, ...never, { path, value: 'theirs', over: [a.dot(1), a.dot(2)] }));
      await hq.push(a, a.pack(logId, { path, value: 'hers, longer', over: [a.dot(1)] }));
      for (const laterMs of [0, 1]) await hq.sync(b, { logs: { [logId]: { since: 3 } } }, nowMs + laterMs);
      const heads = (await registersOf(hq.store, logId))[path]?.heads ?? [];
      expect(heads.map(({ value }) => value)).toEqual(['theirs']);
    });

    test('[M2, M7] it stays held while its author may not write', async () => {
      const all = await aheadBy();
      await all.pushNext();
      await all.hq.store.updateTable('grants').set({ role: 'me-officer' }).execute();
      await all.sync(all.b, 3);
      expect(await all.values()).toEqual(['hers, longer']);
    });

    test('[M2, J5] a person with the right releases it once they came, and not before', async () => {
      const all = await aheadBy();
      const by = all.hq.personOf(await all.hq.addLaptop('reviewer', all.log));
      const release = () =>
        releaseHeldOps(all.hq.store, { log: all.log, device: all.b.id, numbers: [1], by, nowMs });
      expect(await release()).toEqual({ ok: false, refusal: { kind: 'notReleasable' } });
      await all.pushNext();
      expect(await release()).toEqual({ ok: true, value: 4 });
      expect(await all.values()).toEqual(['theirs']);
    });

    test.each(['renewed', 'revoked'] as const)(
      '[M2, P2] it counts when the device of the value was %s, since nothing comes of it',
      async (how) => {
        const all = await aheadBy();
        if (how === 'renewed') await all.hq.renew(all.a);
        else
          await all.hq.store
            .updateTable('devices')
            .set({ state: 'revoked' })
            .where('device', '=', all.a.id)
            .execute();
        await all.sync(all.b, 2);
        expect(await all.values()).toEqual(['theirs']);
      },
    );

    test('[M2, P2] a renewed laptop’s reading lets the replacing of its former one count', async () => {
      const all = await aheadBy();
      await all.pushNext();
      await all.sync(await all.hq.renew(all.b), 3);
      expect(await all.values()).toEqual(['theirs']);
    });
  });
}
