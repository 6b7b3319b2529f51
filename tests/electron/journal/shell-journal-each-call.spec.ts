import { describe, expect, test } from 'vitest';
import { openJournal } from '#electron/journal/shell-journal.ts';
import { bytes, smallSizes, texts } from '#tests/contracts/journal-contract.ts';
import { type DiskWrite, type Stray, VirtualDisk } from '#tests/support/disk/virtual-disk.ts';

// A short life of a journal, played once for each call of its disk. There the disk fails, or the laptop stops.

/** Answers of a journal in its life. */
interface Told {
  readonly kept: Set<string>;
  /** Blanked, and reported as blanked. */
  readonly blanked: Set<string>;
  /** Dropped or blanked, or in between. */
  readonly mayBeGone: Set<string>;
}

/** Append until files are full, delete one, blank a frame, and go on in a second process. */
async function live(virtualDisk: VirtualDisk): Promise<Told> {
  const told: Told = { kept: new Set(), blanked: new Set(), mayBeGone: new Set() };
  for (const life of ['first', 'second']) {
    const shellJournal = openJournal(virtualDisk.mount(), smallSizes);
    const append = async (text: string): Promise<void> => {
      if ((await shellJournal.append([bytes(text)])).kind === 'kept') told.kept.add(text);
    };
    for (let at = 0; at < 5; at += 1) await append(`${life} ${at} `.padEnd(1_500, 'x'));
    await shellJournal.room().catch(() => undefined);
    const [oldest] = await shellJournal.files().catch(() => []);
    const read = oldest === undefined ? null : await shellJournal.read(oldest).catch(() => null);
    if (oldest !== undefined && read !== null) {
      const inOldest = read.frames.map((frame) => new TextDecoder().decode(frame));
      for (const text of inOldest) told.mayBeGone.add(text);
      if (life === 'first') await shellJournal.drop([oldest]).catch(() => undefined);
      else if (await isDone(shellJournal.blank(oldest, inOldest.map(bytes))))
        for (const text of inOldest) told.blanked.add(text);
    }
    await append(`${life} last`);
    virtualDisk.crash();
  }
  return told;
}

const isDone = (done: Promise<void>): Promise<boolean> =>
  done.then(
    () => true,
    () => false,
  );

async function callsOfALife(): Promise<number> {
  const virtualDisk = new VirtualDisk({ chance: () => 0.5 });
  let calls = 0;
  virtualDisk.fails = () => {
    calls += 1;
    return null;
  };
  await live(virtualDisk);
  return calls;
}

/** Content that is read once the disk works again. */
const readAgain = (virtualDisk: VirtualDisk): Promise<readonly string[]> => {
  virtualDisk.fails = () => null;
  return texts(openJournal(virtualDisk.mount(), smallSizes));
};

const everyCall = Array.from({ length: await callsOfALife() }, (_, at) => at + 1);

describe('[D1] [D3] a journal keeps all that it said it kept', () => {
  test('and makes more calls than a handful in its short life', () => {
    expect(everyCall.length).toBeGreaterThan(80);
  });

  test.each([['EIO'], ['ENOSPC']])('whichever single call fails with %s', async (code) => {
    for (const failing of everyCall) {
      const virtualDisk = new VirtualDisk({ chance: () => 0.5 });
      let calls = 0;
      virtualDisk.fails = () => ((calls += 1) === failing ? code : null);
      const told = await live(virtualDisk);
      const found = await readAgain(virtualDisk);
      const kept = [...told.kept].filter((text) => !told.mayBeGone.has(text));
      expect([failing, kept.filter((text) => !found.includes(text))]).toEqual([failing, []]);
      expect([failing, found.filter((text) => told.blanked.has(text))]).toEqual([failing, []]);
    }
  });

  test.each([['EIO'], ['ENOSPC']])(
    'from whichever call on all fail with %s, until it is well',
    async (code) => {
      for (const failing of everyCall) {
        const virtualDisk = new VirtualDisk({ chance: () => 0.5 });
        let calls = 0;
        virtualDisk.fails = () => ((calls += 1) >= failing ? code : null);
        const told = await live(virtualDisk);
        const found = await readAgain(virtualDisk);
        const kept = [...told.kept].filter((text) => !told.mayBeGone.has(text));
        expect([failing, kept.filter((text) => !found.includes(text))]).toEqual([failing, []]);
      }
    },
  );

  test.each([['crash'], ['kill']] as const)('at whichever call its process ends by a %s', async (how) => {
    for (const last of everyCall) {
      const virtualDisk = new VirtualDisk({ chance: () => 0.5 });
      let calls = 0;
      virtualDisk.fails = () => {
        if ((calls += 1) === last) virtualDisk[how]();
        return null;
      };
      const told = await live(virtualDisk);
      const found = await readAgain(virtualDisk);
      const kept = [...told.kept].filter((text) => !told.mayBeGone.has(text));
      expect([last, kept.filter((text) => !found.includes(text))]).toEqual([last, []]);
    }
  });
});

