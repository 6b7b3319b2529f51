import { describe, expect, test } from 'vitest';
import type { Path } from '#domain/document/op.ts';
import type { FieldDatabase } from '#renderer/store/db/database.ts';
import { aDoc, aLog, aPerson } from '#tests/support/builders/sample-ids.ts';
import { aWrite, TestLaptop } from '#tests/support/laptop/test-laptop.ts';
import { FakeServer } from '#tests/support/server/fake-server.ts';
import type { Headquarters } from '#tests/support/server/headquarters.ts';

const log = aLog();
const doc = aDoc();
const level = 'answers/D1.1/level';
const startMs = Date.UTC(2026, 10, 24, 9);

/**
 * Contract of every device's store, on any IndexedDB and with any headquarters. `open` gives a fresh database each
 * time; headquarters knows the log, and no device yet.
 */
export function storeContract(
  open: () => FieldDatabase,
  startHeadquarters: () => Headquarters | Promise<Headquarters> = () => new FakeServer(startMs),
): void {
  const startTwo = async () => {
    const server = await startHeadquarters();
    const roles = { [log]: ['assessor'] as const };
    const a = await TestLaptop.start({ db: open(), server, person: aPerson(1), name: 'Assessor A', roles });
    const b = await TestLaptop.start({ db: open(), server, person: aPerson(2), name: 'Assessor B', roles });
    return { server, a, b, close: () => Promise.all([a.close(), b.close()]) };
  };
  const levels = async (device: TestLaptop) => {
    const queryResult = await device.query('document', { log, doc });
    const heads = queryResult?.document.registers[level as Path]?.heads ?? [];
    return heads.map(({ value }) => Number(value)).sort((x, y) => x - y);
  };

  describe('two assessors', () => {
    test('[M1, M3] change one answer offline: both values are kept, a person decides, all agree', async () => {
      const { server, a, b, close } = await startTwo();
      await a.sync();
      await a.write(log, doc, 'assessment', 'title', 'Forensic laboratory');
      await a.sync();
      await b.sync();
      expect((await b.query('documents', { log })).map(({ title }) => title)).toEqual([
        'Forensic laboratory',
      ]);

      a.transport.mood = 'down';
      b.transport.mood = 'down';
      await a.write(log, doc, 'assessment', level, 2);
      await b.write(log, doc, 'assessment', level, 4);
      a.transport.mood = 'good';
      b.transport.mood = 'good';
      for (const device of [a, b, a]) await device.sync();

      expect(await levels(a)).toEqual([2, 4]);
      expect(await levels(b)).toEqual([2, 4]);
      expect((await a.query('conflicts', null)).map(({ path, heads }) => [path, heads.length])).toEqual([
        [level, 2],
      ]);

      await b.write(log, doc, 'assessment', level, 3);
      for (const device of [b, a]) await device.sync();
      expect(await levels(a)).toEqual([3]);
      expect(await a.query('conflicts', null)).toEqual([]);

      const [documentA, documentB] = [
        await a.query('document', { log, doc }),
        await b.query('document', { log, doc }),
      ];
      expect(documentA?.document).toEqual(documentB?.document);
      expect(await server.document(log, doc)).toEqual(documentA?.document);
      await close();
    });

    test('[S4] a lost response costs nothing: the same packs go again and count once', async () => {
      const { server, a, b, close } = await startTwo();
      await a.sync();
      a.transport.mood = 'losesAnswers';
      await a.write(log, doc, 'assessment', 'title', 'Sent, but not known to be');
      const storeStatus = await a.sync();
      expect(storeStatus.sync.kind).toBe('waiting');
      expect(storeStatus.waiting.changes).toBe(1);
      expect(await server.packs(log)).toHaveLength(1);

      a.transport.mood = 'good';
      expect((await a.sync()).waiting.changes).toBe(0);
      expect(await server.packs(log)).toHaveLength(1);
      await b.sync();
      expect((await b.query('documents', { log })).map(({ title }) => title)).toEqual([
        'Sent, but not known to be',
      ]);
      await close();
    });
  });

  test('a newcomer begins with a snapshot in pages and goes on from there, like all others', async () => {
    const server = await startHeadquarters();
    const roles = { [log]: ['assessor'] as const };
    const start = { server, person: aPerson(1), name: 'Assessor A', roles };
    const a = await TestLaptop.start({ ...start, db: open() });
    await a.sync();
    const documentIds = Array.from({ length: 40 }, (_, at) => aDoc(at + 1));
    // More than the largest page holds.
    const words = 'seen on site '.repeat(1_500);
    for (const documentId of documentIds)
      await a.store.write(log, [
        aWrite(documentId, 'assessment', 'title', documentId),
        ...['D1.1', 'D1.2', 'D1.3', 'D1.4', 'D1.5', 'D1.6'].map((question) =>
          aWrite(documentId, 'assessment', `answers/${question}/rationale`, words),
        ),
      ]);
    await a.sync();
    const late = documentIds.at(-1) ?? doc;
    const b = await TestLaptop.start({ ...start, db: open(), person: aPerson(2) });
    await b.sync();
    expect(b.transport.pages.length).toBeGreaterThan(1);
    await a.write(log, late, 'assessment', level, 2);
    await b.write(log, late, 'assessment', level, 4);
    for (const device of [b, a, b]) await device.sync();
    for (const documentId of documentIds) {
      const there = await server.document(log, documentId);
      expect((await b.query('document', { log, doc: documentId }))?.document).toEqual(there);
      expect((await a.query('document', { log, doc: documentId }))?.document).toEqual(there);
    }
    const [historyEntry] = await b.query('history', { log, doc: late, below: 'title' });
    expect(historyEntry).toMatchObject({ value: late, where: 'headquarters', olderAtHeadquarters: true });
    expect((await b.query('status', null)).waiting.changes).toBe(0);
    await Promise.all([a.close(), b.close()]);
  }, 30_000);

  test('what a person writes is the answer of live queries, with its waiting changes', async () => {
    const { a, close } = await startTwo();
    await a.sync();
    a.transport.mood = 'down';
    const titled = a.until(
      'documents',
      { log },
      ([firstDocumentSummary]) => firstDocumentSummary?.title === 'Court',
    );
    await a.store.write(log, [
      aWrite(doc, 'assessment', 'title', 'Court'),
      aWrite(doc, 'assessment', level, 3),
      aWrite(doc, 'assessment', 'institution/name', 'Court of appeal'),
    ]);
    expect(await titled).toMatchObject([
      {
        title: 'Court',
        waiting: 3,
        conflicts: 0,
        facts: { answered: 1, 'institution/name': 'Court of appeal' },
      },
    ]);
    expect(await a.query('status', null)).toMatchObject({
      savedAtMs: a.clock.now(),
      waiting: { changes: 3 },
    });
    await close();
  });
}
