import { describe, expect, test } from 'vitest';
import type { JsonValue } from '#base/json.ts';
import { type Dot, dotOf, numberOfDot, type Op, Path } from '#domain/document/op.ts';
import type { DeviceId } from '#domain/ids.ts';
import type { FieldDatabase } from '#renderer/store/db/database.ts';
import { receiveSyncResponse } from '#renderer/store/receive/receive-response.ts';
import type { SyncResponse } from '#sync/protocol/wire.ts';
import { aDocument, aLog, anOp, deviceA, deviceB, deviceC } from '#tests/support/builders/ops.ts';
import { aChain, anAnswer, anEntry, aPack } from '#tests/support/builders/packs.ts';
import { aPerson } from '#tests/support/builders/sample-ids.ts';

const own = deviceC;
const nowMs = 1_767_225_600_000;

/** Contract of taking an answer, on any IndexedDB. */
export function receiveContract(open: () => FieldDatabase): void {
  const take = (db: FieldDatabase, syncResponse: SyncResponse) =>
    receiveSyncResponse(db, own, syncResponse, { sent: [], startedAtMs: nowMs, endedAtMs: nowMs });

  describe('taking an answer', () => {
    test('[S4] the same entries again change nothing', async () => {
      const db = open();
      const [firstPack, second] = aChain(
        aLog,
        [titled(deviceA, 1, 'Court')],
        [titled(deviceA, 2, 'High court', [1])],
      );
      const answer = anAnswer(aLog, { entries: [anEntry(1, firstPack), anEntry(2, second)] });
      expect(await take(db, answer)).toMatchObject({ changesDown: 2, hasProgress: true });
      const before = await everything(db);

      expect(await take(db, answer)).toMatchObject({ changesDown: 0, hasProgress: false });
      expect(await everything(db)).toEqual(before);
      expect(await titles(db)).toEqual(['High court']);
      db.close();
    });

    test('[M6] a pack that comes before its time waits, also over a restart, until the hole is filled', async () => {
      const db = open();
      const [firstPack, second, third] = aChain(
        aLog,
        [titled(deviceA, 1, 'one')],
        [titled(deviceA, 2, 'two', [1])],
        [titled(deviceA, 3, 'three', [2])],
      );
      await take(db, anAnswer(aLog, { entries: [anEntry(1, third), anEntry(2, second)] }));
      expect([await titles(db), await db.early.count()]).toEqual([[], 2]);

      await take(db, anAnswer(aLog, { entries: [anEntry(3, firstPack)] }));
      expect([await titles(db), await db.early.count()]).toEqual([['three'], 0]);
      expect((await db.logs.get(aLog))?.have).toEqual({ [deviceA]: 3 });
      db.close();
    });

    test('[J5] a held op is kept without effect, until its release comes', async () => {
      const db = open();
      const [pack] = aChain(aLog, [titled(deviceA, 1, 'seen'), titled(deviceA, 2, 'held', [1])]);
      await take(db, anAnswer(aLog, { entries: [anEntry(1, pack, [2])] }));
      expect([await titles(db), await db.ops.count()]).toEqual([['seen'], 2]);

      const release = { place: 2, release: { device: deviceA, n: [2], by: aPerson() } };
      await take(db, anAnswer(aLog, { entries: [release] }));
      expect(await titles(db)).toEqual(['held']);
      db.close();
    });

    test('[J5, M2] what replaced a held op stays in place when that is released', async () => {
      const db = open();
      const [ofA] = aChain(aLog, [titled(deviceA, 1, 'held')]);
      const [ofB] = aChain(aLog, [{ ...titled(deviceB, 1, 'newer'), over: [dotOf(deviceA, 1)] }]);
      await take(db, anAnswer(aLog, { entries: [anEntry(1, ofA, [1]), anEntry(2, ofB)] }));
      const release = { place: 3, release: { device: deviceA, n: [1], by: aPerson() } };
      await take(db, anAnswer(aLog, { entries: [release] }));
      expect(await titles(db)).toEqual(['newer']);
      db.close();
    });

    test('[P2] a pack that claims numbers that are taken, or follows another one, is parked whole', async () => {
      const db = open();
      const [firstPack] = aChain(aLog, [titled(deviceA, 1, 'first')]);
      const fork = aPack(aLog, [titled(deviceA, 1, 'of a restored disk')]);
      const broken = aPack(aLog, [titled(deviceA, 2, 'after something else')]);
      const entries = [anEntry(1, firstPack), anEntry(2, fork), anEntry(3, broken)];
      await take(db, anAnswer(aLog, { entries }));
      await take(db, anAnswer(aLog, { entries }));
      expect(await titles(db)).toEqual(['first']);
      expect((await db.parked.toArray()).map(({ what, why, text }) => ({ what, why, text }))).toEqual([
        { what: 'pack', why: 'fork', text: fork.payload },
        { what: 'pack', why: 'chain', text: broken.payload },
      ]);
      db.close();
    });

    test('[S5] an entry that cannot be read is parked, and those after it count', async () => {
      const db = open();
      const [good] = aChain(aLog, [titled(deviceA, 1, 'good')]);
      const bad = { payload: '{"v":2}', sig: 'A'.repeat(86) };
      await take(db, anAnswer(aLog, { entries: [anEntry(1, bad), anEntry(2, good)], next: 2 }));
      expect(await titles(db)).toEqual(['good']);
      expect((await db.parked.toArray()).map(({ what, text }) => [what, text])).toEqual([
        ['entry', '{"v":2}'],
      ]);
      expect((await db.logs.get(aLog))?.since).toBe(2);
      db.close();
    });

    test.each(['ops', 'packs', 'documents', 'logs', 'meta'] as const)(
      '[S4] cursor and entries are kept together or not at all: %s cannot be written',
      async (table) => {
        const db = open();
        const [firstPack, second] = aChain(
          aLog,
          [titled(deviceA, 1, 'Court')],
          [titled(deviceA, 2, 'High court', [1])],
        );
        await take(db, anAnswer(aLog, { entries: [anEntry(1, firstPack)], next: 1 }));
        const before = await everything(db);
        const fail = (): never => {
          throw new Error('disk full');
        };
        db[table].hook('creating', fail);
        db[table].hook('updating', fail);
        const answer = anAnswer(aLog, { entries: [anEntry(2, second)], next: 2 });
        await expect(take(db, answer)).rejects.toThrow('disk full');
        expect(await everything(db)).toEqual(before);

        db[table].hook('creating').unsubscribe(fail);
        db[table].hook('updating').unsubscribe(fail);
        await take(db, answer);
        expect([await titles(db), (await db.logs.get(aLog))?.since]).toEqual([['High court'], 2]);
        db.close();
      },
    );

    test('if any part fails, neither the entries nor the cursor are kept', async () => {
      const db = open();
      db.documents.hook('creating', () => {
        throw new Error('disk full');
      });
      const [pack] = aChain(aLog, [titled(deviceA, 1, 'lost')]);
      await expect(take(db, anAnswer(aLog, { entries: [anEntry(1, pack)] }))).rejects.toThrow('disk full');
      expect(Object.values(await everything(db)).flat()).toEqual([]);
      db.close();
    });
  });
}

const titled = (deviceId: DeviceId, n: number, value: JsonValue, over: readonly number[] = []): Op =>
  anOp({
    dot: dotOf(deviceId, n),
    stamp: [nowMs + n, 0],
    path: Path.parse('title'),
    value,
    over: over.map((one): Dot => dotOf(deviceId, one)),
  });

async function titles(db: FieldDatabase): Promise<readonly JsonValue[]> {
  const heads = (await db.documents.get([aLog, aDocument]))?.registers[Path.parse('title')]?.heads ?? [];
  return heads.toSorted((a, b) => numberOfDot(a.dot) - numberOfDot(b.dot)).map(({ value }) => value);
}

const everything = async (db: FieldDatabase) => ({
  ops: await db.ops.toArray(),
  documents: await db.documents.toArray(),
  packs: await db.packs.toArray(),
  logs: await db.logs.toArray(),
  meta: await db.meta.toArray(),
});
