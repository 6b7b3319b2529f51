import { expect, test } from 'vitest';
import { refuse } from '#base/result.ts';
import { assessmentKind } from '#domain/assessment/assessment.ts';
import {
  decideCreateAssessment,
  decideRenameAssessment,
  type NewAssessment,
  startFromMaturityModel,
} from '#domain/assessment/create-assessment.ts';
import { emptyDocument } from '#domain/document/document.ts';
import { dotOf, type Path } from '#domain/document/op.ts';
import { schemaOfKind } from '#domain/kinds/document-kinds.ts';
import { checkAgainstSchema } from '#domain/path-rules/kind-schema.ts';
import { defaultMaturityModel } from '#domain/scoring/maturity-model.ts';
import { aDevice, aDoc } from '#tests/support/builders/sample-ids.ts';

const ids = { doc: aDoc(1), mission: aDoc(2) };
const aNewAssessment = (part: Partial<NewAssessment> = {}): NewAssessment => ({
  institution: ' National Police ',
  type: 'POL',
  title: 'Baseline',
  assessmentType: 'baseline',
  ...part,
});
const decide = (part?: Partial<NewAssessment>) =>
  decideCreateAssessment(aNewAssessment(part), ids, startFromMaturityModel(defaultMaturityModel));

test('a new assessment pins its instrument, and its institution type is the first screening answer', () => {
  const values = decide();
  expect(values.ok && values.value.map(({ path, value }) => [path, value])).toEqual([
    ['title', 'Baseline'],
    ['mission', ids.mission],
    ['instrument', 'default-needs-assessment@1.0.0'],
    ['type', 'baseline'],
    ['institution/name', 'National Police'],
    ['institution/type', 'POL'],
    ['screening/S1', 'POL'],
    ['status', 'draft'],
  ]);
});

test('[J5] everything that a new assessment begins with fits its schema', () => {
  const values = decide();
  const kindSchema = schemaOfKind(assessmentKind) ?? [];
  const ops = (values.ok ? values.value : []).map((initialValue, at) => ({
    ...initialValue,
    dot: dotOf(aDevice(), at + 1),
    stamp: [1, 0] as const,
    over: [],
  }));
  expect(ops.filter((op) => !checkAgainstSchema(kindSchema, op).ok)).toEqual([]);
  expect(ops).not.toEqual([]);
});

test.each([
  [{ institution: '  ' }, 'institutionMissing'],
  [{ type: null }, 'typeMissing'],
  [{ type: 'XYZ' }, 'typeMissing'],
  [{ title: ' ' }, 'titleMissing'],
  [{ assessmentType: 'follow-up' as const }, 'followsMissing'],
])('%j is refused as %s', (part, kind) => {
  expect(decide(part)).toEqual(refuse({ kind }));
});

test('with a form without institution types, the type is optional and initial answers are written', () => {
  const answers = [{ path: 'answers/unit/r1/order', value: 'a0' }];
  const values = decideCreateAssessment(aNewAssessment({ type: null }), ids, {
    instrument: 'visit@1',
    types: null,
    answers,
  });
  expect(values.ok && values.value.map(({ path, value }) => [path, value])).toEqual([
    ['title', 'Baseline'],
    ['mission', ids.mission],
    ['instrument', 'visit@1'],
    ['type', 'baseline'],
    ['institution/name', 'National Police'],
    ['answers/unit/r1/order', 'a0'],
    ['status', 'draft'],
  ]);
});

test('[A1] an institution of the register is kept with its id, and a typed one has none', () => {
  const ref = '00000000-0000-4000-8000-000000000001';
  const paths = (part: Partial<NewAssessment>) => {
    const values = decide(part);
    return values.ok ? values.value.filter(({ path }) => path.startsWith('institution/')) : [];
  };
  expect(paths({ institutionRef: ref })).toContainEqual(
    expect.objectContaining({ path: 'institution/ref', value: ref }),
  );
  expect(paths({ institutionRef: null }).map(({ path }) => path)).not.toContain('institution/ref');
});

const documentWith = (values: Readonly<Record<string, string>>) => ({
  ...emptyDocument(ids.doc, assessmentKind),
  registers: Object.fromEntries(
    Object.entries(values).map(([path, value], at) => [
      path as Path, // a key of this file
      { heads: [{ dot: dotOf(aDevice(), at + 1), stamp: [1, 0] as const, value }] },
    ]),
  ),
});

test('[A1] a record with another institution names another entry, or none', () => {
  const ref = '00000000-0000-4000-8000-000000000001';
  const document = documentWith({ title: 'Baseline', 'institution/name': 'Police', 'institution/ref': ref });
  const names = { institution: 'Police', type: null, title: 'Baseline' };
  expect(decideRenameAssessment(document, { ...names, institutionRef: ref })).toEqual({
    ok: true,
    value: [],
  });
  expect(decideRenameAssessment(document, { ...names, institution: 'Court' })).toEqual({
    ok: true,
    value: [
      { path: 'institution/name', value: 'Court' },
      { path: 'institution/ref', value: null },
    ],
  });
});
