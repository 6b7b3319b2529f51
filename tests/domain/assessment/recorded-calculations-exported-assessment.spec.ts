import { expect, test } from 'vitest';
import { assessmentKind } from '#domain/assessment/assessment.ts';
import { buildExportedAssessment } from '#domain/assessment/exported-assessment.ts';
import { calculationsToRecord, recordedCalculationLookup } from '#domain/assessment/recorded-calculations.ts';
import { conflictPathsOf, type Document } from '#domain/document/document.ts';
import { Path } from '#domain/document/op.ts';
import { schemaOfKind } from '#domain/kinds/document-kinds.ts';
import { checkAgainstSchema } from '#domain/path-rules/kind-schema.ts';
import { defaultInstrument } from '#domain/scoring/needs-assessment.ts';
import { answersAsJson, exportDataTables } from '#forms/export/export-data.ts';
import type { Instrument } from '#forms/model/instrument.ts';
import { after, anAssessment, otherDevice } from '#tests/support/builders/an-assessment.ts';
import { aForm, aQuestion, aRepeat } from '#tests/support/builders/an-instrument.ts';
import { anOp } from '#tests/support/builders/ops.ts';

const dayMs = 86_400_000;
const on = (day: number) => ({ ms: day * dayMs, offsetMinutes: 0 });

const visit = aForm([
  aQuestion('built', 'date'),
  aQuestion('ageDays', 'calculate', {
    calculation: 'int(decimal-date-time(today()) - decimal-date-time(${built}))',
  }),
  aRepeat('room', [
    aQuestion('beds', 'integer'),
    aQuestion('double', 'calculate', { calculation: '${beds} * 2' }),
  ]),
]);
const answers = {
  instrument: 'visit@1',
  'answers/built/value': '1970-01-01',
  'answers/room/r1/order': 'a0',
  'answers/room/r1/beds/value': 4,
};

function exported(document: Document, instrument: Instrument, day: number) {
  const one = buildExportedAssessment(document, instrument, null, on(day));
  if (!one.ok) throw new Error(JSON.stringify(one.refusal));
  return one.value;
}

function handedIn(document: Document, day: number): Document {
  const { form } = exported(document, visit, day);
  const writes = calculationsToRecord(form, visit, document);
  return after(
    document,
    ...[...writes, { path: 'status', value: 'quality-review' }].map((write, at) => ({
      n: 100 + at,
      ...write,
    })),
  );
}

const agesOf = (document: Document, day: number) =>
  answersAsJson([exported(document, visit, day)]).map((one) => JSON.parse(JSON.stringify(one)));

test('[instruments] calculations follow the day until submission, and then stay as they were', () => {
  const open = anAssessment({ ...answers, status: 'fieldwork' });
  expect(agesOf(open, 10)).toMatchObject([{ ageDays: '10', room: [{ beds: 4, double: '8' }] }]);
  const closed = handedIn(open, 10);
  expect(agesOf(closed, 40)).toMatchObject([{ ageDays: '10', room: [{ beds: 4, double: '8' }] }]);
  const back = after(closed, { n: 200, path: 'status', value: 'fieldwork' });
  expect(agesOf(back, 40)).toMatchObject([{ ageDays: '40' }]);
});

test('[instruments] an answer changed after submission is recalculated instead of using the recorded value', () => {
  const closed = handedIn(anAssessment(answers), 10);
  const changedDocument = after(closed, { n: 200, path: 'answers/built/value', value: '1970-01-06' });
  expect(agesOf(changedDocument, 40)).toMatchObject([{ ageDays: '35', room: [{ double: '8' }] }]);
});

test('[instruments] a calculation recorded by another form version does not count', () => {
  const closed = handedIn(anAssessment(answers), 10);
  const changed = { ...visit, version: '2' };
  expect(
    recordedCalculationLookup(closed, changed)({ ...addressOf('ageDays'), instance: null }),
  ).toBeUndefined();
});

const addressOf = (name: string) => {
  const foundNodeDefinition = visit.nodes.find((node) => node.name === name);
  if (!foundNodeDefinition) throw new Error(name);
  return { qid: foundNodeDefinition.qid };
};

test('[instruments] resubmission writes only changed calculations and withdraws those of removed rows', () => {
  const closed = handedIn(anAssessment(answers), 10);
  expect(calculationsToRecord(exported(closed, visit, 10).form, visit, closed)).toEqual([]);
  const withoutRow = after(closed, { n: 300, path: 'answers/room/r1/removed', value: true });
  expect(
    calculationsToRecord(exported(withoutRow, visit, 10).form, visit, withoutRow).map(({ path, value }) => [
      path,
      value !== null,
    ]),
  ).toEqual([
    ['calculated/form/0', true],
    ['calculated/r1/0', false],
  ]);
});

test('[instruments] recorded calculations fit the schema, and two concurrent submissions leave no conflict', () => {
  const open = anAssessment(answers);
  const writes = calculationsToRecord(exported(open, visit, 10).form, visit, open);
  const ofAssessments = schemaOfKind(assessmentKind) ?? [];
  expect(writes.length).toBe(2);
  for (const { path, value } of writes)
    expect(checkAgainstSchema(ofAssessments, anOp({ path: Path.parse(path), value })).ok).toBe(true);
  const apart = after(
    after(open, ...writes.map((write, at) => ({ n: 50 + at, ...write, over: [] }))),
    ...writes.map((write, at) => ({ n: 50 + at, ...write, value: null, by: otherDevice, over: [] })),
  );
  expect(conflictPathsOf(apart)).toEqual([]);
});

test('[B2] an indicator is exported with its state, the strength of its evidence, confidence and rationale', () => {
  const document = anAssessment({
    instrument: 'default',
    'screening/S1': 'POL',
    'answers/D1.1/state': 'rated',
    'answers/D1.1/level': 3,
    'answers/D1.1/rationale': 'Seen.',
    'answers/D1.1/evidence/e1/strength': 'E2',
    'answers/D1.3/state': 'ne',
  });
  const national = anAssessment({ 'answers/D1.1/state': 'rated', 'answers/D1.1/level': 3 });
  const [dataTable] = exportDataTables(
    defaultInstrument,
    [exported(document, defaultInstrument, 0), exported(national, defaultInstrument, 0)],
    { labels: false },
  );
  const cell = (row: number, key: string) =>
    dataTable?.rows[row]?.[dataTable.columns.findIndex((column) => column.key === key)];
  expect(
    ['', '/state', '/evidence', '/confidence', '/rationale'].map((part) => cell(1, `D1/D1.1${part}`)),
  ).toEqual([3, 'rated', 'E0', null, null]);
  // D1.1 is not asked of the police, so an earlier answer to it is left out.
  expect(cell(0, 'D1/D1.1')).toBeNull();
  expect(cell(0, 'D1/D1.1/rationale')).toBeNull();
});
