import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Dot, deviceOfDot, dotOf, numberOfDot, type Op, Path } from '#domain/document/op.ts';
import type { DeviceId } from '#domain/ids.ts';
import type { FieldDatabase } from '#renderer/store/db/database.ts';
import { type PruneCursor, pruneNextBatch } from '#renderer/store/db/prune-ops.ts';
import { receiveSyncResponse } from '#renderer/store/receive/receive-response.ts';
import type { LogEntry } from '#sync/protocol/wire.ts';
import { aDocument, aLog, anOp, deviceA, deviceB, history } from '#tests/support/builders/ops.ts';
import { aChain, anAnswer, anEntry } from '#tests/support/builders/packs.ts';
import { readable } from '#tests/support/builders/readable-document.ts';
import { aDevice, aPerson } from '#tests/support/builders/sample-ids.ts';
import { nodeDatabase } from '#tests/support/laptop/node-database.ts';

const own = aDevice();
const wroteMs = 1_767_225_600_000;
const day = 24 * 60 * 60 * 1000;
const longAfterMs = wroteMs + 40 * day;

describe('pruning', () => {
  test('removes a value replaced a month ago; the current value and its packs stay', async () => {
    const { db, receive } = await started();
    const [pack, two, three] = aChain(aLog, [titled(1)], [titled(2, 1)], [titled(3, 2)]);
    await receive(anEntry(1, pack), anEntry(2, two), anEntry(3, three));
    await pruneAll(db, wroteMs + 29 * day);
    expect(await db.ops.count()).toBe(3);

    await pruneAll(db, longAfterMs);
    expect((await db.ops.toArray()).map(({ n }) => n)).toEqual([3]);
    expect([await titles(db), await db.packs.count(), await db.bases.count()]).toEqual([['3'], 3, 1]);
    db.close();
  });

  test('[M2] a late op that replaces a pruned one takes its proper effect', async () => {
    const { db, receive } = await started();
    const [pack, two] = aChain(aLog, [titled(1)], [titled(2, 1)]);
    await receive(anEntry(1, pack), anEntry(2, two));
    await pruneAll(db, longAfterMs);
    expect(await db.ops.count()).toBe(1);

    const late = { ...titled(1), dot: dotOf(deviceB, 1), over: [dotOf(deviceA, 1)], value: 'late' };
    await receive(anEntry(3, aChain(aLog, [late])[0]));
    expect(await titles(db)).toEqual(['2', 'late']);
    db.close();
  });

  test('[J5] held ops stay, with the values that they would restore or leave when judged', async () => {
    const { db, receive } = await started();
    const [pack, two, three] = aChain(aLog, [titled(1)], [titled(2, 1)], [titled(3, 2)]);
    await receive(anEntry(1, pack), anEntry(2, two, [2]), anEntry(3, three));
    await pruneAll(db, longAfterMs);
    expect((await db.ops.toArray()).map(({ n }) => n)).toEqual([1, 2, 3]);
    expect(await titles(db)).toEqual(['1', '3']);

    await receive({ place: 4, release: { device: deviceA, n: [2], by: aPerson() } });
    expect(await titles(db)).toEqual(['3']);
    await pruneAll(db, longAfterMs);
    expect((await db.ops.toArray()).map(({ n }) => n)).toEqual([3]);
    db.close();
  });

  test('[S1] a value replaced only by a change that headquarters lacks stays', async () => {
    const { db, receive } = await started();
    const [one] = aChain(aLog, [titled(1)]);
    await receive(anEntry(1, one));
    const mine = { ...titled(1), dot: dotOf(own, 1), over: [dotOf(deviceA, 1)], value: 'mine' };
    const [pack] = aChain(aLog, [mine]);
    await receive(anEntry(2, pack));
    await db.logs.update(aLog, { acked: 0 });
    await pruneAll(db, longAfterMs);
    expect(await db.ops.count()).toBe(2);

    await db.logs.update(aLog, { acked: 1 });
    await pruneAll(db, longAfterMs);
    expect([await db.ops.count(), await titles(db)]).toEqual([1, ['mine']]);
    db.close();
  });

  test('[P3] nothing goes of a chain that headquarters may not have as it is here', async () => {
    const { db, receive } = await started();
    const [pack, two] = aChain(aLog, [titled(1)], [titled(2, 1)]);
    await receive(anEntry(1, pack), anEntry(2, two));
    await db.logs.update(aLog, { doubts: { [deviceA]: { from: 2, step: 'push' } } });
    await pruneAll(db, longAfterMs);
    expect(await db.ops.count()).toBe(2);
    db.close();
  });

  test('[M2, J5] at any moment leaves the documents of a device unchanged', async () => {
    const given = fc.record({
      ops: history,
      order: fc.array(fc.nat(2), { maxLength: 14 }),
      held: fc.array(
        fc.nat(4).map((chance) => chance === 0),
        { minLength: 14, maxLength: 14 },
      ),
      prunes: fc.array(fc.boolean(), { minLength: 14, maxLength: 14 }),
    });
    let pruned = 0;
    await fc.assert(
      fc.asyncProperty(given, async ({ ops, order, held, prunes }) => {
        const [pruning, keeping] = [await started(), await started()];
        for (const [at, logEntry] of entriesOf(ops, order, held).entries()) {
          await pruning.receive(logEntry);
          await keeping.receive(logEntry);
          if (prunes[at % prunes.length]) await pruneAll(pruning.db, longAfterMs);
        }
        await pruneAll(pruning.db, longAfterMs);
        const [a, b] = [pruning.db, keeping.db];
        expect(readable(await a.documents.get([aLog, aDocument]))).toEqual(
          readable(await b.documents.get([aLog, aDocument])),
        );
        pruned += (await b.ops.count()) - (await a.ops.count());
        a.close();
        b.close();
      }),
      { seed: 20_261_126, numRuns: 50 },
    );
    expect(pruned).toBeGreaterThan(10);
  });
});

