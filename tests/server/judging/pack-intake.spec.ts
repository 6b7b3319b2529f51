import { expect, onTestFinished, test, vi } from 'vitest';
import type { LogId } from '#domain/ids.ts';
import { isRoomLow, unknownRoom } from '#server/db/disk-room.ts';
import { generousIntakeQuota, PackIntake } from '#server/judging/pack-intake.ts';
import { sha256Of } from '#sync/protocol/hash.ts';
import type { Device } from '#tests/support/protocol/client.mjs';
import { aDoc } from '#tests/support/server/pack-writer.ts';
import { startTestServer } from '#tests/support/server/test-server.ts';

const dayMs = 24 * 60 * 60_000;
const gibibyte = 1024 ** 3;

/** A pack with so many characters in it. */
const packOf = (device: Device, logId: LogId, characters: number) =>
  device.pack(logId, [
    { doc: aDoc(1), kind: 'assessment', path: 'answers/D1.1/rationale', value: 'x'.repeat(characters) },
  ]);

/** Standard error of the operator, not printed. */
function watchErrors(): readonly string[] {
  const lines: string[] = [];
  const spy = vi.spyOn(console, 'error').mockImplementation((line: string) => void lines.push(line));
  onTestFinished(() => spy.mockRestore());
  return lines;
}

const quotaOf = (acceptedBytes: number, refusedBytes = generousIntakeQuota.refusedBytes): PackIntake =>
  new PackIntake({ ...generousIntakeQuota, acceptedBytes, refusedBytes }, unknownRoom);

test('[S7] a laptop that brings more than a day takes waits; it hears news, and others go on', async () => {
  const lines = watchErrors();
  const testServer = await startTestServer({ intake: quotaOf(40_000) });
  const logId = await testServer.hq.addLog();
  const [wild, calm] = [await testServer.enrolled('lead', logId), await testServer.enrolled('lead', logId)];
  const packs = [1, 2, 3].map(() => packOf(wild, logId, 25_000));
  const refused = await wild.sync({}, packs);
  expect([refused.status, refused.body.code]).toEqual([429, 'quota']);
  expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(3_600);
  expect((await wild.sync({ [logId]: { since: 0, have: {} } })).status).toBe(200);
  expect((await calm.sync({}, [packOf(calm, logId, 100)])).body.verdicts).toMatchObject([
    { verdict: 'accepted' },
  ]);
  await wild.sync({}, packs);
  expect(
    lines.filter((line) => line.startsWith('intake-quota: ')),
    'once a day',
  ).toHaveLength(1);

  testServer.clock.aheadMs += dayMs;
  const createdSeconds = Math.floor(testServer.clock.now() / 1_000);
  const nextAnswer = await wild.sync({}, packs, {}, { createdSeconds });
  expect(nextAnswer.body.verdicts.map(({ verdict }: { verdict: string }) => verdict)).toEqual([
    'duplicate',
    'duplicate',
    'accepted',
  ]);
});

test('[S7] a person whose laptops began more records than an hour takes waits; nothing is lost', async () => {
  watchErrors();
  const testServer = await startTestServer({
    intake: new PackIntake({ ...generousIntakeQuota, newDocuments: 2 }, unknownRoom),
  });
  const logId = await testServer.hq.addLog();
  const [wild, calm] = [await testServer.enrolled('lead', logId), await testServer.enrolled('lead', logId)];
  const packFrom = (device: Device, ...docs: readonly number[]) =>
    device.pack(
      logId,
      docs.map((doc) => ({ doc: aDoc(doc), kind: 'assessment', path: 'title', value: 'Court' })),
    );
  // A change of a record that is there costs nothing.
  const taken = [packFrom(wild, 1), packFrom(wild, 1), packFrom(wild, 1), packFrom(wild, 2, 3)];
  expect((await wild.sync({}, taken)).body.verdicts).toMatchObject(
    taken.map(() => ({ verdict: 'accepted' })),
  );
  const nextPack = packFrom(wild, 4);
  const refused = await wild.sync({}, [nextPack]);
  expect([refused.status, refused.body.code]).toEqual([429, 'quota']);
  const waitSeconds = Number(refused.headers.get('retry-after'));
  expect(waitSeconds).toBeGreaterThan(0);
  expect(waitSeconds).toBeLessThanOrEqual(3_600);
  expect((await calm.sync({}, [packFrom(calm, 5)])).body.verdicts).toMatchObject([{ verdict: 'accepted' }]);

  testServer.clock.aheadMs += waitSeconds * 1_000;
  const createdSeconds = Math.floor(testServer.clock.now() / 1_000);
  const { body } = await wild.sync({}, [nextPack], {}, { createdSeconds });
  expect(body.verdicts).toMatchObject([{ verdict: 'accepted' }]);
});

