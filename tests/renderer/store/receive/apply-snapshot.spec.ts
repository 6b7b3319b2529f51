import { describe, expect, test } from 'vitest';
import type { JsonValue } from '#base/json.ts';
import type { Register } from '#domain/document/document.ts';
import { DocumentKind, dotOf, type Op, Path } from '#domain/document/op.ts';
import { type DeviceId, DocumentId } from '#domain/ids.ts';
import type { FieldDatabase } from '#renderer/store/db/database.ts';
import { newLogRow } from '#renderer/store/db/log-row.ts';
import { readLogRow } from '#renderer/store/db/meta.ts';
import { quarantineItem } from '#renderer/store/db/quarantine.ts';
import { applySnapshotPage } from '#renderer/store/receive/apply-snapshot.ts';
import { receiveSyncResponse } from '#renderer/store/receive/receive-response.ts';
import type { SnapshotPosition } from '#sync/client/ports.ts';
import { Sha256 } from '#sync/protocol/hash.ts';
import type { SnapshotPage } from '#sync/protocol/snapshot.ts';
import { aLog, anOp, deviceA, deviceB, deviceC } from '#tests/support/builders/ops.ts';
import { aChain, anAnswer, anEntry } from '#tests/support/builders/packs.ts';
import { aPerson } from '#tests/support/builders/sample-ids.ts';
import { nodeDatabase, nodeIndexedDb } from '#tests/support/laptop/node-database.ts';

const own = deviceC;
const nowMs = 1_767_225_600_000;
const [first, second] = [1, 2].map((at) => DocumentId.parse(`0197b1a0-0000-7000-8000-0000000000d${at}`)) as [
  DocumentId,
  DocumentId,
];
const title = Path.parse('title');

