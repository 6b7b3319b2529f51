import { describe, expect, test } from 'vitest';
import type { HlcTimestamp } from '#domain/clock/hlc.ts';
import { dotOf } from '#domain/document/op.ts';
import type { DeviceId } from '#domain/ids.ts';
import type { FieldDatabase } from '#renderer/store/db/database.ts';
import { readMeta } from '#renderer/store/db/meta.ts';
import type { OutOfOrderRow } from '#renderer/store/db/rows.ts';
import { applySnapshotPage } from '#renderer/store/receive/apply-snapshot.ts';
import { importPacks } from '#renderer/store/receive/import-packs.ts';
import { receiveSyncResponse } from '#renderer/store/receive/receive-response.ts';
import { packHash } from '#sync/protocol/erased-pack.ts';
import { decodeSnapshotPage, encodeSnapshotPage } from '#sync/protocol/snapshot.ts';
import { aDocument, aLog, anOp, deviceA, deviceC } from '#tests/support/builders/ops.ts';
import { aChain, anAnswer, anEntry } from '#tests/support/builders/packs.ts';
import { nodeDatabase } from '#tests/support/laptop/node-database.ts';

const own = deviceC;
const nowMs = 1_767_225_600_000;
const fiveMinutes = 5 * 60_000;
const exchange = { sent: [], startedAtMs: nowMs, endedAtMs: nowMs };

/** A pack with one op that has this stamp. */
const packAt = (stamp: HlcTimestamp, deviceId: DeviceId = deviceA) =>
  aChain(aLog, [anOp({ dot: dotOf(deviceId, 1), stamp })])[0];

const take = (
  db: FieldDatabase,
  hlcTimestamp: HlcTimestamp,
  held: readonly number[] = [],
  deviceId?: DeviceId,
) =>
  receiveSyncResponse(
    db,
    own,
    anAnswer(aLog, { entries: [anEntry(1, packAt(hlcTimestamp, deviceId), held)] }),
    exchange,
  );

/** A colleague's third op beyond the bounds, as a version without bounds kept it until the first two come. */
function anEarlierPackThatWaits(): OutOfOrderRow {
  const [pack] = aChain(aLog, [anOp({ dot: dotOf(deviceA, 3), stamp: [nowMs, 65_536] })]);
  return {
    ...pack,
    log: aLog,
    device: deviceA,
    first: 3,
    last: 3,
    hash: packHash(pack),
    held: [],
    isCarried: true,
  };
}

const clockOf = async (db: FieldDatabase) => readMeta(db, 'clock');