test('[S7] of refused packs beyond a small quota a day, hash and reason are kept', async () => {
  const testServer = await startTestServer({ intake: quotaOf(1_000_000, 30_000) });
  const [logId, closed] = [await testServer.hq.addLog(), await testServer.hq.addLog()];
  const device = await testServer.enrolled('lead', logId);
  const packs = [1, 2, 3].map(() => packOf(device, closed, 20_000));
  const { body } = await device.sync({}, packs);
  expect(body.verdicts).toMatchObject(packs.map(() => ({ verdict: 'refused', code: 'access' })));
  const rows = await testServer.hq.store.selectFrom('parked').select(['hash', 'code', 'payload']).execute();
  const kept = new Map(rows.map(({ hash, code, payload }) => [hash, [code, payload.length > 20_000]]));
  expect(packs.map(({ payload }) => kept.get(sha256Of(payload)))).toEqual([
    ['access', true],
    ['access', true],
    ['access', false],
  ]);
});

test('[S8] a disk with little room takes small packs alone, and administrators are told', async () => {
  watchErrors();
  const room = { isLow: () => Promise.resolve(true) };
  const testServer = await startTestServer({ intake: new PackIntake(generousIntakeQuota, room) });
  const logId = await testServer.hq.addLog();
  const device = await testServer.enrolled('lead', logId);
  const [small, large] = [packOf(device, logId, 100), packOf(device, logId, 70_000)];
  expect((await device.sync({}, [small])).body.verdicts).toMatchObject([{ verdict: 'accepted' }]);
  const refused = await device.sync({}, [large]);
  expect([refused.status, refused.body.code]).toEqual([507, 'store-full']);
  const foreign = packOf(device, await testServer.hq.addLog(), 100);
  await device.sync({}, [foreign]);
  expect(await testServer.hq.store.selectFrom('parked').select('payload').execute()).toEqual([
    { payload: '' },
  ]);

  const warningsFor = async (role: 'admin' | 'manager'): Promise<unknown> => {
    const cookie = await testServer.signedIn(
      await testServer.hq.addPerson(role, ...(role === 'manager' ? [logId] : [])),
    );
    return (
      (await (await fetch(`${testServer.url}/api/v1/devices`, { headers: { cookie } })).json()) as {
        warnings?: unknown;
      }
    ).warnings;
  };
  expect(await warningsFor('admin')).toEqual({ isDiskLow: true, waitingPeople: [] });
  expect(await warningsFor('manager')).toBeUndefined();
});

test.each([
  { freeBytes: 2 * gibibyte, diskBytes: 1_000 * gibibyte, low: false },
  { freeBytes: gibibyte - 1, diskBytes: 1_000 * gibibyte, low: true },
  { freeBytes: gibibyte - 1, diskBytes: 8 * gibibyte, low: false },
  { freeBytes: 0.3 * gibibyte, diskBytes: 8 * gibibyte, low: true },
])('a disk of $diskBytes bytes with $freeBytes free has little room: $low', ({ low, ...room }) => {
  expect(isRoomLow(room)).toBe(low);
});
