/**
 * Dependency graph of values. A computation reads through the graph, which tracks its reads. A change marks all
 * dependent values; they are recomputed on their next use. Each is computed once, in order of dependence, and never
 * from a mixture of old and new.
 */
export class SignalGraph<Owner> {
  /** Owners of values that may have changed; the reader that shows them clears it. */
  readonly touched = new Set<Owner>();
  /** Watched values that were marked since their last read. */
  readonly due = new Set<SignalDependent<Owner>>();
  #reader: SignalDependent<Owner> | null = null;
  #depth = 0;

  /** Track that the running computation has read this. */
  trackRead(signalSource: SignalSource<Owner>): void {
    this.#reader?.reads(signalSource);
  }

  /** Compute without tracking reads. */
  computeUntracked<T>(compute: () => T): T {
    return this.computeAs(null, compute);
  }

  /** Compute with `reader` as the tracking value. */
  computeAs<T>(signalDependent: SignalDependent<Owner> | null, compute: () => T): T {
    const previousSignalDependent = this.#reader;
    this.#reader = signalDependent;
    try {
      return compute();
    } finally {
      this.#reader = previousSignalDependent;
    }
  }

  /**
   * Compute one level deeper. A chain that is too long for the stack is cut. The value in its middle is computed
   * first, with the stack empty; then its dependent restarts.
   */
  computeDeeper<T>(by: number, link: SignalDependent<Owner>, compute: () => T): T {
    if (this.#depth + by > maximumComputationDepth) throw new ChainTooLongError(link);
    if (this.#depth > 0) return this.#descend(by, compute);
    for (let cuts = 0; cuts < maximumChainCuts; cuts += 1) {
      const cut = this.#attempt(by, compute);
      if (cut.done) return cut.value;
      this.#computeFirst(cut.link);
    }
    throw new Error('Signals depend on each other without end');
  }

  #attempt<T>(by: number, compute: () => T): ComputationAttempt<T, Owner> {
    try {
      return { done: true, value: this.#descend(by, compute) };
    } catch (problem) {
      if (problem instanceof ChainTooLongError)
        return { done: false, link: problem.link as SignalDependent<Owner> }; // a graph only meets its own values
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

  #computeFirst(link: SignalDependent<Owner>): void {
    this.computeUntracked(() => link.settle());
  }
}

type ComputationAttempt<T, Owner> =
  | { readonly done: true; readonly value: T }
  | { readonly done: false; readonly link: SignalDependent<Owner> };

// A computation takes about ten times the stack of a check whether one is needed.
const maximumComputationDepth = 1_000;
const maximumChainCuts = 100_000;

class ChainTooLongError extends Error {
  readonly link: unknown;
  constructor(link: unknown) {
    super('A chain of values is too long for the stack');
    this.link = link;
  }
}

/** A value that follows from others, of any type. */
export interface SignalDependent<Owner> extends SignalSource<Owner> {
  /** Called for each read during its computation. */
  reads(signalSource: SignalSource<Owner>): void;
  /**
   * Mark it.
   * @returns whether its readers are to be marked too
   */
  mark(as: 'unsure' | 'dirty'): boolean;
  /** Called when one of its origins has a new value. */
  becomeDirty(): void;
}

/** A readable source: an input, or a value that follows from others. */
class SignalSource<Owner> {
  readonly readers = new Set<SignalDependent<Owner>>();

  /** Called when it has changed. */
  notifyReaders(): void {
    const marked: SignalDependent<Owner>[] = [];
    for (const signalDependent of this.readers)
      if (signalDependent.mark('dirty')) marked.push(signalDependent);
    for (let one = marked.pop(); one !== undefined; one = marked.pop()) {
      for (const signalDependent of one.readers)
        if (signalDependent.mark('unsure')) marked.push(signalDependent);
    }
  }

  /** Return whether the value follows from this one, over any number of others. */
  reaches(value: SignalDependent<Owner>): boolean {
    const seen = new Set<SignalDependent<Owner>>(this.readers);
    for (const one of seen) {
      if (one === value) return true;
      for (const signalDependent of one.readers) seen.add(signalDependent);
    }
    return false;
  }

  /** Mark readers if it has changed. */
  settle(): void {}
}

/** An input from outside, such as one answer or the rows of a repeat. */
export class InputSignal<T, Owner> extends SignalSource<Owner> {
  readonly #graph: SignalGraph<Owner>;
  #value: T;

  constructor(signalGraph: SignalGraph<Owner>, value: T) {
    super();
    this.#graph = signalGraph;
    this.#value = value;
  }

  read(): T {
    this.#graph.trackRead(this);
    return this.#value;
  }

  /** The value, without tracking. */
  peek(): T {
    return this.#value;
  }

  write(value: T): void {
    if (Object.is(value, this.#value)) return;
    this.#value = value;
    this.notifyReaders();
  }
}

/** `asking`: checking whether an origin has changed. */
type ComputedState = 'clean' | 'unsure' | 'dirty' | 'asking' | 'running';

/** A value that follows from others. */
export class ComputedSignal<T, Owner> extends SignalSource<Owner> implements SignalDependent<Owner> {
  readonly #graph: SignalGraph<Owner>;
  readonly #compute: () => T;
  readonly #owner: Owner | null;
  readonly #isSame: (before: T, after: T) => boolean;
  #value: T;
  #state: ComputedState = 'dirty';
  /** Origins in the order of their reads; two reads in a row are one entry. */
  #origins: SignalSource<Owner>[] = [];
  /** While it runs: number of origins that were read again, and the reads in place of the others. */
  #again = 0;
  #instead: SignalSource<Owner>[] | null = null;
  #isWatched = false;

  /** `first` is the value for a reader inside a cycle before there is any. */
  constructor(
    signalGraph: SignalGraph<Owner>,
    owner: Owner | null,
    first: T,
    compute: () => T,
    isSame: (before: T, after: T) => boolean = Object.is,
  ) {
    super();
    this.#graph = signalGraph;
    this.#owner = owner;
    this.#value = first;
    this.#compute = compute;
    this.#isSame = isSame;
  }

  /** The value now. Within a cycle it is the value before: a cycle ends, with one step for each read. */
  read(): T {
    this.#graph.trackRead(this);
    this.settle();
    return this.#value;
  }

  /** Put it on the graph's list whenever it may have changed. */
  watch(): this {
    this.#isWatched = true;
    if (this.#state === 'dirty') this.#graph.due.add(this);
    return this;
  }

  unwatch(): void {
    this.#isWatched = false;
    this.#graph.due.delete(this);
  }

  // Nearly always the reads are the same as before: then no link is touched.
  reads(signalSource: SignalSource<Owner>): void {
    if (this.#instead === null) {
      if (this.#origins[this.#again] === signalSource) {
        this.#again += 1;
        return;
      }
      if (this.#again > 0 && this.#origins[this.#again - 1] === signalSource) return;
      this.#instead = [];
    }
    if (this.#instead.at(-1) === signalSource) return;
    this.#instead.push(signalSource);
    signalSource.readers.add(this);
  }

  /**
   * Mark it.
   * @returns whether its readers are to be marked too
   */
  mark(as: 'unsure' | 'dirty'): boolean {
    const previousState = this.#state;
    if (previousState === 'clean' || (previousState === 'unsure' && as === 'dirty')) this.#state = as;
    if (previousState !== 'clean') return false;
    if (this.#owner !== null) this.#graph.touched.add(this.#owner);
    if (this.#isWatched) this.#graph.due.add(this);
    return true;
  }

  override settle(): void {
    if (this.#state === 'unsure') this.#askOrigins();
    if (this.#state === 'dirty') this.#graph.computeDeeper(20, this, () => this.#evaluate());
  }

  /** Drop its links, so nothing holds it any longer. */
  release(): void {
    for (const signalSource of this.#origins) signalSource.readers.delete(this);
    this.#origins = [];
    this.unwatch();
    this.#state = 'dirty';
  }

  #askOrigins(): void {
    this.#graph.computeDeeper(2, this, () => {
      this.#state = 'asking';
      try {
        for (const signalSource of this.#origins) {
          signalSource.settle();
          if (this.#isDirty()) return;
        }
        this.#state = 'clean';
      } finally {
        if (this.#state === 'asking') this.#state = 'unsure';
      }
    });
  }

  // A function of its own, because the compiler does not see that updating an origin may mark this value.
  #isDirty(): boolean {
    return this.#state === 'dirty';
  }

  #evaluate(): void {
    this.#again = 0;
    this.#instead = null;
    this.#state = 'running';
    try {
      const value = this.#graph.computeAs(this, this.#compute);
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
    if (this.#instead !== null) for (const signalSource of this.#instead) this.#origins.push(signalSource);
    if (dropped.length === 0) return;
    const keptSignalSources = new Set(this.#origins);
    for (const signalSource of dropped)
      if (!keptSignalSources.has(signalSource)) signalSource.readers.delete(this);
  }

  #take(value: T): void {
    if (this.#isSame(this.#value, value)) return;
    this.#value = value;
    for (const signalDependent of this.readers) signalDependent.becomeDirty();
  }

  /**
   * Called when an origin has a new value. A running computation keeps its state: it meets the new value, or is part
   * of a cycle.
   */
  becomeDirty(): void {
    if (this.#state !== 'running') this.#state = 'dirty';
  }
}
