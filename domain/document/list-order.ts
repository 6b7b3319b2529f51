import { generateKeyBetween, generateNKeysBetween } from 'fractional-indexing';
import { type PathValue, pathOf } from './op.ts';

/** Present items in their order, as a reader gives them. */
type ListedItems = readonly { readonly id: string; readonly order: string }[];

/** Return the writes that put an item after the last of the list below `prefix`. */
export const appendToList = (prefix: string, listedItems: ListedItems, id: string): readonly PathValue[] =>
  appendAllToList(prefix, listedItems, [id]);

/** The same for several items, in their sequence. */
export const appendAllToList = (
  prefix: string,
  listedItems: ListedItems,
  ids: readonly string[],
): readonly PathValue[] => {
  const added = new Set(ids);
  return orderWritesFor(prefix, [
    ...listedItems.filter(({ id }) => !added.has(id)),
    ...ids.map((id) => ({ id, order: null })),
  ]);
};

/** Return the writes that move an item one step earlier or later; none at either end. */
export function moveInList(
  prefix: string,
  listedItems: ListedItems,
  id: string,
  step: 'up' | 'down',
): readonly PathValue[] {
  const at = listedItems.findIndex((one) => one.id === id);
  const to = step === 'up' ? at - 1 : at + 1;
  if (at === -1 || to < 0 || to >= listedItems.length) return [];
  return orderWritesFor(prefix, itemsWithout(listedItems, id).toSpliced(to, 0, { id, order: null }));
}

/** M5: a removal is a write; values that others write below it stay, and can be restored with it. */
export const removeFromList = (prefix: string, id: string, isRemoved = true): readonly PathValue[] => [
  { path: pathOf(prefix, id, 'removed'), value: isRemoved },
];

const itemsWithout = (listedItems: ListedItems, id: string): readonly OrderedItem[] =>
  listedItems.filter((one) => one.id !== id).map(({ id: other, order }) => ({ id: other, order }));

const orderWritesFor = (prefix: string, sequence: readonly OrderedItem[]): readonly PathValue[] =>
  assignOrders(sequence).map(({ id, order }) => ({ path: pathOf(prefix, id, 'order'), value: order }));

/** An item of a list and its order; `order` is null for an item that needs a new one. */
export interface OrderedItem {
  readonly id: string;
  readonly order: string | null;
}

/** Order that an item gets. */
interface AssignedOrder {
  readonly id: string;
  readonly order: string;
}

/**
 * Orders to write so that the items have this sequence. Keys are fractional: a move writes one register, and moves of
 * different items do not disturb each other. Two inserts at one place get the same key. Both stay, and the reader
 * puts the earlier write first, alike on all devices. Ties and malformed keys get a new key only where the sequence needs it.
 */
export function assignOrders(sequence: readonly OrderedItem[]): readonly AssignedOrder[] {
  const assignedOrders: AssignedOrder[] = [];
  let unplaced: string[] = [];
  let last: string | null = null;
  for (const { id, order } of sequence) {
    if (order !== null && isFractionalOrderKey(order) && (last === null || order > last)) {
      assignedOrders.push(...ordersBetween(last, order, unplaced));
      unplaced = [];
      last = order;
    } else unplaced.push(id);
  }
  return [...assignedOrders, ...ordersBetween(last, null, unplaced)];
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

/** Other programs may write any text as an order; the library throws on foreign keys, or miscounts with them. */
function isFractionalOrderKey(order: string): boolean {
  if (!/^[0-9A-Za-z]+$/.test(order)) return false;
  try {
    generateKeyBetween(order, null);
    return true;
  } catch {
    return false;
  }
}
