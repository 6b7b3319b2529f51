import { beforeEach, describe, expect, test } from 'vitest';
import type { Path } from '#domain/document/op.ts';
import type { Role } from '#domain/people/role.ts';
import { pollIntervalMs, recheckIntervalMs } from '#sync/client/sync-machine.ts';
import { sha256Of } from '#sync/protocol/hash.ts';
import { aDoc, aLog, aPerson } from '#tests/support/builders/sample-ids.ts';
import { TestClock } from '#tests/support/clock/test-clock.ts';
import { copyDatabase } from '#tests/support/laptop/copy-database.ts';
import { type FakeHost, makeFakeHost } from '#tests/support/laptop/fake-host.ts';
import { nodeDatabase } from '#tests/support/laptop/node-database.ts';
import { startLaptop } from '#tests/support/laptop/start-laptop.ts';
import { anEnrolment, type TestLaptop, type TestLaptopStart } from '#tests/support/laptop/test-laptop.ts';
import { FakeServer } from '#tests/support/server/fake-server.ts';

const log = aLog();
const doc = aDoc();
const startMs = Date.UTC(2026, 10, 24, 9);

let server = new FakeServer(startMs);
beforeEach(() => {
  server = new FakeServer(startMs);
});

const start = (part: Partial<TestLaptopStart> = {}): Promise<TestLaptop> =>
  startLaptop(server, 1, { name: 'Assessor A', ...part });

