import { pathToFileURL } from 'node:url';
import { describe, expect, onTestFinished, test, vi } from 'vitest';
import type { StoreLocation } from '#server/db/open-store.ts';
import { startJudgingThreads } from '#server/judging/judging-threads.ts';
import { type PackJudge, ServerStopping } from '#server/judging/pack-judge.ts';
import { PackJudgingQueue } from '#server/judging/pack-judging-queue.ts';
import { buildServer, judgingProgram } from '#tests/support/server/built-server.ts';
import { nowMs } from '#tests/support/server/pack-writer.ts';
import { embedded, postgres } from '#tests/support/server/stores.ts';
import { TestHeadquarters } from '#tests/support/server/test-headquarters.ts';
import { testSealingKeys } from '#tests/support/server/test-sealing-keys.ts';
import { startTestServer } from '#tests/support/server/test-server.ts';

/** Threads until the test is over. */
function startThreads(hq: TestHeadquarters, storeLocation: StoreLocation, program: URL): PackJudge {
  const threads = startJudgingThreads(hq.store, { storeLocation, sealing: testSealingKeys }, program);
  onTestFinished(() => threads.close());
  return threads;
}

describe.each([embedded, postgres])('threads that judge packs: $name', ({ newLocation }) => {
  const setUp = async () => {
    await buildServer();
    const storeLocation = await newLocation();
    const hq = await TestHeadquarters.open(storeLocation);
    const logId = await hq.addLog();
    const lead = await hq.addLaptop('lead', logId);
    const threads = startThreads(hq, storeLocation, pathToFileURL(judgingProgram));
    const judge = (item: unknown) =>
      threads.judge({ sender: { device: lead.id, logs: new Set([logId]) }, item, nowMs, keepsRefused: true });
    return { hq, log: logId, lead, judge, threads };
  };

  test('judge a pack as the main thread does, and report the processor time used', async () => {
    const { hq, log, lead, judge, threads } = await setUp();
    const pack = lead.pack(log, { path: 'title', value: 'Court' });
    const { verdict, costMs } = await judge(pack);
    expect(verdict).toMatchObject({ verdict: 'accepted' });
    expect(costMs).toBeGreaterThan(0);
    expect((await judge(pack)).verdict).toMatchObject({ verdict: 'duplicate' });
    expect((await judge({ payload: 'no pack' })).verdict).toMatchObject({ verdict: 'refused' });
    const title = () => hq.store.selectFrom('documents').select(['title', 'summary_due']).execute();
    expect(await title()).toEqual([{ title: '', summary_due: 1 }]);
    await threads.refresh([log], 'summaries', null);
    expect(await title()).toEqual([{ title: 'Court', summary_due: 0 }]);
  });

  test('leave the store to the main thread between their questions', async () => {
    const { hq, log, lead, judge } = await setUp();
    const many = Array.from({ length: 500 }, (_none, at) => ({ path: `answers/i${at}/level`, value: 1 }));
    const judged = judge(lead.pack(log, ...many));
    const grants = await hq.store.selectFrom('grants').select('log').execute();
    const written = await hq.push(await hq.addLaptop('lead', log));
    expect([grants.length, written]).toEqual([1, []]);
    expect((await judged).verdict).toMatchObject({ verdict: 'accepted' });
  });

  test('end after current tasks, refuse later ones, and leave a store that can be closed', async () => {
    const { hq, log, lead, judge, threads } = await setUp();
    const judged = judge(lead.pack(log, { path: 'title', value: 'Court' }));
    const closed = threads.close();
    await expect(threads.refresh([log], 'summaries', null)).rejects.toThrow(ServerStopping);
    await closed;
    await hq.store.destroy();
    expect((await judged).verdict).toMatchObject({ verdict: 'accepted' });
    await expect(judge({})).rejects.toThrow(ServerStopping);
  });
});

test('a thread that cannot have its turn at the store fails its pack', async () => {
  await buildServer();
  const storeLocation = await embedded.newLocation();
  const hq = await TestHeadquarters.open(storeLocation);
  const threads = startThreads(hq, storeLocation, pathToFileURL(judgingProgram));
  const refreshed = threads.refresh([await hq.addLog()], 'summaries', null);
  await hq.store.destroy();
  await expect(refreshed).rejects.toThrow('destroyed');
});

test('a stopping server ends an abandoned refresh, and refuses waiting tasks as stopping', async () => {
  await buildServer();
  const storeLocation = await embedded.newLocation();
  let release = (): void => undefined;
  const released = new Promise<void>((resolve) => {
    release = resolve;
  });
  const testServer = await startTestServer({
    storeLocations: { ...embedded, newLocation: async () => storeLocation },
    judge: (store) => {
      const threads = startJudgingThreads(
        store,
        { storeLocation: storeLocation, sealing: testSealingKeys },
        pathToFileURL(judgingProgram),
      );
      return { ...threads, refresh: (...asked) => released.then(() => threads.refresh(...asked)) };
    },
  });
  const { hq } = testServer;
  const logId = await hq.addLog();
  const lead = await hq.addLaptop('lead', logId);
  await hq.push(lead, lead.pack(logId, { path: 'title', value: 'Court' }));
  const cookie = await testServer.signedIn(await hq.addPerson('reviewer', logId));
  const device = await testServer.enrolled('lead', logId);
  const pack = device.pack(logId, [
    { doc: crypto.randomUUID(), kind: 'assessment', path: 'title', value: 'A' },
  ]);
  const receive = vi.spyOn(PackJudgingQueue.prototype, 'receive');
  const refresh = vi.spyOn(PackJudgingQueue.prototype, 'refresh');
  onTestFinished(() => void vi.restoreAllMocks());

  const asker = new AbortController();
  const missions = `${testServer.url}/api/v1/missions`;
  const cut = Promise.allSettled([fetch(missions, { headers: { cookie }, signal: asker.signal })]);
  await vi.waitFor(() => expect(refresh).toHaveBeenCalledTimes(1));
  const list = fetch(missions, { headers: { cookie } });
  const synced = device.sync({}, [pack]);
  await vi.waitFor(() => expect([refresh.mock.calls.length, receive.mock.calls.length]).toEqual([2, 1]));
  asker.abort();
  expect(await cut).toMatchObject([{ status: 'rejected' }]);
  const stopped = testServer.stop();
  expect(await synced).toMatchObject({ status: 503, body: { code: 'stopping' } });
  expect((await list).status).toBe(503);
  release();
  await stopped;
  const documents = await hq.store.selectFrom('documents').select(['title', 'summary_due']).execute();
  expect(documents).toEqual([{ title: 'Court', summary_due: 0 }]);
  await hq.store.destroy();
});

test('a thread that ends by itself fails its pack, and the next pack has another', async () => {
  const storeLocation = await embedded.newLocation();
  const hq = await TestHeadquarters.open(storeLocation);
  const logId = await hq.addLog();
  const lead = await hq.addLaptop('lead', logId);
  const threads = startThreads(hq, storeLocation, new URL('data:text/javascript,process.exit(3)'));
  const pack = { sender: { device: lead.id, logs: new Set([logId]) }, item: {}, nowMs, keepsRefused: true };
  await expect(threads.judge(pack)).rejects.toThrow('ended by itself');
  await expect(threads.judge(pack)).rejects.toThrow('ended by itself');
  expect(await hq.store.selectFrom('logs').select('log').execute()).toHaveLength(1);
});
