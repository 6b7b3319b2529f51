import { expect, test } from 'vitest';
import { reopeningWrites } from '#domain/assessment/decided-conflicts.ts';
import { dotsAt } from '#domain/document/document.ts';
import { dotOf, Path } from '#domain/document/op.ts';
import { workshopKind } from '#domain/workshop/workshop.ts';
import { aTextOp, deviceB } from '#tests/support/builders/ops.ts';
import { aDoc, aLog } from '#tests/support/builders/sample-ids.ts';
import { startLaptop } from '#tests/support/laptop/start-laptop.ts';
import { aWrite, type TestLaptop } from '#tests/support/laptop/test-laptop.ts';
import { FakeServer } from '#tests/support/server/fake-server.ts';

const startMs = Date.UTC(2026, 10, 24, 9);
const [north, south] = [aLog(1), aLog(2)];

async function startTwo(): Promise<readonly [TestLaptop, TestLaptop]> {
  const fakeServer = new FakeServer(startMs);
  const roles = { [north]: ['mission-lead'] as const, [south]: ['mission-lead'] as const };
  const start = (at: number, name: string) => startLaptop(fakeServer, at, { name, roles });
  const devices = [await start(1, 'Lead A'), await start(2, 'Lead B')] as const;
  for (const device of devices) await device.sync();
  return devices;
}
const closeBoth = (devices: readonly TestLaptop[]) => Promise.all(devices.map((device) => device.close()));

test('missions come with their counts, the one that begins last first', async () => {
  const devices = await startTwo();
  const [a] = devices;
  for (const [at, logId, title, from] of [
    [1, north, 'North', '2026-10-01'],
    [2, south, 'South', '2026-12-01'],
  ] as const)
    await a.store.write(logId, [
      aWrite(aDoc(at), 'mission', 'title', title),
      aWrite(aDoc(at), 'mission', 'from', from),
    ]);
  await a.write(north, aDoc(3), 'assessment', 'title', 'Court');
  await a.write(north, aDoc(4), 'workshop', 'title', 'W1');
  expect(await a.query('missions', null)).toMatchObject([
    { title: 'South', assessments: 0, workshops: 0, facts: { from: '2026-12-01' } },
    { title: 'North', assessments: 1, workshops: 1 },
  ]);
  await closeBoth(devices);
});

test('a mission counts waiting changes and conflicts of all its documents, not only its own', async () => {
  const devices = await startTwo();
  const [a, b] = devices;
  const counts = async (device: TestLaptop) =>
    (await device.query('missions', null))
      .filter(({ log }) => log === north)
      .map(({ waiting, conflicts }) => [waiting, conflicts]);
  await a.write(north, aDoc(1), 'mission', 'title', 'North');
  await a.sync();
  await b.sync();
  expect(await counts(a)).toEqual([[0, 0]]);
  for (const device of devices) await device.write(north, aDoc(3), 'assessment', 'title', device.id);
  expect(await counts(a)).toEqual([[1, 0]]);
  for (const device of [a, b, a]) await device.sync();
  expect(await counts(a)).toEqual([[0, 1]]);
  await a.write(north, aDoc(4), 'workshop', 'title', 'W1');
  await a.write(north, aDoc(4), 'workshop', 'removed', true);
  // A removal is written with the causal context of its writer.
  expect(await counts(a)).toEqual([[3, 1]]);
  await closeBoth(devices);
});

