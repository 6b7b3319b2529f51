/**
 * Which values follow from which. Whoever computes something reads through a graph; what was read is noted, and when
 * that changes, everything that followed from it is marked and computed again when it is next asked for: in the order
 * of dependence, once, and never from a mixture of old and new.
 */
export class Graph<Owner> {
  /** Owners of values that may be different now; whoever shows them empties it. */
  readonly touched = new Set<Owner>();
  /** Watched values that were marked since they were last looked at. */
  readonly due = new Set<Follower<Owner>>();
  #reader: Follower<Owner> | null = null;
  #depth = 0;

  /** Notes that the value being computed has read this. */
  note(origin: Origin<Owner>): void {
    this.#reader?.reads(origin);
  }

  /** Computes something whose readings are not noted. */
  unnoted<T>(compute: () => T): T {
    return this.readingAs(null, compute);
  }

  /** Computes with `reader` as the one who reads. */
  readingAs<T>(reader: Follower<Owner> | null, compute: () => T): T {
    const before = this.#reader;
    this.#reader = reader;
    try {
      return compute();
    } finally {
      this.#reader = before;
    }
  }

  /**
   * Goes one level deeper. A chain that is too long for the stack is cut: the value in its middle is computed first,
   * with the stack empty, and then what asked for it begins again.
   */
  deeper<T>(by: number, link: Follower<Owner>, compute: () => T): T {
    if (this.#depth + by > deepest) throw new ChainTooLong(link);
    if (this.#depth > 0) return this.#descend(by, compute);
    for (let cuts = 0; cuts < mostCuts; cuts += 1) {
      const cut = this.#attempt(by, compute);
      if (cut.done) return cut.value;
      this.#computeFirst(cut.link);
    }
    throw new Error('A chain of values has no end, though cycles are cut');
  }

  #attempt<T>(by: number, compute: () => T): Attempt<T, Owner> {
    try {
      return { done: true, value: this.#descend(by, compute) };
    } catch (problem) {
      if (problem instanceof ChainTooLong) return { done: false, link: problem.link as Follower<Owner> }; // a graph only meets its own values
      throw problem;
    }
  }

  #descend<T>(by: number, compute: () => T): T {
    this.#depth += by;
    try {
      return compute();
    } finally {
      this.#depth -= by;
    }
  }

  #computeFirst(link: Follower<Owner>): void {
    this.unnoted(() => link.settle());
  }
}

type Attempt<T, Owner> =
  | { readonly done: true; readonly value: T }
  | { readonly done: false; readonly link: Follower<Owner> };

// One computation takes about ten times the stack of a look at whether one is needed.
const deepest = 1_000;
const mostCuts = 100_000;

class ChainTooLong extends Error {
  readonly link: unknown;
  constructor(link: unknown) {
    super('A chain of values is too long for the stack');
    this.link = link;
  }
}

/** A value that follows from others, whatever its type. */
export interface Follower<Owner> extends Origin<Owner> {
  /** Called with all that is read while it is computed. */
  reads(origin: Origin<Owner>): void;
  /** True when its readers are to be marked too. */
  mark(as: 'unsure' | 'dirty'): boolean;
  /** Something that it has read has a new value. */
  becomeDirty(): void;
}

/** Something that can be read: a fact from outside, or a value that follows from others. */
export class Origin<Owner> {
  readonly readers = new Set<Follower<Owner>>();

  /** Called when it is different now. */
  changed(): void {
    const marked: Follower<Owner>[] = [];
    for (const reader of this.readers) if (reader.mark('dirty')) marked.push(reader);
    for (let one = marked.pop(); one !== undefined; one = marked.pop()) {
      for (const reader of one.readers) if (reader.mark('unsure')) marked.push(reader);
    }
  }

  /** True when the value follows from this one, over any number of others. */
  reaches(value: Follower<Owner>): boolean {
    const seen = new Set<Follower<Owner>>(this.readers);
    for (const one of seen) {
      if (one === value) return true;
      for (const reader of one.readers) seen.add(reader);
    }
    return false;
  }

  /** Makes sure that readers are marked when it is different. */
  settle(): void {}
}

/** A fact from outside, such as one answer or the rows of a repeat. */
export class Fact<T, Owner> extends Origin<Owner> {
  readonly #graph: Graph<Owner>;
  #value: T;

  constructor(graph: Graph<Owner>, value: T) {
    super();
    this.#graph = graph;
    this.#value = value;
  }

  read(): T {
    this.#graph.note(this);
    return this.#value;
  }

  /** The value, without noting that it was read. */
  peek(): T {
    return this.#value;
  }

  write(value: T): void {
    if (Object.is(value, this.#value)) return;
    this.#value = value;
    this.changed();
  }
}
