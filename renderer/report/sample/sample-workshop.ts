import type { JsonValue } from '#base/json.ts';
import { type Document, emptyDocument } from '#domain/document/document.ts';
import { type DocumentKind, dotOf, pathOf } from '#domain/document/op.ts';
import { DeviceId, DocumentId } from '#domain/ids.ts';
import { questionnaires } from '#domain/workshop/learning/questionnaire.ts';
import { bankOfWorkshop } from '#domain/workshop/learning/test-sheets.ts';
import { workshopKind } from '#domain/workshop/workshop.ts';

/** Values that a story or a test writes into a document: registers by path. */
export type Values = Readonly<Record<string, JsonValue>>;

const device = DeviceId.parse('c'.repeat(32));
const atMs = Date.UTC(2026, 10, 20, 16, 5);

/** A document in which these values were written by one person. */
export function documentWith(id: number, documentKind: DocumentKind, values: Values): Document {
  const documentId = DocumentId.parse(`01a20edb-961d-7237-bfa9-${String(id).padStart(12, '0')}`);
  const registers = Object.fromEntries(
    Object.entries(values).map(([path, value], at) => [
      pathOf(...path.split('/')),
      { heads: [{ dot: dotOf(device, id * 1_000 + at), stamp: [atMs + at, 0] as const, value }] },
    ]),
  );
  return { ...emptyDocument(documentId, documentKind), registers };
}

const joined = (parts: readonly Values[]): Values => Object.assign({}, ...parts);
const numbersTo = (last: number): readonly number[] => Array.from({ length: last }, (_, at) => at + 1);

const participants = joined(
  numbersTo(14).map((at): Values => {
    const isPolice = at <= 8;
    return {
      [`participants/p${at}/code`]: `AAA-${String(at).padStart(3, '0')}`,
      [`participants/p${at}/institution`]: isPolice ? 'National Police' : 'Ministry of Justice',
      [`participants/p${at}/institution-type`]: isPolice ? 'POL' : 'MIN',
      [`participants/p${at}/function`]: isPolice ? 'investigation' : 'policy',
      [`participants/p${at}/consents/follow-up`]: { given: at <= 10, on: '2026-11-10' },
      [`attendance/1-am/p${at}`]: at === 14 ? 'absent' : 'present',
      [`attendance/1-pm/p${at}`]: at === 13 ? 'partial' : at === 14 ? 'absent' : 'present',
    };
  }),
);

const testSheets = joined(
  numbersTo(7).flatMap((at) =>
    (['before', 'after'] as const).map(
      (testPhase): Values => ({
        [`test-sheets/${testPhase}${at}/sheet`]: {
          phase: testPhase,
          code: `maple${10 + at}`,
          form: 'a',
          source: 'paper',
          answers: Object.fromEntries(
            bankOfWorkshop(undefined)
              .formA.slice(0, testPhase === 'before' ? 3 + (at % 3) : 6 + (at % 4))
              .map(({ id, key }) => [id, key]),
          ),
        },
      }),
    ),
  ),
);

const evaluation: Values = {
  'evaluation-counts/d1': {
    sheets: 12,
    answers: Object.fromEntries(
      questionnaires.evaluation.items.map(({ id }, at) => [
        id,
        { '2': at % 4, '3': 2, '4': 6 - (at % 4), '5': 4 },
      ]),
    ),
  },
  'follow-up-counts/d1': {
    sheets: 8,
    answers: Object.fromEntries(
      questionnaires['follow-up'].items.map(({ id, options }) => [id, { [options[0]?.id ?? 'none']: 8 }]),
    ),
  },
  'reviewed-texts/t1': { kind: 'evaluation', question: 'useful', text: 'The exercise on options.' },
};

/** A workshop of one day with a register, tests, an evaluation, notes and lessons. */
export const sampleWorkshop: Document = documentWith(30, workshopKind, {
  title: 'National policy workshop',
  template: 'W1',
  from: '2026-11-10',
  to: '2026-11-10',
  status: 'completed',
  mode: 'on-site',
  host: 'Ministry of Justice',
  place: 'Capital',
  languages: ['en', 'fr'],
  'non-attribution': true,
  'report/summary': 'Two institutions agreed on one procedure.',
  'day-starts/1': '09:00',
  'objectives/LO1/text': 'Describe roles, mandates and oversight of four institutions.',
  'objectives/LO1/order': 'a0',
  'objectives/LO2/text': 'Compare options with written criteria.',
  'objectives/LO2/order': 'a1',
  'sessions/s1/title': 'Roles, mandates, oversight',
  'sessions/s1/order': 'a0',
  'sessions/s1/day': 1,
  'sessions/s1/kind': 'session',
  'sessions/s1/minutes': 90,
  'sessions/s1/lead': 'trainer',
  'sessions/s1/objectives': ['LO1'],
  'sessions/s1/output': 'role map',
  'sessions/s1/delivery': 'as-planned',
  'sessions/s2/title': 'Options and how to compare them',
  'sessions/s2/order': 'a1',
  'sessions/s2/day': 1,
  'sessions/s2/starts': '14:00',
  'sessions/s2/minutes': 90,
  'sessions/s2/objectives': ['LO1'],
  'sessions/s2/delivery': 'changed',
  'sessions/s2/delivered-minutes': 60,
  'sessions/s2/delivery-note': 'Began late',
  ...participants,
  'register-counts/d1': {
    participants: 14,
    sex: { woman: 6, man: 8, other: 0, 'not-stated': 0 },
    seniority: { senior: 5, middle: 9, entry: 0, 'not-stated': 0 },
  },
  'certificate-rule': { leastShare: 0.75, series: 'W1-' },
  test: {
    formA: bankOfWorkshop(undefined)
      .formA.slice(0, 9)
      .map(({ id }) => id),
    formB: [],
    isShuffled: true,
  },
  ...testSheets,
  ...evaluation,
  'entries/e1/session': 's2',
  'entries/e1/type': 'agreed-action',
  'entries/e1/text': 'Draft one procedure for requests.',
  'entries/e1/owner': 'Ministry of Justice',
  'entries/e1/due': '2027-02-28',
  'entries/e1/order': 'a0',
  'entries/e1/plan-item': { doc: '01a20edb-961d-7237-bfa9-000000000020', item: 'i1' },
  'entries/e2/type': 'agreed-action',
  'entries/e2/text': 'Name a contact point for requests.',
  'entries/e2/order': 'a1',
  'entries/e3/session': 's1',
  'entries/e3/type': 'key-point',
  'entries/e3/text': 'Ratings fall by one level when evidence is asked for.',
  'entries/e3/order': 'a2',
  'entries/e4/session': 's2',
  'entries/e4/type': 'question',
  'entries/e4/text': 'Who may keep copies of evidence after trial?',
  'entries/e4/order': 'a3',
  'lessons/l1/context': 'A first workshop with two institutions.',
  'lessons/l1/happened': 'Half of the first session went to definitions.',
  'lessons/l1/cause': 'No glossary was sent before.',
  'lessons/l1/recommendation': 'Send a glossary a week before.',
  'lessons/l1/applies': ['W1'],
  'lessons/l1/status': 'noted',
  'lessons/l1/order': 'a0',
  'lessons/l2/recommendation': 'Begin with the exercise.',
  'lessons/l2/status': 'reviewed',
  'lessons/l2/order': 'a1',
});
