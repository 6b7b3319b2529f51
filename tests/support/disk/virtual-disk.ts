import type { JournalDisk, JournalFile } from '#electron/journal/journal-disk.ts';

/** Size that a disk writes whole or not at all. */
const sectorBytes = 512;

interface StoredFile {
  /** Content for a reader. */
  cached: Uint8Array;
  /** Content after a power cut. */
  stored: Uint8Array;
  readonly dirtySectors: Set<number>;
}

export type DiskCall =
  | 'list'
  | 'read'
  | 'create'
  | 'open'
  | 'write'
  | 'flush'
  | 'close'
  | 'remove'
  | 'freeBytes';

/** A write as the journal requested it. */
export interface DiskWrite {
  readonly name: string;
  readonly atByte: number;
  readonly bytes: number;
}

/** Act of the disk in place of a write that it reports as done. */
export type Stray =
  | { readonly kind: 'short'; readonly length: number }
  | { readonly kind: 'misdirected'; readonly name: string; readonly atByte: number };

type Entrance = (diskCall: DiskCall, name: string) => Promise<void>;

export interface VirtualDiskStart {
  /** From 0 to below 1; a crash depends on nothing else. */
  readonly chance: () => number;
  readonly capacityBytes?: number;
  /** Awaited in every call, so that a simulation can put other work, time or a crash in between. */
  readonly pause?: () => Promise<void>;
}

/**
 * A disk in memory with the faults of a real one. A power cut keeps flushed data and, sector by sector, an arbitrary
 * part of the rest. After a failed flush nobody knows the stored content. Room is taken when a file is made. The same
 * calls and the same chances give the same bytes.
 */
export class VirtualDisk {
  capacityBytes: number;
  /** Code that a call fails with, if it must fail (`EIO`, `ENOSPC`). */
  fails: (diskCall: DiskCall, name: string) => string | null = () => null;
  /** Act in place of a write that must go astray. */
  strays: (diskWrite: DiskWrite) => Stray | null = () => null;
  readonly #files = new Map<string, StoredFile>();
  readonly #chance: () => number;
  readonly #pause: () => Promise<void>;
  #life = 0;

  constructor({
    chance,
    capacityBytes = Number.POSITIVE_INFINITY,
    pause = async () => {},
  }: VirtualDiskStart) {
    this.#chance = chance;
    this.#pause = pause;
    this.capacityBytes = capacityBytes;
  }

  get usedBytes(): number {
    return [...this.#files.values()].reduce((sum, { cached }) => sum + cached.length, 0);
  }

  get freeBytes(): number {
    return Math.max(0, this.capacityBytes - this.usedBytes);
  }

  /** Of a file that is there. */
  bytesOf(name: string): number {
    return this.#fileOf(name).cached.length;
  }

  get names(): readonly string[] {
    return [...this.#files.keys()].sort();
  }

  /** The power is cut. A process that still has the disk open gets only rejections. */
  crash(): void {
    this.kill();
    for (const storedFile of this.#files.values()) {
      this.#storeSome(storedFile);
      storedFile.cached = storedFile.stored.slice();
    }
  }

  /** The process dies; the system keeps its writes. */
  kill(): void {
    this.#life += 1;
  }

  /** Change bytes unnoticed, as a bad block does. */
  damage(name: string, change: (bytes: Uint8Array) => void): void {
    const storedFile = this.#fileOf(name);
    change(storedFile.stored);
    change(storedFile.cached);
  }

  /** The disk for one process: it ends with the next `kill` or `crash`. */
  mount(): JournalDisk {
    const enter = this.#entrance();
    return {
      list: async () => {
        await enter('list', '');
        return [...this.#files.keys()];
      },
      read: async (name) => {
        await enter('read', name);
        return this.#fileOf(name).cached.slice();
      },
      create: async (name, bytes) => {
        await enter('create', name);
        if (this.#files.has(name)) throw refusal('EEXIST');
        if (bytes > this.freeBytes) throw refusal('ENOSPC');
        const [cached, stored] = [new Uint8Array(bytes), new Uint8Array(bytes)];
        this.#files.set(name, { cached, stored, dirtySectors: new Set() });
        return this.#handle(name, enter);
      },
      open: async (name) => {
        await enter('open', name);
        this.#fileOf(name);
        return this.#handle(name, enter);
      },
      remove: async (name) => {
        await enter('remove', name);
        this.#files.delete(name);
      },
      freeBytes: async () => {
        await enter('freeBytes', '');
        return this.freeBytes;
      },
    };
  }

  #entrance(): Entrance {
    const life = this.#life;
    const mustLive = (): void => {
      if (life !== this.#life) throw refusal('EBADF');
    };
    return async (diskCall, name) => {
      mustLive();
      await this.#pause();
      mustLive();
      const code = this.fails(diskCall, name);
      mustLive(); // it may have ended at this very call
      if (code === null) return;
      // A later flush does not retry a failed write: the system takes these pages for clean.
      if (diskCall === 'flush') this.#storeSome(this.#fileOf(name));
      throw refusal(code);
    };
  }

  #handle(name: string, enter: Entrance): JournalFile {
    return {
      write: async (atByte, bytes) => {
        await enter('write', name);
        this.#write(name, atByte, bytes);
      },
      flush: async () => {
        await enter('flush', name);
        const storedFile = this.#fileOf(name);
        for (const sector of storedFile.dirtySectors) store(storedFile, sector);
        storedFile.dirtySectors.clear();
      },
      hasName: async () => this.#files.has(name),
      close: () => enter('close', name),
    };
  }

  #write(name: string, atByte: number, bytes: Uint8Array): void {
    const storedFile = this.#fileOf(name);
    if (atByte + bytes.length > storedFile.cached.length)
      throw new Error('The journal writes beyond its file');
    const stray = this.strays({ name, atByte, bytes: bytes.length });
    if (stray === null) put(storedFile, atByte, bytes);
    else if (stray.kind === 'short') put(storedFile, atByte, bytes.subarray(0, stray.length));
    else put(this.#fileOf(stray.name), stray.atByte, bytes);
  }

  #storeSome(storedFile: StoredFile): void {
    for (const sector of storedFile.dirtySectors) if (this.#chance() < 0.5) store(storedFile, sector);
    storedFile.dirtySectors.clear();
  }

  #fileOf(name: string): StoredFile {
    const storedFile = this.#files.get(name);
    if (!storedFile) throw refusal('ENOENT');
    return storedFile;
  }
}

/** As much of it as the file has room for. */
function put(storedFile: StoredFile, atByte: number, all: Uint8Array): void {
  const bytes = all.subarray(0, storedFile.cached.length - atByte);
  if (bytes.length === 0) return;
  storedFile.cached.set(bytes, atByte);
  const last = Math.floor((atByte + bytes.length - 1) / sectorBytes);
  for (let sector = Math.floor(atByte / sectorBytes); sector <= last; sector += 1)
    storedFile.dirtySectors.add(sector);
}

function store({ stored, cached }: StoredFile, sector: number): void {
  const from = sector * sectorBytes;
  stored.set(cached.subarray(from, from + sectorBytes), from);
}

const refusal = (code: string): Error => Object.assign(new Error(code), { code });
