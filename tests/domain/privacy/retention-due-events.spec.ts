import { describe, expect, test } from 'vitest';
import type { JsonValue } from '#base/json.ts';
import { Document } from '#domain/document/document.ts';
import { participantNamesDueAtMs, workshopRetentionEvents } from '#domain/kinds/retention-events.ts';
import { dataGroups, retentionDueAtMs } from '#domain/path-rules/data-groups.ts';
import {
  allGroupsDueAtMs,
  computeDueGroups,
  erasableFromMs,
  gracePeriodMs,
  isGracePeriodOver,
  latestRetentionEvents,
  recordFieldsOf,
  shortRetentionDue,
} from '#domain/privacy/retention-due.ts';
import { aDocument } from '#tests/support/builders/ops.ts';

const dayMs = 24 * 60 * 60_000;
const at = (day: string): number => Date.parse(`${day}T00:00:00Z`);
const writtenMs = at('2027-03-05');

/** A record with these values; a list of several is a conflict. */
const recordOf = (kind: string, values: Readonly<Record<string, readonly JsonValue[]>>): Document =>
  Document.parse({
    doc: aDocument,
    kind,
    registers: Object.fromEntries(
      Object.entries(values).map(([path, heads]) => [
        path,
        {
          heads: heads.map((value, n) => ({
            dot: `${String(n).repeat(32)}.1`,
            stamp: [writtenMs, 0],
            value,
          })),
        },
      ]),
    ),
  });
const workshop = (values: Readonly<Record<string, readonly JsonValue[]>>) =>
  workshopRetentionEvents(recordOf('workshop', values));
const request = (values: Readonly<Record<string, readonly JsonValue[]>>) =>
  recordFieldsOf(recordOf('request', { contact: ['x'], ...values }))[0]?.events;

describe('[E] the periods of a workshop', () => {
  test('begin with the days of its record, and with its closing', () => {
    const days = { to: ['2027-01-10'], 'certificates-issued-on': ['2027-01-20'] };
    expect(workshop({ ...days, 'follow-up-ended-on': ['2027-07-01'], status: ['closed'] })).toEqual({
      workshopEnd: at('2027-01-10'),
      certificates: at('2027-01-20'),
      followUpSurvey: at('2027-07-01'),
      workshopClosed: writtenMs,
      coveredDataErased: at('2027-07-01'),
    });
  });

  test('of consents begin when the later of names and addresses is due', () => {
    const named = { to: ['2027-01-10'], 'certificates-issued-on': ['2027-03-30'] };
    expect(workshop(named).coveredDataErased).toBe(at('2028-01-10'));
    expect(workshop({ ...named, 'follow-up-ended-on': ['2027-02-01'] }).coveredDataErased).toBe(
      at('2027-01-10') + 90 * dayMs,
    );
    expect(workshop({ 'certificates-issued-on': ['2027-03-30'] })).toEqual({
      certificates: at('2027-03-30'),
    });
  });

  test.each(['draft', 'under-way', 'completed', 'report-drafted', 'report-approved', 'closed', 'cancelled'])(
    'erase needs seven days after the last day with the status %s',
    (status) => {
      const retentionEvents = workshop({ to: ['2027-01-10'], status: [status] });
      const dueAtMs = retentionDueAtMs(dataGroups.accessibilityNeeds.retention, retentionEvents);
      expect(dueAtMs).toBe(at('2027-01-17'));
    },
  );

  test('count from the first day where nobody entered a last one', () => {
    expect(workshop({ from: ['2027-01-10'] }).workshopEnd).toBe(at('2027-01-10'));
    expect(workshop({ from: ['2027-01-10'], to: [null] }).workshopEnd).toBe(at('2027-01-10'));
    expect(workshop({ from: ['2027-01-10'], to: ['2027-01-12', '2027-01-13'] })).toEqual({});
  });

  test('erase every group of a device record at the latest after the programme, whatever else happens', () => {
    const latest = latestRetentionEvents(at('2028-01-01'));
    for (const group of [
      'participantName',
      'officialEmail',
      'accessibilityNeeds',
      'sexAndSeniority',
      'evaluationAnswers',
      'followUpAnswers',
      'requestContact',
      'consent',
    ] as const)
      expect([group, retentionDueAtMs(dataGroups[group].retention, latest)]).not.toContain(null);
  });

  test('erase names at a moment that every laptop knows from the record', () => {
    const record = (values: Readonly<Record<string, readonly JsonValue[]>>) => recordOf('workshop', values);
    expect(participantNamesDueAtMs(record({ 'certificates-issued-on': ['2027-01-20'] }))).toBe(
      at('2027-02-19'),
    );
    expect(participantNamesDueAtMs(record({}))).toBeNull();
  });

  test.each([
    ['is disputed', { to: ['2027-01-10', '2027-01-11'] }],
    ['is no day', { to: ['soon'] }],
    ['is missing', {}],
  ])('do not begin with an end that %s', (_, values) => {
    expect(workshop(values)).toEqual({});
  });

  test.each([[['closed', 'completed']], [['completed']], [['closed', 'closed']]])(
    'do not begin with the status %j',
    (status) => {
      expect(workshop({ status })).toEqual({});
    },
  );

  test('nothing begins without a record', () => {
    expect(workshopRetentionEvents(undefined)).toEqual({});
  });
});

