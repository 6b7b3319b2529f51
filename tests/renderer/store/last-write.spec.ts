import { expect, test } from 'vitest';
import { FakeDevice } from '#tests/fakes/fake-device.ts';
import { FakeServer } from '#tests/fakes/fake-server.ts';
import { aDoc, aLog, aPerson } from '#tests/fakes/sample-ids.ts';
import { nodeDatabase } from './node-database.ts';

const log = aLog();
const doc = aDoc();
const server = new FakeServer(Date.UTC(2026, 10, 24, 9));

const aDevice = (n: number): Promise<FakeDevice> =>
  FakeDevice.start({
    db: nodeDatabase(),
    server,
    person: aPerson(n),
    name: `Assessor ${n}`,
    roles: { [log]: ['assessor'] },
  });

test('a write in the same record asks for nothing that the one before it left', async () => {
  const a = await aDevice(1);
  await a.rest();
  a.road.mood = 'down';
  await a.write(log, doc, 'assessment', 'title', 'Court');
  expect(a.db.lastWrite.before(log, [doc])?.documents.get(doc)).toEqual(await a.db.documents.get([log, doc]));
  expect(a.db.lastWrite.before(log, [doc])?.row).toEqual(await a.db.logs.get(log));
  expect(a.db.lastWrite.before(log, [aDoc(2)])).toBeUndefined();
  expect(a.db.lastWrite.before(aLog(2), [doc])).toBeUndefined();
  await a.close();
});

test('[M1] what came from a colleague meanwhile is asked for again, and the next write replaces what was seen of it', async () => {
  const [a, b] = [await aDevice(2), await aDevice(3)];
  await a.write(log, doc, 'assessment', 'title', 'Court');
  await a.sync();
  await b.sync();
  await b.write(log, doc, 'assessment', 'title', 'High court');
  await b.sync();
  await a.write(log, doc, 'assessment', 'answers/D1.1/rationale', 'Seen');
  await a.sync();
  expect(a.db.lastWrite.before(log, [doc])).toBeUndefined();
  await a.write(log, doc, 'assessment', 'title', 'Supreme court');
  const row = await a.db.documents.get([log, doc]);
  expect(Object.entries(row?.registers ?? {}).find(([path]) => path === 'title')?.[1].heads).toMatchObject([
    { value: 'Supreme court' },
  ]);
  await Promise.all([a.close(), b.close()]);
});