describe('taking a snapshot', () => {
  test('a laptop that falls between two pages goes on with the next one', async () => {
    const parts = nodeIndexedDb();
    const previousFieldDatabase = await begun(nodeDatabase(parts));
    await take(previousFieldDatabase, null, aPage({ documents: [titled(first, 'one')], more: true }));
    previousFieldDatabase.close();

    const db = nodeDatabase(parts);
    const from = (await readLogRow(db, aLog)).snapshot;
    expect(from).toEqual({ after: first, place: 7, have: { [deviceA]: 1, [deviceB]: 1 } });
    await take(db, from ?? null, aPage({ place: 9, documents: [titled(second, 'two')] }));
    expect(await titles(db)).toEqual(['one', 'two']);
    expect(await readLogRow(db, aLog)).toMatchObject({
      since: 7,
      caughtUp: false,
      have: { [deviceA]: 1, [deviceB]: 1 },
    });
    expect((await readLogRow(db, aLog)).snapshot).toBeUndefined();
    db.close();
  });

  test('[S4] a page that comes again, or to another question, changes nothing', async () => {
    const db = await begun(nodeDatabase());
    const snapshotPage = aPage({ documents: [titled(first, 'one')], more: true });
    expect(await take(db, null, snapshotPage)).toBe(1);
    const previousLogRows = await db.logs.toArray();
    expect(await take(db, null, aPage({ documents: [titled(first, 'late')] }))).toBe(0);
    expect([await db.logs.toArray(), await titles(db)]).toEqual([previousLogRows, ['one']]);
    db.close();
  });

  test('[M2] a value that a later page replaced does not return when /sync delivers it', async () => {
    const db = await begun(nodeDatabase());
    const have = { [deviceA]: 1 };
    await take(db, null, aPage({ have, documents: [titled(first, 'one')], more: true }));
    const from = (await readLogRow(db, aLog)).snapshot ?? null;
    const later = { [deviceA]: 1, [deviceB]: 2 };
    await take(db, from, aPage({ place: 9, have: later, documents: [titled(second, 'new', deviceB, 2)] }));

    const [old, replaced] = aChain(
      aLog,
      [write(deviceB, 1, second, 'old')],
      [{ ...write(deviceB, 2, second, 'new'), over: [dotOf(deviceB, 1)] }],
    );
    await receive(db, { entries: [anEntry(8, old)], next: 8, more: true });
    expect(await titles(db)).toEqual(['one', 'new']);
    await receive(db, { entries: [anEntry(9, replaced)], next: 9 });
    expect(await titles(db)).toEqual(['one', 'new']);
    db.close();
  });

  test('[M2] a write over a snapshot replaces its value; holding that write restores the value', async () => {
    const db = await begun(nodeDatabase());
    await take(db, null, aPage({ documents: [titled(first, 'one')] }));
    const [pack] = aChain(aLog, [{ ...write(deviceB, 2, first, 'two'), over: [dotOf(deviceA, 1)] }]);
    await receive(db, { entries: [anEntry(8, pack)], next: 8 });
    expect(await titles(db)).toEqual(['two']);
    // The same pack, which headquarters turns out to hold (J5): the values that it replaced are heads again.
    await receive(db, { entries: [anEntry(8, pack, [2])], next: 8 });
    expect(await titles(db)).toEqual(['one']);
    db.close();
  });

  test('[J5] an op held in the snapshot has no effect before its release, even if known', async () => {
    const db = await begun(nodeDatabase());
    const [knownPack, heldPack] = aChain(
      aLog,
      [write(deviceB, 1, first, 'known')],
      [{ ...write(deviceB, 2, first, 'held'), over: [dotOf(deviceB, 1)] }],
    );
    await receive(db, { entries: [anEntry(1, knownPack), anEntry(2, heldPack)], next: 2, more: true });
    expect(await titles(db)).toEqual(['held']);
    const snapshotPage = aPage({
      have: { [deviceA]: 1, [deviceB]: 2 },
      documents: [titled(first, 'newer than known')],
      holds: { [deviceB]: [2] },
      held: [{ place: 2, pack: heldPack, held: [2] }],
    });
    await take(db, null, snapshotPage);
    expect(await titles(db)).toEqual(['newer than known']);

    const release = { place: 8, release: { device: deviceB, n: [2], by: aPerson() } };
    await receive(db, { entries: [release], next: 8 });
    expect(await titles(db)).toEqual(['newer than known', 'held']);
    db.close();
  });

  test('[M6] packs that came early by another road follow when the snapshot has filled the hole', async () => {
    const db = await begun(nodeDatabase());
    const [, later] = aChain(aLog, [write(deviceA, 1, first, 'one')], [write(deviceA, 2, second, 'two')]);
    const row = { log: aLog, device: deviceA, first: 2, last: 2, ...later, hash: '0'.repeat(64) };
    await db.early.put({ ...row, held: [], isCarried: true } as never); // a row as it was kept
    await take(db, null, aPage({ have: { [deviceA]: 1 }, documents: [titled(first, 'one')] }));
    expect([await titles(db), await db.early.count()]).toEqual([['one', 'two'], 0]);
    db.close();
  });

  test('[S3] own ops that no pack here holds come back themselves: the log is pulled instead', async () => {
    const db = await begun(nodeDatabase());
    await take(db, null, aPage({ have: { [own]: 3 }, documents: [titled(first, 'mine', own, 3)] }));
    expect([await titles(db), await readLogRow(db, aLog)]).toMatchObject([[], { since: 0, caughtUp: false }]);
    expect((await readLogRow(db, aLog)).snapshot).toBeUndefined();
    db.close();
  });

  test('[P2] unknown own ops on a chain with a pruned beginning need a new identity', async () => {
    const db = await begun(nodeDatabase());
    const logRow = await readLogRow(db, aLog);
    await db.logs.put({ ...logRow, have: { [own]: 2 }, acked: 2, chains: { [own]: { n: 2, hash: aHash } } });
    const snapshotPage = aPage({ have: { [own]: 3 }, documents: [titled(first, 'mine', own, 3)] });
    expect(await take(db, null, snapshotPage)).toBe('forked');
    expect((await readLogRow(db, aLog)).snapshot).toBeNull();
    db.close();
  });

  test('[P3] the last local pack proves nothing about a snapshot’s chain end, and is not resent', async () => {
    const db = await begun(nodeDatabase());
    const [knownPack] = aChain(aLog, [write(deviceA, 1, first, 'one')]);
    await receive(db, { entries: [anEntry(1, knownPack)], next: 1, more: true });
    const have = { [deviceA]: 9 };
    await take(db, null, aPage({ have, documents: [titled(first, 'nine', deviceA, 9)] }));
    await receive(db, { next: 7, have });
    // Restored: it has the chain that it tells, and may have another one.
    await receive(db, { next: 3, have });
    expect((await readLogRow(db, aLog)).doubts).toEqual({ [deviceA]: { from: 9, step: 'push' } });
    await receive(db, { next: 3, have });
    expect(await readLogRow(db, aLog)).toMatchObject({
      doubts: { [deviceA]: { from: 9, step: 'rest' } },
      asksHave: false,
    });
    db.close();
  });

  test.each([
    ['through again, for what was erased in packs that are here', 7, 1],
    ['from its beginning where headquarters has nothing yet: its first entry is still to come', 0, 0],
  ])('[S3] the log is read %s', async (_, place, since) => {
    const db = await begun(nodeDatabase());
    const [knownPack] = aChain(aLog, [write(deviceA, 1, first, 'one')]);
    await receive(db, { entries: [anEntry(1, knownPack)], next: 1, more: true });
    await take(db, null, aPage({ place, have: place === 0 ? {} : { [deviceA]: 1 } }));
    expect(await readLogRow(db, aLog)).toMatchObject({ since, caughtUp: false });
    db.close();
  });

  test('[S3] the log is pulled where headquarters has own changes without a local pack', async () => {
    const db = await begun(nodeDatabase());
    const logRow = await readLogRow(db, aLog);
    await db.logs.put({ ...logRow, have: { [own]: 1 }, acked: 1, chains: { [own]: { n: 1, hash: aHash } } });
    await take(db, null, aPage({ have: { [own]: 1 }, documents: [titled(first, 'mine', own, 1)] }));
    expect(await readLogRow(db, aLog)).toMatchObject({ since: 1, caughtUp: false });
    db.close();
  });

  test('[S3] the log is pulled given journaled changes of a former identity or a quarantined item', async () => {
    const [journaled, parkedFieldDatabase] = [await begun(nodeDatabase()), await begun(nodeDatabase())];
    await take(journaled, null, aPage({ documents: [titled(first, 'mine')] }), true);
    const [branch] = aChain(aLog, [write(deviceA, 1, first, 'another')]);
    await quarantineItem(parkedFieldDatabase, {
      atMs: 1,
      what: 'pack',
      why: 'fork',
      hash: aHash,
      text: branch.payload,
    });
    await take(parkedFieldDatabase, null, aPage({ documents: [titled(first, 'mine')] }));
    for (const db of [journaled, parkedFieldDatabase]) {
      expect(await readLogRow(db, aLog)).toMatchObject({ since: 1, caughtUp: false });
      db.close();
    }
  });

  test('a snapshot of a headquarters that was restored meanwhile begins anew', async () => {
    const db = await begun(nodeDatabase());
    await take(db, null, aPage({ documents: [titled(first, 'one')], more: true }));
    const from = (await readLogRow(db, aLog)).snapshot ?? null;
    await take(db, from, aPage({ place: 3, documents: [titled(second, 'two')] }));
    expect((await readLogRow(db, aLog)).snapshot).toBeNull();
    db.close();
  });
});

