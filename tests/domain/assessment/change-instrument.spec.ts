import { expect, test } from 'vitest';
import type { JsonValue } from '#base/json.ts';
import { refuse } from '#base/result.ts';
import { assessmentKind } from '#domain/assessment/assessment.ts';
import {
  decideChangeInstrument,
  decideUndoInstrumentChange,
  findNewerEdition,
  formerInstrumentOf,
  planVersionChange,
} from '#domain/assessment/change-instrument.ts';
import { type Document, emptyDocument, valueAt } from '#domain/document/document.ts';
import { applyOpToDocument } from '#domain/document/document-draft.ts';
import { dotOf, Path } from '#domain/document/op.ts';
import type { InstrumentEdition } from '#domain/instrument/instrument-kind.ts';
import { schemaOfKind } from '#domain/kinds/document-kinds.ts';
import { checkAgainstSchema } from '#domain/path-rules/kind-schema.ts';
import { Instrument } from '#forms/model/instrument.ts';
import { anInstrument, aQuestion } from '#tests/support/builders/instruments.ts';
import { aDocument, anOp, deviceA, deviceB } from '#tests/support/builders/ops.ts';

/** Successive writes of one laptop, each over the present value. */
function assessment(
  values: Readonly<Record<string, JsonValue>>,
  previousDocument = emptyDocument(aDocument, assessmentKind),
) {
  const seen = Object.values(previousDocument.registers).flatMap(({ heads }) => heads).length;
  return Object.entries(values).reduce((document, [path, value], at) => {
    const over = document.registers[Path.parse(path)]?.heads.map(({ dot }) => dot) ?? [];
    const valueOp = anOp({
      dot: dotOf(deviceA, seen + at + 1),
      stamp: [seen + at + 1, 0],
      path: Path.parse(path),
      value,
      over,
    });
    return applyOpToDocument(document, valueOp, () => false);
  }, previousDocument);
}
const written = (
  document: Document,
  writes: readonly { readonly path: Path; readonly value: JsonValue }[],
): Document => assessment(Object.fromEntries(writes.map(({ path, value }) => [path, value])), document);

const form = (...nodes: readonly object[]): Instrument =>
  anInstrument({ nodes: Instrument.unwrap().shape.nodes.parse(nodes) });
const household = (...nodes: readonly object[]) => ({ kind: 'repeat', qid: 'r1', name: 'people', nodes });

test('[instruments] a version change keeps all answers and pins the new version; undo pins the former', () => {
  const previousDocument = assessment({ instrument: 'water-points@3', 'answers/q1/value': 'North' });
  const change = decideChangeInstrument(previousDocument, { id: 'water-points', version: '4' });
  if (!change.ok) throw new Error('It is allowed');
  const after = written(previousDocument, change.value);
  expect(valueAt(after, 'instrument')).toBe('water-points@4');
  expect(valueAt(after, 'answers/q1/value')).toBe('North');
  expect(formerInstrumentOf(after)).toBe('water-points@3');

  const undo = decideUndoInstrumentChange(after);
  if (!undo.ok) throw new Error('It is allowed');
  const undoneDocument = written(after, undo.value);
  expect(valueAt(undoneDocument, 'instrument')).toBe('water-points@3');
  expect(decideUndoInstrumentChange(undoneDocument)).toEqual(refuse({ kind: 'nothingToUndo' }));
});

test('[M3] two people who moved it apart decide that first', () => {
  const disputed = applyOpToDocument(
    assessment({ instrument: 'water-points@4' }),
    anOp({ dot: dotOf(deviceB, 1), path: Path.parse('instrument'), value: 'water-points@5' }),
    () => false,
  );
  expect(decideChangeInstrument(disputed, { id: 'water-points', version: '6' })).toEqual(
    refuse({ kind: 'disputed' }),
  );
  expect(decideUndoInstrumentChange(disputed)).toEqual(refuse({ kind: 'disputed' }));
});

test('[instruments] answers without a question are reported with the wording of their former version', () => {
  const document = assessment({
    'answers/q1/value': 'North',
    'answers/q2/value': 12,
    'answers/q3/value': null,
    'answers/q4/level': 3,
    'answers/q4/evidence/e1/title': 'Register',
  });
  const previousInstrument = form(
    aQuestion('q1', 'village'),
    aQuestion('q2', 'wells', { label: { en: 'Wells' } }),
    aQuestion('q3', 'x'),
  );
  const { parked, difference } = planVersionChange(
    document,
    previousInstrument,
    form(aQuestion('q1', 'place')),
  );
  expect(parked).toEqual([
    {
      qid: 'q2',
      path: 'answers/q2/value',
      value: 12,
      instance: null,
      question: { name: 'wells', label: { en: 'Wells' } },
    },
    { qid: 'q4', path: 'answers/q4/level', value: 3, instance: null, question: null },
  ]);
  expect(difference.nodes.map(({ kind, qid }) => `${kind} ${qid}`)).toEqual([
    'changed q1',
    'removed q2',
    'removed q3',
  ]);
});

test('[instruments] a row answer is orphaned when its question leaves the repeat, except in removed rows', () => {
  const document = assessment({
    'answers/r1/i1/order': 'a0',
    'answers/r1/i1/q1/value': 'A',
    'answers/r1/i2/order': 'a1',
    'answers/r1/i2/removed': true,
    'answers/r1/i2/q1/value': 'B',
    'answers/r1/i1/q2/value': 'stays',
  });
  const previousInstrument = form(household(aQuestion('q1', 'name'), aQuestion('q2', 'note')));
  const after = form(household(aQuestion('q2', 'note')), aQuestion('q1', 'name'));
  expect(planVersionChange(document, previousInstrument, after).parked).toEqual([
    {
      qid: 'q1',
      path: 'answers/r1/i1/q1/value',
      value: 'A',
      instance: 'i1',
      question: { name: 'people/name', label: null },
    },
  ]);
});

test('[instruments] a newer version in use of the same instrument is offered, the newest of them', () => {
  const edition = (id: string, version: string, status: InstrumentEdition['status'] = 'published') => ({
    ref: `${id}@${version}`,
    id,
    version,
    title: id,
    languages: [],
    questions: 1,
    hash: '',
    status,
  });
  const there = [edition('a', '9'), edition('a', '10'), edition('a', '11', 'retired'), edition('b', '99')];
  expect(findNewerEdition('a@9', there)?.ref).toBe('a@10');
  expect(findNewerEdition('a@10', there)).toBeNull();
  expect(findNewerEdition('c@1', there)).toBeNull();
});

test('[J5] both registers of the pin are in the schema', () => {
  const op = (path: string, value: JsonValue) =>
    anOp({ kind: assessmentKind, path: Path.parse(path), value });
  const kindSchema = schemaOfKind(assessmentKind) ?? [];
  expect(checkAgainstSchema(kindSchema, op('instrument-before', 'a@1')).ok).toBe(true);
  expect(checkAgainstSchema(kindSchema, op('instrument-before', 1)).ok).toBe(false);
});