/** A journal of three frames; its later writes may go astray. */
async function threeFrames(strays: (diskWrite: DiskWrite) => Stray | null) {
  const virtualDisk = new VirtualDisk({ chance: () => 0.5 });
  const shellJournal = openJournal(virtualDisk.mount(), smallSizes);
  for (const text of three) await shellJournal.append([bytes(text)]);
  virtualDisk.strays = strays;
  return { disk: virtualDisk, journal: shellJournal };
}

const three = ['a', 'b', 'c'].map((letter) => letter.repeat(500));
const [a = '', b = ''] = three;
const frameBytes = 508;

describe('[D3] a write that the disk did elsewhere, or not to its end, and called done', () => {
  test.each([0, 1, 7, 8, 9, 300, frameBytes - 1])(
    'costs only its own frame where %i bytes of it were written',
    async (length) => {
      const strays: (Stray | null)[] = [{ kind: 'short', length }];
      const { disk, journal } = await threeFrames(() => strays.pop() ?? null);
      await journal.append([bytes('d'.repeat(500))]);
      await journal.append([bytes('after')]);
      expect(await texts(journal)).toEqual([...three, 'after']);
      expect(await texts(openJournal(disk.mount(), smallSizes))).toEqual([...three, 'after']);
    },
  );

  test('in another frame’s place costs only that one, and is counted as damage beside it', async () => {
    const strays: (Stray | null)[] = [{ kind: 'misdirected', name: '000001.journal', atByte: 7 }];
    const { disk, journal } = await threeFrames(() => strays.pop() ?? null);
    await journal.append([bytes('d'.repeat(500))]);
    await journal.append([bytes('after')]);
    const again = openJournal(disk.mount(), smallSizes);
    expect(await again.read(1)).toMatchObject({ damaged: 3 });
    expect(await texts(again)).toEqual(['d'.repeat(500), three[2], 'after']);
  });

  test('in the file that waits is not read later: another file takes its place', async () => {
    const strays: (Stray | null)[] = [{ kind: 'misdirected', name: '000002.journal', atByte: 2_000 }];
    const { disk, journal } = await threeFrames(() => strays.pop() ?? null);
    await expect.poll(() => disk.names).toContain('000002.journal');
    const stray = 'd'.repeat(500);
    await journal.append([bytes(stray)]);
    for (const letter of 'efghijk') await journal.append([bytes(letter.repeat(500))]);
    expect(await texts(journal)).not.toContain(stray);
    expect(await texts(openJournal(disk.mount(), smallSizes))).toEqual(await texts(journal));
  });

  test.each<[string, Stray]>([
    ['not done', { kind: 'short', length: 0 }],
    ['done in part', { kind: 'short', length: 300 }],
    ['done elsewhere', { kind: 'misdirected', name: '000002.journal', atByte: 0 }],
  ])('is done again where it should have erased a frame and was %s', async (_, stray) => {
    const strays: (Stray | null)[] = [stray];
    const { disk, journal } = await threeFrames(() => strays.pop() ?? null);
    await expect.poll(() => disk.names).toContain('000002.journal');
    await journal.blank(1, [bytes(a), bytes(b)]);
    const raw = Buffer.from(await disk.mount().read('000001.journal')).toString();
    expect([raw.includes('aa'), raw.includes('bb'), raw.includes('cc')]).toEqual([false, false, true]);
  });

  test('is said where it should have erased a frame and never does', async () => {
    const { journal } = await threeFrames(() => ({ kind: 'short', length: 0 }));
    await expect(journal.blank(1, [bytes(a)])).rejects.toMatchObject({ code: 'EIO' });
  });
});
