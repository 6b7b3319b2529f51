import { beforeEach, describe, expect, test } from 'vitest';
import { dotOf } from '#domain/document/op.ts';
import { JournalRefused } from '#renderer/store/db/disk-failure.ts';
import { compactJournal } from '#renderer/store/journal/compact-journal.ts';
import type { Journal } from '#renderer/store/journal/journal.ts';
import { accountedJournal, JournalAccount } from '#renderer/store/journal/journal-account.ts';
import type { JournalEntry } from '#renderer/store/journal/journal-entry.ts';
import { doc, journaledLaptops, log } from '#tests/support/laptop/journaled-laptops.ts';
import { nodeDatabase } from '#tests/support/laptop/node-database.ts';
import type { TestLaptop } from '#tests/support/laptop/test-laptop.ts';

let { server, journal, start } = journaledLaptops();
beforeEach(() => {
  ({ server, journal, start } = journaledLaptops());
});

/** Headquarters' answer was taken: compact this journal as it is now, with the facts of the database. */
async function tidy({ db, id }: TestLaptop, of: Journal = journal): Promise<void> {
  const journalAccount = new JournalAccount();
  for await (const { file, entries, damaged } of journal.read())
    journalAccount.addEntries(file, entries, damaged);
  await compactJournal({
    db,
    device: id,
    journal: accountedJournal(of, journalAccount),
    account: journalAccount,
  });
}

/** This journal, and the acts on it in order; `refuses`: a kind of entry that the disk does not take. */
function watched(refuses: JournalEntry['kind'] | null): {
  readonly journal: Journal;
  readonly done: string[];
} {
  const done: string[] = [];
  const through: Journal = {
    isThere: true,
    append: async (journalEntries) => {
      if (journalEntries.some(({ kind }) => kind === refuses)) throw new JournalRefused('failed', 'EIO');
      const keptResult = await journal.append(journalEntries);
      done.push(...journalEntries.map(({ kind }) => kind));
      return keptResult;
    },
    read: () => journal.read(),
    room: () => journal.room(),
    drop: async (files) => {
      done.push(`drop ${files.join(' ')}`);
      await journal.drop(files);
    },
    blank: (isGone) => journal.blank(isGone),
  };
  return { journal: through, done };
}

/** A laptop with delivered changes in its first file; its second one is written to. */
async function aCoveredFile(): Promise<TestLaptop> {
  const a = await start();
  await a.rest();
  await a.write(log, doc, 'assessment', 'title', 'Court');
  await a.sync();
  journal.rotate();
  a.transport.mood = 'down';
  await a.write(log, doc, 'assessment', 'title', 'High court');
  expect(journal.files).toEqual([1, 2]);
  return a;
}