async function begun(db: FieldDatabase): Promise<FieldDatabase> {
  await db.logs.put({ ...newLogRow(aLog), snapshot: null });
  return db;
}

const take = (
  db: FieldDatabase,
  from: SnapshotPosition,
  page: SnapshotPage,
  isJournaled = false,
): ReturnType<typeof applySnapshotPage> =>
  applySnapshotPage(db, own, { log: aLog, from, page, nowMs, isJournaled });

const aHash = Sha256.parse('a'.repeat(64));

const receive = (db: FieldDatabase, answer: Parameters<typeof anAnswer>[1]) =>
  receiveSyncResponse(db, own, anAnswer(aLog, answer), { sent: [], startedAtMs: nowMs, endedAtMs: nowMs });

const aPage = (more: Partial<SnapshotPage>): SnapshotPage => ({
  place: 7,
  have: { [deviceA]: 1, [deviceB]: 1 },
  documents: [],
  holds: {},
  held: [],
  left: more.more ? 1 : 0,
  more: false,
  ...more,
});

const titled = (doc: DocumentId, value: JsonValue, deviceId: DeviceId = deviceA, n = 1) => ({
  doc,
  kind: DocumentKind.parse('assessment'),
  registers: {
    [title]: { heads: [{ dot: dotOf(deviceId, n), stamp: [nowMs, 0] as const, value }] },
  } as Readonly<Record<Path, Register>>,
});

const write = (
  deviceId: DeviceId,
  n: number,
  doc: DocumentId,
  value: JsonValue,
): Op & { over: readonly never[] } => ({
  ...anOp({ dot: dotOf(deviceId, n), stamp: [nowMs + n, 0], doc, path: title, value }),
  over: [],
});

async function titles(db: FieldDatabase): Promise<readonly JsonValue[]> {
  const baseRows = await db.documents.toArray();
  return baseRows.flatMap(({ registers }) => (registers[title]?.heads ?? []).map(({ value }) => value));
}
