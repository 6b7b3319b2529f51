import { generateKeyBetween, generateNKeysBetween } from 'fractional-indexing';
import { pathOf, type PathValue } from './path.ts';

/** Where things stand now, in their order, as a reader gives them. */
type ListedItems = readonly { readonly id: string; readonly order: string }[];

/** Gives a thing of the list below `prefix` its place after the last; what must be written for it. */
export const appendToList = (prefix: string, listed: ListedItems, id: string): readonly PathValue[] =>
  orderWritesFor(prefix, [...itemsWithout(listed, id), { id, order: null }]);

/** One step earlier or later; nothing to write at either end. */
export function moveInList(
  prefix: string,
  listed: ListedItems,
  id: string,
  step: 'up' | 'down',
): readonly PathValue[] {
  const at = listed.findIndex((one) => one.id === id);
  const to = step === 'up' ? at - 1 : at + 1;
  if (at === -1 || to < 0 || to >= listed.length) return [];
  return orderWritesFor(prefix, itemsWithout(listed, id).toSpliced(to, 0, { id, order: null }));
}

/** M5: removing is a write; what others write below it stays, and can be brought back with it. */
export const removeFromList = (prefix: string, id: string, isRemoved = true): readonly PathValue[] => [
  { path: pathOf(prefix, id, 'removed'), value: isRemoved },
];

const itemsWithout = (listed: ListedItems, id: string): readonly OrderedItem[] =>
  listed.filter((one) => one.id !== id).map(({ id: other, order }) => ({ id: other, order }));

const orderWritesFor = (prefix: string, sequence: readonly OrderedItem[]): readonly PathValue[] =>
  assignOrders(sequence).map(({ id, order }) => ({ path: pathOf(prefix, id, 'order'), value: order }));

/** A thing in a list and where it stands; `order` is null for one that has no place yet, or is to get a new one. */
export interface OrderedItem {
  readonly id: string;
  readonly order: string | null;
}

/** The place that a thing gets. */
export interface AssignedOrder {
  readonly id: string;
  readonly order: string;
}

/**
 * The orders to write so that things stand in this sequence: fractional keys, so that moving one writes one register
 * and people who move different things at the same time do not disturb each other. Two who insert at the same place
 * get the same key; both stay, and the reader settles the tie by id, alike on all devices. Such ties, and
 * keys that another program wrote wrongly, get a new key only when the sequence cannot be had without.
 */
export function assignOrders(sequence: readonly OrderedItem[]): readonly AssignedOrder[] {
  const orders: AssignedOrder[] = [];
  let unplaced: string[] = [];
  let last: string | null = null;
  for (const { id, order } of sequence) {
    if (order !== null && isFractionalOrderKey(order) && (last === null || order > last)) {
      orders.push(...ordersBetween(last, order, unplaced));
      unplaced = [];
      last = order;
    } else unplaced.push(id);
  }
  return [...orders, ...ordersBetween(last, null, unplaced)];
}

function ordersBetween(
  before: string | null,
  after: string | null,
  ids: readonly string[],
): readonly AssignedOrder[] {
  const keys = generateNKeysBetween(before, after, ids.length);
  return keys.flatMap((order, at) => {
    const id = ids[at];
    return id === undefined ? [] : [{ id, order }];
  });
}

/** Other programs may write any text as an order; the library throws on, or miscounts with, what it did not make. */
function isFractionalOrderKey(order: string): boolean {
  if (!/^[0-9A-Za-z]+$/.test(order)) return false;
  try {
    generateKeyBetween(order, null);
    return true;
  } catch {
    return false;
  }
}
