import type { Document } from './document.ts';
import type { Dot } from './dot.ts';
import type { Path } from './path.ts';
import type { Register } from './register.ts';

/**
 * The registers of one document as an op needs them: in memory, or in a table with an index of `dead`. A lookup costs
 * the same in a small document and in a large one.
 */
export interface Registers {
  /** The register at a path; undefined where nothing was written. */
  at(path: Path): Register | undefined;
  /** The paths whose `dead` holds this dot (M2). */
  awaiting(dot: Dot): Iterable<Path>;
}

/** Registers in memory. Building it costs the document's size once; each lookup and change is independent of it. */
export class MemoryRegisters implements Registers {
  readonly #byPath = new Map<Path, Register>();
  readonly #awaiting = new Map<Dot, Set<Path>>();

  constructor(registers: Document['registers'] = {}) {
    // Keys of a parsed record are paths; Object.entries forgets that.
    for (const [path, register] of Object.entries(registers) as [Path, Register][]) this.set(path, register);
  }

  at(path: Path): Register | undefined {
    return this.#byPath.get(path);
  }

  awaiting(dot: Dot): Iterable<Path> {
    return this.#awaiting.get(dot) ?? [];
  }

  get count(): number {
    return this.#byPath.size;
  }

  entries(): Iterable<readonly [Path, Register]> {
    return this.#byPath.entries();
  }

  /** Replaces the register at a path. */
  set(path: Path, register: Register): void {
    if (this.#awaiting.size > 0)
      for (const dot of this.#byPath.get(path)?.dead ?? []) this.#forget(dot, path);
    this.#byPath.set(path, register);
    for (const dot of register.dead ?? []) {
      const paths = this.#awaiting.get(dot) ?? new Set();
      this.#awaiting.set(dot, paths.add(path));
    }
  }

  /** The stored and wire form: a record of registers by path. */
  toRecord(): Document['registers'] {
    return Object.fromEntries(this.#byPath);
  }

  #forget(dot: Dot, path: Path): void {
    const paths = this.#awaiting.get(dot);
    paths?.delete(path);
    if (paths?.size === 0) this.#awaiting.delete(dot);
  }
}
