import { liveQuery } from 'dexie';
import { describe, expect, test } from 'vitest';
import type { DeviceId } from '#domain/ids.ts';
import { FieldDatabase, type IndexedDbFactories } from '#renderer/store/db/database.ts';
import { type Cipher, createCipher } from '#renderer/store/db/encryption/cipher.ts';
import { quarantineItem } from '#renderer/store/db/quarantine.ts';
import type { PackRow, QuarantineRow } from '#renderer/store/db/rows.ts';
import { sha256Of } from '#sync/protocol/hash.ts';
import { aDoc, aLog, aPerson } from '#tests/support/builders/sample-ids.ts';
import { FakeJournal } from '#tests/support/laptop/fake-journal.ts';
import { bytesOf, everything, putRaw } from '#tests/support/laptop/raw-rows.ts';
import { testCipher } from '#tests/support/laptop/test-cipher.ts';
import { aWrite, TestLaptop, type TestLaptopStart } from '#tests/support/laptop/test-laptop.ts';
import { FakeServer } from '#tests/support/server/fake-server.ts';

const log = aLog();
const doc = aDoc();
const startMs = Date.UTC(2026, 10, 25, 9);
const canary = 'canary-Lk7-شاهد-q9';

/**
 * Contract of a device's database against a reader and writer of the disk without the key
 * (docs/security-requirements.md 2).
 */
