import { describe, expect, test } from 'vitest';
import type { StoreLocations } from '#tests/support/server/stores.ts';
import { TestHeadquarters } from '#tests/support/server/test-headquarters.ts';

const write = (size: number) => ({ path: 'notes/n1', value: 'x'.repeat(size) });

export function entriesContract({ newLocation }: StoreLocations): void {
  const setUp = async () => {
    const hq = await TestHeadquarters.open(await newLocation());
    const logId = await hq.addLog();
    return {
      hq,
      log: logId,
      ana: await hq.addLaptop('assessor', logId),
      ben: await hq.addLaptop('lead', logId),
    };
  };

  describe('entries', () => {
    test('[S3] own packs are left out and covered by next', async () => {
      const { hq, log, ana, ben } = await setUp();
      const [firstPack, second, third] = [
        ana.pack(log, write(1)),
        ben.pack(log, write(1)),
        ana.pack(log, write(1)),
      ];
      await hq.push(ana, firstPack, second, third);
      const { logs } = await hq.sync(ana, { logs: { [log]: { since: 0 } } });
      expect(logs).toEqual({
        [log]: { entries: [{ place: 2, pack: second }], next: 3, more: false, acked: 2 },
      });
    });

    test('[S3] with `have` an asker gets back what it lost, not what it has, and learns what is here', async () => {
      const { hq, log, ana, ben } = await setUp();
      const [firstPack, second] = [ana.pack(log, write(1)), ana.pack(log, write(1))];
      await hq.push(ana, firstPack, second, ben.pack(log, write(1)));
      const have = { [ana.id]: 1, [ben.id]: 1 };
      const { logs } = await hq.sync(ana, { logs: { [log]: { since: 0, have } } });
      expect(logs).toEqual({
        [log]: {
          entries: [{ place: 2, pack: second }],
          next: 3,
          more: false,
          acked: 2,
          have: { [ana.id]: 2, [ben.id]: 1 },
          holds: {},
        },
      });
    });

    test('[J5] with `have` an asker learns which ops are held now', async () => {
      const { hq, log, ana, ben } = await setUp();
      await hq.push(ben, ben.pack(log, write(1), { path: 'no-such-path', value: 1 }));
      const { logs } = await hq.sync(ana, { logs: { [log]: { since: 1, have: {} } } });
      expect(logs[log]?.holds).toEqual({ [ben.id]: [2] });
    });

    test('an answer is never more than one pack over its budget, and nothing is missed on the way', async () => {
      const { hq, log, ana, ben } = await setUp();
      const packs = Array.from({ length: 30 }, () => ana.pack(log, write(3_000)));
      await hq.push(ana, ...packs);
      const largest = Math.max(...packs.map((pack) => JSON.stringify(pack).length)) + 100;
      const { grants } = await hq.sync(ben, {});
      const budget = 10_000;
      const places: number[] = [];
      for (let since = 0, more = true; more; ) {
        const ask = { logs: { [log]: { since } }, budget, grants: grants?.etag };
        const answer = await hq.sync(ben, ask);
        expect(JSON.stringify(answer).length).toBeLessThan(budget + largest);
        const news = answer.logs[log];
        places.push(...(news?.entries.map(({ place }) => place) ?? []));
        since = news?.next ?? 0;
        more = news?.more ?? false;
      }
      expect(places).toEqual(packs.map((_, at) => at + 1));
    });

    test('a budget that is spent by the first log still gives every log its turn', async () => {
      const { hq, log, ana, ben } = await setUp();
      await hq.push(ana, ana.pack(log, write(500)), ana.pack(log, write(500)));
      const { logs } = await hq.sync(ben, { logs: { [log]: { since: 0 } }, budget: 1 });
      expect(logs[log]).toMatchObject({ entries: [{ place: 1 }], next: 1, more: true });
    });

    test('grants come only when they are not what the asker has', async () => {
      const { hq, log, ana, ben } = await setUp();
      const { grants } = await hq.sync(ana, {});
      expect(grants).toMatchObject({
        logs: { [log]: ['assessor'] },
        devices: {
          [ana.id]: { person: hq.personOf(ana), name: 'The assessor' },
          [ben.id]: { person: hq.personOf(ben), name: 'The lead' },
        },
      });
      expect((await hq.sync(ana, { grants: grants?.etag })).grants).toBeUndefined();

      await hq.addLaptop('trainer', log);
      expect((await hq.sync(ana, { grants: grants?.etag })).grants?.etag).not.toBe(grants?.etag);
    });

    test('an administrator is in a log without reading it', async () => {
      const { hq, log, ana } = await setUp();
      const admin = await hq.addLaptop('admin', log);
      await hq.push(ana, ana.pack(log, write(1)));
      const answer = await hq.sync(admin, {
        logs: { [log]: { since: 0 } },
        packs: [admin.pack(log, write(1))],
      });
      expect(answer).toMatchObject({ logs: {}, verdicts: [{ verdict: 'refused', code: 'access' }] });
    });
  });
}
