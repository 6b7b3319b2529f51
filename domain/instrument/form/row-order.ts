import { generateKeyBetween } from 'fractional-indexing';

/**
 * The order of a new row after the last of its repeat. A key that another program wrote wrongly is passed over, so that
 * a row can always be added.
 */
export function orderAfter(orders: readonly string[]): string {
  for (const last of orders.toSorted(descending)) {
    try {
      return generateKeyBetween(last, null);
    } catch {
      // Not a key of this library; an earlier one may be.
    }
  }
  return generateKeyBetween(null, null);
}

const descending = (a: string, b: string): number => (a < b ? 1 : a > b ? -1 : 0);
