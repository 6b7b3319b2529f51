import { createHash } from 'node:crypto';
import zlib from 'node:zlib';
import { expect, test } from 'vitest';
import { smallBodyDictionary } from '#sync/protocol/small-body-coding.ts';
import { startTestServer } from '#tests/support/server/test-server.ts';

test.each(['gzip', 'br'])('bodies travel compressed both ways: %s', async (encoding) => {
  const testServer = await startTestServer();
  const logId = await testServer.hq.addLog();
  const [writer, reader] = [
    await testServer.enrolled('lead', logId),
    await testServer.enrolled('lead', logId),
  ];
  const doc = '018f0000-0000-7000-8000-000000000001';
  const pack = writer.pack(logId, [{ doc, kind: 'assessment', path: 'title', value: 'word '.repeat(60) }]);
  const pushed = await writer.sync({}, [pack], {}, { encoding });
  expect(pushed.body.verdicts).toMatchObject([{ verdict: 'accepted' }]);

  const plain = await reader.sync({ [logId]: { since: 0 } });
  const packed = await reader.sync({ [logId]: { since: 0 } }, [], {}, { acceptEncoding: encoding });
  expect(packed.headers.get('content-encoding')).toBe(encoding);
  const bytes = (answer: typeof plain) => Number(answer.headers.get('content-length'));
  expect(bytes(packed)).toBeLessThan(bytes(plain) * 0.8);
  expect(packed.body.logs).toEqual(plain.body.logs);
});

test.each([
  ['too-large', 413, 'x'.repeat(8 * 1024 * 1024 + 1), undefined],
  ['too-large', 413, ' '.repeat(20 * 1024 * 1024), 'gzip'],
  ['encoding', 415, '{}', 'compress'],
  ['malformed', 400, '{"protocol":', undefined],
  ['malformed', 400, `${'['.repeat(17)}${']'.repeat(17)}`, undefined],
  ['malformed', 400, '{"protocol":2}', undefined],
])('a body that cannot be taken is refused: %s %i', async (code, status, body, encoding) => {
  const testServer = await startTestServer();
  const device = await testServer.enrolled('lead');
  const answer = await device.send('/api/v1/sync', body, encoding === undefined ? {} : { encoding });
  expect([answer.status, answer.body.code]).toEqual([status, code]);
});

test('the health of the server and its description are public', async () => {
  const testServer = await startTestServer();
  const health = await fetch(`${testServer.url}/health`);
  expect(await health.json()).toEqual({ status: 'ok', version: '0', store: 'sqlite' });
  const description = await (await fetch(`${testServer.url}/api/v1/openapi.json`)).json();
  expect(Object.keys(description.paths)).toEqual(
    expect.arrayContaining(['/api/v1/sync', '/api/v1/enrol', '/api/v1/renew', '/api/v1/logs/{log}/snapshot']),
  );
  const missing = await fetch(`${testServer.url}/api/v1/nothing`);
  expect([missing.status, (await missing.json()).code]).toEqual([404, 'not-found']);
});

const dictionary = Buffer.from(smallBodyDictionary, 'ascii');
const smallBodies = {
  name: 'fb1',
  encode: (plain: Buffer) => zlib.deflateRawSync(plain, { dictionary }),
  decode: (body: Buffer) => zlib.inflateRawSync(body, { dictionary }),
};

test('small bodies use their own coding if both sides know it, shorter than brotli', async () => {
  const testServer = await startTestServer();
  const logId = await testServer.hq.addLog();
  const device = await testServer.enrolled('lead', logId);
  const ask = { [logId]: { since: 0 } };
  const brotli = await device.sync(ask, [], {}, { acceptEncoding: 'br' });
  const small = await device.sync(ask, [], {}, { coding: smallBodies });
  expect(small.headers.get('content-encoding')).toBe('fb1');
  expect(small.body.logs).toEqual(brotli.body.logs);
  const bytes = (answer: typeof small) => Number(answer.headers.get('content-length'));
  expect(bytes(small)).toBeLessThan(bytes(brotli) - 30);
});

test.each([
  ['too-large', 413, zlib.deflateRawSync(' '.repeat(20 * 1024 * 1024), { dictionary })],
  ['malformed', 400, Buffer.from('garbage')],
])('a small body that cannot be taken is refused like any other: %s %i', async (code, status, body) => {
  const testServer = await startTestServer();
  const device = await testServer.enrolled('lead');
  const answer = await device.send('/api/v1/sync', '{}', { coding: { ...smallBodies, encode: () => body } });
  expect([answer.status, answer.body.code]).toEqual([status, code]);
});

test('the dictionary of small bodies is frozen: another one needs another name', () => {
  expect(createHash('sha256').update(dictionary).digest('hex')).toBe(
    '1f746431557535faa1981b9a09896e8138e0d05b53f0e4eb869ddd9b6b68e451',
  );
});
