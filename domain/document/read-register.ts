import type * as z from 'zod';
import { type Document, idsBelow, isRemoved, valueAt } from './document.ts';

/** The value at a path where it is of this shape; else, or when nothing was written, the fallback. Never throws. */
export function readAt<T>(
  document: Document | undefined,
  path: string,
  shape: z.ZodType<T>,
  fallback: NoInfer<T>,
): T {
  const parsed = shape.safeParse(valueAt(document, path));
  return parsed.success ? parsed.data : fallback;
}

/** The ids below a prefix whose items are not removed, in the order of their `order`; equal orders are settled by id. */
export function orderedIds(document: Document | undefined, prefix: string): readonly string[] {
  const orderOf = (id: string): string => {
    const order = valueAt(document, `${prefix}/${id}/order`);
    return typeof order === 'string' ? order : '';
  };
  return idsBelow(document, prefix)
    .filter((id) => !isRemoved(document, `${prefix}/${id}`))
    .toSorted((a, b) => compare(orderOf(a), orderOf(b)) || compare(a, b));
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
