import { expect, test } from 'vitest';
import { emptyDocument } from '#domain/document/document.ts';
import { applyOpToDocument } from '#domain/document/document-draft.ts';
import { dotOf } from '#domain/document/op.ts';
import type { JsonValue } from '#base/json.ts';
import { checkAgainstSchema } from '#domain/document/kind-schema.ts';
import {
  programmeEndDay,
  programmeEndPath,
  eraseAfterOfProgramme,
  eraseAfterPath,
  latestProgrammeEndMs,
  programmeKind,
  programmeSchema,
} from '#domain/programme/programme.ts';
import { aDocument, anOp, deviceA, deviceB } from '#tests/support/builders/ops.ts';

const saying = (value: JsonValue, device = deviceA, path = programmeEndPath) =>
  anOp({ dot: dotOf(device, 1), kind: programmeKind, path, value });
const erasing = (value: JsonValue, device = deviceA) => saying(value, device, eraseAfterPath);
const blank = emptyDocument(aDocument, programmeKind);
const after = (...ops: readonly ReturnType<typeof saying>[]) =>
  ops.reduce((document, op) => applyOpToDocument(document, op, () => false), blank);

test('[E] the end of the programme is the day that was said, and nothing until then', () => {
  expect(programmeEndDay(undefined)).toBeNull();
  expect(programmeEndDay(blank)).toBeNull();
  expect(programmeEndDay(after(saying('2028-06-30')))).toBe('2028-06-30');
  expect(programmeEndDay(after(saying(null)))).toBeNull();
  expect(programmeEndDay(after(saying('soon')))).toBeNull();
});

test('[E, M1] while people disagree about the day nothing counts from it; that two say the same is no disagreement', () => {
  expect(programmeEndDay(after(saying('2028-06-30'), saying('2020-01-01', deviceB)))).toBeNull();
  expect(programmeEndDay(after(saying('2028-06-30'), saying('2028-06-30', deviceB)))).toBe('2028-06-30');
});

test('[E] of several programmes the last one counts, and none while one of them has no end', () => {
  expect(latestProgrammeEndMs([])).toBeNull();
  expect(latestProgrammeEndMs(['2028-06-30', null])).toBeNull();
  expect(latestProgrammeEndMs(['2028-06-30', '2027-01-01'])).toBe(Date.UTC(2028, 5, 30));
});

test('[security 2] a vault never erases itself until a number is said, and not any more when it is taken back', () => {
  expect(eraseAfterOfProgramme(undefined)).toBeNull();
  expect(eraseAfterOfProgramme(blank)).toBeNull();
  expect(eraseAfterOfProgramme(after(erasing(20)))).toBe(20);
  expect(eraseAfterOfProgramme(after(erasing(null)))).toBeNull();
  expect(eraseAfterOfProgramme(after(saying('2028-06-30')))).toBeNull();
});

test('[security 2] nobody says a number below ten or above a hundred, and one that comes all the same erases nothing', () => {
  const isTaken = (value: JsonValue) => checkAgainstSchema(programmeSchema, erasing(value)).ok;
  expect([9, 10, 100, 101, '20', null].map(isTaken)).toEqual([false, true, true, false, false, true]);
  expect(eraseAfterOfProgramme(after(erasing(9)))).toBeNull();
  expect(eraseAfterOfProgramme(after(erasing(20), erasing(9, deviceB)))).toBeNull();
});

test('[security 2, M1] while people disagree about the number, what erases less counts', () => {
  expect(eraseAfterOfProgramme(after(erasing(20), erasing(50, deviceB)))).toBe(50);
  expect(eraseAfterOfProgramme(after(erasing(20), erasing(null, deviceB)))).toBeNull();
});
