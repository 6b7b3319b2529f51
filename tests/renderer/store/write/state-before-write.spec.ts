import { expect, test } from 'vitest';
import { aDoc, aLog } from '#tests/support/builders/sample-ids.ts';
import { startLaptop } from '#tests/support/laptop/start-laptop.ts';
import type { TestLaptop } from '#tests/support/laptop/test-laptop.ts';
import { FakeServer } from '#tests/support/server/fake-server.ts';

const log = aLog();
const doc = aDoc();
const server = new FakeServer(Date.UTC(2026, 10, 24, 9));

const aDevice = (n: number): Promise<TestLaptop> => startLaptop(server, n);

test('a write reads nothing that its predecessor left, and for another record only that record', async () => {
  const a = await aDevice(1);
  await a.rest();
  a.transport.mood = 'down';
  await a.write(log, doc, 'assessment', 'title', 'Court');
  const left = a.db.lastWrite.stateOf(log);
  expect(a.db.documentCache.find([log, doc])?.toRow()).toEqual(await a.db.documents.get([log, doc]));
  expect(left?.summaries).toEqual(new Map([[doc, await a.db.summaries.get([log, doc])]]));
  expect(left?.row).toEqual(await a.db.logs.get(log));
  expect(a.db.lastWrite.stateOf(aLog(2))).toBeUndefined();

  await a.write(log, aDoc(2), 'assessment', 'title', 'Police');
  await a.write(log, doc, 'assessment', 'title', 'High court');
  expect(a.db.lastWrite.stateOf(log)?.summaries.get(doc)).toMatchObject({ title: 'High court', waiting: 2 });
  expect(await a.db.summaries.get([log, aDoc(2)])).toMatchObject({ title: 'Police', waiting: 1 });
  await a.close();
});

test('[M1] a colleague’s value that arrived meanwhile is read again, and the next write replaces it', async () => {
  const [a, b] = [await aDevice(2), await aDevice(3)];
  await a.write(log, doc, 'assessment', 'title', 'Court');
  await a.sync();
  await b.sync();
  await b.write(log, doc, 'assessment', 'title', 'High court');
  await b.sync();
  await a.write(log, doc, 'assessment', 'answers/D1.1/rationale', 'Seen');
  await a.sync();
  expect(a.db.lastWrite.stateOf(log)).toBeUndefined();
  await a.write(log, doc, 'assessment', 'title', 'Supreme court');
  const baseRow = await a.db.documents.get([log, doc]);
  expect(
    Object.entries(baseRow?.registers ?? {}).find(([path]) => path === 'title')?.[1].heads,
  ).toMatchObject([{ value: 'Supreme court' }]);
  await Promise.all([a.close(), b.close()]);
});

test('an abandoned write leaves nothing when it ends after the next write began', async () => {
  const a = await aDevice(4);
  await a.rest();
  a.transport.mood = 'down';
  await a.write(log, doc, 'assessment', 'title', 'Court');
  const { lastWrite } = a.db;
  const left = lastWrite.stateOf(log);
  if (left === undefined) throw new Error('The write left nothing');
  const [late, nextBegunWrite] = [lastWrite.begin(), lastWrite.begin()];
  lastWrite.complete(late, log, left);
  expect(lastWrite.stateOf(log)).toBeUndefined();
  lastWrite.complete(nextBegunWrite, log, left);
  expect(lastWrite.stateOf(log)).toBe(left);
  await a.close();
});
