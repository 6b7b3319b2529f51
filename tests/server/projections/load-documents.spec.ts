import { expect, onTestFinished, test, vi } from 'vitest';
import { PackJudgingQueue } from '#server/judging/pack-judging-queue.ts';
import { type DueDocument, refreshSummaries, summariesPerStep } from '#server/projections/load-documents.ts';
import { createInlineJudge } from '#tests/support/server/inline-judge.ts';
import { aDoc } from '#tests/support/server/pack-writer.ts';
import { startTestServer } from '#tests/support/server/test-server.ts';

test("[S7] beside a first list, a laptop's pack has its turn after one step of the refresh", async () => {
  const turns: string[] = [];
  let begin = (): void => undefined;
  const begun = new Promise<void>((resolve) => {
    begin = resolve;
  });
  const testServer = await startTestServer({
    judge: (store) => {
      const packJudge = createInlineJudge(store);
      return {
        ...packJudge,
        judge: (arrivingPack) => {
          turns.push('pack');
          return packJudge.judge(arrivingPack);
        },
        refresh: async (...asked) => {
          turns.push('step');
          await begun;
          return packJudge.refresh(...asked);
        },
      };
    },
  });
  const { hq } = testServer;
  const [crowded, otherLogId] = [await hq.addLog(), await hq.addLog()];
  const lead = await hq.addLaptop('lead', crowded);
  const many = titlesOf(2 * summariesPerStep + 1);
  expect(await hq.push(lead, lead.pack(crowded, ...many))).toMatchObject([{ verdict: 'accepted' }]);
  const cookie = await testServer.signedIn(await hq.addPerson('reviewer', crowded));
  const colleague = await testServer.enrolled('lead', otherLogId);
  const receive = vi.spyOn(PackJudgingQueue.prototype, 'receive');
  onTestFinished(() => void vi.restoreAllMocks());

  const list = fetch(`${testServer.url}/api/v1/logs/${crowded}/documents`, { headers: { cookie } });
  await vi.waitFor(() => expect(turns).toEqual(['step']));
  const saved = colleague.sync({}, [
    colleague.pack(otherLogId, [{ doc: aDoc(9), kind: 'assessment', path: 'title', value: 'Police' }]),
  ]);
  await vi.waitFor(() => expect(receive).toHaveBeenCalledTimes(1));
  begin();
  expect((await saved).body.verdicts).toMatchObject([{ verdict: 'accepted' }]);
  const { documents } = await (await list).json();
  expect(turns).toEqual(['step', 'pack', 'step', 'step']);
  expect(documents).toHaveLength(many.length);
  expect(new Set(documents.map(({ title }: { title: string }) => title)).size).toBe(many.length);
});

test('a refresh of ten times as many summaries costs at most fifteen times the processor time', async () => {
  const { hq } = await startTestServer();
  /** Microseconds in which the summaries of so many new records are refreshed, step by step. */
  const costOf = async (count: number): Promise<number> => {
    const logId = await hq.addLog();
    const lead = await hq.addLaptop('lead', logId);
    await hq.push(lead, lead.pack(logId, ...titlesOf(count)));
    const before = process.cpuUsage();
    let after: DueDocument | null = null;
    do after = (await refreshSummaries(hq.store, [logId], after)).last;
    while (after !== null);
    return process.cpuUsage(before).user;
  };
  await costOf(50); // the first time compiles
  const [small, large] = [await costOf(50), await costOf(500)];
  expect(large / small).toBeLessThanOrEqual(15);
});

const titlesOf = (count: number) =>
  Array.from({ length: count }, (_none, at) => ({
    doc: aDoc(at),
    kind: 'assessment',
    path: 'title',
    value: `Court ${at}`,
  }));