describe('[D3] files of the journal', () => {
  test('are dropped only after the mark in their place is kept', async () => {
    const a = await aCoveredFile();
    const { journal: of, done } = watched(null);
    await tidy(a, of);
    expect(done).toEqual(expect.arrayContaining(['mark', 'drop 1']));
    expect(done.indexOf('mark')).toBeLessThan(done.indexOf('drop 1'));
    await a.close();
  });

  test('stay when the mark in their place is refused', async () => {
    const a = await aCoveredFile();
    const { journal: of, done } = watched('mark');
    await tidy(a, of);
    expect([journal.files, done.filter((one) => one.startsWith('drop'))]).toEqual([[1, 2], []]);
    await tidy(a);
    expect(journal.files).toEqual([2]);
    await a.close();
  });

  test('stay while headquarters lacks the last op in them, and only that', async () => {
    const a = await start();
    await a.rest();
    await a.write(log, doc, 'assessment', 'title', 'Court');
    await a.sync();
    a.transport.mood = 'down';
    await a.write(log, doc, 'assessment', 'title', 'High court');
    journal.rotate();
    await a.write(log, doc, 'assessment', 'title', 'Supreme court');
    expect((await a.db.logs.get(log))?.acked).toBe(1);
    await tidy(a);
    expect(journal.files).toEqual([1, 2]);
    await a.close();
  });

  test('are dropped after a mark, once headquarters has all their entries', async () => {
    const a = await start();
    await a.rest();
    await a.write(log, doc, 'assessment', 'title', 'Court');
    journal.rotate();
    await a.write(log, doc, 'assessment', 'title', 'High court');
    expect(journal.files).toEqual([1, 2]);
    await a.sync();
    expect(journal.files).toEqual([2]);
    expect(journal.entries.find(({ kind }) => kind === 'mark')).toMatchObject({
      device: a.id,
      logs: { [log]: { n: 2 } },
    });
    expect(journal.entries.at(-1)).toMatchObject({
      kind: 'grants',
      grants: { logs: { [log]: ['assessor'] } },
    });
    await a.close();
  });

  test('stay while it is not known that headquarters has all that is in them', async () => {
    const a = await start();
    await a.rest();
    a.transport.mood = 'down';
    await a.write(log, doc, 'assessment', 'title', 'Court');
    journal.rotate();
    await a.write(log, doc, 'assessment', 'title', 'High court');
    a.transport.mood = 'losesAnswers';
    await a.sync();
    expect(journal.files).toEqual([1, 2]);
    await a.close();
  });

  test('stay when something in them cannot be read', async () => {
    const a = await start();
    await a.rest();
    await a.write(log, doc, 'assessment', 'title', 'Court');
    await a.close();
    journal.damage(({ kind }) => kind === 'grants');
    journal.rotate();
    const again = await start({ db: a.db, host: a.host });
    await again.rest();
    await again.write(log, doc, 'assessment', 'title', 'High court');
    await again.sync();
    expect(journal.files).toEqual([1, 2]);
    await again.close();
  });

  test('a database that is lost afterwards goes on from the mark, also without a network', async () => {
    const a = await start();
    await a.rest();
    await a.write(log, doc, 'assessment', 'title', 'Court');
    journal.rotate();
    await a.sync();
    await a.write(log, doc, 'assessment', 'answers/D1.1/level', 3);
    journal.rotate();
    await a.write(log, doc, 'assessment', 'answers/D1.2/level', 4);
    await a.sync();
    a.transport.mood = 'down';
    await a.write(log, doc, 'assessment', 'answers/D1.3/level', 5);
    await a.close();
    expect(journal.files).toEqual([3]);

    const rebuilt = await start({ db: nodeDatabase(), host: a.host, mood: 'down' });
    expect(await rebuilt.write(log, doc, 'assessment', 'answers/D1.4/level', 1)).toEqual({
      kind: 'saved',
      dots: [dotOf(a.id, 5)],
    });
    rebuilt.transport.mood = 'good';
    const storeStatus = await rebuilt.sync();
    expect(storeStatus).toMatchObject({ sync: { kind: 'idle' }, waiting: { changes: 0 }, parked: 0 });
    const here = (await rebuilt.query('document', { log, doc }))?.document;
    expect(here).toEqual(server.document(log, doc));
    expect(Object.keys(here?.registers ?? {})).toHaveLength(5);
    await rebuilt.close();
  });

  test('an older database fetches from headquarters the missing rows that only headquarters has', async () => {
    const a = await start();
    await a.rest();
    const image = nodeDatabase();
    for (const table of a.db.tables) await image.table(table.name).bulkAdd(await table.toArray());
    await a.write(log, doc, 'assessment', 'title', 'Court');
    journal.rotate();
    await a.write(log, doc, 'assessment', 'answers/D1.1/level', 3);
    await a.sync();
    journal.rotate();
    a.transport.mood = 'down';
    await a.write(log, doc, 'assessment', 'answers/D1.2/level', 4);
    await a.close();
    expect(journal.files).toEqual([2, 3]);

    const older = await start({ db: image, host: a.host });
    await older.sync();
    const here = (await older.query('document', { log, doc }))?.document;
    expect(here).toEqual(server.document(log, doc));
    expect(Object.keys(here?.registers ?? {})).toHaveLength(3);
    await older.close();
  });
});
