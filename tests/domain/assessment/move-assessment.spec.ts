import { expect, test } from 'vitest';
import type { JsonValue } from '#base/json.ts';
import {
  countMarkedComments,
  decideMoveAssessment,
  mayMoveInto,
  partsThatStay,
} from '#domain/assessment/move-assessment.ts';
import { assessmentSchema } from '#domain/assessment/schema/assessment-schema.ts';
import type { Document } from '#domain/document/document.ts';
import { DocumentId, LogId } from '#domain/ids.ts';
import { checkAgainstSchema, isPathInPattern } from '#domain/path-rules/kind-schema.ts';
import { anAssessment } from '#tests/support/builders/an-assessment.ts';
import { anOp } from '#tests/support/builders/ops.ts';

const doc = DocumentId.parse('00000000-0000-4000-8000-0000000000aa');
const mission = DocumentId.parse('00000000-0000-4000-8000-0000000000ab');
const from = LogId.parse('00000000-0000-4000-8000-0000000000ac');
const content = {
  title: 'Baseline assessment',
  status: 'fieldwork',
  'institution/name': 'National Police',
  'institution/type': 'POL',
  'screening/S1': 'POL',
  'answers/D5.4/level': 2,
  'answers/D5.4/rationale': 'No policy yet.',
  'answers/D5.4/evidence/e1/title': 'Policy',
  'answers/D5.4/evidence/e1/mark': 'confidential',
  'findings/f1/text': 'A gap.',
  'recommendations/r1/text': 'Write a policy.',
  'report/summary': 'By custom.',
  'assignments/D5': null,
};
const source = (more: Readonly<Record<string, JsonValue>> = {}): Document =>
  anAssessment({ mission: from, ...content, ...more });
const moved = (document: Document, writer = '') => {
  const decided = decideMoveAssessment(document, { doc, mission, from }, () => writer);
  if (!decided.ok) throw new Error(decided.refusal.kind);
  return decided.value;
};
const byPath = (initialValues: ReturnType<typeof moved>) =>
  Object.fromEntries(initialValues.map(({ path, value }) => [path, value]));

test('the record in the other mission has all content, and names the record that it came from', () => {
  const initialValues = moved(source());
  expect(byPath(initialValues)).toEqual({
    ...content,
    mission,
    'moved-from': { log: from, doc: source().doc },
  });
  const refused = initialValues.filter(
    ({ kind, path, value }) => !checkAgainstSchema(assessmentSchema, anOp({ doc, kind, path, value })).ok,
  );
  expect(refused).toEqual([]);
});

test('a moved follow-up names the mission of the assessment that it follows', () => {
  const follows = '00000000-0000-4000-8000-0000000000ad';
  expect(byPath(moved(source({ follows })))).toMatchObject({ follows, 'follows-mission': from });
});

test('a comment of a colleague keeps the name of its writer', () => {
  const comments = { 'comments/c1/about': 'D5.4', 'comments/c1/text': 'Ask again.' };
  expect(byPath(moved(source(comments), 'Second assessor'))).toMatchObject({
    'comments/c1/about': 'D5.4',
    'comments/c1/text': 'Second assessor: Ask again.',
  });
  expect(byPath(moved(source(comments)))).toMatchObject(comments);
});

test('a comment that the adviser marked stays with the former record, and is counted', () => {
  const marked = source({ 'comments/c1/text': 'Careful.', 'comments/c1/mark': 'strictly-confidential' });
  expect(Object.keys(byPath(moved(marked))).filter((path) => path.startsWith('comments/'))).toEqual([]);
  expect(countMarkedComments(marked)).toBe(1);
});

test('a submitted or once returned assessment stays in its mission', () => {
  const refusalOf = (more: Readonly<Record<string, JsonValue>>) =>
    decideMoveAssessment(source(more), { doc, mission, from }, () => '');
  const submitted = { ok: false, refusal: { kind: 'submitted' } };
  expect(refusalOf({ status: 'quality-review' })).toEqual(submitted);
  expect(refusalOf({ 'review/returns/1': { reason: 'Once.' } })).toEqual(submitted);
});

test('an assessment with an undecided conflict stays until a person decides it', () => {
  const document = source();
  const path = 'answers/D5.4/level' as keyof typeof document.registers;
  const heads = document.registers[path]?.heads ?? [];
  const otherHeads = anAssessment({ a: 1, b: 2, 'answers/D5.4/level': 4 }).registers[path]?.heads ?? [];
  const disputed = {
    ...document,
    registers: { ...document.registers, [path]: { heads: [...heads, ...otherHeads] } },
  };
  expect(decideMoveAssessment(disputed, { doc, mission, from }, () => '')).toEqual({
    ok: false,
    refusal: { kind: 'undecided' },
  });
});

test('only a lead moves agreed ratings and targets into their mission', () => {
  const plain = moved(source());
  expect(mayMoveInto(['assessor'], plain)).toBe(true);
  expect(mayMoveInto(['trainer'], plain)).toBe(false);
  const agreed = moved(source({ 'targets/D5.4': { level: 4, reason: '', agreedOn: null, agreedBy: '' } }));
  expect(mayMoveInto(['assessor'], agreed)).toBe(false);
  expect(mayMoveInto(['lead'], agreed)).toBe(true);
});

/** A path of each rule, with its name; rules of texts hold updates and no values. */
const samplePaths = assessmentSchema
  .filter(({ holds, pattern }) => holds !== 'text' && pattern !== 'status')
  .map(({ pattern }) => pattern.replaceAll('**', 'x/y').replaceAll('*', 'z'));
const staying =
  'mission follows-mission moved-from moved-to notes/z archived removed removals/z calculated/z/z'.split(' ');
const stayingBelow = [
  'comments/',
  'review/',
  'sign-off/',
  'answers/z/override',
  'periods/',
  'state-comments/',
];

test.each(samplePaths)('the value at %s moves, or stays for a reason', (path) => {
  const values = byPath(moved(anAssessment({ status: 'fieldwork', [path]: false })));
  const stays = staying.includes(path) || stayingBelow.some((area) => path.startsWith(area));
  expect(values[path] === false).toBe(!stays);
});

test('every reason to stay belongs to a part of the schema', () => {
  const patterns = assessmentSchema.map(({ pattern }) => pattern);
  for (const [family, reason] of partsThatStay) {
    expect(reason).not.toBe('');
    expect(patterns.some((pattern) => isPathInPattern(family, pattern))).toBe(true);
  }
});
