import { expect, test } from 'vitest';
import type { JsonValue } from '#base/json.ts';
import { emptyDocument } from '#domain/document/document.ts';
import { applyOpToDocument } from '#domain/document/document-draft.ts';
import { dotOf } from '#domain/document/op.ts';
import { checkAgainstSchema } from '#domain/path-rules/kind-schema.ts';
import {
  eraseAfterOfProgramme,
  eraseAfterPath,
  latestProgrammeEndMs,
  programmeEndDay,
  programmeEndPath,
  programmeKind,
} from '#domain/programme/programme.ts';
import { programmeSchema } from '#domain/programme/programme-schema.ts';
import { aDocument, anOp, deviceA, deviceB } from '#tests/support/builders/ops.ts';

const saying = (value: JsonValue, deviceId = deviceA, path = programmeEndPath) =>
  anOp({ dot: dotOf(deviceId, 1), kind: programmeKind, path, value });
const erasing = (value: JsonValue, deviceId = deviceA) => saying(value, deviceId, eraseAfterPath);
const blank = emptyDocument(aDocument, programmeKind);
const after = (...valueOps: readonly ReturnType<typeof saying>[]) =>
  valueOps.reduce((document, op) => applyOpToDocument(document, op, () => false), blank);

test('[E] the end of the programme is the day that was said, and nothing until then', () => {
  expect(programmeEndDay(undefined)).toBeNull();
  expect(programmeEndDay(blank)).toBeNull();
  expect(programmeEndDay(after(saying('2028-06-30')))).toBe('2028-06-30');
  expect(programmeEndDay(after(saying(null)))).toBeNull();
  expect(programmeEndDay(after(saying('soon')))).toBeNull();
});

test('[E, M1] a conflict about the end day sets none; two equal values are no conflict', () => {
  expect(programmeEndDay(after(saying('2028-06-30'), saying('2020-01-01', deviceB)))).toBeNull();
  expect(programmeEndDay(after(saying('2028-06-30'), saying('2028-06-30', deviceB)))).toBe('2028-06-30');
});

test('[E] of several programmes the last end counts, and none while one has no end', () => {
  expect(latestProgrammeEndMs([])).toBeNull();
  expect(latestProgrammeEndMs(['2028-06-30', null])).toBeNull();
  expect(latestProgrammeEndMs(['2028-06-30', '2027-01-01'])).toBe(Date.UTC(2028, 5, 30));
});

test('[security 2] a vault never erases itself before a number is set or after its withdrawal', () => {
  expect(eraseAfterOfProgramme(undefined)).toBeNull();
  expect(eraseAfterOfProgramme(blank)).toBeNull();
  expect(eraseAfterOfProgramme(after(erasing(20)))).toBe(20);
  expect(eraseAfterOfProgramme(after(erasing(null)))).toBeNull();
  expect(eraseAfterOfProgramme(after(saying('2028-06-30')))).toBeNull();
});

test('[security 2] a number below ten or above a hundred is refused, and erases nothing if present', () => {
  const isTaken = (value: JsonValue) => checkAgainstSchema(programmeSchema, erasing(value)).ok;
  expect([9, 10, 100, 101, '20', null].map(isTaken)).toEqual([false, true, true, false, false, true]);
  expect(eraseAfterOfProgramme(after(erasing(9)))).toBeNull();
  expect(eraseAfterOfProgramme(after(erasing(20), erasing(9, deviceB)))).toBeNull();
});

test('[security 2, M1] during a conflict about the number, the value that erases less counts', () => {
  expect(eraseAfterOfProgramme(after(erasing(20), erasing(50, deviceB)))).toBe(50);
  expect(eraseAfterOfProgramme(after(erasing(20), erasing(null, deviceB)))).toBeNull();
});