test('[M5] a removed document is in no list; a colleague’s concurrent edit waits for a decision', async () => {
  const devices = await startTwo();
  const [a, b] = devices;
  const documentId = aDoc();
  await a.write(north, documentId, 'assessment', 'title', 'Court');
  await a.sync();
  await b.sync();
  await a.write(north, documentId, 'assessment', 'removed', true);
  expect(await a.query('documents', { log: north })).toEqual([]);
  expect(await a.query('document', { log: north, doc: documentId })).not.toBeNull();

  b.clock.advance(60_000);
  await b.write(north, documentId, 'assessment', 'answers/D1.1/level', 3);
  await b.sync();
  for (const device of [a, b]) await device.sync();
  for (const device of devices) {
    expect(await device.query('documents', { log: north })).toMatchObject([{ title: 'Court', conflicts: 1 }]);
    expect(await device.query('conflicts', null)).toMatchObject([
      { path: 'removed', heads: [{ value: true }] },
    ]);
    expect(await device.query('status', null)).toMatchObject({ conflicts: 1 });
  }

  const seen = await b.query('document', { log: north, doc: documentId });
  await b.store.write(north, [
    aWrite(documentId, 'assessment', 'removed', false, dotsAt(seen?.document, 'removed')),
  ]);
  await b.sync();
  await a.sync();
  expect(await a.query('documents', { log: north })).toMatchObject([{ title: 'Court', conflicts: 0 }]);
  await closeBoth(devices);
});

test.each([
  ['an answer', aWrite(aDoc(), 'workshop', 'sessions/s1/title', 'Opening')],
  [
    'a note that is a text',
    {
      doc: aDoc(),
      kind: workshopKind,
      path: Path.parse('sessions/s1/notes'),
      text: aTextOp(dotOf(deviceB, 1), 'What was said').text,
    },
  ],
])(
  '[M5] %s written before a session’s removal, unseen by its remover, waits for a person',
  async (_, edit) => {
    const devices = await startTwo();
    const [a, b] = devices;
    await a.write(north, aDoc(), 'workshop', 'sessions/s1/order', 'a0');
    await a.sync();
    await b.sync();
    b.transport.mood = 'down';
    await b.store.write(north, [edit]);
    a.clock.advance(3_600_000);
    await a.write(north, aDoc(), 'workshop', 'sessions/s1/removed', true);
    await a.sync();
    expect(await a.query('conflicts', null)).toEqual([]);
    b.transport.mood = 'good';
    for (const device of [b, a]) await device.sync();
    for (const device of devices)
      expect(await device.query('conflicts', null)).toMatchObject([{ path: 'sessions/s1/removed' }]);

    // Removed once more, now with knowledge of it.
    const seen = await a.query('document', { log: north, doc: aDoc() });
    const removal = dotsAt(seen?.document, 'sessions/s1/removed');
    await a.store.write(north, [aWrite(aDoc(), 'workshop', 'sessions/s1/removed', true, removal)]);
    expect(await a.query('conflicts', null)).toEqual([]);
    await closeBoth(devices);
  },
);

test('each record shows changes waiting on this laptop, and the last confirmation by headquarters', async () => {
  const devices = await startTwo();
  const [a, b] = devices;
  await a.write(north, aDoc(1), 'mission', 'title', 'North');
  await a.write(north, aDoc(2), 'assessment', 'title', 'Court');
  const mine = { doc: aDoc(2), title: 'Court', mission: 'North' };
  expect(await a.query('whereabouts', null)).toContainEqual(
    expect.objectContaining({ ...mine, waiting: 1, receiptAtMs: null }),
  );
  a.clock.advance(5_000);
  await a.sync();
  const confirmed = expect.objectContaining({ ...mine, waiting: 0, receiptAtMs: startMs + 5_000 });
  expect(await a.query('whereabouts', null)).toContainEqual(confirmed);
  await b.sync();
  expect(await b.query('whereabouts', null)).toContainEqual(
    expect.objectContaining({ ...mine, receiptAtMs: startMs }),
  );
  await closeBoth(devices);
});

test('the status counts the records that wait to be sent, beside their changes', async () => {
  const devices = await startTwo();
  const [a] = devices;
  await a.write(north, aDoc(2), 'assessment', 'title', 'Court');
  await a.write(north, aDoc(2), 'assessment', 'reference-date', '2026-11-24');
  await a.write(north, aDoc(3), 'assessment', 'title', 'Police');
  expect(await a.query('status', null)).toMatchObject({ waiting: { changes: 3, records: 2 } });
  expect(await a.sync()).toMatchObject({ waiting: { changes: 0, records: 0 } });
  await closeBoth(devices);
});

