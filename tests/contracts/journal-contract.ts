import { afterEach, describe, expect, test } from 'vitest';
import type { JournalDisk } from '#electron/journal/journal-disk.ts';
import { encodeFrames } from '#electron/journal/journal-frames.ts';
import { openJournal, type ShellJournal } from '#electron/journal/shell-journal.ts';

/** Small, so that a test comes to the end of a file. */
export const smallSizes = { fileBytes: 4_096, reserveBytes: 8_192 };

/** A folder of a test's own. `mount` acts like a process that finds it. */
export interface DiskUnderTest {
  mount(): JournalDisk;
  /** Change the bytes of a file behind the journal's back. */
  damage(name: string, change: (bytes: Uint8Array) => void): Promise<void>;
}

/** Contract of a journal on every disk (D1, D3). */
export function journalContract(openDisk: () => Promise<DiskUnderTest>): void {
  const openedShellJournals: ShellJournal[] = [];
  const closeAll = async (): Promise<void> => {
    await Promise.all(openedShellJournals.splice(0).map((journal) => journal.close()));
  };
  /** Only one process at a time has a journal open. */
  const open = async (diskUnderTest: DiskUnderTest): Promise<ShellJournal> => {
    await closeAll();
    const shellJournal = openJournal(diskUnderTest.mount(), smallSizes);
    openedShellJournals.push(shellJournal);
    return shellJournal;
  };
  afterEach(closeAll);

  describe('a journal', () => {
    test('[D1] answers with the file when the frames are kept, and reads them back in order', async () => {
      const shellJournal = await open(await openDisk());
      const appendResponses = [
        await shellJournal.append([bytes('one'), bytes('two')]),
        await shellJournal.append([bytes('three')]),
      ];
      expect(appendResponses).toEqual(appendResponses.map(() => ({ kind: 'kept', file: 1, room: 'ample' })));
      expect(await texts(shellJournal)).toEqual(['one', 'two', 'three']);
    });

    test('holds nothing at first', async () => {
      const shellJournal = await open(await openDisk());
      expect(await shellJournal.files()).toEqual([]);
    });

    test('[D1] many who append at the same time all find theirs, in the order in which they came', async () => {
      const shellJournal = await open(await openDisk());
      const wanted = Array.from({ length: 60 }, (_, place) => `entry ${place}`);
      const appendResponses = await Promise.all(wanted.map((text) => shellJournal.append([bytes(text)])));
      expect(new Set(appendResponses.map(({ kind }) => kind))).toEqual(new Set(['kept']));
      expect(await texts(shellJournal)).toEqual(wanted);
    });

    test('[D3] who opens it again goes on in the same file', async () => {
      const diskUnderTest = await openDisk();
      await (await open(diskUnderTest)).append([bytes('before')]);
      const again = await open(diskUnderTest);
      expect(await again.append([bytes('after')])).toMatchObject({ kind: 'kept', file: 1 });
      expect(await texts(again)).toEqual(['before', 'after']);
    });

    test('[D3] goes on in the next file when the next frame does not fit', async () => {
      const shellJournal = await open(await openDisk());
      const wanted = Array.from({ length: 10 }, (_, place) => `${place}`.repeat(1_000));
      const files: number[] = [];
      for (const text of wanted) {
        const appendResponse = await shellJournal.append([bytes(text)]);
        if (appendResponse.kind === 'kept') files.push(appendResponse.file);
      }
      expect(files).toEqual([1, 1, 1, 1, 2, 2, 2, 2, 3, 3]);
      expect(await shellJournal.files()).toEqual([1, 2, 3]);
      expect(await texts(shellJournal)).toEqual(wanted);
    });

    test('[D3] the frames of one append are in one file, and one that is larger than a file gets its own', async () => {
      const shellJournal = await open(await openDisk());
      await shellJournal.append([bytes('a'.repeat(3_000))]);
      expect(await shellJournal.append([bytes('b'.repeat(600)), bytes('c'.repeat(600))])).toMatchObject({
        file: 2,
      });
      const large = await shellJournal.append([bytes('d'.repeat(10_000))]);
      const small = await shellJournal.append([bytes('e')]);
      const files = [large, small].map((response) => (response.kind === 'kept' ? response.file : 0));
      expect([2 < (files[0] ?? 0), (files[0] ?? 0) < (files[1] ?? 0)]).toEqual([true, true]);
      expect((await texts(shellJournal)).map((text) => [text[0], text.length])).toEqual([
        ['a', 3_000],
        ['b', 600],
        ['c', 600],
        ['d', 10_000],
        ['e', 1],
      ]);
    });

    test('[D3] lets go of older files for good, and never of the one that is written to', async () => {
      const diskUnderTest = await openDisk();
      const shellJournal = await open(diskUnderTest);
      for (const letter of 'abcdef') await shellJournal.append([bytes(letter.repeat(3_000))]);
      expect(await shellJournal.files()).toEqual([1, 2, 3, 4, 5, 6]);
      await shellJournal.drop([1, 2, 3, 4, 5, 6, 7, 99]);
      expect(await texts(await open(diskUnderTest))).toEqual(['f'.repeat(3_000)]);
      expect(await shellJournal.append([bytes('g')])).toMatchObject({ kind: 'kept', file: 6 });
    });

    test('[D3] a torn last frame is cut off silently, and the file goes on in its place', async () => {
      const diskUnderTest = await openDisk();
      const torn = encodeFrames([bytes('torn'.repeat(100))]).subarray(0, 300);
      await (await open(diskUnderTest)).append([bytes('kept')]);
      await diskUnderTest.damage(name(1), (file) => file.set(torn, encodeFrames([bytes('kept')]).length));

      const again = await open(diskUnderTest);
      expect(await again.read(1)).toEqual({ frames: [bytes('kept')], damaged: 0 });
      await again.append([bytes('next')]);
      expect(await again.append([bytes('x'.repeat(4_080))])).toMatchObject({ file: 2 });
      expect(await again.read(1)).toEqual({ frames: [bytes('kept'), bytes('next')], damaged: 0 });
    });

    test.each<[string, (fileBytes: Uint8Array) => void]>([
      ['one bit of its bytes', (file) => file.set([(file[25] ?? 0) ^ 4], 25)],
      ['its checksum', (file) => file.set([1, 2, 3, 4], 16)],
      ['its length', (file) => file.set([7], 12)],
      ['a length beyond all files', (file) => file.set([255, 255, 255, 255], 12)],
      ['all of it, zeroed', (file) => file.fill(0, 12, 12 + 14)],
    ])('[D3] damage to %s loses only that frame, and is counted', async (_what, change) => {
      const diskUnderTest = await openDisk();
      const shellJournal = await open(diskUnderTest);
      for (const text of ['kept', 'broken', 'kept too', 'last']) await shellJournal.append([bytes(text)]);
      await diskUnderTest.damage(name(1), change);
      expect(await shellJournal.read(1)).toEqual({
        frames: ['kept', 'kept too', 'last'].map(bytes),
        damaged: 1,
      });
      const again = await open(diskUnderTest);
      await again.append([bytes('after')]);
      expect(await texts(again)).toEqual(['kept', 'kept too', 'last', 'after']);
    });

    test('[D3] the last frame of an older file that is damaged is counted, for nothing is torn there', async () => {
      const diskUnderTest = await openDisk();
      const shellJournal = await open(diskUnderTest);
      for (const letter of 'abc') await shellJournal.append([bytes(letter.repeat(3_000))]);
      await diskUnderTest.damage(name(1), (file) => file.fill(7, 100, 200));
      expect(await shellJournal.read(1)).toEqual({ frames: [], damaged: 1 });
    });

    test('[D3] goes on when the newest file is gone, cut or empty', async () => {
      const diskUnderTest = await openDisk();
      const shellJournal = await open(diskUnderTest);
      for (const letter of 'abc') await shellJournal.append([bytes(letter.repeat(3_000))]);
      await diskUnderTest.damage(name(3), (file) => file.fill(0));
      const again = await open(diskUnderTest);
      expect(await again.append([bytes('z')])).toMatchObject({ kind: 'kept' });
      expect((await texts(again)).map((text) => text[0])).toEqual(['a', 'b', 'z']);
    });

    test('[D3] goes on past a file of the next name that is not its own', async () => {
      const diskUnderTest = await openDisk();
      const shellJournal = await open(diskUnderTest);
      await shellJournal.append([bytes('a'.repeat(3_000))]);
      const stray = diskUnderTest.mount();
      await Promise.all([2, 3].map((file) => stray.create(name(file), 10).catch(() => undefined)));
      expect(await shellJournal.append([bytes('b'.repeat(3_000))])).toMatchObject({ kind: 'kept' });
      expect(await shellJournal.append([bytes('c'.repeat(3_000))])).toMatchObject({ kind: 'kept' });
      expect((await texts(shellJournal)).map((text) => text[0])).toEqual(['a', 'b', 'c']);
    });

    test('[E] frames that are erased can be read no more, in an older file and in the one that is written to', async () => {
      const diskUnderTest = await openDisk();
      const shellJournal = await open(diskUnderTest);
      for (const letter of 'abc') await shellJournal.append([bytes(letter.repeat(1_500)), bytes(letter)]);
      await shellJournal.blank(1, [bytes('a'.repeat(1_500)), bytes('not there')]);
      await shellJournal.blank(2, [bytes('c')]);
      const left = ['a', 'b'.repeat(1_500), 'b', 'c'.repeat(1_500)];
      expect(await texts(shellJournal)).toEqual(left);
      await shellJournal.append([bytes('after')]);
      const again = await open(diskUnderTest);
      expect(await texts(again)).toEqual([...left, 'after']);
      expect(
        (await Promise.all([1, 2].map((file) => again.read(file)))).map(({ damaged }) => damaged),
      ).toEqual([0, 0]);
      const raw = await Promise.all([1, 2].map((file) => diskUnderTest.mount().read(name(file))));
      expect(raw.some((file) => Buffer.from(file).includes('aa'))).toBe(false);
    });

    test('a frame without bytes is a mistake of the caller', async () => {
      const shellJournal = await open(await openDisk());
      await expect(shellJournal.append([new Uint8Array()])).rejects.toThrow('without bytes');
      expect(await shellJournal.append([bytes('next')])).toMatchObject({ kind: 'kept' });
    });

    test('a file that is not there cannot be read', async () => {
      await expect((await open(await openDisk())).read(5)).rejects.toThrow();
    });
  });
}

const name = (file: number): string => `00000${file}.journal`;

export const bytes = (text: string): Uint8Array<ArrayBuffer> => new TextEncoder().encode(text);

/** All frames of all files, as texts. */
export async function texts(shellJournal: ShellJournal): Promise<readonly string[]> {
  const found: string[] = [];
  for (const file of await shellJournal.files())
    for (const frame of (await shellJournal.read(file)).frames) found.push(new TextDecoder().decode(frame));
  return found;
}
