import { expect, test } from 'vitest';
import { dotOf } from '#domain/document/op.ts';
import { JournalRefused } from '#renderer/store/db/disk-failure.ts';
import type { Journal } from '#renderer/store/journal/journal.ts';
import { aDoc, aLog, aPerson } from '#tests/support/builders/sample-ids.ts';
import { copyDatabase } from '#tests/support/laptop/copy-database.ts';
import { FakeJournal } from '#tests/support/laptop/fake-journal.ts';
import { nodeDatabase } from '#tests/support/laptop/node-database.ts';
import { TestLaptop } from '#tests/support/laptop/test-laptop.ts';
import { FakeServer } from '#tests/support/server/fake-server.ts';

const log = aLog();
const doc = aDoc();
const laptop = { person: aPerson(), name: 'Assessor A', roles: { [log]: ['assessor'] } } as const;

test('[D2] an unreadable journal beside an older database blocks writes; once readable, all returns', async () => {
  const server = new FakeServer(Date.UTC(2026, 10, 24, 9));
  const fakeJournal = new FakeJournal();
  const firstTestLaptop = await TestLaptop.start({
    ...laptop,
    db: nodeDatabase(),
    server,
    journal: fakeJournal,
  });
  await firstTestLaptop.rest();
  firstTestLaptop.transport.mood = 'down';
  await firstTestLaptop.write(log, doc, 'assessment', 'title', 'Court');
  const older = await copyDatabase(firstTestLaptop.db);
  await firstTestLaptop.write(log, doc, 'assessment', 'title', 'High court');
  await firstTestLaptop.close();

  const disk = { isReadable: false };
  const again = await TestLaptop.start({
    ...laptop,
    db: older,
    server,
    journal: readableWhen(fakeJournal, () => disk.isReadable),
    host: firstTestLaptop.host,
    mood: 'down',
  });
  await expect(again.write(log, doc, 'assessment', 'title', 'Supreme court')).rejects.toThrow('EIO');

  disk.isReadable = true;
  const supreme = await again.write(log, doc, 'assessment', 'title', 'Supreme court');
  expect(supreme).toEqual({ kind: 'saved', dots: [dotOf(again.id, 3)] });
  const historyEntries = await again.query('history', { log, doc, below: 'title' });
  expect(historyEntries.map(({ value }) => value)).toEqual(['Supreme court', 'High court', 'Court']);
  await again.close();
});

/** The same journal, on a disk that does not always return its content. */
const readableWhen = (fakeJournal: FakeJournal, isReadable: () => boolean): Journal => ({
  isThere: true,
  append: (journalEntries) => fakeJournal.append(journalEntries),
  read: async function* () {
    if (!isReadable()) throw new JournalRefused('failed', 'EIO');
    yield* fakeJournal.read();
  },
  room: () => fakeJournal.room(),
  drop: (files) => fakeJournal.drop(files),
  blank: (isGone) => fakeJournal.blank(isGone),
});
