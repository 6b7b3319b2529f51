import { compareKeys, type Key, toKey } from './keys.ts';

/** From where to where; open ends leave their own key out. */
export interface Bounds {
  readonly lower: Key | undefined;
  readonly upper: Key | undefined;
  readonly lowerOpen: boolean;
  readonly upperOpen: boolean;
}

/** IndexedDB's `IDBKeyRange`. */
export class KeyRange implements Bounds {
  readonly lower: Key | undefined;
  readonly upper: Key | undefined;
  readonly lowerOpen: boolean;
  readonly upperOpen: boolean;

  private constructor(lower: unknown, upper: unknown, lowerOpen: boolean, upperOpen: boolean) {
    this.lower = lower === undefined ? undefined : toKey(lower);
    this.upper = upper === undefined ? undefined : toKey(upper);
    this.lowerOpen = lowerOpen;
    this.upperOpen = upperOpen;
    if (this.lower === undefined || this.upper === undefined) return;
    const order = compareKeys(this.lower, this.upper);
    if (order > 0 || (order === 0 && (lowerOpen || upperOpen)))
      throw new DOMException('The lower bound is behind the upper one', 'DataError');
  }

  static only(key: unknown): KeyRange {
    const onlyKey = toKey(key);
    return new KeyRange(onlyKey, onlyKey, false, false);
  }

  static lowerBound(lower: unknown, isOpen = false): KeyRange {
    return new KeyRange(toKey(lower), undefined, isOpen, true);
  }

  static upperBound(upper: unknown, isOpen = false): KeyRange {
    return new KeyRange(undefined, toKey(upper), true, isOpen);
  }

  static bound(lower: unknown, upper: unknown, isLowerOpen = false, isUpperOpen = false): KeyRange {
    return new KeyRange(toKey(lower), toKey(upper), isLowerOpen, isUpperOpen);
  }
}

/** Range of a request's argument: a range as it is, a key as a range of its own; undefined for all. */
export const toRange = (query: unknown): KeyRange | undefined =>
  query === undefined || query === null
    ? undefined
    : query instanceof KeyRange
      ? query
      : KeyRange.only(query);

/** The same where "all" is not allowed. */
export const toSomeRange = (query: unknown): KeyRange =>
  query instanceof KeyRange ? query : KeyRange.only(query);
