import { pathOf } from './path.ts';
import type { PathValue } from './path-value.ts';
import { ordersFor, type Placed } from './list-order.ts';

/** Where things stand now, in their order, as a reader gives them. */
type Listed = readonly { readonly id: string; readonly order: string }[];

/** Gives a thing of the list below `prefix` its place after the last; what must be written for it. */
export const placeLast = (prefix: string, listed: Listed, id: string): readonly PathValue[] =>
  writesOf(prefix, [...placedWithout(listed, id), { id, order: null }]);

/** One step earlier or later; nothing to write at either end. */
export function stepInList(
  prefix: string,
  listed: Listed,
  id: string,
  step: 'up' | 'down',
): readonly PathValue[] {
  const at = listed.findIndex((one) => one.id === id);
  const to = step === 'up' ? at - 1 : at + 1;
  if (at === -1 || to < 0 || to >= listed.length) return [];
  return writesOf(prefix, placedWithout(listed, id).toSpliced(to, 0, { id, order: null }));
}

/** M5: removing is a write; what others write below it stays, and can be brought back with it. */
export const removeFrom = (prefix: string, id: string, isRemoved = true): readonly PathValue[] => [
  { path: pathOf(prefix, id, 'removed'), value: isRemoved },
];

const placedWithout = (listed: Listed, id: string): readonly Placed[] =>
  listed.filter((one) => one.id !== id).map(({ id: other, order }) => ({ id: other, order }));

const writesOf = (prefix: string, sequence: readonly Placed[]): readonly PathValue[] =>
  ordersFor(sequence).map(({ id, order }) => ({ path: pathOf(prefix, id, 'order'), value: order }));
