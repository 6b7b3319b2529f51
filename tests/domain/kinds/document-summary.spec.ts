import { expect, test } from 'vitest';
import type { JsonValue } from '#base/json.ts';
import { DocumentKind, dotOf, Path } from '#domain/document/op.ts';
import { type SummaryFields, summarizeDocument } from '#domain/kinds/document-summary.ts';
import { after, anEmptyAssessment, otherDevice, ownDevice } from '#tests/support/builders/an-assessment.ts';
import { applyOpToLog, emptyLogState } from '#tests/support/builders/log-state.ts';
import { aDocument, anOp, deviceA } from '#tests/support/builders/ops.ts';

function summaryOf(kind: string, values: Readonly<Record<string, JsonValue>>): SummaryFields {
  const valueOps = Object.entries(values).map(([path, value], at) =>
    anOp({ dot: dotOf(deviceA, at + 1), kind: DocumentKind.parse(kind), path: Path.parse(path), value }),
  );
  const document = valueOps.reduce(applyOpToLog, emptyLogState).documents.get(aDocument);
  if (document === undefined) throw new Error('Nothing was written');
  return summarizeDocument(document);
}

test('an assessment counts the indicators that have an answer', () => {
  const summaryFields = summaryOf('assessment', {
    title: 'Forensic laboratory',
    status: 'fieldwork',
    'institution/name': 'National laboratory',
    'institution/type': 'FOR',
    'answers/D1.1/state': 'rated',
    'answers/D1.1/level': 3,
    'answers/D1.2/level': 2,
    'answers/D1.3/state': 'na',
    'answers/D1.4/state': 'blank',
    'answers/D1.5/state': 'rated',
    'answers/D1.6/rationale': 'only words so far',
  });
  expect(summaryFields).toEqual({
    title: 'Forensic laboratory',
    status: 'fieldwork',
    conflicts: 0,
    isGone: false,
    facts: {
      mission: null,
      instrument: null,
      'institution/name': 'National laboratory',
      'institution/type': 'FOR',
      'periods/final-on': null,
      answered: 3,
      open: 51,
      archived: false,
      'moved-to': null,
      toMend: null,
      review: null,
    },
  });
});

test('an assessment counts open indicators by its screening', () => {
  const open = (values: Readonly<Record<string, JsonValue>>) => summaryOf('assessment', values).facts['open'];
  const police = { 'screening/S1': 'POL', 'answers/D3.3/level': 3 };
  const all = Number(open({ title: 'Court' }));
  expect(Number(open(police))).toBeLessThan(all);
  expect(open({ ...police, 'answers/D3.4/level': 3 })).toBe(Number(open(police)) - 1);
  expect(open({ ...police, instrument: 'visit@2026.2' })).toBeNull();
});

test('an assessment that headquarters returned says how much is to mend, until it goes back', () => {
  const returned = {
    'review/returns/1': { reason: 'Look again.' },
    'review/points/p1/text': 'Name the policy.',
    'review/points/p1/round': 1,
    'review/points/p2/text': 'Name the act.',
    'review/points/p2/round': 1,
    'review/replies/p2/mended': true,
  };
  const toMend = (status: string) => summaryOf('assessment', { ...returned, status }).facts['toMend'];
  expect(['consolidated', 'quality-review', 'shared'].map(toMend)).toEqual([1, null, null]);
});

test('a workshop counts the sessions that are not removed', () => {
  const summaryFields = summaryOf('workshop', {
    title: 'W1',
    from: '2026-12-01',
    'sessions/s1/title': 'Opening',
    'sessions/s2/title': 'Gone',
    'sessions/s2/removed': true,
  });
  expect(summaryFields.facts).toMatchObject({ from: '2026-12-01', to: null, sessions: 1 });
});

test('a kind that this version does not know has a title and no facts', () => {
  expect(summaryOf('logframe', { title: 'Outcomes' })).toMatchObject({ title: 'Outcomes', facts: {} });
});

test('[M3] conflicts in level, rationale and evidence of one answer are one decision', () => {
  const contested = ['answers/D1.1/level', 'answers/D1.1/rationale', 'title'].reduce(
    (document, path, at) =>
      [1, 2].reduce(
        (previousDocument, value) =>
          after(previousDocument, {
            by: value === 1 ? ownDevice : otherDevice,
            n: at + 1,
            path,
            value: `${value}`,
            over: [],
          }),
        document,
      ),
    anEmptyAssessment,
  );
  expect(summarizeDocument(contested).conflicts).toBe(2);
});
