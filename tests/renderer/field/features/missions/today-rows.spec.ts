import { describe, expect, test } from 'vitest';
import { assessmentKind } from '#domain/assessment/assessment.ts';
import {
  dayMeetingsOf,
  daySessionsOf,
  dueRowsOf,
  lastQuestionLabel,
  todayRowsOf,
  workshopsToday,
} from '#renderer/field/features/missions/today-rows.ts';
import type { DocumentSummary } from '#renderer/store/api/store-api.ts';
import { withAgenda } from '#tests/support/builders/a-workshop.ts';
import { aDoc, aLog } from '#tests/support/builders/sample-ids.ts';

const summary: DocumentSummary = {
  log: aLog(),
  doc: aDoc(),
  kind: assessmentKind,
  title: 'Baseline',
  status: 'draft',
  changedAtMs: 1,
  conflicts: 0,
  waiting: 0,
  facts: { 'institution/name': 'Court', toMend: 2 },
};

/** Without a register, records show their own text. */
const nameOf = (_: unknown, { 'institution/name': name }: Readonly<Record<string, unknown>>): string =>
  typeof name === 'string' ? name : '';
const names = { nameOf, keyOf: nameOf, countryOf: () => 'UY' };
const reviewFacts = {
  sinceMs: 1,
  round: 0,
  openPoints: 0,
  mendedPoints: 0,
  signOff: 'signed',
  commentsUntil: null,
  finalOn: '2025-11-20',
  progressNoteDue: '2026-11-20',
  followUpFrom: null,
};

describe('rows of today', () => {
  test('work is listed from returned over conflicts to open questions', () => {
    const open = {
      log: aLog(),
      doc: aDoc(2),
      facts: { 'institution/name': 'Police' },
      count: 4,
      next: 'D4.1',
      isAssigned: true,
    };
    const todayRows = todayRowsOf({ returned: [summary], questions: [open] }, 1, nameOf);
    expect(todayRows.map(({ kind, name }) => [kind, name])).toEqual([
      ['returned', 'Court'],
      ['conflicts', ''],
      ['questions', 'Police'],
    ]);
    expect(todayRows[2]?.href).toMatch(/\/D4\.1$/);
  });

  test('open questions that nobody assigned to this person are no task of today', () => {
    const open = { log: aLog(), doc: aDoc(2), facts: {}, count: 4, next: 'D4.1', isAssigned: false };
    expect(todayRowsOf({ returned: [], questions: [open] }, 0, nameOf)).toEqual([]);
  });

  test('without waiting work there is no row', () => {
    expect(todayRowsOf({ returned: [], questions: [] }, 0, nameOf)).toEqual([]);
  });
});

describe('question of the last record', () => {
  const labelOf = (question: string | null, instrument = '') =>
    lastQuestionLabel({ summary: { ...summary, facts: { instrument } }, address: '', question, atMs: 1 });

  test('a question of the built-in instrument is named with its title', () => {
    expect(labelOf('D4.1')).toMatch(/^D4\.1 \S/);
  });

  test('an id of another questionnaire is not shown', () => {
    expect(labelOf('D4.1', 'survey@2')).toBeNull();
  });
});

test('a workshop belongs to today from its first to its last day', () => {
  const held = { ...summary, facts: { from: '2026-11-23', to: '2026-11-25' } };
  const on = (day: string): number => workshopsToday([held], day).length;
  expect(['2026-11-22', '2026-11-23', '2026-11-25', '2026-11-26'].map(on)).toEqual([0, 1, 1, 0]);
});

describe('day of a workshop', () => {
  const workshop = withAgenda(
    { id: 's1', title: 'Opening', minutes: 60 },
    { id: 's2', title: 'Coffee', minutes: 30, kind: 'break' },
    { id: 's3', title: 'Custody', minutes: 60 },
    { id: 's4', title: 'Second day', minutes: 60, day: 2 },
  );
  const at = (hour: number, minute: number, day = 24): readonly string[] =>
    daySessionsOf(workshop, '2026-11-24', new Date(2026, 10, day, hour, minute).getTime()).map(
      ({ id, phase }) => `${id} ${phase}`,
    );

  test('has its sessions and breaks by time, and marks the present one', () => {
    expect(at(8, 0)).toEqual(['s1 ahead', 's2 ahead', 's3 ahead']);
    expect(at(9, 30)).toEqual(['s1 now', 's2 ahead', 's3 ahead']);
    expect(at(10, 10)).toEqual(['s1 over', 's2 now', 's3 ahead']);
    expect(at(11, 30)).toEqual(['s1 over', 's2 over', 's3 over']);
  });

  test('has nothing of another day', () => {
    expect(at(8, 0, 25)).toEqual(['s4 ahead']);
  });
});