describe('the answer of headquarters', () => {
  test('[S1] only changes durable at headquarters count as delivered, and a restored server gets them again', async () => {
    const a = await start();
    await a.rest();
    for (const value of ['one', 'two', 'three']) {
      await a.write(log, doc, 'assessment', 'title', value);
      expect(await a.sync()).toMatchObject({ waiting: { changes: 0 } });
    }
    expect(server.packs(log)).toHaveLength(3);
    const payloads = server.packs(log);
    server.restoreTo(log, 1);
    await a.sync();
    await a.until('status', null, ({ waiting }) => waiting.changes === 0);
    expect(server.packs(log)).toEqual(payloads);
    await a.close();
  });

  test('[P2] a restored disk with a forked chain takes a new identity and resends its changes', async () => {
    const a = await start();
    await a.rest();
    const restored = await start({ db: nodeDatabase(), host: await sameLaptop(a) });
    await restored.rest();
    await a.write(log, doc, 'assessment', 'title', 'on the laptop');
    await a.sync();
    restored.transport.mood = 'down';
    await restored.write(log, doc, 'assessment', 'title', 'on its restored disk');
    restored.transport.mood = 'good';
    expect(await restored.sync()).toMatchObject({
      sync: { kind: 'idle' },
      waiting: { changes: 0 },
      renewed: { why: 'fork', changes: 1 },
    });
    expect(await restored.query('parked', null)).toMatchObject([{ what: 'ownPack', why: 'fork' }]);
    await a.sync();
    for (const device of [a, restored])
      expect(await valuesAt(device, 'title')).toEqual(['on its restored disk', 'on the laptop']);
    expect((await restored.query('session', null)).device).toBe(restored.id);
    expect(restored.id).not.toBe(a.id);
    await Promise.all([a.close(), restored.close()]);
  });

  test('[S3] a device with a lost database gets its own changes back before it may write', async () => {
    const firstTestLaptop = await start();
    await firstTestLaptop.rest();
    await firstTestLaptop.write(log, doc, 'assessment', 'title', 'Court');
    await firstTestLaptop.sync();
    await firstTestLaptop.close();

    const again = await start({ db: nodeDatabase(), host: firstTestLaptop.host });
    await again.until(
      'documents',
      { log },
      ([foundDocumentSummary]) => foundDocumentSummary?.title === 'Court',
    );
    await again.write(log, doc, 'assessment', 'title', 'High court');
    expect(await again.sync()).toMatchObject({ sync: { kind: 'idle' }, waiting: { changes: 0 }, parked: 0 });
    expect(server.packs(log)).toHaveLength(2);
    await again.close();
  });

  test('[S3] an older disk image gets back the changes sent since, and continues without a fork', async () => {
    const a = await start();
    await a.rest();
    await a.write(log, doc, 'assessment', 'title', 'one');
    await a.sync();
    const image = await copyDatabase(a.db);
    await a.write(log, doc, 'assessment', 'title', 'two');
    await a.sync();
    await a.close();

    const restored = await start({ db: image, host: a.host });
    await restored.until(
      'documents',
      { log },
      ([foundDocumentSummary]) => foundDocumentSummary?.title === 'two',
    );
    await restored.rest();
    await restored.write(log, doc, 'assessment', 'title', 'three');
    expect(await restored.sync()).toMatchObject({
      sync: { kind: 'idle' },
      waiting: { changes: 0 },
      parked: 0,
    });
    expect(server.packs(log)).toHaveLength(3);
    await restored.close();
  });

  test('[J5] a colleague’s held ops are shown only to people with the right to release them', async () => {
    const a = await start();
    const b = await start({ person: aPerson(2), name: 'Officer B', roles: { [log]: ['assessor'] } });
    await b.rest();
    b.transport.mood = 'down';
    await b.write(log, doc, 'assessment', 'title', 'High court');
    const demoted: readonly Role[] = ['partner'];
    server.enrol(b.host, { person: aPerson(2), name: 'Officer B', roles: { [log]: demoted } });
    b.transport.mood = 'good';
    await b.sync();
    const told = async (device: typeof a) => {
      const historyEntries = await device.query('history', { log, doc, below: '' });
      const [record] = await device.query('whereabouts', null);
      return {
        changes: historyEntries.length,
        held: historyEntries.filter(({ held }) => held).length,
        counted: record?.heldAtHeadquarters,
      };
    };
    await a.write(log, doc, 'assessment', 'institution/name', 'Court');
    await a.sync();
    expect(await told(a)).toEqual({ changes: 1, held: 0, counted: 0 });
    const reviewer: readonly Role[] = ['reviewer'];
    server.enrol(a.host, { person: aPerson(), name: 'Assessor A', roles: { [log]: reviewer } });
    await a.sync();
    expect(await told(a)).toEqual({ changes: 2, held: 1, counted: 1 });
    expect((await told(b)).held).toBe(1);
    await a.close();
    await b.close();
  });

  test('[J5] own ops held by headquarters show the reason, and have no effect here until release', async () => {
    const a = await start();
    await a.rest();
    await a.write(log, doc, 'assessment', 'title', 'Court');
    await a.sync();
    a.transport.mood = 'down';
    await a.write(log, doc, 'assessment', 'title', 'High court');
    const roles: readonly Role[] = ['partner'];
    server.enrol(a.host, { person: aPerson(), name: 'Assessor A', roles: { [log]: roles } });
    a.transport.mood = 'good';
    await a.sync();

    const heldQueryResult = await a.query('document', { log, doc });
    expect(Object.values(heldQueryResult?.held ?? {})).toEqual([{ kind: 'roleMayNotWrite' }]);
    expect((await a.query('documents', { log })).map(({ title }) => title)).toEqual(['Court']);
    expect(
      (await a.query('whereabouts', null)).map((deliveryStatus) => deliveryStatus.heldAtHeadquarters),
    ).toEqual([1]);

    server.release(log, a.id, [2], aPerson(3));
    await a.sync();
    expect((await a.query('documents', { log })).map(({ title }) => title)).toEqual(['High court']);
    await a.close();
  });

  test('[J1] a log that is not ours any more is refused, and everything else goes on', async () => {
    const otherLogId = aLog(2);
    const a = await start({ roles: { [log]: ['assessor'], [otherLogId]: ['assessor'] } });
    await a.rest();
    a.transport.mood = 'down';
    await a.write(otherLogId, aDoc(2), 'assessment', 'title', 'Not ours any more');
    await a.write(log, doc, 'assessment', 'title', 'Ours');
    server.enrol(a.host, { person: aPerson(), name: 'Assessor A', roles: { [log]: ['assessor'] } });
    a.transport.mood = 'good';
    expect(await a.sync()).toMatchObject({
      sync: { kind: 'blocked', code: 'access' },
      waiting: { changes: 1 },
    });
    expect(await a.query('parked', null)).toMatchObject([{ what: 'ownPack', why: 'access' }]);
    expect([server.document(log, doc)?.kind, server.packs(otherLogId)]).toEqual(['assessment', []]);
    await a.close();
  });

  test('[J4] an earlier version’s pack with out-of-bounds timestamps is resent under a new identity', async () => {
    const a = await start();
    await a.rest();
    a.transport.mood = 'down';
    await a.write(log, doc, 'assessment', 'title', 'Court');
    await a.sync();
    const { payload } = (await a.db.packs.toCollection().first()) ?? { payload: '' };
    const [atMs] = JSON.parse(payload).stamp;
    const signed = JSON.stringify({ ...JSON.parse(payload), stamp: [atMs, 65_537] });
    const { sig } = await a.host.ask('device.sign', { payload: signed });
    await a.db.packs.toCollection().modify({ payload: signed, sig, hash: sha256Of(signed) });
    a.transport.mood = 'good';
    expect(await a.sync()).toMatchObject({
      sync: { kind: 'idle' },
      waiting: { changes: 0 },
      renewed: { changes: 1 },
    });
    expect(server.document(log, doc)?.registers).toMatchObject({ title: { heads: [{ value: 'Court' }] } });
    expect(await a.query('parked', null)).toMatchObject([{ what: 'ownPack', text: signed }]);
    await a.close();
  });

  test('a refused log does not hold up other logs, and is tried again later', async () => {
    const otherLogId = aLog(2);
    const member = { person: aPerson(), name: 'Assessor A' };
    const a = await start({ roles: { [log]: ['assessor'], [otherLogId]: ['assessor'] } });
    await a.rest();
    a.transport.mood = 'down';
    await a.write(otherLogId, aDoc(3), 'assessment', 'title', 'not now');
    server.enrol(a.host, { ...member, roles: { [log]: ['assessor'] } });
    a.transport.mood = 'good';
    await a.sync();

    const b = await start({ person: aPerson(2), name: 'Assessor B' });
    await b.rest();
    await b.write(log, aDoc(2), 'assessment', 'title', 'from a colleague');
    await b.sync();
    a.clock.advance(pollIntervalMs);
    await a.until('documents', { log }, (all) =>
      all.some(({ doc: foundDocumentId }) => foundDocumentId === aDoc(2)),
    );
    expect(a.sent.at(-1)?.packs).toEqual([]);
    expect((await a.rest()).waiting.changes).toBe(1);

    server.enrol(a.host, { ...member, roles: { [log]: ['assessor'], [otherLogId]: ['assessor'] } });
    await a.rest();
    a.clock.advance(recheckIntervalMs);
    await a.until('status', null, ({ waiting }) => waiting.changes === 0);
    await Promise.all([a.close(), b.close()]);
  });

  test('a refused laptop shows as blocked, and retries every five minutes', async () => {
    const a = await start();
    await a.rest();
    a.transport.mood = 'revoked';
    expect((await a.sync()).sync).toEqual({ kind: 'blocked', code: 'device' });
    expect(await a.query('syncRuns', null)).toMatchObject([{ outcome: 'refused', code: 'device' }]);
    a.transport.mood = 'good';
    a.clock.advance(recheckIntervalMs);
    await a.until('status', null, ({ sync }) => sync.kind === 'idle');
    await a.close();
  });

  test('headquarters that is too busy is asked again after a while', async () => {
    const a = await start();
    await a.rest();
    a.transport.mood = 'busy';
    expect((await a.sync()).sync).toEqual({
      kind: 'waiting',
      failures: 1,
      untilMs: startMs + 2_000,
      code: 'busy',
    });
    a.transport.mood = 'good';
    a.clock.advance(2_000);
    await a.until('status', null, ({ sync }) => sync.kind === 'idle');
    await a.close();
  });

  test.each([
    ['storeFull', 'store-full'],
    ['quota', 'quota'],
  ] as const)(
    '[S8] a laptop keeps changes that headquarters does not take now (%s), and receives others’ writes',
    async (mood, code) => {
      const [a, b] = await Promise.all([start(), start({ person: aPerson(), name: 'B' })]);
      await Promise.all([a.rest(), b.rest()]);
      await b.write(log, aDoc(2), 'assessment', 'title', 'of a colleague');
      await b.sync();
      a.transport.mood = mood;
      await a.write(log, doc, 'assessment', 'title', 'Court');
      const { sync, waiting } = await a.sync();
      expect([sync, waiting.changes]).toMatchObject([{ kind: 'waiting', code }, 1]);
      const knownDocumentIds = (await a.db.documents.toArray()).map((row) => row.doc);
      expect(knownDocumentIds).toContain(aDoc(2));
      a.transport.mood = 'good';
      expect(await a.sync()).toMatchObject({ waiting: { changes: 0 } });
      await Promise.all([a.close(), b.close()]);
    },
  );

  test('[J4] a laptop with a wrong year learns the time from headquarters and stamps by it', async () => {
    const a = await start({ clock: new TestClock(startMs + 5 * 365 * 86_400_000) });
    await a.rest();
    await a.write(log, doc, 'assessment', 'title', 'Court');
    const [historyEntry] = await a.query('history', { log, doc, below: '' });
    expect(historyEntry?.stamp[0]).toBe(startMs);
    await a.close();
  });
});

/** The shell of a laptop with a copied disk: it says that it is the same device. */
const sameLaptop = (device: TestLaptop): Promise<FakeHost> =>
  makeFakeHost({ copyOf: device.host, enrolment: anEnrolment(aPerson(), 'Assessor A') });

async function valuesAt(device: TestLaptop, path: string): Promise<readonly string[]> {
  const queryResult = await device.query('document', { log, doc });
  const heads = queryResult?.document.registers[path as Path]?.heads ?? [];
  return heads.flatMap(({ value }) => (typeof value === 'string' ? [value] : [])).sort();
}
