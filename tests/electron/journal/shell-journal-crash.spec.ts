import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { openJournal, type ShellJournal } from '#electron/journal/shell-journal.ts';
import { bytes, smallSizes, texts } from '#tests/contracts/journal-contract.ts';
import { type DiskCall, VirtualDisk } from '#tests/support/disk/virtual-disk.ts';

// Everything that may happen to a journal, in any order, on a disk that loses unflushed data.

type Step =
  | { readonly kind: 'append'; readonly sizes: readonly number[] }
  /** The power is cut, or the process dies, in the middle of writing these. */
  | { readonly kind: 'crash' | 'kill'; readonly sizes: readonly number[]; readonly afterCalls: number }
  /** The disk refuses one call while these are written. */
  | {
      readonly kind: 'refuse';
      readonly call: DiskCall;
      readonly code: string;
      readonly sizes: readonly number[];
    }
  /** One bit of the written bytes flips. */
  | { readonly kind: 'flip'; readonly place: number; readonly bit: number };

const sizes = fc.array(fc.integer({ min: 1, max: 1_800 }), { minLength: 1, maxLength: 4 });
const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 6, arbitrary: fc.record({ kind: fc.constant('append'), sizes }) },
  {
    weight: 3,
    arbitrary: fc.record({
      kind: fc.constantFrom('crash', 'kill'),
      sizes,
      afterCalls: fc.nat(14),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      kind: fc.constant('refuse'),
      call: fc.constantFrom<DiskCall>('write', 'flush', 'create', 'open'),
      code: fc.constantFrom('EIO', 'ENOSPC'),
      sizes,
    }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('flip'), place: fc.nat(), bit: fc.nat(7) }) },
);

/** A journal, its disk, and the answers to its user. */
class Laptop {
  /** Entries that were reported as kept and not damaged since, in the order of the appends. */
  kept: string[] = [];
  readonly #disk: VirtualDisk;
  #journal: ShellJournal;
  #count = 0;
  #callsToEnd = Number.POSITIVE_INFINITY;
  #end: () => void = () => undefined;

  constructor(chance: () => number) {
    const pause = async (): Promise<void> => {
      this.#callsToEnd -= 1;
      if (this.#callsToEnd === 0) this.#end();
    };
    this.#disk = new VirtualDisk({ chance, pause });
    this.#journal = openJournal(this.#disk.mount(), smallSizes);
  }

  async take(one: Step): Promise<void> {
    switch (one.kind) {
      case 'append':
        return this.#append(one.sizes);
      case 'refuse': {
        const codes = [one.code];
        this.#disk.fails = (diskCall) => (diskCall === one.call ? (codes.pop() ?? null) : null);
        await this.#append(one.sizes);
        this.#disk.fails = () => null;
        return;
      }
      case 'crash':
      case 'kill':
        this.#end = () => this.#disk[one.kind]();
        this.#callsToEnd = one.afterCalls + 1;
        await this.#append(one.sizes);
        this.#callsToEnd = Number.POSITIVE_INFINITY;
        this.#end();
        this.#journal = openJournal(this.#disk.mount(), smallSizes);
        return;
      case 'flip':
        return this.#flip(one.place, one.bit);
    }
  }

  read(): Promise<readonly string[]> {
    return texts(this.#journal);
  }

  async #append(lengths: readonly number[]): Promise<void> {
    const answers = lengths.map(async (length) => {
      this.#count += 1;
      const text = `${this.#count} `.padEnd(length + 6, 'x');
      return (await this.#journal.append([bytes(text)])).kind === 'kept' ? [text] : [];
    });
    this.kept.push(...(await Promise.all(answers)).flat());
  }

  /** The loss is the unreadable part alone: one frame at the most. */
  async #flip(index: number, bit: number): Promise<void> {
    const files = await this.#journal.files();
    const file = files[index % files.length];
    if (file === undefined) return;
    const before = await this.read();
    this.#disk.damage(`${file}.journal`.padStart('000001.journal'.length, '0'), (stored) => {
      const at = index % (stored.findLastIndex((byte) => byte !== 0) + 1);
      stored.set([(stored[at] ?? 0) ^ (1 << bit)], at);
    });
    const after = new Set(await this.read());
    const lost = before.filter((text) => !after.has(text));
    if (lost.length > 1) throw new Error(`One bit cost ${lost.length} frames`);
    this.kept = this.kept.filter((text) => !lost.includes(text));
  }
}

describe('[D1] [D3] a journal that anything may happen to', () => {
  test('returns all entries reported as kept, in order, except damaged ones', async () => {
    const steps = fc.array(step, { minLength: 1, maxLength: 25 });
    const chances = fc.infiniteStream(fc.double({ min: 0, max: 0.999, noNaN: true }));
    await fc.assert(
      fc.asyncProperty(steps, chances, async (taken, chance) => {
        const laptop = new Laptop(() => chance.next().value);
        for (const one of taken) await laptop.take(one);
        const kept = new Set(laptop.kept);
        expect((await laptop.read()).filter((text) => kept.has(text))).toEqual(laptop.kept);
      }),
      { seed: 20_260_903, numRuns: 400 },
    );
  });

  test('[D1] nothing that was refused is read afterwards, while the disk can take it back', async () => {
    const virtualDisk = new VirtualDisk({ chance: () => 0.9 });
    const shellJournal = openJournal(virtualDisk.mount(), smallSizes);
    await shellJournal.append([bytes('kept')]);
    for (const call of ['write', 'flush'] as const) {
      const codes = ['EIO'];
      virtualDisk.fails = (diskCall) => (diskCall === call ? (codes.pop() ?? null) : null);
      expect(await shellJournal.append([bytes(`refused ${call}`)])).toEqual({
        kind: 'refused',
        code: 'failed',
        why: 'EIO',
      });
      expect(await texts(shellJournal)).toEqual(['kept']);
    }
    virtualDisk.crash();
    expect(await texts(openJournal(virtualDisk.mount(), smallSizes))).toEqual(['kept']);
  });

  test('[D1] starts a new file when a failed write cannot be undone, keeping later entries certain', async () => {
    const virtualDisk = new VirtualDisk({ chance: () => 0.9 });
    const shellJournal = openJournal(virtualDisk.mount(), smallSizes);
    await shellJournal.append([bytes('kept')]);
    virtualDisk.fails = (diskCall) => (diskCall === 'flush' ? 'EIO' : null);
    expect(await shellJournal.append([bytes('refused')])).toMatchObject({ kind: 'refused', code: 'failed' });
    virtualDisk.fails = () => null;
    expect(await shellJournal.append([bytes('after')])).toMatchObject({ kind: 'kept', file: 2 });
    virtualDisk.crash();
    expect(await texts(openJournal(virtualDisk.mount(), smallSizes))).toEqual(['kept', 'after']);
  });
});