test('meetings of today are listed by time, those without one last', () => {
  const meeting = {
    log: aLog(),
    day: '2026-11-24',
    institution: 'Court',
    institutionRef: null,
    place: 'Room 4',
    who: 'Registrar',
  };
  const entries = dayMeetingsOf(
    [
      { ...meeting, id: 'm1', starts: null },
      { ...meeting, id: 'm2', starts: '15:30' },
      { ...meeting, id: 'm3', starts: '09:00' },
      { ...meeting, id: 'm4', starts: '09:00', day: '2026-11-25' },
    ],
    '2026-11-24',
    new Date(2026, 10, 24, 12, 0).getTime(),
  );
  expect(entries.map(({ id, startsAt, phase, note }) => [id, startsAt, phase, note])).toEqual([
    ['m3', 540, 'over', 'Room 4 · Registrar'],
    ['m2', 930, 'ahead', 'Room 4 · Registrar'],
    ['m1', null, 'ahead', 'Room 4 · Registrar'],
  ]);
});

describe('[A4] reminders on this laptop', () => {
  const workshop = {
    ...summary,
    kind: 'workshop' as DocumentSummary['kind'],
    doc: aDoc(2),
    status: 'completed',
  };
  const work = {
    assessments: [
      {
        ...summary,
        doc: aDoc(1),
        status: 'final',
        facts: { 'institution/name': 'Court', review: reviewFacts },
      },
    ],
    workshops: [{ ...workshop, facts: { from: '2026-05-04', to: '2026-05-06' } }],
    planItems: [
      {
        log: aLog(),
        doc: aDoc(3),
        id: 'i1',
        title: 'Procedure',
        to: '2026-12-01',
        agreedTo: null,
        status: 'agreed' as const,
        milestones: [{ id: 'm1', text: 'Draft', day: '2026-11-30' }],
      },
    ],
  };

  test('open the record in which the work is done', () => {
    const dueWorkRows = dueRowsOf(work, '2026-11-24', () => ['lead'], names);
    expect(
      dueWorkRows.map(({ work: { kind, isLate }, href }) => [kind, isLate, href.split('/').slice(3)]),
    ).toEqual([
      ['survey', true, ['workshops', aDoc(2), 'evaluation']],
      ['progress-note', true, ['assessments', aDoc(1), 'review']],
      ['milestone', false, ['plan', 'i1']],
      ['plan-item', false, ['plan', 'i1']],
    ]);
    expect(dueWorkRows[1]?.work.title).toBe('Court');
  });

  test('of a follow-up end with one of another mission of the State', () => {
    const review = { ...reviewFacts, progressNoteDue: null, followUpFrom: '2026-11-01' };
    const first = { ...summary, status: 'final', facts: { 'institution/name': 'Court', review } };
    const kindsBeside = (...otherDocumentSummaries: readonly DocumentSummary[]) =>
      dueRowsOf(
        { assessments: [first, ...otherDocumentSummaries], workshops: [], planItems: [] },
        '2026-11-24',
        () => ['lead'],
        names,
      ).map(({ work: { kind } }) => kind);
    const later = { ...first, log: aLog(2), doc: aDoc(9), status: 'draft', facts: {} };
    expect(kindsBeside()).toEqual(['follow-up']);
    expect(kindsBeside({ ...later, facts: { 'institution/name': 'Police' } })).toEqual(['follow-up']);
    expect(kindsBeside({ ...later, facts: { 'institution/name': 'Court' } })).toEqual([]);
    expect(kindsBeside({ ...later, facts: { follows: first.doc } })).toEqual([]);
  });

  test('are no more for a survey that somebody ended', () => {
    const ended = work.workshops.map((one) => ({ ...one, facts: { ...one.facts, surveyEnded: true } }));
    expect(dueRowsOf({ ...work, workshops: ended }, '2026-11-24', () => ['trainer'], names)).toEqual([]);
  });

  test('are shown to the roles that do the work', () => {
    expect(dueRowsOf(work, '2026-11-24', () => ['assessor'], names)).toEqual([]);
    expect(dueRowsOf(work, '2026-11-24', () => ['trainer'], names)).toHaveLength(1);
  });
});
