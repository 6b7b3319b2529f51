/** A key as the field's schema has them. IndexedDB's dates and bytes as keys are not modelled. */
export type Key = number | string | readonly Key[];

/** A key path of the schema: one field, or several that make one compound key. */
export type KeyPath = string | readonly string[];

/** The value as a key of its own. Throws IndexedDB's `DataError` when it is none. */
export function toKey(value: unknown): Key {
  const key = keyIn(value);
  if (key === undefined) throw new DOMException('This is not a key', 'DataError');
  return key;
}

/** The key that a row has under this path; undefined when it has none. */
export const keyOf = (row: unknown, keyPath: KeyPath): Key | undefined =>
  keyIn(typeof keyPath === 'string' ? fieldOf(row, keyPath) : keyPath.map((one) => fieldOf(row, one)));

/** Order of IndexedDB: numbers before texts, texts before lists; negative when `a` comes first. */
export function compareKeys(a: Key, b: Key): number {
  if (typeof a === 'string' && typeof b === 'string') return a < b ? -1 : a > b ? 1 : 0;
  if (typeof a === 'number' && typeof b === 'number') return a < b ? -1 : a > b ? 1 : 0;
  if (typeof a !== 'object' || typeof b !== 'object') return rankOf(a) - rankOf(b);
  for (let at = 0; at < a.length && at < b.length; at += 1) {
    // Both have a key there.
    const order = compareKeys(a[at] as Key, b[at] as Key);
    if (order !== 0) return order;
  }
  return a.length - b.length;
}

function keyIn(value: unknown): Key | undefined {
  if (typeof value === 'string') return value;
  if (typeof value === 'number') return Number.isNaN(value) ? undefined : value;
  if (!Array.isArray(value)) return undefined;
  const keys: Key[] = [];
  for (const one of value) {
    const key = keyIn(one);
    if (key === undefined) return undefined;
    keys.push(key);
  }
  return keys;
}

const fieldOf = (row: unknown, field: string): unknown =>
  typeof row === 'object' && row !== null ? (row as Readonly<Record<string, unknown>>)[field] : undefined;

const rankOf = (key: Key): number => (typeof key === 'number' ? 0 : typeof key === 'string' ? 1 : 2);
