import { expect, test } from 'vitest';
import type { JsonValue } from '#base/json.ts';
import { causalContextWriteFor } from '#domain/document/causal-context.ts';
import type { Document } from '#domain/document/document.ts';
import { type Dot, deviceOfDot, dotOf, numberOfDot, Path, type ValueOp } from '#domain/document/op.ts';
import { hasRemovalConflict, isRemovedWithoutConflict } from '#domain/document/removal-conflicts.ts';
import type { DeviceId } from '#domain/ids.ts';
import { summarizeDocument } from '#domain/kinds/document-summary.ts';
import { applyOpToLog, emptyLogState } from '#tests/support/builders/log-state.ts';
import { aDocument, anOp, deviceA, deviceB } from '#tests/support/builders/ops.ts';

const at = (
  atMs: number,
  deviceId: DeviceId,
  n: number,
  path: string,
  value: JsonValue,
  over: readonly Dot[] = [],
) => anOp({ dot: dotOf(deviceId, n), stamp: [atMs, 0], path: Path.parse(path), value, over });

function documentOf(...valueOps: readonly ReturnType<typeof at>[]): Document {
  const document = valueOps.reduce(applyOpToLog, emptyLogState).documents.get(aDocument);
  if (document === undefined) throw new Error('Nothing was written');
  return document;
}

/** The op that goes with a removal in a document. */
function contextAfter(removal: ValueOp, previousDocument: Document): ValueOp {
  const context = causalContextWriteFor(removal, previousDocument);
  if (context === null) throw new Error('Nothing is removed');
  const dot = dotOf(deviceOfDot(removal.dot), numberOfDot(removal.dot) + 1);
  return anOp({ dot, stamp: removal.stamp, ...context });
}

const title = at(1, deviceA, 1, 'title', 'Court');
const removal = at(2, deviceA, 2, 'removed', true);

test('[M5] a removed document is gone', () => {
  expect(isRemovedWithoutConflict(documentOf(title, removal))).toBe(true);
  expect(summarizeDocument(documentOf(title, removal))).toMatchObject({ isGone: true, conflicts: 0 });
});

test('[M5] a colleague’s later edit unaware of the removal keeps the document until a person decides', () => {
  const edited = documentOf(title, removal, at(3, deviceB, 1, 'status', 'fieldwork'));
  expect(isRemovedWithoutConflict(edited)).toBe(false);
  expect(hasRemovalConflict(edited)).toBe(true);
  expect(summarizeDocument(edited)).toMatchObject({ isGone: false, conflicts: 1 });
});

test('[M5] a second removal after seeing the edit decides the conflict', () => {
  const edited = [title, removal, at(3, deviceB, 1, 'status', 'fieldwork')];
  const again = at(4, deviceA, 3, 'removed', true, [removal.dot]);
  expect(
    isRemovedWithoutConflict(documentOf(...edited, again, contextAfter(again, documentOf(...edited)))),
  ).toBe(true);
});

test('[M5] a removal without a causal context is in conflict, with any timestamp', () => {
  const early = documentOf(at(1, deviceB, 1, 'title', 'Court'), at(999_999, deviceA, 1, 'removed', true));
  expect(hasRemovalConflict(early)).toBe(true);
});

test('[M5] one removes while another restores: disputed, so it stays', () => {
  const disputed = documentOf(title, removal, at(2, deviceB, 1, 'removed', false));
  expect(hasRemovalConflict(disputed)).toBe(true);
  expect(isRemovedWithoutConflict(disputed)).toBe(false);
});
