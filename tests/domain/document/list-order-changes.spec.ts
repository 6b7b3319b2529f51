import { expect, test } from 'vitest';
import type { JsonValue } from '#base/json.ts';
import { appendToList, moveInList, removeFromList } from '#domain/document/list-order.ts';
import type { PathValue } from '#domain/document/op.ts';

const listed = ['one', 'two', 'three'].map((id, at) => ({ id, order: `a${at}` }));

/** Order of the items after these writes. */
function sequenceAfter(writes: readonly PathValue[]): readonly string[] {
  const before = listed.map(({ id, order }) => [`findings/${id}/order`, order] as const);
  const orders = new Map<string, JsonValue>([
    ...before,
    ...writes.map(({ path, value }) => [path, value] as const),
  ]);
  return [...orders]
    .toSorted(([, a], [, b]) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1))
    .map(([path]) => path.split('/')[1] ?? '');
}

test('a step up or down writes one order, that of the thing that moves', () => {
  const [up, down] = (['up', 'down'] as const).map((step) => moveInList('findings', listed, 'two', step));
  expect(sequenceAfter(up ?? [])).toEqual(['two', 'one', 'three']);
  expect(sequenceAfter(down ?? [])).toEqual(['one', 'three', 'two']);
  for (const writes of [up, down]) expect(writes?.map(({ path }) => path)).toEqual(['findings/two/order']);
});

test('a move at either end, or of an unlisted item, writes nothing', () => {
  expect(moveInList('findings', listed, 'one', 'up')).toEqual([]);
  expect(moveInList('findings', listed, 'three', 'down')).toEqual([]);
  for (const step of ['up', 'down'] as const)
    expect(moveInList('findings', listed, 'four', step)).toEqual([]);
});

test('a new thing gets its place after the last, and a known one moves there', () => {
  expect(appendToList('findings', listed, 'four')).toEqual([{ path: 'findings/four/order', value: 'a3' }]);
  expect(sequenceAfter(appendToList('findings', listed, 'one'))).toEqual(['two', 'three', 'one']);
});

test('[M5] removing is a write, and so is bringing back', () => {
  expect(removeFromList('findings', 'one')).toEqual([{ path: 'findings/one/removed', value: true }]);
  expect(removeFromList('findings', 'one', false)).toEqual([{ path: 'findings/one/removed', value: false }]);
});