describe('[J4] a stamp of a colleague', () => {
  test.each<[string, HlcTimestamp, HlcTimestamp]>([
    ['5 minutes ahead leads the clock', [nowMs + fiveMinutes, 7], [nowMs + fiveMinutes, 8]],
    ['at the counter’s bound carries into the milliseconds', [nowMs, 65_535], [nowMs + 1, 0]],
    ['more than 5 minutes ahead moves no clock', [nowMs + fiveMinutes + 1, 0], [0, 0]],
    ['of the year 9999 moves no clock', [253_402_300_799_999, 65_535], [0, 0]],
  ])('%s', async (_name, hlcTimestamp, clock) => {
    const db = nodeDatabase();
    await take(db, hlcTimestamp);
    expect(await clockOf(db)).toEqual(clock);
    expect((await db.ops.toArray()).map((op) => op.stamp)).toEqual([hlcTimestamp]);
  });

  test('on a held op moves no clock', async () => {
    const db = nodeDatabase();
    await take(db, [nowMs + 1_000, 0], [1]);
    expect(await clockOf(db)).toEqual([0, 0]);
    expect(await db.ops.count()).toBe(1);
  });

  test.each<[string, HlcTimestamp]>([
    ['counter', [nowMs, 65_536]],
    ['counter of 2^53-1', [nowMs, Number.MAX_SAFE_INTEGER]],
    ['time', [253_402_300_800_000, 0]],
  ])('beyond the bound of the %s is parked with its reason, by either road', async (_name, hlcTimestamp) => {
    for (const bring of [
      (db: FieldDatabase) => take(db, hlcTimestamp),
      (db: FieldDatabase) => importPacks(db, own, [packAt(hlcTimestamp)], nowMs),
    ]) {
      const db = nodeDatabase();
      await bring(db);
      expect(await db.parked.toArray()).toMatchObject([
        { why: 'The stamp of op 1 is out of bounds', text: packAt(hlcTimestamp).payload },
      ]);
      expect(await db.ops.count()).toBe(0);
    }
  });

  test.each<[string, (db: FieldDatabase) => Promise<unknown>]>([
    ['answer', (db) => receiveSyncResponse(db, own, anAnswer(aLog, {}), exchange)],
    ['import', (db) => importPacks(db, own, [packAt([nowMs, 0])], nowMs)],
  ])(
    'beyond the bounds, in a pack that waits since an earlier version, is parked at the next %s',
    async (_name, bring) => {
      const db = nodeDatabase();
      const waitingRow = anEarlierPackThatWaits();
      await db.early.put(waitingRow);
      await bring(db);
      expect(await db.parked.toArray()).toMatchObject([
        { why: 'The stamp of op 3 is out of bounds', text: waitingRow.payload, sig: waitingRow.sig },
      ]);
      expect(await db.early.count()).toBe(0);
    },
  );

  test('beyond the bounds, in a pack that waits, is not replaced by another under its numbers', async () => {
    const db = nodeDatabase();
    const waitingRow = anEarlierPackThatWaits();
    await db.early.put(waitingRow);
    const [otherPack] = aChain(aLog, [anOp({ dot: dotOf(deviceA, 3), stamp: [nowMs, 0] })]);
    await importPacks(db, own, [otherPack], nowMs);
    expect(await db.early.toArray()).toMatchObject([{ payload: otherPack.payload }]);
    expect(await db.parked.toArray()).toMatchObject([{ text: waitingRow.payload }]);
  });

  test('in a snapshot leads the clock by 5 minutes at most', async () => {
    const db = nodeDatabase();
    await take(db, [nowMs, 0], [], own);
    const head = (stamp: HlcTimestamp, n: number) => ({ dot: dotOf(deviceA, n), stamp, value: 'x' });
    const { path, kind } = anOp();
    const heads = [head([nowMs + fiveMinutes, 1], 1), head([nowMs + fiveMinutes + 1, 1], 2)];
    await db.logs.update(aLog, { snapshot: null });
    await applySnapshotPage(db, own, {
      log: aLog,
      from: null,
      nowMs,
      isJournaled: false,
      page: {
        place: 1,
        have: { [own]: 1, [deviceA]: 2 },
        documents: [{ doc: aDocument, kind, registers: { [path]: { heads } } }],
        holds: {},
        held: [],
        left: 0,
        more: false,
      },
    });
    expect(await clockOf(db)).toEqual([nowMs + fiveMinutes, 2]);
  });

  test('of 1970 can be in a snapshot', () => {
    const { path, kind } = anOp();
    const registers = { [path]: { heads: [{ dot: dotOf(deviceA, 1), stamp: [0, 0] as const, value: 'x' }] } };
    const page = {
      place: 1,
      have: { [deviceA]: 1 },
      documents: [{ doc: aDocument, kind, registers }],
      holds: {},
      held: [],
      left: 0,
      more: false,
    };
    expect(decodeSnapshotPage(encodeSnapshotPage(page))).toEqual({ ok: true, value: page });
  });
});

test('[J4] own stamps that come back lead the own clock, up to 24 hours', async () => {
  const db = nodeDatabase();
  await take(db, [nowMs + 23 * 3_600_000, 4], [], own);
  expect(await clockOf(db)).toEqual([nowMs + 23 * 3_600_000, 4]);
});
