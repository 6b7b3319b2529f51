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

// Array.isArray does not narrow readonly arrays.
const isJsonArray = (value: JsonValue): value is readonly JsonValue[] => Array.isArray(value);
