import type { HostResponse } from '#renderer/host/host-contract.ts';

/** Behaviour of the disk under the journal: normal, on its last reserve, full, broken. */
export type FakeDiskMood = 'ample' | 'reserve' | 'full' | 'failing';

/** The journal of a shell without a disk: its channels in memory, and a view of the content for tests. */
export class FakeShellJournal {
  mood: FakeDiskMood = 'ample';
  /** The frames by file; a test may take some away or change them. */
  readonly framesByFile = new Map<number, Uint8Array<ArrayBuffer>[]>();
  /** Number of frames of a file that a test has made unreadable. */
  readonly damagedByFile = new Map<number, number>();
  #file = 1;

  get frames(): readonly Uint8Array<ArrayBuffer>[] {
    return [...this.framesByFile.values()].flat();
  }

  append(frames: readonly Uint8Array<ArrayBuffer>[]): HostResponse<'journal.append'> {
    if (this.mood === 'full') return { kind: 'refused', code: 'full', why: 'ENOSPC' };
    if (this.mood === 'failing') return { kind: 'refused', code: 'failed', why: 'EIO' };
    this.framesByFile.set(this.#file, [...(this.framesByFile.get(this.#file) ?? []), ...frames]);
    return { kind: 'kept', file: this.#file, room: this.mood };
  }

  room(): HostResponse<'journal.room'> {
    return this.mood === 'ample' || this.mood === 'failing' ? 'ample' : 'reserve';
  }

  files(): readonly number[] {
    return [...this.framesByFile.keys()].sort((a, b) => a - b);
  }

  read(file: number): HostResponse<'journal.read'> {
    return {
      frames: this.framesByFile.get(file) ?? [],
      damaged: this.damagedByFile.get(file) ?? 0,
    };
  }

  /** The file that is written to stays, as on a disk. */
  drop(files: readonly number[]): void {
    for (const file of files) if (file !== this.#file) this.framesByFile.delete(file);
  }

  blank(file: number, gone: readonly Uint8Array[]): void {
    const left = (this.framesByFile.get(file) ?? []).filter(
      (frame) => !gone.some((one) => isSame(one, frame)),
    );
    this.framesByFile.set(file, left);
  }

  /** From now on frames go into the next file. */
  rotate(): void {
    this.#file += 1;
  }

  /** The first frames of a file, by their number, are no longer whole. */
  damage(file: number, frames = 1): void {
    const taken = this.framesByFile.get(file)?.splice(0, frames) ?? [];
    this.damagedByFile.set(file, (this.damagedByFile.get(file) ?? 0) + taken.length);
  }
}

const isSame = (one: Uint8Array, other: Uint8Array): boolean =>
  one.length === other.length && one.every((byte, at) => byte === other[at]);
