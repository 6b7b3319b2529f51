import fs from 'node:fs';
import path from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { openNodeJournalDisk } from '#electron/journal/journal-disk.ts';
import { openJournal, type ShellJournal } from '#electron/journal/shell-journal.ts';
import { temporaryFolder } from '#tests/support/temporary/temporary-folder.ts';

/** Real files: on a disk in memory no file has a second name. */
function aJournal() {
  const folder = path.join(temporaryFolder('journal'), 'journal');
  const open = (): ShellJournal => {
    const shellJournal = openJournal(openNodeJournalDisk(folder), {
      fileBytes: 4 * 1024,
      reserveBytes: 4 * 1024,
    });
    onTestFinished(() => shellJournal.close());
    return shellJournal;
  };
  return { folder, open, journal: open() };
}

const append = (shellJournal: ShellJournal, text: string) => shellJournal.append([Buffer.from(text)]);

async function textsIn(shellJournal: ShellJournal): Promise<readonly string[]> {
  const texts: string[] = [];
  for (const file of await shellJournal.files())
    texts.push(...(await shellJournal.read(file)).frames.map((frame) => Buffer.from(frame).toString()));
  return texts;
}

const filesIn = (folder: string): readonly string[] =>
  fs.readdirSync(folder).filter((name) => name.endsWith('.journal'));

test('[D2] an append after folder removal starts a new file and reports it once', async () => {
  const { folder, journal, open } = aJournal();
  expect(await append(journal, 'one')).toEqual({ kind: 'kept', file: 1, room: 'ample' });
  fs.rmSync(folder, { recursive: true });
  expect(await append(journal, 'two')).toEqual({ kind: 'kept', file: 1, room: 'ample', isAnew: true });
  expect(await append(journal, 'three')).toEqual({ kind: 'kept', file: 1, room: 'ample' });
  await journal.close();
  expect(await textsIn(open())).toEqual(['two', 'three']);
});

test('[D2] a moved file with a copy in its place is noticed as well', async () => {
  const { folder, journal, open } = aJournal();
  await append(journal, 'one');
  const file = path.join(folder, '000001.journal');
  fs.renameSync(file, `${file}.moved`);
  fs.copyFileSync(`${file}.moved`, file);
  expect(await append(journal, 'two')).toMatchObject({ kind: 'kept', isAnew: true });
  await journal.close();
  expect(await textsIn(open())).toEqual(['one', 'two']);
});

test('[D2] where only the newest file was removed, the older ones stay and the order holds', async () => {
  const { folder, journal, open } = aJournal();
  for (let n = 0; n < 30; n += 1) await append(journal, `${n} ${'x'.repeat(400)}`);
  const newest = (await journal.files()).at(-1) ?? 0;
  fs.rmSync(path.join(folder, `${String(newest).padStart(6, '0')}.journal`));
  const before = filesIn(folder).length;
  expect(before).toBeGreaterThan(1);
  expect(await append(journal, 'last')).toMatchObject({ kind: 'kept', isAnew: true });
  await journal.close();
  const texts = await textsIn(open());
  expect([texts[0]?.slice(0, 2), texts.at(-1)]).toEqual(['0 ', 'last']);
});
