import { describe, expect, test } from 'vitest';
import { storeEngineOf } from '#server/db/open-store.ts';
import { openUntilTheEnd, type StoreLocations } from '#tests/support/server/stores.ts';
import { TestHeadquarters } from '#tests/support/server/test-headquarters.ts';

const writers = 16;
const packsEach = 8;

export function placesContract({ newLocation }: StoreLocations): void {
  describe('places', () => {
    test('[S2] a reader of places misses no entry while 16 laptops write at once', async () => {
      const storeLocation = await newLocation();
      const hq = await TestHeadquarters.open(storeLocation);
      const logId = await hq.addLog();
      const reader = await hq.addLaptop('assessor', logId);
      const laptops = await Promise.all(
        Array.from({ length: writers }, () => hq.addLaptop('assessor', logId)),
      );
      // On PostgreSQL every other writer comes through a second server process's connections.
      const second =
        storeEngineOf(hq.store) === 'postgres' ? hq.through(await openUntilTheEnd(storeLocation)) : hq;

      let writing = true;
      const seen: number[] = [];
      const follow = async (): Promise<void> => {
        for (let since = 0, isLast = false; !isLast; ) {
          isLast = !writing; // one more round after the last commit
          const news = (await hq.sync(reader, { logs: { [logId]: { since } } })).logs[logId];
          seen.push(...(news?.entries.map((entry) => entry.place) ?? []));
          since = news?.next ?? since;
        }
      };
      const following = follow();
      const verdicts = await Promise.all(
        laptops.map(async (laptop, at) => {
          const packs = Array.from({ length: packsEach }, (_, n) =>
            laptop.pack(logId, { path: `notes/n${at}`, value: n, over: n === 0 ? [] : [laptop.dot(n)] }),
          );
          const server = at % 2 === 0 ? hq : second;
          const answers = [];
          for (const pack of packs) answers.push(...(await server.push(laptop, pack)));
          return answers;
        }),
      );
      writing = false;
      await following;

      expect(verdicts.flat().every(({ verdict }) => verdict === 'accepted')).toBe(true);
      expect(seen).toEqual(Array.from({ length: writers * packsEach }, (_, at) => at + 1));
    });

    test('[S3] a reader that knows of later places than there are is told the end: something was lost here', async () => {
      const hq = await TestHeadquarters.open(await newLocation());
      const logId = await hq.addLog();
      const laptop = await hq.addLaptop('assessor', logId);
      await hq.push(laptop, laptop.pack(logId, { path: 'title', value: 'Court' }));
      const nextAt = async (since: number) =>
        (await hq.sync(laptop, { logs: { [logId]: { since } } })).logs[logId]?.next;
      expect([await nextAt(0), await nextAt(1), await nextAt(7)]).toEqual([1, 1, 1]);
    });
  });
}
