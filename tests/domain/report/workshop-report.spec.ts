import { describe, expect, test } from 'vitest';
import * as Y from 'yjs';
import { encodeBase64 } from '#base/base64.ts';
import type { Document } from '#domain/document/document.ts';
import { pathOf } from '#domain/document/op.ts';
import { makeReport } from '#domain/report/make-report.ts';
import { makeReportForReader } from '#domain/report/report-for-reader.ts';
import { workshopKind } from '#domain/workshop/workshop.ts';
import { documentWith, type Values } from '#renderer/report/sample/sample-workshop.ts';
import { aPlan, rowOf, sectionOf, sourcesOf, theReport, valueOf } from '#tests/support/builders/a-report.ts';

const participant = (at: number, type: string, role = 'policy'): Values => ({
  [`participants/p${at}/code`]: `AAA-${String(at).padStart(3, '0')}`,
  [`participants/p${at}/institution`]: `Institution of ${type}`,
  [`participants/p${at}/institution-type`]: type,
  [`participants/p${at}/function`]: role,
});

/** Twelve participants: seven of police, five of ministries; a session in the morning and one dropped. */
const aWorkshop = (more: Values = {}): Document =>
  documentWith(30, workshopKind, {
    title: 'Policy workshop',
    from: '2026-11-10',
    to: '2026-11-10',
    status: 'completed',
    mode: 'hybrid',
    languages: ['fr'],
    'day-starts/1': '09:00',
    'sessions/s1/title': 'Roles',
    'sessions/s1/day': 1,
    'sessions/s1/order': 'a0',
    'sessions/s1/minutes': 90,
    'sessions/s1/objectives': ['LO1'],
    'sessions/s1/output': 'role map',
    'sessions/s1/delivery': 'as-planned',
    'sessions/s2/title': 'Options',
    'sessions/s2/day': 1,
    'sessions/s2/order': 'a1',
    'sessions/s2/minutes': 60,
    'sessions/s2/objectives': ['LO1'],
    'sessions/s2/delivery': 'dropped',
    'sessions/s2/delivery-note': 'No interpreter',
    'objectives/LO1/text': 'Describe roles',
    ...Object.assign({}, ...[1, 2, 3, 4, 5, 6, 7].map((at) => participant(at, 'POL', 'investigation'))),
    ...Object.assign({}, ...[8, 9, 10, 11, 12].map((at) => participant(at, 'MIN'))),
    ...Object.fromEntries([1, 2, 3, 4, 5, 6, 7, 8].map((at) => [`attendance/1-am/p${at}`, 'present'])),
    'attendance/1-am/p9': 'partial',
    'attendance/1-am/p10': 'absent',
    ...more,
  });

/** The workshop after somebody wrote this free text in the notes of a session. */
function withSessionText(workshop: Document, session: string, words: string): Document {
  const notes = new Y.Doc();
  const paragraph = new Y.XmlElement('paragraph');
  paragraph.insert(0, [new Y.XmlText(words)]);
  notes.getXmlFragment('default').insert(0, [paragraph]);
  const path = pathOf('sessions', session, 'notes');
  const text = encodeBase64(Y.encodeStateAsUpdate(notes));
  return { ...workshop, registers: { ...workshop.registers, [path]: { heads: [], text } } };
}

const r6 = (more: Values = {}) => theReport('R6', [aWorkshop(more)]);

test('R6 has the name and the days of its workshop', () => {
  expect(r6().header).toMatchObject({ workshop: 'Policy workshop', from: '2026-11-10', to: '2026-11-10' });
});

test.each([
  ['draft', ['report.doc.stand.working']],
  ['confirmed', ['value.workshopStatus.confirmed', 'report.doc.stand.working']],
  ['completed', ['value.workshopStatus.completed', 'report.doc.stand.working']],
  ['report-approved', ['value.workshopStatus.report-approved']],
  ['closed', ['value.workshopStatus.closed']],
])('[D] R6 is a working draft until its report is approved: %s', (status, words) => {
  expect(r6({ status }).header.statuses).toEqual(words);
});

