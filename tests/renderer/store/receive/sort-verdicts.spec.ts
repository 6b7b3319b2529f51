import { expect, test } from 'vitest';
import { dotOf, Path } from '#domain/document/op.ts';
import type { DeviceId } from '#domain/ids.ts';
import { readLogRow } from '#renderer/store/db/meta.ts';
import { receiveSyncResponse } from '#renderer/store/receive/receive-response.ts';
import type { SentPack } from '#renderer/store/receive/sort-verdicts.ts';
import { aDocument, aLog, anOp, deviceA, deviceB } from '#tests/support/builders/ops.ts';
import { aChain, anAnswer, anEntry } from '#tests/support/builders/packs.ts';
import { nodeDatabase } from '#tests/support/laptop/node-database.ts';

const own = deviceB;
const nowMs = Date.UTC(2026, 10, 24, 9);

const op = (deviceId: DeviceId, n: number, value: string) =>
  anOp({ dot: dotOf(deviceId, n), path: Path.parse('title'), value, over: [] });

/** A laptop that takes answers, with its content and screen. */
function aLaptop() {
  const db = nodeDatabase();
  return {
    db,
    take: (part: Parameters<typeof anAnswer>[1], sent: readonly SentPack[] = []) =>
      receiveSyncResponse(db, own, anAnswer(aLog, part), { sent, startedAtMs: nowMs, endedAtMs: nowMs }),
    held: async () => Object.keys((await readLogRow(db, aLog)).held),
    titles: async () =>
      (await db.documents.get([aLog, aDocument]))?.registers[Path.parse('title')]?.heads.map(
        ({ value }) => value,
      ),
  };
}

test('[J5] after a restore of headquarters, held ops take effect until its log reports them again', async () => {
  const laptop = aLaptop();
  const [firstPack, second] = aChain(aLog, [op(deviceA, 1, 'one')], [op(deviceA, 2, 'two')]);
  await laptop.take({ entries: [anEntry(1, firstPack, [1]), anEntry(2, second, [2])], next: 2 });
  expect(await laptop.held()).toEqual([dotOf(deviceA, 1), dotOf(deviceA, 2)]);

  await laptop.take({ entries: [], next: 1 });
  await laptop.take({ entries: [anEntry(1, firstPack, [1])], next: 2 });
  expect(await laptop.held()).toEqual([dotOf(deviceA, 1)]);
  expect(await laptop.titles()).toEqual(['two']);
  laptop.db.close();
});

test('[J5] a pack that comes again and is held no more takes effect', async () => {
  const laptop = aLaptop();
  const [pack] = aChain(aLog, [op(deviceA, 1, 'one')]);
  await laptop.take({ entries: [anEntry(1, pack, [1])], next: 1 });
  await laptop.take({ entries: [anEntry(2, pack)], next: 2 });
  expect(await laptop.held()).toEqual([]);
  expect(await laptop.titles()).toEqual(['one']);
  laptop.db.close();
});

test.each([
  ['takes effect', { more: false, holds: {} }, []],
  ['stays held while headquarters holds it', { more: false, holds: { [deviceA]: [1] } }, [1]],
  ['stays held until the log is read to its end', { more: true, holds: {} }, [1]],
  ['stays held where headquarters says nothing of it', { more: false }, [1]],
] as const)('[J5] an op that headquarters has, judged otherwise, %s', async (_, answer, held) => {
  const laptop = aLaptop();
  const [pack] = aChain(aLog, [op(deviceA, 1, 'one')]);
  await laptop.take({ entries: [anEntry(1, pack, [1])], next: 1 });
  await laptop.take({ next: 1, have: { [deviceA]: 1 }, ...answer });
  expect(await laptop.held()).toEqual(held.map((n) => dotOf(deviceA, n)));
  laptop.db.close();
});