/** Packs of one op each, of the devices in some order. Some are held, and released at the end. */
function entriesOf(
  ops: readonly Op[],
  order: readonly number[],
  held: readonly boolean[],
): readonly LogEntry[] {
  const deviceIds = [...new Set(ops.map(({ dot }) => deviceOfDot(dot)))];
  const chains = deviceIds.map((deviceId) => {
    const mine = ops.filter(({ dot }) => deviceOfDot(dot) === deviceId);
    return aChain(
      aLog,
      ...mine.toSorted((a, b) => numberOfDot(a.dot) - numberOfDot(b.dot)).map((op) => [op]),
    );
  });
  const nextOf = deviceIds.map(() => 1);
  const logEntries: LogEntry[] = [];
  const waitingDeviceIds: { device: DeviceId; n: number }[] = [];
  for (const turn of [...order, ...ops.flatMap(() => [0, 1, 2])]) {
    const [deviceId, pack] = [deviceIds[turn], chains[turn]?.[(nextOf[turn] ?? 1) - 1]];
    if (deviceId === undefined || pack === undefined) continue;
    const n = nextOf[turn] ?? 1;
    nextOf[turn] = n + 1;
    const isHeld = held[logEntries.length % held.length] ?? false;
    if (isHeld) waitingDeviceIds.push({ device: deviceId, n });
    logEntries.push(anEntry(logEntries.length + 1, pack, isHeld ? [n] : undefined));
  }
  for (const [at, { device, n }] of waitingDeviceIds.entries())
    if (at % 2 === 0)
      logEntries.push({ place: logEntries.length + 1, release: { device, n: [n], by: aPerson() } });
  return logEntries;
}

async function started() {
  const db = nodeDatabase();
  const receive = (...entries: readonly LogEntry[]) =>
    receiveSyncResponse(db, own, anAnswer(aLog, { entries }), {
      sent: [],
      startedAtMs: longAfterMs,
      endedAtMs: longAfterMs,
    });
  await receive();
  return { db, receive };
}

async function pruneAll(db: FieldDatabase, nowMs: number): Promise<void> {
  let pruneCursor: PruneCursor | null = null;
  do pruneCursor = await pruneNextBatch(db, own, nowMs, pruneCursor);
  while (pruneCursor !== null);
}

const titled = (n: number, ...over: readonly number[]): Op =>
  anOp({
    dot: dotOf(deviceA, n),
    stamp: [wroteMs + n, 0],
    path: Path.parse('title'),
    value: `${n}`,
    over: over.map((one): Dot => dotOf(deviceA, one)),
  });

async function titles(db: FieldDatabase): Promise<readonly unknown[]> {
  const heads = (await db.documents.get([aLog, aDocument]))?.registers[Path.parse('title')]?.heads ?? [];
  return heads.map(({ value }) => value);
}
