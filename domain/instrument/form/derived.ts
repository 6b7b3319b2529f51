import { type Follower, type Graph, Origin } from './graph.ts';

/** `asking`: finding out whether an origin is different. */
type State = 'clean' | 'unsure' | 'dirty' | 'asking' | 'running';

/** A value that follows from others. */
export class Derived<T, Owner> extends Origin<Owner> implements Follower<Owner> {
  readonly #graph: Graph<Owner>;
  readonly #compute: () => T;
  readonly #owner: Owner | null;
  readonly #isSame: (before: T, after: T) => boolean;
  #value: T;
  #state: State = 'dirty';
  /** What was read, in this order; what is read twice in a row stands once. */
  #origins: Origin<Owner>[] = [];
  /** While it runs: how many of the origins were read again, and what was read instead of the others. */
  #again = 0;
  #instead: Origin<Owner>[] | null = null;
  #isWatched = false;

  /** `first` is what a reader inside a cycle finds before there is any value. */
  constructor(
    graph: Graph<Owner>,
    owner: Owner | null,
    first: T,
    compute: () => T,
    isSame: (before: T, after: T) => boolean = Object.is,
  ) {
    super();
    this.#graph = graph;
    this.#owner = owner;
    this.#value = first;
    this.#compute = compute;
    this.#isSame = isSame;
  }

  /** The value now. Within a cycle it is what it was before: a cycle ends, with one step for each reading. */
  read(): T {
    this.#graph.note(this);
    this.settle();
    return this.#value;
  }

  /** Puts it on the graph's list whenever it may be different. */
  watch(): this {
    this.#isWatched = true;
    if (this.#state === 'dirty') this.#graph.due.add(this);
    return this;
  }

  unwatch(): void {
    this.#isWatched = false;
    this.#graph.due.delete(this);
  }

  // Nearly always the same is read as the time before: then no link is touched.
  reads(origin: Origin<Owner>): void {
    if (this.#instead === null) {
      if (this.#origins[this.#again] === origin) {
        this.#again += 1;
        return;
      }
      if (this.#again > 0 && this.#origins[this.#again - 1] === origin) return;
      this.#instead = [];
    }
    if (this.#instead.at(-1) === origin) return;
    this.#instead.push(origin);
    origin.readers.add(this);
  }

  /** True when its readers are to be marked too. */
  mark(as: 'unsure' | 'dirty'): boolean {
    const before = this.#state;
    if (before === 'clean' || (before === 'unsure' && as === 'dirty')) this.#state = as;
    if (before !== 'clean') return false;
    if (this.#owner !== null) this.#graph.touched.add(this.#owner);
    if (this.#isWatched) this.#graph.due.add(this);
    return true;
  }

  override settle(): void {
    if (this.#state === 'unsure') this.#askOrigins();
    if (this.#state === 'dirty') this.#graph.deeper(20, this, () => this.#evaluate());
  }

  /** Forgets what it has read, so that nobody holds it any longer. */
  release(): void {
    for (const origin of this.#origins) origin.readers.delete(this);
    this.#origins = [];
    this.unwatch();
    this.#state = 'dirty';
  }

  #askOrigins(): void {
    this.#graph.deeper(2, this, () => {
      this.#state = 'asking';
      try {
        for (const origin of this.#origins) {
          origin.settle();
          if (this.#isDirty()) return;
        }
        this.#state = 'clean';
      } finally {
        if (this.#state === 'asking') this.#state = 'unsure';
      }
    });
  }

  // A function of its own, because the compiler does not see that settling an origin may mark this value.
  #isDirty(): boolean {
    return this.#state === 'dirty';
  }

  #evaluate(): void {
    this.#again = 0;
    this.#instead = null;
    this.#state = 'running';
    try {
      const value = this.#graph.readingAs(this, this.#compute);
      this.#state = 'clean';
      this.#take(value);
    } finally {
      if (this.#state === 'running') this.#state = 'dirty';
      this.#keepRead();
    }
  }

  #keepRead(): void {
    if (this.#instead === null && this.#again === this.#origins.length) return;
    const dropped = this.#origins.splice(this.#again);
    if (this.#instead !== null) for (const origin of this.#instead) this.#origins.push(origin);
    if (dropped.length === 0) return;
    const kept = new Set(this.#origins);
    for (const origin of dropped) if (!kept.has(origin)) origin.readers.delete(this);
  }

  #take(value: T): void {
    if (this.#isSame(this.#value, value)) return;
    this.#value = value;
    for (const reader of this.readers) reader.becomeDirty();
  }

  /** An origin has a new value. What is running keeps its state: it meets the new value, or is part of a cycle. */
  becomeDirty(): void {
    if (this.#state !== 'running') this.#state = 'dirty';
  }
}