test('a mission without a workshop has none of its reports', () => {
  expect(makeReport('R6', sourcesOf([]))).toBe('noWorkshop');
});

test('T2 shows each session as held beside its plan', () => {
  const table = sectionOf(r6(), 'T2');
  expect(rowOf(table, 's1')).toMatchObject({ planned: 90, delivered: 90 });
  expect(rowOf(table, 's2')).toMatchObject({ planned: 60, delivered: 0, note: 'No interpreter' });
});

test('T3 names the types of institutions, and no code of the programme', () => {
  const reportRows = sectionOf(r6({ 'participants/p12/institution-type': 'X9' }), 'T3').table.rows;
  const types = reportRows.filter(
    ({ cells }) => valueOf(cells[0] ?? { kind: 'none' }) === 'path.institution.type',
  );
  expect(types.map(({ cells }) => valueOf(cells[1] ?? { kind: 'none' }))).toEqual(
    expect.arrayContaining(['value.institutionType.POL', 'value.institutionType.MIN', 'X9']),
  );
});

test('F1 counts the marks of each half-day, and those nobody marked', () => {
  expect(rowOf(sectionOf(r6(), 'F1'), '1-am')).toMatchObject({
    present: 8,
    partial: 1,
    absent: 1,
    unmarked: 2,
  });
});

test('T4 counts a partial presence half', () => {
  expect(rowOf(sectionOf(r6(), 'T4'), 'report.fact.attendanceRate')['value']).toBeCloseTo(8.5 / 12);
});

describe('[E7] T3, participants by feature', () => {
  test('shows cells of five or more, which add up to all participants', () => {
    const rows = sectionOf(r6(), 'T3').table.rows.map(({ cells }) => cells.at(-1));
    expect(rows).toEqual([5, 7, 7, 5, 12].map((value) => ({ kind: 'number', value, decimals: 0 })));
  });

  test('withholds a smaller cell', () => {
    const reportRows = sectionOf(r6(participant(13, 'JUD', 'adjudication')), 'T3').table.rows;
    expect(reportRows.filter(({ cells }) => cells.at(-1)?.kind === 'hidden').length).toBeGreaterThan(1);
  });

  test('takes the sums by sex from laptops, and none below ten participants', () => {
    const counts = {
      participants: 12,
      sex: { woman: 7, man: 5, other: 0, 'not-stated': 0 },
      seniority: { senior: 4, middle: 4, entry: 4, 'not-stated': 0 },
    };
    expect(r6({ 'register-counts/d1': counts }).sections.map(({ id }) => id)).toContain('F2');
    expect(r6().sections.map(({ id }) => id)).not.toContain('F2');
  });
});

test('T5 counts the sessions held for an objective, with their outputs', () => {
  expect(rowOf(sectionOf(r6(), 'T5'), 'LO1')).toMatchObject({ outputs: 'role map', held: [1, 2] });
});

test('T6 shows the status of the plan item that an action became', () => {
  const plan = aPlan({ 'items/i1/title': 'Draft', 'items/i1/status': 'agreed' });
  const action = {
    'entries/e1/type': 'agreed-action',
    'entries/e1/text': 'Draft the procedure',
    'entries/e1/plan-item': { doc: plan.doc, item: 'i1' },
  };
  const report = theReport('R6', [aWorkshop(action), plan]);
  expect(rowOf(sectionOf(report, 'T6'), 'e1')).toMatchObject({
    action: 'Draft the procedure',
    plan: 'value.planStatus.agreed',
  });
});

