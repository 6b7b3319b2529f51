import { afterEach, describe, expect, test } from 'vitest';
import { HlcTimestamp } from '#domain/clock/hlc.ts';
import { dotOf, Path } from '#domain/document/op.ts';
import { LogRow, type LogRow as LogRowType } from '#renderer/store/db/log-row.ts';
import { type MetaKey, metaSchemas, readMeta } from '#renderer/store/db/meta.ts';
import { importPacks } from '#renderer/store/receive/import-packs.ts';
import { receiveSyncResponse } from '#renderer/store/receive/receive-response.ts';
import { rebuildUnreadableRows } from '#renderer/store/recovery/rebuild-rows.ts';
import { eraseFields } from '#renderer/store/retention/erase-fields.ts';
import { anOp, deviceA, deviceB } from '#tests/support/builders/ops.ts';
import { aChain, anAnswer, anEntry } from '#tests/support/builders/packs.ts';
import { doc, journaledLaptops, log, startMs } from '#tests/support/laptop/journaled-laptops.ts';
import { nodeDatabase, nodeIndexedDb } from '#tests/support/laptop/node-database.ts';
import type { TestLaptop } from '#tests/support/laptop/test-laptop.ts';

const open: TestLaptop[] = [];
afterEach(() => Promise.all(open.splice(0).map((device) => device.close())));

// Object.keys forgets the type of the keys.
const keys = Object.keys(metaSchemas) as MetaKey[];

/** A laptop with sent and unsent changes, closed; and the way to open it again after its database was changed. */
async function aUsedLaptop() {
  const { server, journal, start } = journaledLaptops();
  const parts = nodeIndexedDb();
  const firstTestLaptop = await start({ db: nodeDatabase(parts) });
  await firstTestLaptop.sync();
  await firstTestLaptop.write(log, doc, 'assessment', 'title', 'Sent');
  await firstTestLaptop.sync();
  await firstTestLaptop.write(log, doc, 'assessment', 'answers/D1.1/rationale', 'Not sent');
  const { host } = firstTestLaptop;
  await firstTestLaptop.close();
  return {
    server,
    host,
    change: async (task: (db: ReturnType<typeof nodeDatabase>) => Promise<unknown>) => {
      const db = nodeDatabase(parts);
      await db.open();
      await task(db);
      db.close();
    },
    reopen: async () => {
      const again = await start({ db: nodeDatabase(parts), journal, host });
      open.push(again);
      return again;
    },
  };
}

/** Sync, write and sync again; returns the changes that then wait here, and those at headquarters. */
async function useAgain(device: TestLaptop, fakeServer: Awaited<ReturnType<typeof aUsedLaptop>>['server']) {
  await device.sync();
  const written = await device.write(log, doc, 'assessment', 'answers/D1.2/rationale', 'After');
  const { waiting } = await device.sync();
  const registers = fakeServer.document(log, doc)?.registers ?? {};
  const valueOf = (path: string) => registers[Path.parse(path)]?.heads.map(({ value }) => value);
  return {
    written: written.kind,
    waiting: waiting.changes,
    values: ['title', 'answers/D1.1/rationale', 'answers/D1.2/rationale'].map(valueOf),
    hasClock: HlcTimestamp.safeParse(await readMeta(device.db, 'clock')).success,
  };
}

const whole = {
  written: 'saved',
  waiting: 0,
  values: [['Sent'], ['Not sent'], ['After']],
  hasClock: true,
};

describe('a row that steers everything and cannot be read', () => {
  test.each(keys)('a vault with a garbage %s opens, writes and syncs', async (key) => {
    const { server, change, reopen } = await aUsedLaptop();
    await change((db) => db.meta.put({ key, value: 'garbage' }));
    expect(await useAgain(await reopen(), server)).toEqual(whole);
  });

  test('a vault with its clock moved to 2^53 continues timestamps after its last own op', async () => {
    const { change, reopen } = await aUsedLaptop();
    await change((db) => db.meta.put({ key: 'clock', value: [startMs + 82_800_000, 2 ** 53] }));
    const device = await reopen();
    const lastOwn = (await device.db.ops.toArray()).at(-1)?.stamp;
    expect(await readMeta(device.db, 'clock')).toEqual(lastOwn);
  });

  test('[P2] a sentinel names the identity that wrote, when the shell has taken another since', async () => {
    const { change, host } = await aUsedLaptop();
    await change(async (db) => {
      await db.meta.put({ key: 'sentinel', value: 'garbage' });
      await rebuildUnreadableRows(db, { device: deviceB, former: [host.device] });
      expect((await readMeta(db, 'sentinel'))?.device).toBe(host.device);
    });
  });

  test('of a list only the items that cannot be read are lost', async () => {
    const { change, reopen, host } = await aUsedLaptop();
    const fork = { log, device: deviceB, upTo: 3, suspects: [] };
    await change((db) => db.meta.put({ key: 'forks', value: [fork, { ...fork, upTo: -1 }] }));
    const device = await reopen();
    expect(await readMeta(device.db, 'forks')).toEqual([fork]);
    expect((await readMeta(device.db, 'sentinel'))?.device).toBe(host.device);
  });

  test.each<[string, unknown]>([
    ['have', { [deviceB]: -1 }],
    ['chains', 'garbage'],
    ['acked', 2 ** 53],
    ['waiting', null],
    ['held', { garbage: 1 }],
    ['snapshot', 7],
  ])('a vault whose log row has a broken %s opens, writes and syncs', async (field, value) => {
    const { server, change, reopen } = await aUsedLaptop();
    await change((db) => db.logs.update(log, { [field]: value } as object));
    expect(await useAgain(await reopen(), server)).toEqual(whole);
  });

  test('a log row reduced to its key loses nobody’s work', async () => {
    const { server, change, reopen } = await aUsedLaptop();
    const valueOp = anOp({
      dot: dotOf(deviceB, 1),
      doc,
      path: Path.parse('answers/D2.1/rationale'),
      value: 'carried',
    });
    const [carried] = aChain(log, [valueOp]);
    await change(async (db) => {
      const logRow = await db.logs.get(log);
      await receiveSyncResponse(
        db,
        (await readMeta(db, 'sentinel'))?.device ?? deviceB,
        anAnswer(log, { entries: [anEntry(9, carried)], acked: logRow?.acked ?? 0 }),
        { sent: [], startedAtMs: startMs, endedAtMs: startMs },
      );
      // Only the calls of IndexedDB itself are there.
      await db.logs.put({ log } as LogRowType);
    });
    const device = await reopen();
    expect(await useAgain(device, server)).toEqual(whole);
    const colleague = (await device.db.documents.get([log, doc]))?.registers[valueOp.path]?.heads;
    expect(colleague?.map(({ value }) => value)).toEqual(['carried']);
    expect(LogRow.safeParse(await device.db.logs.get(log)).success).toBe(true);
  });

  test('[E9] a pack that this laptop cut waits for nothing after its log row is rebuilt', async () => {
    const db = nodeDatabase();
    const valueOp = anOp({ dot: dotOf(deviceB, 1), doc, value: 'erased here' });
    const [pack] = aChain(log, [valueOp]);
    await importPacks(db, deviceA, [pack], startMs);
    await eraseFields(db, log, [{ doc, path: valueOp.path }]);
    await db.logs.put({ log } as LogRowType);
    await rebuildUnreadableRows(db, { device: deviceA, former: [] });
    await receiveSyncResponse(db, deviceA, anAnswer(log, {}), { sent: [], startedAtMs: 0, endedAtMs: 0 });
    expect([await db.early.toArray(), await db.parked.toArray()]).toEqual([[], []]);
  });
});
