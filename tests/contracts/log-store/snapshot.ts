import { describe, expect, test } from 'vitest';
import type { LogId } from '#domain/ids.ts';
import { readSnapshotPage } from '#server/log/read-snapshot.ts';
import { releaseHeldOps } from '#server/log/release-ops.ts';
import { encodeSnapshotPage, type SnapshotPage } from '#sync/protocol/snapshot.ts';
import { aDoc, nowMs, type PackWriter } from '#tests/support/server/pack-writer.ts';
import { documentsOf } from '#tests/support/server/registers-of.ts';
import type { StoreLocations } from '#tests/support/server/stores.ts';
import { TestHeadquarters } from '#tests/support/server/test-headquarters.ts';

const title = (doc: number, value: string, ...over: readonly string[]) => ({
  doc: aDoc(doc),
  path: 'title',
  value,
  over,
});
const rating = (doc: number) => ({ doc: aDoc(doc), path: 'answers/D1.1/level', value: 3 });

/** Pages of a snapshot (sync/SPEC.md, Snapshot), on which a new device begins. */
export function snapshotContract({ newLocation }: StoreLocations): void {
  const setUp = async () => {
    const hq = await TestHeadquarters.open(await newLocation());
    const logId = await hq.addLog();
    return {
      hq,
      log: logId,
      ana: await hq.addLaptop('assessor', logId),
      reviewer: await hq.addLaptop('reviewer', logId),
    };
  };
  const page = (
    { store }: TestHeadquarters,
    logId: LogId,
    start: { readonly after?: string; readonly place?: number; readonly bytes: number },
  ): Promise<SnapshotPage> => readSnapshotPage(store, logId, start);
  const numbers = (heldPackEntries: SnapshotPage['held']) =>
    heldPackEntries.map((entry) => [entry.place, entry.held]);
  const release = (hq: TestHeadquarters, log: LogId, by: PackWriter, of: PackWriter, n: number) =>
    releaseHeldOps(hq.store, { log, device: of.id, numbers: [n], by: hq.personOf(by), nowMs });

  describe('snapshot pages', () => {
    test('all pages together are the snapshot, each of about the bytes that were asked for', async () => {
      const { hq, log, ana } = await setUp();
      const writes = Array.from({ length: 50 }, (_, at) => title(at + 1, 'x'.repeat(200)));
      await hq.push(ana, ana.pack(log, ...writes));
      const snapshotPages: SnapshotPage[] = [];
      for (let after: string | undefined; ; ) {
        const nextSnapshotPage = await page(hq, log, { bytes: 2_000, ...(after && { after, place: 1 }) });
        snapshotPages.push(nextSnapshotPage);
        after = nextSnapshotPage.documents.at(-1)?.doc;
        if (!nextSnapshotPage.more) break;
      }
      const all = snapshotPages.flatMap(({ documents }) => documents);
      expect(all).toEqual(await documentsOf(hq.store, log));
      const given = snapshotPages.map(
        (_, at) => snapshotPages.slice(0, at + 1).flatMap(({ documents }) => documents).length,
      );
      expect(snapshotPages.map(({ left }) => left)).toEqual(given.map((count) => 50 - count));
      expect(snapshotPages.length).toBeGreaterThan(3);
      expect(
        snapshotPages.map((snapshotPage) => encodeSnapshotPage(snapshotPage).length < 4_000),
      ).not.toContain(false);
      expect(new Set(snapshotPages.map(({ place, have }) => `${place} ${have[ana.id]}`))).toEqual(
        new Set(['1 50']),
      );
    });

    test('at least one document is on a page, and an empty log is one empty page', async () => {
      const { hq, log, ana } = await setUp();
      expect(await page(hq, log, { bytes: 1 })).toEqual({
        place: 0,
        have: {},
        documents: [],
        holds: {},
        held: [],
        left: 0,
        more: false,
      });
      await hq.push(ana, ana.pack(log, title(1, 'one'), title(2, 'two')));
      expect(await page(hq, log, { bytes: 1 })).toMatchObject({
        documents: [{ doc: aDoc(1) }],
        left: 1,
        more: true,
      });
      expect(await page(hq, log, { bytes: 1, after: aDoc(1), place: 1 })).toMatchObject({
        documents: [{ doc: aDoc(2) }],
        left: 0,
        more: false,
      });
    });

    test('a later page tells by its version vector what it knows more than the first', async () => {
      const { hq, log, ana } = await setUp();
      await hq.push(ana, ana.pack(log, title(1, 'one'), title(2, 'two')));
      const firstSnapshotPage = await page(hq, log, { bytes: 1 });
      await hq.push(ana, ana.pack(log, title(2, 'newer', ana.dot(2))));
      const second = await page(hq, log, { bytes: 1, after: aDoc(1), place: firstSnapshotPage.place });
      expect([firstSnapshotPage.have, second.have]).toEqual([{ [ana.id]: 2 }, { [ana.id]: 3 }]);
      expect(second.documents[0]?.registers).toMatchObject({ title: { heads: [{ value: 'newer' }] } });
    });

    test('[J5] the last page carries the packs with what was held at the first, each page what is held now', async () => {
      const { hq, log, ana, reviewer } = await setUp();
      await hq.push(ana, ana.pack(log, title(1, 'one'), title(2, 'two')));
      await hq.push(reviewer, reviewer.pack(log, rating(1), rating(2)), reviewer.pack(log, rating(2)));
      await release(hq, log, reviewer, reviewer, 1);
      const firstSnapshotPage = await page(hq, log, { bytes: 1 });
      expect([firstSnapshotPage.holds, firstSnapshotPage.held]).toEqual([{}, []]);

      await release(hq, log, reviewer, reviewer, 2);
      await hq.push(reviewer, reviewer.pack(log, rating(2)));
      const lastSnapshotPage = await page(hq, log, {
        bytes: 1,
        after: aDoc(1),
        place: firstSnapshotPage.place,
      });
      expect(lastSnapshotPage.holds).toEqual({ [reviewer.id]: [3, 4] });
      expect(numbers(lastSnapshotPage.held)).toEqual([
        [2, [2]],
        [3, [3]],
      ]);
    });
  });
}
