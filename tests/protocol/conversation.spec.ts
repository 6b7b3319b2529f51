import { beforeAll, expect, test } from 'vitest';
import { newFolder } from '../server/stores.ts';
import { Device, hashOf, isSignedAnswer } from './client.mjs';
import { buildServer, command, startProcess } from './server-process.ts';

// The hand-written client against the real process: what an independent implementation would see.

beforeAll(() => buildServer());

const doc = '018f0000-0000-7000-8000-000000000001';
const title = (value: unknown, ...over: string[]) => ({
  doc,
  kind: 'assessment',
  path: 'title',
  value,
  over,
});

async function setUp() {
  const data = newFolder();
  const server = await startProcess('--data', data);
  const admin = (...args: string[]) => command('admin', ...args, '--data', data);
  const { log = '' } = await admin('add-log', '--kind', 'mission', '--title', 'A mission', '--country', 'XA');
  const enrolled = async (role: string, ...logs: string[]) => {
    const { person = '' } = await admin('add-person', '--name', `The ${role}`, '--role', role);
    for (const one of logs) await admin('grant', '--person', person, '--log', one, '--role', role);
    const { code = '' } = await admin('enrol-code', '--person', person);
    const device = new Device(server.url);
    const answer = await device.enrol(code);
    expect(answer.status).toBe(200);
    return { device, person, answer };
  };
  return { data, server, admin, log, enrolled };
}

test('a client enrols, pushes, pulls, repeats and gets each verdict', async () => {
  const { server, log, enrolled, admin } = await setUp();
  const ana = await enrolled('lead', log);
  const ben = await enrolled('assessor', log);
  expect(isSignedAnswer(ana.answer, ana.device.lastExchange, ana.answer.body.server.key)).toBe(true);

  const first = ana.device.pack(log, [title('One'), { doc, kind: 'assessment', path: 'no/such', value: 1 }]);
  const second = ana.device.pack(log, [title({ $odd: true }, `${ana.device.id}.1`), title('Two')]);
  const push = async (...packs: unknown[]) => (await ana.device.sync({}, packs)).body.verdicts;
  const verdict = (pack: { payload: string }, rest: object) => ({ pack: hashOf(pack.payload), ...rest });
  expect(await push(second)).toEqual([verdict(second, { verdict: 'gap', need: 1 })]);
  expect(await push(first, second)).toEqual([
    verdict(first, { verdict: 'accepted', held: [2] }),
    verdict(second, { verdict: 'accepted', held: [3] }),
  ]);
  expect(await push(first)).toEqual([verdict(first, { verdict: 'duplicate', held: [2] })]);
  const fork = ana.device.pack(log, [title('Other')], { first: 1, prev: '0'.repeat(64), keep: false });
  expect(await push(fork)).toEqual([verdict(fork, { verdict: 'fork' })]);
  const stranger = new Device(server.url).pack(log, [title('Stranger')]);
  expect(await push(stranger)).toEqual([verdict(stranger, { verdict: 'refused', code: 'device' })]);
  const { log: foreign = '' } = await admin('add-log', '--kind', 'mission', '--title', 'Foreign');
  const outside = ana.device.pack(foreign, [title('Outside')]);
  expect(await push(outside)).toEqual([verdict(outside, { verdict: 'refused', code: 'access' })]);

  const pulled = await ben.device.sync({ [log]: { since: 0 }, [foreign]: { since: 0 } });
  expect(pulled.body).toMatchObject({ protocol: 1, orders: [], verdicts: [] });
  expect(pulled.body.logs).toEqual({
    [log]: {
      entries: [
        { place: 1, pack: first, held: [2] },
        { place: 2, pack: second, held: [3] },
      ],
      next: 2,
      more: false,
      acked: 0,
    },
  });
  const own = await ana.device.sync({ [log]: { since: 0 } });
  expect(own.body.logs[log]).toEqual({ entries: [], next: 2, more: false, acked: 4 });
});

test('a new device begins with the snapshot and goes on from its place', async () => {
  const { log, enrolled } = await setUp();
  const [ana, ben] = [await enrolled('lead', log), await enrolled('assessor', log)];
  const stamp: [number, number] = [1_767_225_600_000, 4];
  await ana.device.sync({}, [ana.device.pack(log, [{ ...title('One'), at: stamp }])]);
  const path = `/api/v1/logs/${log}/snapshot`;
  const snapshot = await ben.device.send(path);
  expect(snapshot.body).toEqual({
    place: 1,
    have: { [ana.device.id]: 1 },
    held: [],
    documents: [
      {
        doc,
        kind: 'assessment',
        registers: { title: { heads: [{ dot: `${ana.device.id}.1`, stamp, value: 'One' }] } },
      },
    ],
  });
  const lines = await ben.device.send(path, undefined, { accept: 'application/x-ndjson' });
  const [head, document] = String(lines.body)
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line));
  expect({ ...head, documents: [document] }).toEqual(snapshot.body);

  const later = ana.device.pack(log, [title('Two', `${ana.device.id}.1`)]);
  await ana.device.sync({}, [later]);
  const { body } = await ben.device.sync({ [log]: { since: 1 } });
  expect(body.logs[log].entries).toEqual([{ place: 2, pack: later }]);
});

test('[S1] what was accepted survives kill -9 of the server', async () => {
  const { data, server, log, enrolled } = await setUp();
  const { device } = await enrolled('lead', log);
  const packs = Array.from({ length: 20 }, (_, n) => device.pack(log, [title(`Title ${n}`)]));
  const { body } = await device.sync({}, packs);
  expect(await server.end('SIGKILL')).toBe('SIGKILL');

  const again = await startProcess('--data', data);
  device.url = again.url;
  const { body: repeated } = await device.sync({}, packs);
  expect(body.verdicts.map(({ verdict }: { verdict: string }) => verdict)).toEqual(
    packs.map(() => 'accepted'),
  );
  expect(repeated.verdicts.map(({ verdict }: { verdict: string }) => verdict)).toEqual(
    packs.map(() => 'duplicate'),
  );
});

test('a revoked device is told to stop', async () => {
  const { log, enrolled, admin } = await setUp();
  const { device } = await enrolled('lead', log);
  expect(await admin('revoke', '--device', device.id, '--wipe')).toEqual({ revoked: true });
  const { status, body } = await device.sync({ [log]: { since: 0 } });
  expect([status, body.code, body.order.order]).toEqual([401, 'device', 'wipe']);
});
