import { expect, test } from 'vitest';
import type { JsonValue } from '#base/json.ts';
import type { Document } from '#domain/document/document.ts';
import { dotOf, Path } from '#domain/document/op.ts';
import { compareItemsOf, compareWritten, orderedItemIds } from '#domain/document/written-order.ts';
import { applyOpToLog, emptyLogState } from '#tests/support/builders/log-state.ts';
import { aDocument, anOp, deviceA, deviceB } from '#tests/support/builders/ops.ts';

/** A document with these values, written in this order. */
function aWritten(values: readonly (readonly [string, JsonValue])[]): Document | undefined {
  const valueOps = values.map(([path, value], at) =>
    anOp({ dot: dotOf(deviceA, at + 1), path: Path.parse(path), value }),
  );
  return valueOps.reduce(applyOpToLog, emptyLogState).documents.get(aDocument);
}

test('items come by `order`, then as they were written, without removed ones', () => {
  const document = aWritten([
    ['items/c/order', 'a1'],
    ['items/b/order', 'a1'],
    ['items/a/order', 'a2'],
    ['items/d/order', 'a0'],
    ['items/f/text', 'no order'],
    ['items/e/order', 7],
    ['items/g/order', 'a0'],
    ['items/g/removed', true],
  ]);
  expect(orderedItemIds(document, 'items')).toEqual(['f', 'e', 'd', 'c', 'b', 'a']);
});

test('a list without orders reads the registers of its record once', () => {
  const document = aWritten(Array.from({ length: 40 }, (_, at) => [`items/i${at}/text`, at] as const));
  let passes = 0;
  const registers = new Proxy(document?.registers ?? {}, {
    ownKeys: (all) => {
      passes += 1;
      return Reflect.ownKeys(all);
    },
  });
  const ids = ['i39', 'i7', 'i21', 'i0', 'i12'];
  expect(ids.toSorted(compareItemsOf(document && { ...document, registers }, 'items'))).toEqual([
    'i0',
    'i7',
    'i12',
    'i21',
    'i39',
  ]);
  expect(passes).toBe(1);
});

test('items are none where there is no document', () => {
  expect(orderedItemIds(undefined, 'items')).toEqual([]);
});

test('writes are ordered by time, counter, device and number, and unsaved ones come last', () => {
  const places = [
    { stamp: [1, 0], dot: dotOf(deviceA, 20) },
    { stamp: [1, 1], dot: dotOf(deviceA, 9) },
    { stamp: [1, 1], dot: dotOf(deviceA, 10) },
    { stamp: [1, 1], dot: dotOf(deviceB, 1) },
    { stamp: [2, 0], dot: dotOf(deviceA, 1) },
    null,
  ] as const;
  expect(places.toReversed().toSorted(compareWritten)).toEqual(places);
});