test('[M3] a decided conflict is listed with its record until it is opened again', async () => {
  const devices = await startTwo();
  const [a, b] = devices;
  for (const device of devices) await device.write(north, aDoc(3), 'assessment', 'title', device.id);
  for (const device of [a, b, a]) await device.sync();
  const decided = () => a.query('decidedConflicts', { sinceMs: startMs });
  expect(await decided()).toEqual([]);
  const row = await a.query('document', { log: north, doc: aDoc(3) });
  const over = dotsAt(row?.document, 'title');
  await a.store.write(north, [{ ...aWrite(aDoc(3), 'assessment', 'title', b.id), over }]);
  const [foundEntry, ...otherEntries] = await decided();
  expect(otherEntries).toEqual([]);
  expect(foundEntry).toMatchObject({ log: north, doc: aDoc(3), title: b.id, device: a.id });
  if (foundEntry === undefined) throw new Error('nothing is decided');
  const { doc, kind } = foundEntry;
  await a.store.write(
    north,
    reopeningWrites(foundEntry).map((reopeningWrite) => ({ doc, kind, ...reopeningWrite })),
  );
  expect(await decided()).toEqual([]);
  expect(await a.query('conflicts', null)).toHaveLength(1);
  expect(await a.query('decidedConflicts', { sinceMs: startMs + 86_400_000 })).toEqual([]);
  await closeBoth(devices);
});

test('the delivery status has the institution of an assessment beside its title', async () => {
  const devices = await startTwo();
  const [a] = devices;
  await a.write(north, aDoc(2), 'assessment', 'title', 'Baseline');
  const titles = async (): Promise<readonly unknown[]> =>
    (await a.query('whereabouts', null)).map(({ title, facts }) => [title, facts['institution/name']]);
  expect(await titles()).toEqual([['Baseline', undefined]]);
  await a.write(north, aDoc(2), 'assessment', 'institution/name', 'Court');
  expect(await titles()).toEqual([['Baseline', 'Court']]);
  await closeBoth(devices);
});

test('headquarters has everything up to the last request, or up to a waiting change', async () => {
  const devices = await startTwo();
  const [a] = devices;
  a.clock.advance(60_000);
  await a.sync();
  expect(await a.query('status', null)).toMatchObject({ headquartersHasUpToMs: startMs + 60_000 });
  a.transport.mood = 'down';
  a.clock.advance(60_000);
  await a.write(north, aDoc(), 'assessment', 'title', 'Court');
  await a.sync();
  expect(await a.query('status', null)).toMatchObject({ headquartersHasUpToMs: startMs + 60_000 });
  await closeBoth(devices);
});

test('the history of a question lists author, value and location, newest first', async () => {
  const devices = await startTwo();
  const [a, b] = devices;
  const documentId = aDoc();
  await a.write(north, documentId, 'assessment', 'answers/D1.1/level', 2);
  await a.write(north, documentId, 'assessment', 'answers/D1.10/level', 5);
  await a.sync();
  await b.sync();
  b.clock.advance(1_000);
  await b.write(north, documentId, 'assessment', 'answers/D1.1/level', 3);
  const historyEntries = await b.query('history', { log: north, doc: documentId, below: 'answers/D1.1' });
  expect(historyEntries.map(({ device, value, where }) => [device, value, where])).toEqual([
    [b.id, 3, 'laptop'],
    [a.id, 2, 'headquarters'],
  ]);
  await closeBoth(devices);
});

test('the session has the person of each device and the roles of its own person', async () => {
  const devices = await startTwo();
  const [a, b] = devices;
  await a.sync();
  expect(await a.query('session', null)).toMatchObject({
    device: a.id,
    enrolled: { name: 'Lead A' },
    roles: { [north]: ['mission-lead'] },
    people: { [a.id]: { name: 'Lead A' }, [b.id]: { name: 'Lead B' } },
  });
  await closeBoth(devices);
});