export function encryptRowsContract(indexedDb: () => IndexedDbFactories): void {
  const aDisk = () => {
    const parts = indexedDb();
    const name = `sealed-${crypto.randomUUID()}`;
    const journal = new FakeJournal();
    const server = new FakeServer(startMs);
    return {
      name,
      parts,
      open: (cipher = testCipher) => new FieldDatabase(name, cipher, parts),
      rows: async () => (await everything(parts, name)).rows,
      put: (table: string, row: Readonly<Record<string, unknown>>) => putRaw(parts, name, table, row),
      start: (start: Pick<TestLaptopStart, 'db'> & Partial<TestLaptopStart>) =>
        TestLaptop.start({
          server,
          journal,
          person: aPerson(),
          name: 'Assessor A',
          roles: { [log]: ['assessor'] },
          ...start,
        }),
    };
  };
  type Disk = ReturnType<typeof aDisk>;

  /** A laptop on which something was written, sent and received, with the parts that a restart needs. */
  const aUsedLaptop = async (disk: Disk) => {
    const device = await disk.start({ db: disk.open() });
    await device.sync();
    await device.store.write(log, [
      aWrite(doc, 'assessment', 'title', canary),
      aWrite(doc, 'assessment', 'answers/D1.1/rationale', `seen ${canary}`),
      aWrite(aDoc(2), 'assessment', 'title', 'another'),
    ]);
    await device.sync();
    device.transport.mood = 'down';
    await device.write(log, doc, 'assessment', 'institution/name', canary);
    await device.sync();
    await quarantineItem(device.db, {
      atMs: 1,
      what: 'entry',
      why: canary,
      hash: sha256Of(canary),
      text: canary,
    });
    await device.close();
    return { host: device.host, mood: 'down' } as const;
  };
  const titles = async (device: TestLaptop) =>
    (await device.query('documents', { log })).map(({ title }) => title).sort();

  describe('a sealed database', () => {
    test('shows nothing of people’s words: no byte of a filled one is a canary’s, in three encodings', async () => {
      const disk = aDisk();
      await aUsedLaptop(disk);
      const rows = await disk.rows();
      const filled = Object.keys(rows).filter((table) => rows[table]?.length !== 0);
      expect(filled).toEqual(
        expect.arrayContaining(['documents', 'meta', 'ops', 'packs', 'parked', 'summaries']),
      );
      expect(Object.keys(rows).filter((table) => isFound(bytesOf(rows[table])))).toEqual([]);

      // The search itself is shown to find each encoding, and plain text that was put there.
      for (const encoded of encodings(canary)) expect(isFound(bytesOf({ sealed: encoded }))).toBe(true);
      await disk.put('meta', { key: 'planted', sealed: new Uint8Array(50), text: `x${canary}` });
      expect(isFound(bytesOf((await disk.rows())['meta']))).toBe(true);
    });

    test('puts a row as it was sealed ahead, once; another row of the same key is sealed when it is put', async () => {
      const disk = aDisk();
      let sealed = 0;
      const counting: Cipher = {
        ...testCipher,
        seal: (...asked) => {
          sealed += 1;
          return testCipher.seal(...asked);
        },
      };
      const db = disk.open(counting);
      await db.open();
      const row = {
        id: 1,
        atMs: 1,
        what: 'entry',
        why: canary,
        hash: sha256Of(canary),
        text: canary,
      } as const;
      db.encryptAhead(db.parked, [row]);
      expect(sealed).toBe(1);
      await db.parked.bulkPut([row]);
      expect([sealed, await db.parked.get(1)]).toEqual([1, row]);
      await db.parked.bulkPut([row, { ...row, id: 2 }]);
      expect([sealed, await db.parked.count()]).toEqual([3, 2]);
      db.close();
    });

    test('that cannot seal a row tells whoever puts it, and not whoever asked for it ahead', async () => {
      const disk = aDisk();
      const db = disk.open();
      await db.open();
      const row = { id: 1, atMs: 1, what: 'entry', why: () => canary, hash: sha256Of(canary), text: canary };
      db.encryptAhead(db.parked, [row as unknown as QuarantineRow]);
      await expect(db.parked.put(row as unknown as QuarantineRow)).rejects.toThrow('cannot be kept');
      db.close();
    });

    test('stores of a row its keys, its indexes and one run of bytes', async () => {
      const disk = aDisk();
      await aUsedLaptop(disk);
      const fields = Object.entries(await disk.rows()).flatMap(([table, rows]) =>
        rows.flatMap((row) => Object.keys(row).map((field) => `${table}.${field}`)),
      );
      const clear = [...new Set(fields)].filter((field) => !field.endsWith('.sealed'));
      expect(clear.filter((field) => !/\.(log|doc|device|n|first|id|key)$/.test(field))).toEqual([]);
      expect(clear).toContain('ops.doc');
    });

    test('knows a row that lies under another key, in another place of an index or in another table', async () => {
      const disk = aDisk();
      await aUsedLaptop(disk);
      const { ops: [firstRaw, second] = [], documents: [document] = [] } = await disk.rows();
      if (firstRaw === undefined || second === undefined || document === undefined)
        throw new Error('No rows');
      await disk.put('ops', { ...firstRaw, sealed: second['sealed'] });
      await disk.put('ops', { ...second, doc: aDoc(3) });
      await disk.put('bases', document);
      const db = disk.open();
      const key = [log, firstRaw['device'] as DeviceId, Number(firstRaw['n'])] as const; // of a row of ops
      const broken = { name: 'DecryptionError' };
      await expect(db.ops.get(key)).rejects.toMatchObject(broken);
      await expect(db.ops.bulkGet([key])).rejects.toMatchObject(broken);
      await expect(db.ops.toArray()).rejects.toMatchObject(broken);
      await expect(db.ops.filter(() => true).first()).rejects.toMatchObject(broken);
      await expect(
        db.ops
          .where('[log+doc]')
          .equals([log, aDoc(3)])
          .toArray(),
      ).rejects.toMatchObject(broken);
      await expect(db.transaction('r', db.bases, () => db.bases.toArray())).rejects.toMatchObject(broken);
      expect(await db.documents.count()).toBe(2);
      db.close();
    });

    test('[D2] with another byte in what steers it is built anew from the journal at the next start', async () => {
      const disk = aDisk();
      const again = await aUsedLaptop(disk);
      await flip(disk, 'meta', ({ key }) => key === 'sentinel');
      const device = await disk.start({ db: disk.open(), ...again });
      expect(await titles(device)).toEqual(['another', canary]);
      expect((await device.query('status', null)).restored).toMatchObject({ database: 'rebuilt' });
      await device.close();
    });

    test('[D2] with another byte in a document is built anew from the journal when that is looked at', async () => {
      const disk = aDisk();
      const again = await aUsedLaptop(disk);
      await flip(disk, 'documents', (row) => row['doc'] === doc);
      const device = await disk.start({ db: disk.open(), ...again });
      const shown = device.until(
        'document',
        { log, doc },
        (foundQueryResult) => foundQueryResult !== undefined && foundQueryResult !== null,
      );
      expect(JSON.stringify(await shown)).toContain(canary);
      expect((await device.query('status', null)).restored).toMatchObject({ database: 'rebuilt' });
      await device.close();
    });

    test('of another key is refused with the code “key”, and left as it is', async () => {
      const disk = aDisk();
      const again = await aUsedLaptop(disk);
      const before = await disk.rows();
      const otherCipher = await createCipher(new Uint8Array(32).fill(9));
      for (let times = 0; times < 2; times += 1)
        await expect(disk.start({ db: disk.open(otherCipher), ...again })).rejects.toMatchObject({
          name: 'DatabaseRefused',
          code: 'key',
        });
      expect(await disk.rows()).toEqual(before);
      const device = await disk.start({ db: disk.open(), ...again });
      expect(await titles(device)).toEqual(['another', canary]);
      await device.close();
    });
  });

  test('Dexie does over sealed rows all that it does over plain ones', async () => {
    const db = aDisk().open();
    const deviceId = 'device' as DeviceId;
    const hash = sha256Of('');
    const row = (first: number, last = first): PackRow => ({
      log,
      device: deviceId,
      first,
      last,
      payload: '',
      sig: '',
      hash,
    });
    const lastNow = async () => (await db.packs.toArray()).map(({ last }) => last);
    const all = Array.from({ length: 120 }, (_, at) => row(at + 1));
    const seen: number[] = [];
    const watching = liveQuery(() =>
      db.packs
        .where('[log+device+first]')
        .between([log, deviceId, 10], [log, deviceId, 20])
        .toArray((rows) => rows.reduce((sum, { last }) => sum + last, 0)),
    ).subscribe({ next: (sum) => void seen.push(sum), error: (error) => expect.unreachable(String(error)) });

    await db.packs.bulkAdd(all);
    await expect.poll(() => seen.at(-1)).toBe(145);
    expect(await db.packs.count()).toBe(120);
    expect(await db.packs.get([log, deviceId, 7])).toEqual(row(7));
    expect(await db.packs.bulkGet([[log, deviceId, 3] as const, [log, deviceId, 999] as const])).toEqual([
      row(3),
      undefined,
    ]);
    expect((await db.packs.limit(2).toArray()).map(({ first }) => first)).toEqual([1, 2]);
    expect((await db.packs.reverse().limit(2).toArray()).map(({ first }) => first)).toEqual([120, 119]);
    expect(await db.packs.where('[log+device+first]').above([log, deviceId, 118]).primaryKeys()).toEqual([
      [log, deviceId, 119],
      [log, deviceId, 120],
    ]);
    expect(await db.packs.filter(({ last }) => last === 50).first()).toEqual(row(50));
    const later: number[] = [];
    await db.packs.offset(117).each(({ first }) => void later.push(first));
    expect(later).toEqual([118, 119, 120]);
    const walked: number[] = [];
    await db.packs
      .where('log')
      .equals(log)
      .until(({ first }) => first === 4, true)
      .each(({ first }) => void walked.push(first));
    expect(walked).toEqual([1, 2, 3, 4]);

    await db.packs.update([log, deviceId, 12], { last: 1_000 });
    await expect.poll(() => seen.at(-1)).toBe(1_133);
    await db.packs
      .filter(({ first }) => first > 60)
      .modify((packRow) => void Object.assign(packRow, { last: 1 }));
    await db.packs.where('[log+device+first]').between([log, deviceId, 3], [log, deviceId, 120]).delete();
    expect(await lastNow()).toEqual([1, 2, 1]);
    await expect(db.packs.add(row(1))).rejects.toMatchObject({ name: 'ConstraintError' });
    await expect(db.parked.add({} as never)).rejects.toThrow('needs its key'); // nothing to bind it to
    await expect(
      db.transaction('rw', db.packs, async () => {
        await db.packs.clear();
        throw new Error('no');
      }),
    ).rejects.toThrow('no');
    expect(await lastNow()).toEqual([1, 2, 1]);
    watching.unsubscribe();
    db.close();
  });

  async function flip(disk: Disk, table: string, isIt: (row: Readonly<Record<string, unknown>>) => boolean) {
    const row = (await disk.rows())[table]?.find(isIt);
    const sealed = Uint8Array.from(row?.['sealed'] as Uint8Array);
    sealed[sealed.length - 1] = (sealed.at(-1) ?? 0) ^ 4;
    await disk.put(table, { ...row, sealed });
  }
}

const encoder = new TextEncoder();

/** A text as a disk may hold it: UTF-8, UTF-16 and base64, after any other text. */
function encodings(text: string): readonly Uint8Array[] {
  const utf8 = encoder.encode(text);
  const utf16 = new Uint8Array(Uint16Array.from(text, (letter) => letter.charCodeAt(0)).buffer);
  const base64 = [0, 1, 2].map((before) => {
    const letters = btoa(String.fromCharCode(...new Uint8Array(before), ...utf8));
    return encoder.encode(letters.slice(before === 0 ? 0 : 4, -4)); // without the letters that share neighbours' bits
  });
  return [utf8, utf16, ...base64];
}

const isFound = (bytes: Uint8Array): boolean =>
  encodings(canary).some((encoded) => latin1(bytes).includes(latin1(encoded)));

function latin1(bytes: Uint8Array): string {
  let text = '';
  for (let at = 0; at < bytes.length; at += 8_192)
    text += String.fromCharCode(...bytes.subarray(at, at + 8_192));
  return text;
}
