import { expect, test } from 'vitest';
import { editableValueAt } from '#domain/document/document.ts';
import { dotOf } from '#domain/document/op.ts';
import { after, anEmptyAssessment, otherDevice, ownDevice } from '#tests/support/builders/an-assessment.ts';

const path = 'answers/D1.1/rationale';
const own = { n: 1, path, value: 'mine', over: [] };
const other = { by: otherDevice, n: 9, path, value: 'theirs', over: [] };
const at = (...writes: Parameters<typeof after>[1][]) =>
  editableValueAt(after(anEmptyAssessment, ...writes), path, ownDevice);

test('without a conflict a field shows the value and a write from it replaces that', () => {
  expect(at()).toEqual({ value: undefined, over: [] });
  expect(at({ ...other })).toEqual({ value: 'theirs', over: [dotOf(otherDevice, 9)] });
});

test('[M3] in a conflict one sees one’s own text, and typing on replaces that alone', () => {
  expect(at(own, other)).toEqual({ value: 'mine', over: [dotOf(ownDevice, 1)] });
});

test('[M3] a person without an own value in a conflict edits the newest and leaves others', () => {
  const third = { by: otherDevice, n: 9, path, value: 'theirs', over: [] };
  const fourth = { ...third, by: third.by.replace(/2$/, '3') as typeof otherDevice, n: 5, value: 'older' };
  expect(at(third, fourth)).toEqual({ value: 'theirs', over: [dotOf(otherDevice, 9)] });
});

test('[M3] equal values are one to a person: a write from the field closes them all', () => {
  const both = at(own, { ...other, value: 'mine' });
  expect(both).toEqual({ value: 'mine', over: [dotOf(ownDevice, 1), dotOf(otherDevice, 9)] });
});
