import { describe, expect, test } from 'vitest';
import * as Y from 'yjs';
import { encodeBase64 } from '#base/base64.ts';
import { DocumentKind, dotOf, Path } from '#domain/document/op.ts';
import type { FieldDatabase } from '#renderer/store/db/database.ts';
import type { Journal } from '#renderer/store/journal/journal.ts';
import { aDoc, aLog, aPerson } from '#tests/support/builders/sample-ids.ts';
import { FakeJournal } from '#tests/support/laptop/fake-journal.ts';
import { aWrite, TestLaptop } from '#tests/support/laptop/test-laptop.ts';
import { FakeServer } from '#tests/support/server/fake-server.ts';

const log = aLog();
const doc = aDoc();
const startMs = Date.UTC(2026, 10, 24, 9);

/** Contract of the one write path, on any IndexedDB. */
export function writeContract(open: () => FieldDatabase): void {
  const start = async (db: FieldDatabase, journal?: Journal): Promise<TestLaptop> => {
    const device = await TestLaptop.start({
      db,
      server: new FakeServer(startMs),
      person: aPerson(),
      name: 'Assessor A',
      roles: { [log]: ['assessor'] },
      ...(journal && { journal }),
    });
    await device.sync(); // for the grants
    device.transport.mood = 'down';
    return device;
  };
  const everything = async (db: FieldDatabase) => ({
    ops: await db.ops.toArray(),
    documents: await db.documents.toArray(),
    summaries: await db.summaries.toArray(),
    logs: await db.logs.toArray(),
    meta: await db.meta.toArray(),
  });
  const title = aWrite(doc, 'assessment', 'title', 'Court');
  const level = aWrite(doc, 'assessment', 'answers/D1.1/level', 3);

  describe('the write path', () => {
    test('if any part fails nothing is written, the person is told, and the next write goes on', async () => {
      const db = open();
      const device = await start(db);
      const before = await everything(db);
      const breakDisk = (): never => {
        throw new Error('disk full');
      };
      db.summaries.hook('creating', breakDisk);

      await expect(device.store.write(log, [title, level])).rejects.toThrow('disk full');
      expect(await everything(db)).toEqual(before);
      const failed = await device.until('status', null, ({ saveFailed }) => saveFailed !== null);
      expect(failed).toMatchObject({ saving: false, savedAtMs: null, waiting: { changes: 0 } });

      db.summaries.hook('creating').unsubscribe(breakDisk);
      expect(await device.store.write(log, [title])).toEqual({ kind: 'saved', dots: [dotOf(device.id, 1)] });
      expect((await device.query('status', null)).saveFailed).toBeNull();
      await device.close();
    });

    test('[D1] the journal has a write before the database knows of it, or it is not saved at all', async () => {
      const db = open();
      const fakeJournal = new FakeJournal();
      const device = await start(db, fakeJournal);
      const seen: (readonly [string, number])[] = [];
      fakeJournal.onKept = async (journalEntries) => {
        for (const journalEntry of journalEntries) seen.push([journalEntry.kind, await db.ops.count()]);
      };
      await device.store.write(log, [title, level]);
      expect(seen).toEqual([['ops', 0]]);
      expect(await device.query('status', null)).toMatchObject({ journal: true, room: 'ample' });

      fakeJournal.mood = 'failing';
      await expect(device.store.write(log, [title])).rejects.toThrow('EIO');
      expect(await db.ops.count()).toBe(2);
      expect((await device.query('status', null)).saveFailed).toMatchObject({ code: 'failed' });
      await device.close();
    });

    test('[D1] what only the journal took is not shown as saved, and its number is never used again', async () => {
      const db = open();
      const device = await start(db, new FakeJournal());
      const breakDisk = (): never => {
        throw new Error('disk error');
      };
      db.summaries.hook('creating', breakDisk);
      await expect(device.store.write(log, [title])).rejects.toThrow('disk error');
      expect((await device.query('status', null)).saveFailed).toMatchObject({ code: 'database' });
      expect(await db.ops.count()).toBe(0);
      // The next write first commits the uncommitted entries, and fails as long as that fails.
      await expect(device.store.write(log, [level])).rejects.toThrow('disk error');

      db.summaries.hook('creating').unsubscribe(breakDisk);
      expect(await device.store.write(log, [level])).toEqual({ kind: 'saved', dots: [dotOf(device.id, 2)] });
      expect((await db.ops.toArray()).map(({ n, path }) => [n, path])).toEqual([
        [1, 'title'],
        [2, 'answers/D1.1/level'],
      ]);
      expect(await device.query('status', null)).toMatchObject({
        saveFailed: null,
        waiting: { changes: 2 },
      });
      expect((await device.query('documents', { log })).map(({ waiting }) => waiting)).toEqual([2]);
      await device.close();
    });

    test('[D4] with a full disk a write is refused with its reason, and what is here can be read and sent', async () => {
      const fakeJournal = new FakeJournal();
      const device = await start(open(), fakeJournal);
      await device.store.write(log, [title]);
      fakeJournal.mood = 'full';
      await expect(device.store.write(log, [level])).rejects.toThrow('ENOSPC');
      const storeStatus = await device.query('status', null);
      expect(storeStatus).toMatchObject({ saveFailed: { code: 'full' }, waiting: { changes: 1 } });
      expect(await device.query('documents', { log })).toMatchObject([{ title: 'Court' }]);
      device.transport.mood = 'good';
      expect(await device.sync()).toMatchObject({ sync: { kind: 'idle' }, waiting: { changes: 0 } });

      fakeJournal.mood = 'reserve';
      expect(await device.store.write(log, [level])).toMatchObject({ dots: [dotOf(device.id, 2)] });
      expect(await device.query('status', null)).toMatchObject({ saveFailed: null, room: 'reserve' });
      await device.close();
    });

    test('writes made at the same time are numbered one after the other, without holes', async () => {
      const device = await start(open());
      const writeResults = await Promise.all(
        Array.from({ length: 12 }, (_, at) =>
          device.store.write(log, [aWrite(doc, 'assessment', `answers/D1.${at}/level`, 1)]),
        ),
      );
      const dots = writeResults.flatMap((result) => (result.kind === 'saved' ? result.dots : []));
      expect(dots).toEqual(Array.from({ length: 12 }, (_, at) => dotOf(device.id, at + 1)));
      await device.close();
    });

    test('a refused write says which one and why, and none of its batch is kept', async () => {
      const db = open();
      const device = await start(db);
      const wrong = aWrite(doc, 'assessment', 'answers/D1.1/level', 9);
      const path = Path.parse('answers/D1.1/level');
      expect(await device.store.write(log, [title, wrong])).toEqual({
        kind: 'refused',
        path,
        reason: { kind: 'invalidValue', path },
      });
      expect(await device.store.write(aLog(9), [title])).toMatchObject({
        reason: { kind: 'roleMayNotWrite' },
      });
      const rationale = 'answers/D1.1/evidence/e1';
      const tooLarge = aWrite(doc, 'assessment', rationale, 'x'.repeat(70_000));
      expect(await device.store.write(log, [tooLarge])).toMatchObject({ reason: { kind: 'invalidValue' } });
      expect(await db.ops.count()).toBe(0);
      await device.close();
    });

    test('[M1] replaces what the person saw and what this device wrote itself, and nothing else', async () => {
      const db = open();
      const device = await start(db);
      const path = 'answers/D1.1/level';
      // Typed twice before the first answer came back: the page knew no dots either time.
      await device.store.write(log, [aWrite(doc, 'assessment', path, 2)]);
      await device.store.write(log, [aWrite(doc, 'assessment', path, 3)]);
      const heads = (await device.query('document', { log, doc }))?.document.registers[Path.parse(path)]
        ?.heads;
      expect(heads?.map(({ value }) => value)).toEqual([3]);
      await device.close();
    });

    test('[M4] rich text is kept as updates, and read back merged', async () => {
      const device = await start(open());
      const draft = new Y.Doc();
      const updates: string[] = [];
      draft.on('update', (updateBytes: Uint8Array) => updates.push(encodeBase64(updateBytes)));
      draft.getText('note').insert(0, 'What was said');
      draft.getText('note').insert(13, ', and by whom');
      const kind = DocumentKind.parse('workshop');
      const notes = Path.parse('sessions/s1/notes');
      for (const text of updates) await device.store.write(log, [{ doc, kind, path: notes, text }]);

      const read = new Y.Doc();
      const stored = (await device.query('document', { log, doc }))?.document.registers[notes]?.text ?? '';
      Y.applyUpdate(
        read,
        Uint8Array.from(atob(stored), (letter) => letter.charCodeAt(0)),
      );
      expect(read.getText('note').toJSON()).toBe('What was said, and by whom');
      await device.close();
    });
  });
}
