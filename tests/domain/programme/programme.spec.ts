import { expect, test } from 'vitest';
import { applyToDocument, emptyDocument } from '#domain/document/document.ts';
import { dotOf } from '#domain/document/dot.ts';
import type { Json } from '#domain/base/json.ts';
import { endOfProgramme, endsOnPath, programmeEndMs, programmeKind } from '#domain/programme/programme.ts';
import { aDocument, anOp, deviceA, deviceB } from '#tests/builders/ops.ts';

const saying = (value: Json, device = deviceA) =>
  anOp({ dot: dotOf(device, 1), kind: programmeKind, path: endsOnPath, value });
const blank = emptyDocument(aDocument, programmeKind);
const after = (...ops: readonly ReturnType<typeof saying>[]) =>
  ops.reduce((document, op) => applyToDocument(document, op, () => false), blank);

test('[E] the end of the programme is the day that was said, and nothing until then', () => {
  expect(endOfProgramme(undefined)).toBeNull();
  expect(endOfProgramme(blank)).toBeNull();
  expect(endOfProgramme(after(saying('2028-06-30')))).toBe('2028-06-30');
  expect(endOfProgramme(after(saying(null)))).toBeNull();
  expect(endOfProgramme(after(saying('soon')))).toBeNull();
});

test('[E, M1] while people disagree about the day nothing counts from it; that two say the same is no disagreement', () => {
  expect(endOfProgramme(after(saying('2028-06-30'), saying('2020-01-01', deviceB)))).toBeNull();
  expect(endOfProgramme(after(saying('2028-06-30'), saying('2028-06-30', deviceB)))).toBe('2028-06-30');
});

test('[E] of several programmes the last one counts, and none while one of them has no end', () => {
  expect(programmeEndMs([])).toBeNull();
  expect(programmeEndMs(['2028-06-30', null])).toBeNull();
  expect(programmeEndMs(['2028-06-30', '2027-01-01'])).toBe(Date.UTC(2028, 5, 30));
});
