import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Document } from '#domain/document/document.ts';
import { assignOrders, type OrderedItem } from '#domain/document/list-order.ts';
import { readWorkshopSessions } from '#domain/workshop/workshop.ts';
import { after, anEmptyWorkshop, deviceA, deviceB } from '#tests/support/builders/a-workshop.ts';

const idsInOrder = (document: Document): readonly string[] =>
  readWorkshopSessions(document).map(({ id }) => id);

test('two offline inserts at the same place both stay, in one order on every laptop', () => {
  const start = after(
    anEmptyWorkshop,
    { by: deviceA, n: 1, path: 'sessions/s1/order', value: 'a0' },
    { by: deviceA, n: 2, path: 'sessions/s2/order', value: 'a1' },
  );
  const place = (id: string): string =>
    assignOrders([
      { id: 's1', order: 'a0' },
      { id, order: null },
      { id: 's2', order: 'a1' },
    ])[0]?.order ?? '';

  const byA = { by: deviceA, n: 3, path: 'sessions/new-a/order', value: place('new-a') };
  const byB = { by: deviceB, n: 1, path: 'sessions/new-b/order', value: place('new-b') };
  expect(byA.value).toBe(byB.value);
  expect(idsInOrder(after(start, byA, byB))).toEqual(['s1', 'new-b', 'new-a', 's2']);
  expect(idsInOrder(after(start, byB, byA))).toEqual(['s1', 'new-b', 'new-a', 's2']);
});

test('moving one session writes the place of that session only', () => {
  const sequence: readonly OrderedItem[] = [
    { id: 's3', order: null },
    { id: 's1', order: 'a0' },
    { id: 's2', order: 'a1' },
  ];
  expect(assignOrders(sequence)).toEqual([{ id: 's3', order: 'Zz' }]);
});

test('between two sessions that got the same place, a third still finds room', () => {
  const sequence: readonly OrderedItem[] = [
    { id: 's1', order: 'a0V' },
    { id: 'new', order: null },
    { id: 's2', order: 'a0V' },
    { id: 's3', order: 'a1' },
  ];
  const written = new Map(assignOrders(sequence).map(({ id, order }) => [id, order]));
  expect([...written.keys()]).toEqual(['new', 's2']);
  expect(sequenceAfter(sequence, written)).toEqual(['s1', 'new', 's2', 's3']);
});

test('an invalid order key from another program is replaced by a new one', () => {
  const sequence: readonly OrderedItem[] = [
    { id: 's1', order: 'not a key' },
    { id: 's2', order: '' },
  ];
  const written = new Map(assignOrders(sequence).map(({ id, order }) => [id, order]));
  expect(sequenceAfter(sequence, written)).toEqual(['s1', 's2']);
});

test('the written keys give exactly the wanted sequence for any former keys', () => {
  const key = fc.oneof(
    fc.constantFrom('a0', 'a0V', 'a1', 'Zz', 'b00'),
    fc.string({ maxLength: 4 }),
    fc.constant(null),
  );
  fc.assert(
    fc.property(fc.array(key, { maxLength: 12 }), (orders) => {
      const sequence = orders.map((order, at) => ({ id: `s${String(at).padStart(2, '0')}`, order }));
      const written = new Map(assignOrders(sequence).map(({ id, order }) => [id, order]));
      expect(sequenceAfter(sequence, written)).toEqual(sequence.map(({ id }) => id));
    }),
    { seed: 20_261_113, numRuns: 500 },
  );
});

/** The ids as `readWorkshopSessions` would order them after the writes. */
function sequenceAfter(
  previousItems: readonly OrderedItem[],
  written: ReadonlyMap<string, string>,
): readonly string[] {
  return previousItems
    .map(({ id, order }) => ({ id, order: written.get(id) ?? order ?? '' }))
    .sort((a, b) => (a.order < b.order ? -1 : a.order > b.order ? 1 : a.id < b.id ? -1 : 1))
    .map(({ id }) => id);
}
