import { isPlainObject } from '#base/json.ts';

/** Change from one answer of a query to the next: a whole value, changed parts of an object, or a part of a list. */
type AnswerChange =
  | { readonly to: unknown }
  | {
      readonly parts: readonly (readonly [key: string, change: AnswerChange])[];
      readonly without: readonly string[];
    }
  | { readonly items: readonly (readonly [at: number, change: AnswerChange])[] }
  | { readonly head: number; readonly between: readonly unknown[]; readonly tail: number };

/** Changes of the answers of several watches, in the order in which the store gave them. */
export type AnswerBatch = readonly (readonly [watch: number, change: AnswerChange])[];

/**
 * Change that makes `after` of `before`; null when they are equal. Only plain objects and arrays have parts, as in
 * `withEqualParts`.
 */
export function changeBetween(before: unknown, after: unknown): AnswerChange | null {
  if (Object.is(before, after)) return null;
  if (Array.isArray(before) && Array.isArray(after)) return changeOfList(before, after);
  if (isPlainObject(before) && isPlainObject(after)) return changeOfObject(before, after);
  return { to: after };
}

function changeOfObject(
  before: Readonly<Record<string, unknown>>,
  after: Readonly<Record<string, unknown>>,
): AnswerChange | null {
  const keysBefore = Object.keys(before);
  const keys = Object.keys(after);
  const kept = keysBefore.filter((key) => Object.hasOwn(after, key));
  // The page gets the keys in the order of the answer: new ones can only come last.
  if (kept.some((key, at) => keys[at] !== key)) return { to: after };
  const parts: (readonly [string, AnswerChange])[] = [];
  for (const [at, key] of keys.entries()) {
    const answerChange = at < kept.length ? changeBetween(before[key], after[key]) : { to: after[key] };
    if (answerChange !== null) parts.push([key, answerChange]);
  }
  const without =
    kept.length === keysBefore.length ? [] : keysBefore.filter((key) => !Object.hasOwn(after, key));
  return parts.length === 0 && without.length === 0 ? null : { parts, without };
}

function changeOfList(before: readonly unknown[], after: readonly unknown[]): AnswerChange | null {
  if (before.length === after.length) {
    const items = after.flatMap((item, at) => {
      const answerChange = changeBetween(before[at], item);
      return answerChange === null ? [] : [[at, answerChange] as const];
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
export function withChange(before: unknown, answerChange: AnswerChange): unknown {
  if ('to' in answerChange) return answerChange.to;
  if ('parts' in answerChange) {
    if (!isPlainObject(before)) throw new Error('A change of parts needs an object');
    const parts = Object.fromEntries(
      answerChange.parts.map(([key, part]) => [key, withChange(ownPartOf(before, key), part)]),
    );
    // A copy of the whole in one step: a record has hundreds of parts, and a change of it few.
    const after: Record<string, unknown> = { ...before, ...parts };
    for (const key of answerChange.without) delete after[key];
    return after;
  }
  if (!Array.isArray(before)) throw new Error('A change of items needs a list');
  const list: readonly unknown[] = before;
  if ('items' in answerChange) {
    const items = [...list];
    for (const [at, item] of answerChange.items) items[at] = withChange(items[at], item);
    return items;
  }
  const { head, between, tail } = answerChange;
  return [...list.slice(0, head), ...between, ...list.slice(list.length - tail)];
}

const ownPartOf = (of: Readonly<Record<string, unknown>>, key: string): unknown =>
  Object.hasOwn(of, key) ? of[key] : undefined;

/** Longest time in ms that an answer waits for those of other queries: one saved value changes several. */
const answerBatchMs = 80;

/**
 * Answers on their way from the store's worker to the page. The first answer of a watch goes at once. Later ones go
 * together after a short wait, and of each only its changes.
 */
export class AnswerSender {
  readonly #post: (answerBatch: AnswerBatch) => void;
  readonly #wait: (act: () => void, ms: number) => void;
  /** Latest answer that the page has, by watch. */
  readonly #sent = new Map<number, unknown>();
  readonly #waiting = new Map<number, unknown>();
  #isWaiting = false;

  constructor(post: (answerBatch: AnswerBatch) => void, wait: (act: () => void, ms: number) => void) {
    this.#post = post;
    this.#wait = wait;
  }

  send(watch: number, answer: unknown): void {
    this.#waiting.set(watch, answer);
    if (!this.#sent.has(watch)) this.#flush();
    else if (!this.#isWaiting) {
      this.#isWaiting = true;
      this.#wait(() => {
        this.#isWaiting = false;
        this.#flush();
      }, answerBatchMs);
    }
  }

  forget(watch: number): void {
    this.#sent.delete(watch);
    this.#waiting.delete(watch);
  }

  #flush(): void {
    const batch = [...this.#waiting].flatMap(([watch, answer]) => {
      const answerChange = this.#sent.has(watch)
        ? changeBetween(this.#sent.get(watch), answer)
        : { to: answer };
      this.#sent.set(watch, answer);
      return answerChange === null ? [] : [[watch, answerChange] as const];
    });
    this.#waiting.clear();
    if (batch.length > 0) this.#post(batch);
  }
}

/** Watches of the page, which make whole answers of the changes that come. */
export class AnswerReceiver {
  readonly #watches = new Map<number, { answer: unknown; readonly onAnswer: (answer: unknown) => void }>();
  #lastWatch = 0;

  /** Begin a watch; returns its number. */
  begin(onAnswer: (answer: unknown) => void): number {
    this.#lastWatch += 1;
    this.#watches.set(this.#lastWatch, { answer: undefined, onAnswer });
    return this.#lastWatch;
  }

  /** An answer that is under way now is dropped. */
  end(watch: number): void {
    this.#watches.delete(watch);
  }

  receive(answerBatch: AnswerBatch): void {
    for (const [watch, answerChange] of answerBatch) {
      const one = this.#watches.get(watch);
      if (one === undefined) continue;
      one.answer = withChange(one.answer, answerChange);
      try {
        one.onAnswer(one.answer);
      } catch (error) {
        reportError(error); // the other watches get their answers
      }
    }
  }
}
