import { describe, expect, test } from 'vitest';
import type { LogId } from '#domain/ids.ts';
import { kindDescriptors } from '#domain/kinds/kind-descriptors.ts';
import { releaseHeldOps } from '#server/log/release-ops.ts';
import { wireLimits } from '#sync/protocol/limits.ts';
import { aDoc, nowMs, type PackWriter } from '#tests/support/server/pack-writer.ts';
import { registersOf } from '#tests/support/server/registers-of.ts';
import type { StoreLocations } from '#tests/support/server/stores.ts';
import { TestHeadquarters } from '#tests/support/server/test-headquarters.ts';

const rating = { path: 'answers/D1.1/level', value: 3 };

export function heldContract({ newLocation }: StoreLocations): void {
  const setUp = async () => {
    const hq = await TestHeadquarters.open(await newLocation());
    const logId = await hq.addLog();
    return {
      hq,
      log: logId,
      assessor: await hq.addLaptop('assessor', logId),
      reviewer: await hq.addLaptop('reviewer', logId),
    };
  };
  type SetUp = Awaited<ReturnType<typeof setUp>>;

  const release = ({ hq, log }: SetUp, by: PackWriter, of: PackWriter, ...numbers: readonly number[]) =>
    releaseHeldOps(hq.store, { log, device: of.id, numbers, by: hq.personOf(by), nowMs });
  const pulled = async ({ hq }: SetUp, logId: LogId, laptop: PackWriter) =>
    (await hq.sync(laptop, { logs: { [logId]: { since: 0 } } })).logs[logId]?.entries ?? [];

  describe('held ops', () => {
    test('[J5] an op that its author may not make is stored and passed on marked, without effect', async () => {
      const { hq, log, assessor, reviewer } = await setUp();
      const pack = reviewer.pack(log, { path: 'comments/c1/text', value: 'Good' }, rating);
      expect(await hq.push(reviewer, pack)).toEqual([{ verdict: 'accepted', held: [2] }]);
      expect(await hq.push(reviewer, pack)).toEqual([{ verdict: 'duplicate', held: [2] }]);
      const { logs } = await hq.sync(assessor, { logs: { [log]: { since: 0 } } });
      expect(logs[log]?.entries).toEqual([{ place: 1, pack, held: [2] }]);
      expect(Object.keys(await registersOf(hq.store, log))).toEqual(['comments/c1/text']);
    });

    test('[J5] of one person no more than 2,000 are held; the rest comes once some were released', async () => {
      const all = await setUp();
      const { hq, log, assessor, reviewer } = all;
      const ratings = Array.from({ length: wireLimits.heldOps }, () => rating);
      expect(await hq.push(reviewer, reviewer.pack(log, ...ratings))).toMatchObject([
        { verdict: 'accepted' },
      ]);
      const comment = reviewer.pack(log, { path: 'comments/c1/text', value: 'Good' });
      expect(await hq.push(reviewer, comment)).toMatchObject([{ verdict: 'accepted' }]);
      const more = reviewer.pack(log, rating);
      expect(await hq.push(reviewer, more)).toMatchObject([{ verdict: 'refused', code: 'held-full' }]);
      expect(await hq.push(assessor, assessor.pack(log, { ...rating, value: 9 }))).toMatchObject([
        { verdict: 'accepted', held: [1] },
      ]);

      await release(all, await hq.addLaptop('reviewer', log), reviewer, 1);
      expect(await hq.push(reviewer, more)).toMatchObject([{ verdict: 'accepted' }]);
    });

    test('[J5] a record beyond the number that a log takes is held until a person releases it', async () => {
      const all = await setUp();
      const { hq, log, reviewer } = all;
      const lead = await hq.addLaptop('lead', log);
      const titled = (doc: number) => ({ doc: aDoc(doc), kind: 'action-plan', path: 'title', value: 'Plan' });
      const most = kindDescriptors['action-plan'].mostPerLog;
      const full = lead.pack(log, ...Array.from({ length: most }, (_none, at) => titled(at + 1)));
      expect(await hq.push(lead, full)).toEqual([{ verdict: 'accepted' }]);
      const further = lead.pack(log, titled(most + 1), titled(1));
      expect(await hq.push(lead, further)).toEqual([{ verdict: 'accepted', held: [most + 1] }]);
      const documents = () => hq.store.selectFrom('documents').select('doc').where('log', '=', log).execute();
      expect(await documents()).toHaveLength(most);
      expect(await hq.store.selectFrom('held_ops').select('reason').execute()).toEqual([
        { reason: JSON.stringify({ kind: 'logFull' }) },
      ]);
      expect(await release(all, reviewer, lead, most + 1)).toMatchObject({ ok: true });
      expect(await documents()).toHaveLength(most + 1);
    });

    test('[J5] an op that breaks its document’s schema is held', async () => {
      const { hq, log, assessor } = await setUp();
      const writes = [
        { path: 'title', value: 'A title' },
        { path: 'title', value: 7 },
        { path: 'no/such/path', value: 1 },
        { path: 'title', kind: 'workshop', value: 'Another kind' },
        { path: 'title', kind: 'unknown-kind', value: 'x' },
      ];
      const held = [2, 3, 4, 5];
      expect(await hq.push(assessor, assessor.pack(log, ...writes.slice(0, 3)))).toEqual([
        { verdict: 'accepted', held: [2, 3] },
      ]);
      const more = writes.slice(3).map((write) => assessor.pack(log, write));
      expect(await hq.push(assessor, ...more)).toEqual([
        { verdict: 'accepted', held: [4] },
        { verdict: 'accepted', held: [5] },
      ]);
      const reasons = await hq.store.selectFrom('held_ops').select(['n', 'reason']).orderBy('n').execute();
      expect(reasons.map(({ n }) => n)).toEqual(held);
      expect(reasons.map(({ reason }) => JSON.parse(reason).kind)).toEqual([
        'invalidValue',
        'unknownPath',
        'otherKind',
        'unknownKind',
      ]);
    });

    test('[M4] a path holds values or text, and an op of the other sort is held', async () => {
      const { hq, log, assessor } = await setUp();
      const note = { path: 'notes/n1', text: 'AAA=' };
      const pack = assessor.pack(
        log,
        note,
        { path: 'notes/n1', value: 'plain' },
        { path: 'notes/n2', text: 'bm8=' },
      );
      expect(await hq.push(assessor, pack)).toEqual([{ verdict: 'accepted', held: [2, 3] }]);
    });

    test('[M7] writes to a final document are held, until the reviewer opens it again', async () => {
      const { hq, log, assessor, reviewer } = await setUp();
      await hq.push(assessor, assessor.pack(log, { path: 'status', value: 'draft' }));
      const final = { path: 'status', value: 'final', over: [assessor.dot(1)] };
      expect(await hq.push(reviewer, reviewer.pack(log, final))).toEqual([{ verdict: 'accepted' }]);
      expect(await hq.push(assessor, assessor.pack(log, rating))).toEqual([
        { verdict: 'accepted', held: [2] },
      ]);
      await hq.push(
        reviewer,
        reviewer.pack(log, { path: 'status', value: 'draft', over: [reviewer.dot(1)] }),
      );
      expect(await hq.push(assessor, assessor.pack(log, rating))).toEqual([{ verdict: 'accepted' }]);
    });

    test('[J5] a reviewer releases held ops: they count from there on, and everybody is told', async () => {
      const all = await setUp();
      const { hq, log, assessor, reviewer } = all;
      await hq.push(assessor, assessor.pack(log, { path: 'status', value: 'draft' }));
      await hq.push(
        reviewer,
        reviewer.pack(log, { path: 'status', value: 'final', over: [assessor.dot(1)] }),
      );
      await hq.push(assessor, assessor.pack(log, rating));
      expect(await release(all, reviewer, assessor, 2)).toEqual({ ok: true, value: 4 });
      expect(await release(all, reviewer, assessor, 2)).toEqual({ ok: true, value: null });

      expect((await registersOf(hq.store, log))['answers/D1.1/level']).toEqual({
        heads: [{ dot: assessor.dot(2), stamp: [nowMs, 0], value: 3 }],
      });
      const by = hq.personOf(reviewer);
      expect((await pulled(all, log, assessor)).at(-1)).toEqual({
        place: 4,
        release: { device: assessor.id, n: [2], by },
      });
    });

    test('[M2] a value that was replaced while it was held is dead when it is released', async () => {
      const all = await setUp();
      const { hq, log, assessor, reviewer } = all;
      await hq.push(reviewer, reviewer.pack(log, rating));
      await hq.push(assessor, assessor.pack(log, { ...rating, value: 4, over: [reviewer.dot(1)] }));
      const before = await registersOf(hq.store, log);
      expect(before[rating.path]?.dead).toEqual([reviewer.dot(1)]);
      expect(await release(all, reviewer, reviewer, 1)).toEqual({ ok: true, value: 3 });
      expect((await registersOf(hq.store, log))[rating.path]).toEqual({
        heads: [{ dot: assessor.dot(1), stamp: [nowMs, 0], value: 4 }],
      });
    });

    test('[J5] nobody else releases, and what cannot be taken is not released', async () => {
      const all = await setUp();
      const { hq, log, assessor, reviewer } = all;
      await hq.push(assessor, assessor.pack(log, { path: 'title', value: 7 }, rating));
      expect(await release(all, assessor, assessor, 1)).toEqual({ ok: false, refusal: { kind: 'absent' } });
      const refusal = { ok: false, refusal: { kind: 'notReleasable' } };
      expect(await release(all, reviewer, assessor, 1)).toEqual(refusal);
      expect(await release(all, reviewer, assessor, 2)).toEqual(refusal);
      expect(await pulled(all, log, reviewer)).toHaveLength(1);
    });
  });
}
