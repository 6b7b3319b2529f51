import fs from 'node:fs/promises';
import path from 'node:path';
import { expect, onTestFinished, test, vi } from 'vitest';
import { openNodeJournalDisk } from '#electron/journal/journal-disk.ts';
import { openJournal } from '#electron/journal/shell-journal.ts';
import { temporaryFolder } from '#tests/support/temporary/temporary-folder.ts';

interface FileCall {
  readonly call: 'write' | 'datasync';
  readonly handle: fs.FileHandle;
}

/** Calls of this computer's file handles in their order, until the test is over. A call is listed when it ends. */
async function fileCalls(folder: string): Promise<FileCall[]> {
  const some = await fs.open(folder, 'r');
  const real = Object.getPrototypeOf(some) as fs.FileHandle; // every handle of a file has it
  await some.close();
  const calls: FileCall[] = [];
  for (const call of ['write', 'datasync'] as const) {
    const through = real[call] as (...args: unknown[]) => Promise<unknown>;
    const spy = vi.spyOn(real, call).mockImplementation(async function (
      this: fs.FileHandle,
      ...args: unknown[]
    ): Promise<never> {
      const answer = await through.apply(this, args);
      calls.push({ call, handle: this });
      return answer as never; // the real answer, of any type
    });
    onTestFinished(() => spy.mockRestore());
  }
  return calls;
}

test('[D1] an append on a real disk is answered after a flush of its file', async () => {
  const folder = temporaryFolder('journal-flush');
  const calls = await fileCalls(folder);
  const shellJournal = openJournal(openNodeJournalDisk(path.join(folder, 'journal')), {
    fileBytes: 4 * 1024,
    reserveBytes: 4 * 1024,
  });
  for (let n = 1; n <= 40; n += 1) {
    calls.length = 0;
    const frame = new Uint8Array(200).fill(n);
    expect(await shellJournal.append([frame, frame])).toMatchObject({ kind: 'kept' });
    // Other files are prepared meanwhile; the journal's own file is the one with its own flush.
    const flushed = calls.findLast(({ call }) => call === 'datasync')?.handle;
    const ofThatFile = calls.filter(({ handle }) => handle === flushed).map(({ call }) => call);
    expect(ofThatFile).toEqual(['write', 'datasync']);
  }
  await shellJournal.close();
});

test('a journal that is closed leaves no file open', async () => {
  const folder = temporaryFolder('journal-close');
  const open = vi.spyOn(fs, 'open');
  onTestFinished(() => open.mockRestore());
  const shellJournal = openJournal(openNodeJournalDisk(path.join(folder, 'journal')), {
    fileBytes: 4 * 1024,
    reserveBytes: 4 * 1024,
  });
  for (let n = 1; n <= 40; n += 1) await shellJournal.append([new Uint8Array(200).fill(n)]);
  await shellJournal.close();
  const handles = await Promise.all(open.mock.results.map(({ value }) => value));
  expect(handles.length).toBeGreaterThan(3);
  expect(handles.map(({ fd }) => fd)).toEqual(handles.map(() => -1));
});
