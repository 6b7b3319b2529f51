import { expect, test } from 'vitest';
import type { Json } from '#domain/base/json.ts';
import type { Document } from '#domain/document/document.ts';
import { type Dot, dotOf } from '#domain/document/dot.ts';
import { applyToLog, emptyLog } from '#domain/document/log-state.ts';
import { Path } from '#domain/document/path.ts';
import { isGone, isRemovalContested } from '#domain/document/removal.ts';
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
  const again = at(4, deviceA, 3, 'removed', true, [removal.dot]);
  expect(isGone(documentOf(title, removal, at(3, deviceB, 1, 'status', 'fieldwork'), again))).toBe(true);
});

test('[M5] one removes while another restores: disputed, so it stays', () => {
  const disputed = documentOf(title, removal, at(2, deviceB, 1, 'removed', false));
  expect(isRemovalContested(disputed)).toBe(true);
  expect(isGone(disputed)).toBe(false);
});