test('[E 3] T6 names no institution of an action without attribution that nobody has checked', () => {
  const action = {
    'entries/e1/type': 'agreed-action',
    'entries/e1/text': 'Institute of Arlandia adopts a form',
    'entries/e1/owner': 'Institute of Arlandia',
    'participants/p9/institution': 'Institute of Arlandia',
  };
  const shownIn = (isHidden: boolean) =>
    rowOf(sectionOf(theReport('R6', [aWorkshop({ ...action, 'non-attribution': isHidden })]), 'T6'), 'e1');
  expect(shownIn(true)).toMatchObject({ action: '… adopts a form', owner: '…' });
  expect(shownIn(false)).toMatchObject({ action: 'Institute of Arlandia adopts a form' });
});

test('[E5] a donor gets counts and the agenda, and no actions or lessons', () => {
  const sources = sourcesOf([aWorkshop({ 'lessons/l1/recommendation': 'Send a glossary.' })]);
  const copy = makeReportForReader(sources, { code: 'R6', audience: 'donor' });
  if (typeof copy === 'string') throw new Error(copy);
  const shown = copy.sections.filter(({ withheld }) => withheld !== true).map(({ id }) => id);
  expect(shown).toEqual(['T1', 'T2', 'F1', 'T3', 'T4', 'T5']);
  expect(sectionOf(copy, 'T2').table.rows).toHaveLength(2);
});

test('[E7] a workshop of fewer than five participants names no function and no type of them', () => {
  const three = documentWith(
    31,
    workshopKind,
    Object.assign({}, ...[1, 2, 3].map((at) => participant(at, 'POL'))),
  );
  const { rows } = sectionOf(theReport('R6', [three]), 'T3').table;
  expect(rows.map(({ cells }) => cells.map(({ kind }) => kind))).toEqual([
    ['word', 'none', 'hidden'],
    ['word', 'none', 'hidden'],
    ['word', 'none', 'number'],
  ]);
});

describe('T8, the notes by day and session', () => {
  const notes = {
    'entries/e1/session': 's2',
    'entries/e1/type': 'question',
    'entries/e1/text': 'Who keeps copies?',
    'entries/e2/session': 's1',
    'entries/e2/type': 'key-point',
    'entries/e2/text': 'Roles overlap.',
    'entries/e2/speaker': 'A speaker',
    'entries/e3/session': 's1',
    'entries/e3/type': 'risk',
    'entries/e3/text': 'A source is at risk.',
    'entries/e3/mark': 'C',
    'entries/e4/type': 'parking-lot',
    'entries/e4/text': 'Budget.',
  };
  const noted = withSessionText(aWorkshop(notes), 's1', 'Five groups.');
  const rowsFor = (audience: 'programme' | 'state' | 'donor') => {
    const report = makeReportForReader(sourcesOf([noted]), { code: 'R6', audience });
    if (typeof report === 'string') throw new Error(report);
    return sectionOf(report, 'T8').table.rows.map(({ id }) => id);
  };

  test('[C6] has every note in the order of the agenda, each session with its free text first', () => {
    expect(rowsFor('programme')).toEqual(['text s1', 'e2', 'e3', 'e1', 'e4']);
    const section = sectionOf(theReport('R6', [noted]), 'T8');
    expect(rowOf(section, 'text s1')).toMatchObject({ day: 1, session: 'Roles', note: 'Five groups.' });
  });

  test.each(['state', 'donor'] as const)('[E5] is withheld from a copy for the %s', (audience) => {
    expect(rowsFor(audience)).toEqual([]);
  });

  test('[E 3] names no institution that a text without attribution still has', () => {
    const hidden = aWorkshop({
      'entries/e1/text': 'Institute of Arlandia keeps copies.',
      'participants/p9/institution': 'Institute of Arlandia',
      'non-attribution': true,
    });
    expect(rowOf(sectionOf(theReport('R6', [hidden]), 'T8'), 'e1')).toMatchObject({
      note: '… keeps copies.',
    });
  });

  test('is empty for a workshop without notes', () => {
    expect(sectionOf(r6(), 'T8').table.rows).toEqual([]);
  });
});
