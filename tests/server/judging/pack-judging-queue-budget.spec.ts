import { expect, test } from 'vitest';
import type { ServerStore } from '#server/db/open-store.ts';
import type { PackJudge } from '#server/judging/pack-judge.ts';
import { PackJudgingQueue } from '#server/judging/pack-judging-queue.ts';
import { UsageBudget } from '#server/judging/usage-budget.ts';
import { chainStartHash } from '#sync/protocol/hash.ts';
import { deviceA, deviceB } from '#tests/support/builders/ops.ts';
import { aPerson } from '#tests/support/builders/sample-ids.ts';
import { createInlineJudge } from '#tests/support/server/inline-judge.ts';
import { startTestServer } from '#tests/support/server/test-server.ts';

const budgetMs = 6_000;

test('a device may spend its budget at once, and waits for time spent beyond it', () => {
  const usageBudget = new UsageBudget(budgetMs, 60_000);
  usageBudget.spend(deviceA, budgetMs - 1, 0);
  expect(usageBudget.waitSeconds(deviceA, 0)).toBe(0);
  usageBudget.spend(deviceA, 1_001, 0);
  expect(usageBudget.waitSeconds(deviceA, 0)).toBe(16);
  expect(usageBudget.waitSeconds(deviceA, 9_000)).toBe(7);
  expect(usageBudget.waitSeconds(deviceA, 16_000)).toBe(0);
});

test('a minute fills the budget up, and no more than that', () => {
  const usageBudget = new UsageBudget(budgetMs, 60_000);
  usageBudget.spend(deviceA, budgetMs, 0);
  usageBudget.spend(deviceA, budgetMs, 600_000);
  expect(usageBudget.waitSeconds(deviceA, 600_000)).toBeGreaterThan(0);
});

test('each device has its own budget, and a clock set back adds nothing to it', () => {
  const usageBudget = new UsageBudget(budgetMs, 60_000);
  usageBudget.spend(deviceA, budgetMs, 60_000);
  expect([usageBudget.waitSeconds(deviceA, 0), usageBudget.waitSeconds(deviceB, 0)]).toEqual([6, 0]);
});

/** Each pack takes four seconds of a processor. */
const slow = (store: ServerStore): PackJudge => {
  const here = createInlineJudge(store);
  return { ...here, judge: async (arrivingPack) => ({ ...(await here.judge(arrivingPack)), costMs: 4_000 }) };
};

test('[S7] a device with too costly packs must wait; others continue, and nothing is lost', async () => {
  const testServer = await startTestServer({ judge: slow, cpuMsPerMinute: budgetMs });
  const logId = await testServer.hq.addLog();
  const [wild, calm] = [await testServer.enrolled('lead', logId), await testServer.enrolled('lead', logId)];
  const doc = crypto.randomUUID();
  const packs = ['one', 'two', 'three'].map((value) =>
    wild.pack(logId, [{ doc, kind: 'assessment', path: 'title', value }]),
  );
  const refused = await wild.sync({}, packs);
  expect([refused.status, refused.body.code]).toEqual([429, 'rate']);
  expect(refused.headers.get('retry-after')).toBe('26');
  expect((await wild.sync({})).status).toBe(200);

  const ownPack = calm.pack(logId, [
    { doc: crypto.randomUUID(), kind: 'assessment', path: 'title', value: 'Court' },
  ]);
  expect((await calm.sync({}, [ownPack])).body.verdicts).toMatchObject([{ verdict: 'accepted' }]);

  testServer.clock.aheadMs += 60_000;
  const again = await wild.sync({}, packs.slice(0, 1));
  expect(again.body.verdicts).toMatchObject([{ verdict: 'duplicate' }]);
  testServer.clock.aheadMs += 60_000;
  const rest = await wild.sync({}, packs.slice(2));
  expect(rest.body.verdicts).toMatchObject([{ verdict: 'accepted' }]);
});

test('a device rests three times the duration of a large pack, never after ordinary ones', async () => {
  const costs = [10, 40];
  const packJudge: PackJudge = {
    judge: async () => ({
      verdict: { pack: chainStartHash, verdict: 'accepted' },
      newDocuments: 0,
      costMs: costs.shift() ?? 0,
    }),
    refresh: () => Promise.resolve({ last: null }),
    refreshDue: () => Promise.resolve({ last: null }),
    slots: 1,
    close: () => Promise.resolve(),
  };
  const rests: number[] = [];
  const packJudgingQueue = new PackJudgingQueue(packJudge, budgetMs, async (ms) => void rests.push(ms));
  const pack = {
    sender: { device: deviceA, logs: new Set<never>() },
    person: aPerson(1),
    item: {},
    nowMs: 0,
  };
  await Promise.all([1, 2, 3].map(() => packJudgingQueue.receive(pack)));
  expect(rests).toEqual([120]);
});
