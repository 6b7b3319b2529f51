import { isPlainObject } from '#base/json.ts';

/** Change from one result of a query to the next: a whole value, changed parts of an object, or a part of a list. */
type ResultChange =
  | { readonly to: unknown }
  | {
      readonly parts: readonly (readonly [key: string, change: ResultChange])[];
      readonly without: readonly string[];
    }
  | { readonly items: readonly (readonly [at: number, change: ResultChange])[] }
  | { readonly head: number; readonly between: readonly unknown[]; readonly tail: number };

/** Changes of the results of several watches, in the order in which the store gave them. */
export type ResultBatch = readonly (readonly [watch: number, change: ResultChange])[];

/**
 * Change that makes `after` of `before`; null when they are equal. Only plain objects and arrays have parts, as in
 * `withEqualParts`.
 */
export function changeBetween(before: unknown, after: unknown): ResultChange | null {
  if (Object.is(before, after)) return null;
  if (Array.isArray(before) && Array.isArray(after)) return changeOfList(before, after);
  if (isPlainObject(before) && isPlainObject(after)) return changeOfObject(before, after);
  return { to: after };
}

function changeOfObject(
  before: Readonly<Record<string, unknown>>,
  after: Readonly<Record<string, unknown>>,
): ResultChange | null {
  const keysBefore = Object.keys(before);
  const keys = Object.keys(after);
  const kept = keysBefore.filter((key) => Object.hasOwn(after, key));
  // The page gets the keys in the order of the result: new ones can only come last.
  if (kept.some((key, at) => keys[at] !== key)) return { to: after };
  const parts: (readonly [string, ResultChange])[] = [];
  for (const [at, key] of keys.entries()) {
    const resultChange = at < kept.length ? changeBetween(before[key], after[key]) : { to: after[key] };
    if (resultChange !== null) parts.push([key, resultChange]);
  }
  const without =
    kept.length === keysBefore.length ? [] : keysBefore.filter((key) => !Object.hasOwn(after, key));
  return parts.length === 0 && without.length === 0 ? null : { parts, without };
}

function changeOfList(before: readonly unknown[], after: readonly unknown[]): ResultChange | null {
  if (before.length === after.length) {
    const items = after.flatMap((item, at) => {
      const resultChange = changeBetween(before[at], item);
      return resultChange === null ? [] : [[at, resultChange] as const];
    });
    return items.length === 0 ? null : { items };
  }
  const shorter = Math.min(before.length, after.length);
  let head = 0;
  while (head < shorter && changeBetween(before[head], after[head]) === null) head += 1;
  let tail = 0;
  while (tail < shorter - head && changeBetween(before.at(-1 - tail), after.at(-1 - tail)) === null)
    tail += 1;
  return { head, between: after.slice(head, after.length - tail), tail };
}

/** Value after a change of it. Its unchanged parts stay the same objects. */
export function withChange(before: unknown, resultChange: ResultChange): unknown {
  if ('to' in resultChange) return resultChange.to;
  if ('parts' in resultChange) {
    if (!isPlainObject(before)) throw new Error('A change of parts needs an object');
    const parts = Object.fromEntries(
      resultChange.parts.map(([key, part]) => [key, withChange(ownPartOf(before, key), part)]),
    );
    // A copy of the whole in one step: a record has hundreds of parts, and a change of it few.
    const after: Record<string, unknown> = { ...before, ...parts };
    for (const key of resultChange.without) delete after[key];
    return after;
  }
  if (!Array.isArray(before)) throw new Error('A change of items needs a list');
  const list: readonly unknown[] = before;
  if ('items' in resultChange) {
    const items = [...list];
    for (const [at, item] of resultChange.items) items[at] = withChange(items[at], item);
    return items;
  }
  const { head, between, tail } = resultChange;
  return [...list.slice(0, head), ...between, ...list.slice(list.length - tail)];
}

const ownPartOf = (of: Readonly<Record<string, unknown>>, key: string): unknown =>
  Object.hasOwn(of, key) ? of[key] : undefined;

/** Longest time in ms that a result waits for those of other queries: one saved value changes several. */
const resultBatchMs = 80;

/**
 * Results on their way from the store's worker to the page. The first result of a watch goes at once. Later ones go
 * together after a short wait, and of each only its changes.
 */
export class ResultSender {
  readonly #post: (resultBatch: ResultBatch) => void;
  readonly #wait: (act: () => void, ms: number) => void;
  /** Latest result that the page has, by watch. */
  readonly #sent = new Map<number, unknown>();
  readonly #waiting = new Map<number, unknown>();
  #isWaiting = false;

  constructor(post: (resultBatch: ResultBatch) => void, wait: (act: () => void, ms: number) => void) {
    this.#post = post;
    this.#wait = wait;
  }

  send(watch: number, result: unknown): void {
    this.#waiting.set(watch, result);
    if (!this.#sent.has(watch)) this.#flush();
    else if (!this.#isWaiting) {
      this.#isWaiting = true;
      this.#wait(() => {
        this.#isWaiting = false;
        this.#flush();
      }, resultBatchMs);
    }
  }

  forget(watch: number): void {
    this.#sent.delete(watch);
    this.#waiting.delete(watch);
  }

  #flush(): void {
    const batch = [...this.#waiting].flatMap(([watch, result]) => {
      const resultChange = this.#sent.has(watch)
        ? changeBetween(this.#sent.get(watch), result)
        : { to: result };
      this.#sent.set(watch, result);
      return resultChange === null ? [] : [[watch, resultChange] as const];
    });
    this.#waiting.clear();
    if (batch.length > 0) this.#post(batch);
  }
}

/** Watches of the page, which make whole results of the changes that come. */
export class ResultReceiver {
  readonly #watches = new Map<number, { result: unknown; readonly onResult: (result: unknown) => void }>();
  #lastWatch = 0;

  /** Begin a watch; returns its number. */
  begin(onResult: (result: unknown) => void): number {
    this.#lastWatch += 1;
    this.#watches.set(this.#lastWatch, { result: undefined, onResult });
    return this.#lastWatch;
  }

  /** A result that is under way now is dropped. */
  end(watch: number): void {
    this.#watches.delete(watch);
  }

  receive(resultBatch: ResultBatch): void {
    for (const [watch, resultChange] of resultBatch) {
      const one = this.#watches.get(watch);
      if (one === undefined) continue;
      one.result = withChange(one.result, resultChange);
      try {
        one.onResult(one.result);
      } catch (error) {
        reportError(error); // the other watches get their answers
      }
    }
  }
}
