import { describe, expect, test } from 'vitest';
import { dotsAt } from '#domain/document/document.ts';
import { DocumentKind, type Dot, deviceOfDot, numberOfDot, Path } from '#domain/document/op.ts';
import type { LogRow } from '#renderer/store/db/log-row.ts';
import { aDoc, aLog } from '#tests/support/builders/sample-ids.ts';
import { FakeJournal } from '#tests/support/laptop/fake-journal.ts';
import { aFragileDatabase } from '#tests/support/laptop/fragile-database.ts';
import { startAssessor, startLaptop, valuesAt } from '#tests/support/laptop/start-laptop.ts';
import { aWrite } from '#tests/support/laptop/test-laptop.ts';
import { FakeServer } from '#tests/support/server/fake-server.ts';

const log = aLog();
const title = Path.parse('title');
const server = new FakeServer(Date.UTC(2026, 10, 24, 9));

describe('[M1b] a value that its replacer saw, and that is out of sight at the write', () => {
  /** True when the write replaces it, once the record shows nothing and the row of its log is another. */
  async function isReplaced(whose: 'own' | 'colleague', changed: (dot: Dot) => Partial<LogRow>) {
    const [a, b] = [await startLaptop(server, 1), await startLaptop(server, 2)];
    await (whose === 'own' ? a : b).write(log, aDoc(), 'assessment', 'title', 'Seen');
    await b.sync();
    await a.sync();
    const document = await a.db.documents.get([log, aDoc()]);
    const logRow = await a.db.logs.get(log);
    const [seen] = document?.registers[title]?.heads ?? [];
    if (document === undefined || logRow === undefined || seen === undefined) throw new Error('not written');
    await a.db.documents.put({ ...document, registers: {} });
    await a.db.logs.put({ ...logRow, ...changed(seen.dot) });

    const write = { doc: aDoc(), kind: DocumentKind.parse('assessment'), path: title };
    await a.store.write(log, [{ ...write, over: [seen.dot], value: 'Instead' }]);
    const opRows = await a.db.ops.where('[log+doc]').equals([log, aDoc()]).toArray();
    await Promise.all([a.close(), b.close()]);
    return opRows.some(
      (opRow) => 'over' in opRow && opRow.value === 'Instead' && opRow.over.includes(seen.dot),
    );
  }

  const held = (dot: Dot) => ({ held: { [dot]: aDoc() } });
  const parted = (dot: Dot) => ({ parted: { [deviceOfDot(dot)]: numberOfDot(dot) } });
  const unread = { have: {}, caughtUp: false };

  test.each([
    ['is replaced while it is held [J5]', 'own', held],
    ['is replaced while it is held [J5], also a colleague’s', 'colleague', held],
    ['is replaced while its log is read again', 'colleague', () => unread],
    ['is replaced while a snapshot brings it, also an own one', 'own', () => ({ snapshot: null })],
  ] as const)('%s', async (_, whose, changed) => {
    expect(await isReplaced(whose, changed)).toBe(true);
  });

  test.each([
    ['stays once its log was read to its end', () => ({ ...unread, caughtUp: true })],
    [
      'stays after a fork, when its number may be another op’s',
      (dot: Dot) => ({ ...unread, ...parted(dot) }),
    ],
  ] as const)('%s', async (_, changed) => {
    expect(await isReplaced('colleague', changed)).toBe(false);
  });
});

test.each(['own changes', 'no own change'] as const)(
  '[M1b] a value replaced while the database is made again stays replaced, with %s in the journal',
  async (own) => {
    const fragileDatabase = aFragileDatabase();
    const a = await startAssessor(server, 3, { db: fragileDatabase.db, journal: new FakeJournal() });
    const b = await startAssessor(server, 4);
    const documentId = own === 'own changes' ? aDoc(2) : aDoc(3);
    await b.write(log, documentId, 'assessment', 'title', 'Court');
    await b.sync();
    if (own === 'own changes') await a.write(log, aDoc(4), 'assessment', 'title', 'Police');
    await a.sync();
    const seen = dotsAt(await a.db.documents.get([log, documentId]), 'title');
    expect(seen).toHaveLength(1);
    a.transport.mood = 'down';
    fragileDatabase.fault = 'untilDeleted';
    const registerWrite = aWrite(documentId, 'assessment', 'title', 'High court', seen);
    await expect(a.store.write(log, [registerWrite])).rejects.toThrow();
    // The screen saves again what was not saved.
    expect(await a.store.write(log, [registerWrite])).toMatchObject({ kind: 'saved' });

    a.transport.mood = 'good';
    await a.sync();
    await b.sync();
    for (const testLaptop of [a, b])
      expect(await valuesAt(testLaptop, [log, documentId, title])).toEqual(['High court']);
    await Promise.all([a.close(), b.close()]);
  },
);