describe('[E] the period of a request', () => {
  const closed = { 'steps/close': ['2027-02-01'] };

  test.each(['closed', 'followed-up'])('begins with its last step once it is %s', (status) => {
    expect(request({ ...closed, status: [status] })).toEqual({ requestClosed: at('2027-02-01') });
    expect(request({ status: [status] })).toEqual({});
  });

  test.each(['referred', 'declined'])('begins with the decision by which it is %s', (status) => {
    expect(request({ ...closed, status: [status] })).toEqual({ requestClosed: writtenMs });
  });

  test.each([[['received']], [['accepted']], [['closed', 'declined']], [[]]])(
    'does not begin with the status %j',
    (status) => {
      expect(request({ ...closed, status })).toEqual({});
    },
  );
});

test.each([
  ['workshop', { to: ['2027-01-10'], 'participants/p1/name': ['x'] }, 'participantName', '2027-04-10'],
  ['request', { status: ['declined'], contact: ['x'] }, 'requestContact', '2028-03-05'],
])('[E] fields of a %s are due by the events of their own record', (kind, values, group, day) => {
  const dueGroups = computeDueGroups(recordFieldsOf(recordOf(kind, values)), {});
  expect(dueGroups.find((dueGroup) => dueGroup.group === group)).toMatchObject({
    fields: 1,
    dueAtMs: at(day),
  });
});

describe('[E] names of several workshops', () => {
  const fieldsOf = (to: string) =>
    recordFieldsOf(recordOf('workshop', { to: [to], 'participants/p1/name': ['x'] })).filter(({ path }) =>
      path.endsWith('/name'),
    );
  const [early, late, open] = [fieldsOf('2027-01-10'), fieldsOf('2027-01-15'), fieldsOf('soon')];
  const dueOf = (...fields: readonly (typeof early)[]) => computeDueGroups(fields.flat(), {})[0]?.dueAtMs;
  const nameDue = (to: string): number => at(to) + 90 * dayMs;

  test('are due with the last of them, and on no day while one has no end', () => {
    for (const both of [[early, late] as const, [late, early] as const])
      expect(dueOf(...both)).toBe(nameDue('2027-01-15'));
    expect([dueOf(early, open), dueOf(open, early)]).toEqual([null, null]);
  });

  test('are listed 30 days ahead, those of the next workshop alone', () => {
    const listed = (nowMs: number) => shortRetentionDue([...early, ...late, ...open], null, nowMs).fields;
    const first = nameDue('2027-01-10');
    expect(listed(first - gracePeriodMs - 1)).toEqual([]);
    expect(listed(first - gracePeriodMs)).toEqual(early);
    expect(listed(first - gracePeriodMs + 6 * dayMs)).toEqual(early);
    expect(listed(first)).toEqual(early);
    expect(listed(nameDue('2027-01-15'))).toEqual([...early, ...late]);
  });

  test('are listed ahead, and nothing whose period counts from the programme is', () => {
    const [coded] = recordFieldsOf(recordOf('workshop', { 'attendance/K7Q2/b1': [true] }));
    if (coded === undefined) throw new Error('The record has a field');
    const programmeEnd = at('2027-01-01');
    expect(shortRetentionDue([coded], programmeEnd, at('2028-12-20')).fields).toEqual([]);
    expect(shortRetentionDue([coded], programmeEnd, at('2029-01-02')).fields).toEqual([coded]);
  });
});

test('[E] a container has no due date while one of its groups has none', () => {
  const known = { group: 'mission', fields: 1, dueAtMs: 7 } as const;
  expect(allGroupsDueAtMs([known, { ...known, group: 'ratings', dueAtMs: 9 }])).toBe(9);
  expect(allGroupsDueAtMs([known, { ...known, group: 'ratings', dueAtMs: null }])).toBeNull();
});

describe('[security 9] content on the list', () => {
  const nowMs = at('2033-06-30');
  const over = {
    dueAtMs: nowMs,
    lookedAtMs: nowMs,
    listedAtMs: nowMs - gracePeriodMs,
    countedMs: gracePeriodMs,
  };

  test('may be erased when it is due, and both clocks have seen the 30 days', () => {
    expect(isGracePeriodOver(over, nowMs)).toBe(true);
  });

  test.each([
    ['it is not due', { dueAtMs: nowMs + 1 }],
    ['the clock says that it came later', { listedAtMs: over.listedAtMs + 1 }],
    ['less time was seen to pass', { countedMs: gracePeriodMs - 1 }],
  ])('stays where %s', (_, part) => {
    expect(isGracePeriodOver({ ...over, ...part }, nowMs)).toBe(false);
  });

  test('is announced for the later of the two clocks', () => {
    const half = gracePeriodMs / 2;
    expect(erasableFromMs({ ...over, listedAtMs: nowMs - half }, nowMs)).toBe(nowMs + half);
    expect(erasableFromMs({ ...over, countedMs: half }, nowMs)).toBe(nowMs + half);
  });
});
