import * as z from 'zod';

/** Content of a register: any JSON value. */
export type JsonValue =
  | null
  | boolean
  | number
  | string
  | readonly JsonValue[]
  | { readonly [key: string]: JsonValue };
export const JsonValue: z.ZodType<JsonValue> = z.json() as z.ZodType<JsonValue>; // zod's own JSON type is mutable; ours is read-only

/**
 * JSON text with sorted object keys and no white space: equal values have equal texts. Used for hashes and to compare
 * values, never for signed content: signed bytes are kept as they came.
 */
export function canonicalJson(value: JsonValue): string {
  if (value === null || typeof value !== 'object') return JSON.stringify(value);
  if (isJsonArray(value)) return `[${value.map(canonicalJson).join(',')}]`;
  const entries = Object.entries(value)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, item]) => `${JSON.stringify(key)}:${canonicalJson(item)}`);
  return `{${entries.join(',')}}`;
}

/** Deep equality of two JSON values; the order of object keys does not matter. */
export const areJsonEqual = (a: JsonValue, b: JsonValue): boolean =>
  a === b || canonicalJson(a) === canonicalJson(b);

/**
 * Return `after` with the parts of `before` that are equal. Unchanged parts stay the same objects, and equal values give
 * `before` itself. Only plain objects and arrays have parts.
 */
export function withEqualParts<T>(before: unknown, after: T): T {
  return joinEqualParts(before, after) as T; // equal to `after`, part by part
}

function joinEqualParts(before: unknown, after: unknown): unknown {
  if (Object.is(before, after)) return before;
  // Mostly each part is the same object already: then nothing is copied.
  if (Array.isArray(before) && Array.isArray(after)) {
    let isSame = before.length === after.length;
    let parts: unknown[] | null = null;
    for (let at = 0; at < after.length; at += 1) {
      const part = joinEqualParts(before[at], after[at]);
      isSame &&= Object.is(part, before[at]);
      if (!Object.is(part, after[at])) (parts ??= [...after])[at] = part;
    }
    return isSame ? before : (parts ?? after);
  }
  if (!isPlainObject(before) || !isPlainObject(after)) return after;
  const keys = Object.keys(after);
  let isSame = keys.length === Object.keys(before).length;
  let joined: Record<string, unknown> | null = null;
  for (const key of keys) {
    const part = joinEqualParts(before[key], after[key]);
    isSame &&= Object.is(part, before[key]) && Object.hasOwn(before, key);
    if (!Object.is(part, after[key])) (joined ??= { ...after })[key] = part;
  }
  return isSame ? before : (joined ?? after);
}

/** Return whether a value is an object without a class. */
export function isPlainObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype;
}

// Array.isArray does not narrow readonly arrays.
const isJsonArray = (value: JsonValue): value is readonly JsonValue[] => Array.isArray(value);

/** Compare texts by their UTF-16 code units, in the same order on every machine (RFC 8785, 3.2.3). */
export const compareTexts = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** Texts of a list; none where the value is no list. */
export const textsInList = (value: unknown): readonly string[] =>
  Array.isArray(value) ? value.filter((one) => typeof one === 'string') : [];
