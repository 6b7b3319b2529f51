// Sums, shares and groups of measured values.

/**
 * @template Item
 * @param {readonly Item[]} items
 * @param {(item: Item) => string} keyOf
 * @returns {ReadonlyMap<string, readonly Item[]>}
 */
export function groupBy(items, keyOf) {
  /** @type {Map<string, Item[]>} */
  const groups = new Map();
  for (const item of items) {
    const group = groups.get(keyOf(item));
    if (group) group.push(item);
    else groups.set(keyOf(item), [item]);
  }
  return groups;
}

/** @param {readonly number[]} numbers */
export const sumOf = (numbers) => numbers.reduce((total, one) => total + one, 0);

/**
 * @param {number} part
 * @param {number} whole
 * @returns {number} 0 of nothing
 */
export const ratioOf = (part, whole) => (whole === 0 ? 0 : part / whole);

/**
 * @param {number} part
 * @param {number} whole
 * @returns {number} percent
 */
export const shareOf = (part, whole) => 100 * ratioOf(part, whole);

/**
 * @param {readonly number[]} ascending
 * @param {number} part 0.5 for the median
 * @returns {number} nearest rank
 */
export const quantileOf = (ascending, part) => ascending[Math.ceil(part * ascending.length) - 1] ?? 0;
