import { expect, test } from 'vitest';
import type { JsonValue } from '#base/json.ts';
import {
  formShapeOf,
  parseAnswerPath,
  readAnswerChanges,
  registersOfChange,
  rowOrderAfter,
} from '#domain/assessment/answer-registers.ts';
import { assessmentKind } from '#domain/assessment/assessment.ts';
import { assessmentSchema } from '#domain/assessment/schema/assessment-schema.ts';
import { dotOf, Path } from '#domain/document/op.ts';
import { checkAgainstSchema } from '#domain/path-rules/kind-schema.ts';
import type { AnswerChange } from '#forms/engine/form.ts';
import { QuestionId } from '#forms/model/instrument.ts';
import { aForm, aGroup, aQuestion, aRepeat } from '#tests/support/builders/an-instrument.ts';
import { aDevice, aDoc } from '#tests/support/builders/sample-ids.ts';

const shape = formShapeOf(
  aForm([
    aQuestion('name', 'text'),
    aRepeat('unit', [aQuestion('head', 'text'), aRepeat('tool', [aQuestion('mark', 'text')])]),
  ]),
);
const qid = (text: string): QuestionId => QuestionId.parse(text);
const changes: readonly AnswerChange[] = [
  { kind: 'instance', repeat: qid('unit'), instance: 'u1', parent: null, order: 'a0' },
  { kind: 'instance', repeat: qid('tool'), instance: 't1', parent: 'u1', order: 'a0' },
  { kind: 'value', at: { qid: qid('name'), instance: null }, value: 'N' },
  { kind: 'value', at: { qid: qid('mark'), instance: 't1' }, value: ['a', 'b'] },
];
const written = changes.flatMap((change) => registersOfChange(shape, change));
const read = (path: string): JsonValue | undefined =>
  written.find((registerValue) => registerValue.path === path)?.value;

test('answers and rows have their places, nesting is told by the parent', () => {
  expect(written).toEqual([
    { path: 'answers/unit/u1/order', value: 'a0' },
    { path: 'answers/tool/t1/order', value: 'a0' },
    { path: 'answers/tool/t1/parent', value: 'u1' },
    { path: 'answers/name/value', value: 'N' },
    { path: 'answers/tool/t1/mark/value', value: ['a', 'b'] },
  ]);
});

test('reading returns the written changes, outer rows before inner rows and rows before answers', () => {
  const paths = written.map(({ path }) => path).toReversed();
  const inOrder = [changes[0], changes[1], changes[3], changes[2]];
  expect(readAnswerChanges(shape, paths, read)).toEqual(inOrder);
});

test('a row that is removed, or has no place, is no row', () => {
  const removed = (path: string): JsonValue | undefined => (path.endsWith('/removed') ? true : read(path));
  expect(readAnswerChanges(shape, ['answers/unit/u1/removed'], removed)).toEqual([
    { kind: 'instanceRemoved', repeat: 'unit', instance: 'u1' },
  ]);
  expect(readAnswerChanges(shape, ['answers/unit/u9/parent'], read)).toEqual([
    { kind: 'instanceRemoved', repeat: 'unit', instance: 'u9' },
  ]);
});

test('evidence belongs to no form', () => {
  const others = ['answers/D1.1/evidence/e1/title', 'answers/D1.1/evidence/e1', 'status'];
  expect(others.map(parseAnswerPath)).toEqual([null, null, null]);
});

const admits = (path: string, value: JsonValue): boolean =>
  checkAgainstSchema(assessmentSchema, {
    dot: dotOf(aDevice(1), 1),
    stamp: [1, 0],
    doc: aDoc(),
    kind: assessmentKind,
    path: Path.parse(path),
    over: [],
    value,
  }).ok;

test('an assessment accepts the values that a form writes, within bounds', () => {
  expect(written.every(({ path, value }) => admits(path, value))).toBe(true);
  expect(admits('answers/name/value', { blob: 'b1', name: 'a.jpg', type: 'image/jpeg', bytes: 3 })).toBe(
    true,
  );
  expect(admits('answers/name/value', 'x'.repeat(20_001))).toBe(false);
  expect(admits('answers/name/value', { nested: true })).toBe(false);
  expect(admits('answers/unit/u1/order', 'not an order')).toBe(false);
});

test('a new row comes last, also after an order that another program wrote wrongly', () => {
  expect(rowOrderAfter([])).toBe('a0');
  expect(rowOrderAfter(['a0', 'a1']) > 'a1').toBe(true);
  expect(rowOrderAfter(['!', 'a3'])).toBe('a4');
});

test('a scored instrument stores screening answers separately, and an indicator as its level', () => {
  const scored = formShapeOf(
    aForm([aGroup('screening', [aQuestion('S2', 'text')]), aGroup('D1', [aQuestion('D1.1', 'indicator')])], {
      scoring: {},
    }),
  );
  expect(
    registersOfChange(scored, { kind: 'value', at: { qid: qid('S2'), instance: null }, value: 'yes' }),
  ).toEqual([{ path: 'screening/S2', value: 'yes' }]);
  const held: Readonly<Record<string, JsonValue>> = {
    'screening/S2': 'yes',
    'answers/D1.1/state': 'rated',
    'answers/D1.1/level': 3,
  };
  expect(readAnswerChanges(scored, Object.keys(held), (path) => held[path])).toEqual([
    { kind: 'value', at: { qid: 'S2', instance: null }, value: 'yes' },
    { kind: 'value', at: { qid: 'D1.1', instance: null }, value: 3 },
  ]);
});
