import { expect, test } from 'vitest';
import type { Json } from '#domain/base/json.ts';
import type { Document } from '#domain/document/document.ts';
import { type Dot, deviceOf, dotOf, numberOf } from '#domain/document/dot.ts';
import { applyToLog, emptyLog } from '#domain/document/log-state.ts';
import type { ValueOp } from '#domain/document/op.ts';
import { Path } from '#domain/document/path.ts';
import { isGone, isRemovalContested } from '#domain/document/removal.ts';
import { contextOf } from '#domain/document/removal-context.ts';
import { summarise } from '#domain/document/summary.ts';
import type { DeviceId } from '#domain/ids.ts';
import { aDocument, anOp, deviceA, deviceB } from '#tests/builders/ops.ts';

const at = (
  atMs: number,
  device: DeviceId,
  n: number,
  path: string,
  value: Json,
  over: readonly Dot[] = [],
) => anOp({ dot: dotOf(device, n), stamp: [atMs, 0], path: Path.parse(path), value, over });

function documentOf(...ops: readonly ReturnType<typeof at>[]): Document {
  const document = ops.reduce(applyToLog, emptyLog).documents.get(aDocument);
  if (document === undefined) throw new Error('Nothing was written');
  return document;
}

/** The op that goes with a removal in a document. */
function contextAfter(removal: ValueOp, before: Document): ValueOp {
  const context = contextOf(removal, before);
  if (context === null) throw new Error('Nothing is removed');
  const dot = dotOf(deviceOf(removal.dot), numberOf(removal.dot) + 1);
  return anOp({ dot, stamp: removal.stamp, ...context });
}

const title = at(1, deviceA, 1, 'title', 'Court');
const removal = at(2, deviceA, 2, 'removed', true);

test('[M5] a removed document is gone', () => {
  expect(isGone(documentOf(title, removal))).toBe(true);
  expect(summarise(documentOf(title, removal))).toMatchObject({ isGone: true, conflicts: 0 });
});

test('[M5] what a colleague wrote later, not knowing of the removal, keeps it until a person decides', () => {
  const edited = documentOf(title, removal, at(3, deviceB, 1, 'status', 'fieldwork'));
  expect(isGone(edited)).toBe(false);
  expect(isRemovalContested(edited)).toBe(true);
  expect(summarise(edited)).toMatchObject({ isGone: false, conflicts: 1 });
});

test('[M5] removing once more, after seeing what was written, decides', () => {
  const edited = [title, removal, at(3, deviceB, 1, 'status', 'fieldwork')];
  const again = at(4, deviceA, 3, 'removed', true, [removal.dot]);
  expect(isGone(documentOf(...edited, again, contextAfter(again, documentOf(...edited))))).toBe(true);
});

test('[M5] a removal that does not say what its writer saw is contested, whatever its stamp', () => {
  const early = documentOf(at(1, deviceB, 1, 'title', 'Court'), at(999_999, deviceA, 1, 'removed', true));
  expect(isRemovalContested(early)).toBe(true);
});

test('[M5] one removes while another restores: disputed, so it stays', () => {
  const disputed = documentOf(title, removal, at(2, deviceB, 1, 'removed', false));
  expect(isRemovalContested(disputed)).toBe(true);
  expect(isGone(disputed)).toBe(false);
});
