import { generateKeyBetween, generateNKeysBetween } from 'fractional-indexing';

/** A thing in a list and where it stands; `order` is null for one that has no place yet, or is to get a new one. */
export interface Placed {
  readonly id: string;
  readonly order: string | null;
}

/** The place that a thing gets. */
export interface NewOrder {
  readonly id: string;
  readonly order: string;
}

/**
 * The orders to write so that things stand in this sequence: fractional keys, so that moving one writes one register
 * and people who move different things at the same time do not disturb each other. Two who insert at the same place
 * get the same key; both stay, and the reader settles the tie by id, alike on all devices. Such ties, and
 * keys that another program wrote wrongly, get a new key only when the sequence cannot be had without.
 */
export function ordersFor(sequence: readonly Placed[]): readonly NewOrder[] {
  const orders: NewOrder[] = [];
  let unplaced: string[] = [];
  let last: string | null = null;
  for (const { id, order } of sequence) {
    if (order !== null && isOrderKey(order) && (last === null || order > last)) {
      orders.push(...between(last, order, unplaced));
      unplaced = [];
      last = order;
    } else unplaced.push(id);
  }
  return [...orders, ...between(last, null, unplaced)];
}

function between(before: string | null, after: string | null, ids: readonly string[]): readonly NewOrder[] {
  const keys = generateNKeysBetween(before, after, ids.length);
  return keys.flatMap((order, at) => {
    const id = ids[at];
    return id === undefined ? [] : [{ id, order }];
  });
}

/** Other programs may write any text as an order; the library throws on, or miscounts with, what it did not make. */
function isOrderKey(order: string): boolean {
  if (!/^[0-9A-Za-z]+$/.test(order)) return false;
  try {
    generateKeyBetween(order, null);
    return true;
  } catch {
    return false;
  }
}
