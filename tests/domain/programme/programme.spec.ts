import { expect, test } from 'vitest';
import { emptyDocument } from '#domain/document/document.ts';
import { applyToDocument } from '#domain/document/document-draft.ts';
import { dotOf } from '#domain/document/dot.ts';
import type { Json } from '#domain/base/json.ts';
import { checkAgainstSchema } from '#domain/document/kind-schema.ts';
import {
  endOfProgramme,
  endsOnPath,
  eraseAfterOf,
  eraseAfterPath,
  programmeEndMs,
  programmeKind,
  programmeSchema,
} from '#domain/programme/programme.ts';
import { aDocument, anOp, deviceA, deviceB } from '#tests/builders/ops.ts';

const saying = (value: Json, device = deviceA, path = endsOnPath) =>
  anOp({ dot: dotOf(device, 1), kind: programmeKind, path, value });
const erasing = (value: Json, device = deviceA) => saying(value, device, eraseAfterPath);
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

test('[security 2] a vault never erases itself until a number is said, and not any more when it is taken back', () => {
  expect(eraseAfterOf(undefined)).toBeNull();
  expect(eraseAfterOf(blank)).toBeNull();
  expect(eraseAfterOf(after(erasing(20)))).toBe(20);
  expect(eraseAfterOf(after(erasing(null)))).toBeNull();
  expect(eraseAfterOf(after(saying('2028-06-30')))).toBeNull();
});

test('[security 2] nobody says a number below ten or above a hundred, and one that comes all the same erases nothing', () => {
  const isTaken = (value: Json) => checkAgainstSchema(programmeSchema, erasing(value)).ok;
  expect([9, 10, 100, 101, '20', null].map(isTaken)).toEqual([false, true, true, false, false, true]);
  expect(eraseAfterOf(after(erasing(9)))).toBeNull();
  expect(eraseAfterOf(after(erasing(20), erasing(9, deviceB)))).toBeNull();
});

test('[security 2, M1] while people disagree about the number, what erases less counts', () => {
  expect(eraseAfterOf(after(erasing(20), erasing(50, deviceB)))).toBe(50);
  expect(eraseAfterOf(after(erasing(20), erasing(null, deviceB)))).toBeNull();
});
