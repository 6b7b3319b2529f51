import { describe, expect, test } from 'vitest';
import { DocumentId, LogId } from '#domain/ids.ts';
import {
  type DueAssessment,
  type DuePlanItem,
  type DueSources,
  type DueWorkshop,
  findDueWork,
} from '#domain/overview/due-work.ts';
import type { Role } from '#domain/people/role.ts';
import { emptyRequestForm } from '#domain/request/request.ts';

const log = LogId.parse('018f0000-0000-7000-8000-000000000001');
const otherLog = LogId.parse('018f0000-0000-7000-8000-000000000002');
const docOf = (n: number): DocumentId =>
  DocumentId.parse(`018f0000-0000-7000-8000-${String(n).padStart(12, '0')}`);
const nothing: DueSources = { assessments: [], workshops: [], items: [], requests: [], missions: [] };
const due = (dueSources: Partial<DueSources>, today: string, roles: readonly Role[] = ['manager']) =>
  findDueWork({ ...nothing, ...dueSources }, today, () => roles).map(({ kind, dueOn, isLate }) => [
    kind,
    dueOn,
    isLate,
  ]);

const aRequestRow = {
  form: { ...emptyRequestForm, 'received-on': '2026-05-04' },
  status: 'received',
  steps: {},
  tests: {},
  decision: null,
  links: {},
  reopenings: [],
  origin: null,
} as const;

const assessment = (values: Partial<DueAssessment> = {}): DueAssessment => ({
  log,
  doc: docOf(1),
  title: 'Police',
  status: 'final',
  institutionKey: 'national police',
  country: 'UY',
  follows: null,
  progressNoteDue: null,
  followUpFrom: null,
  ...values,
});
const workshop = (values: Partial<DueWorkshop> = {}): DueWorkshop => ({
  log,
  doc: docOf(2),
  title: 'Workshop',
  status: 'completed',
  endedOn: '2026-01-31',
  isSurveyEnded: false,
  ...values,
});
const item = (values: Partial<DuePlanItem> = {}): DuePlanItem => ({
  log,
  doc: docOf(3),
  id: 'i1',
  title: 'Training plan',
  to: '2026-06-30',
  agreedTo: null,
  status: 'in-progress',
  milestones: [],
  ...values,
});

describe('[A4] a reminder', () => {
  test('of the State’s progress note begins a month before its day', () => {
    const assessments = [assessment({ progressNoteDue: '2026-06-30' })];
    expect(due({ assessments }, '2026-05-30')).toEqual([]);
    expect(due({ assessments }, '2026-05-31')).toEqual([['progress-note', '2026-06-30', false]]);
    expect(due({ assessments }, '2026-07-01')).toEqual([['progress-note', '2026-06-30', true]]);
    expect(due({ assessments: [assessment()] }, '2026-07-01')).toEqual([]);
  });

  test('of a follow-up assessment lasts from nine to fifteen months, then it is late', () => {
    const assessments = [assessment({ followUpFrom: '2026-06-30' })];
    expect(due({ assessments }, '2026-06-29')).toEqual([]);
    expect(due({ assessments }, '2026-06-30')).toEqual([['follow-up', '2026-12-30', false]]);
    expect(due({ assessments }, '2026-12-31')).toEqual([['follow-up', '2026-12-30', true]]);
  });

  test.each<[string, Partial<DueAssessment>]>([
    ['follows it', { follows: docOf(1), institutionKey: 'police of the north' }],
    ['follows it in another mission', { follows: docOf(1), institutionKey: '', log: otherLog }],
    ['assesses the same institution later', {}],
    ['assesses it in another mission of the State', { log: otherLog }],
  ])('of a follow-up ends with an assessment that %s', (_, values) => {
    const firstDueAssessment = assessment({ followUpFrom: '2026-06-30' });
    const nextDueAssessment = assessment({ doc: docOf(9), status: 'draft', ...values });
    expect(due({ assessments: [firstDueAssessment, nextDueAssessment] }, '2026-07-01')).toEqual([]);
  });

  test('of a follow-up stays beside one of another institution or State', () => {
    const firstDueAssessment = assessment({ followUpFrom: '2026-06-30' });
    for (const values of [{ institutionKey: 'court' }, { log: otherLog, country: 'FJ' }]) {
      const otherDueAssessment = assessment({ doc: docOf(9), ...values });
      expect(due({ assessments: [firstDueAssessment, otherDueAssessment] }, '2026-07-01')).toHaveLength(1);
    }
  });

  test('of a follow-up takes neither two unnamed institutions nor two unknown States for one', () => {
    const kept = (dueAssessment: Partial<DueAssessment>, otherDueAssessment: Partial<DueAssessment> = {}) => {
      const firstDueAssessment = assessment({ ...dueAssessment, followUpFrom: '2026-06-30' });
      return due(
        {
          assessments: [
            firstDueAssessment,
            assessment({ ...dueAssessment, doc: docOf(9), ...otherDueAssessment }),
          ],
        },
        '2026-07-01',
      );
    };
    expect(kept({ institutionKey: '' })).toHaveLength(1);
    expect(kept({ country: null }, { log: otherLog })).toHaveLength(1);
    expect(kept({ country: null })).toEqual([]);
  });

  test('of an assessment is of a final one alone', () => {
    const days = { progressNoteDue: '2026-06-30', followUpFrom: '2026-06-30' };
    expect(due({ assessments: [assessment(days)] }, '2026-07-01')).toHaveLength(2);
    expect(due({ assessments: [assessment({ ...days, status: 'superseded' })] }, '2026-07-01')).toEqual([]);
  });

  test('of the survey after a workshop lasts from three months to its last possible day', () => {
    expect(due({ workshops: [workshop()] }, '2026-04-29')).toEqual([]);
    expect(due({ workshops: [workshop()] }, '2026-04-30')).toEqual([['survey', '2026-07-31', false]]);
    expect(due({ workshops: [workshop()] }, '2026-08-01')).toEqual([['survey', '2026-07-31', true]]);
    expect(due({ workshops: [workshop()] }, '2027-01-31')).toEqual([['survey', '2026-07-31', true]]);
    expect(due({ workshops: [workshop()] }, '2027-02-01')).toEqual([]);
    expect(due({ workshops: [workshop({ isSurveyEnded: true })] }, '2026-05-01')).toEqual([]);
    expect(due({ workshops: [workshop({ status: 'cancelled' })] }, '2026-05-01')).toEqual([]);
  });

  test('of a plan item begins 60 days before its end', () => {
    expect(due({ items: [item()] }, '2026-04-30')).toEqual([]);
    expect(due({ items: [item()] }, '2026-05-01')).toEqual([['plan-item', '2026-06-30', false]]);
    expect(due({ items: [item({ status: 'done' })] }, '2026-07-01')).toEqual([]);
    expect(due({ items: [item({ to: null })] }, '2026-07-01')).toEqual([]);
  });

  test('[A5] of a plan item is late from its agreed end, also on hold, and never for a proposal', () => {
    const moved = item({ agreedTo: '2026-03-31' });
    expect(due({ items: [moved] }, '2026-04-01')).toEqual([['plan-item', '2026-03-31', true]]);
    const heldItem = item({ status: 'on-hold' });
    expect(due({ items: [heldItem] }, '2026-06-30')).toEqual([]);
    expect(due({ items: [heldItem] }, '2026-07-01')).toEqual([['plan-item', '2026-06-30', true]]);
    const milestones = [{ id: 'm1', text: 'Draft', day: '2026-06-15' }];
    const proposed = item({ status: 'proposed', milestones });
    expect(due({ items: [proposed] }, '2026-06-15').map(([, dueOn, isLate]) => [dueOn, isLate])).toEqual([
      ['2026-06-15', false],
      ['2026-06-30', false],
    ]);
    expect(due({ items: [proposed] }, '2026-07-01')).toEqual([]);
  });

  test('of a milestone begins 60 days before its day, and rests with its item', () => {
    const milestones = [{ id: 'm1', text: 'Draft', day: '2026-06-30' }];
    const items = [item({ to: null, milestones })];
    expect(due({ items }, '2026-04-30')).toEqual([]);
    expect(findDueWork({ ...nothing, items }, '2026-07-01', () => ['lead'])).toMatchObject([
      { kind: 'milestone', part: 'i1/m1', title: 'Training plan · Draft', dueOn: '2026-06-30', isLate: true },
    ]);
    expect(due({ items: [item({ to: null, milestones, status: 'on-hold' })] }, '2026-07-01')).toEqual([]);
    const unnamed = [item({ to: null, milestones: [{ id: 'm1', text: ' ', day: '2026-06-30' }] })];
    expect(findDueWork({ ...nothing, items: unnamed }, '2026-07-01', () => ['lead'])).toMatchObject([
      { title: 'Training plan' },
    ]);
  });

  test('of a request names its present step', () => {
    const request = aRequestRow;
    const requests = [{ log, doc: docOf(4), title: 'UY', request, advice: null }];
    expect(findDueWork({ ...nothing, requests }, '2026-05-12', () => ['manager'])).toMatchObject([
      { kind: 'request-step', part: 'acknowledge', dueOn: '2026-05-11', isLate: true },
    ]);
  });

  test('of a request’s step begins two weeks before its day, and rests without one', () => {
    const row = { log, doc: docOf(4), title: 'UY', request: aRequestRow, advice: null };
    expect(due({ requests: [row] }, '2026-04-26')).toEqual([]);
    expect(due({ requests: [row] }, '2026-04-27')).toEqual([['request-step', '2026-05-11', false]]);
    const declined = { ...row, request: { ...aRequestRow, status: 'declined' } as const };
    const timeless = { ...row, request: { ...aRequestRow, form: emptyRequestForm } };
    expect(due({ requests: [declined, timeless] }, '2026-05-12')).toEqual([]);
  });

  test('of a request names its disagreement with the linked work, until both agree', () => {
    const request = { ...aRequestRow, status: 'delivery' } as const;
    const advice = { to: 'closed', step: null, facts: [], more: 0 } as const;
    const requests = [{ log, doc: docOf(4), title: 'UY', request, advice }];
    expect(due({ requests }, '2026-05-12', ['manager'])).toContainEqual([
      'request-work',
      '2026-05-12',
      false,
    ]);
    const agreed = [{ log, doc: docOf(4), title: 'UY', request, advice: null }];
    expect(due({ requests: agreed }, '2026-05-12', ['manager'])).not.toContainEqual(
      expect.arrayContaining(['request-work']),
    );
  });

  test('of a mission names a status that its records are ahead of', () => {
    const missions = [{ log, doc: docOf(5), title: 'UY', status: 'planned', to: null }];
    const inWork = [assessment({ status: 'fieldwork' })];
    const sources = { missions, assessments: inWork };
    expect(findDueWork({ ...nothing, ...sources }, '2026-05-12', () => ['lead'])).toMatchObject([
      { kind: 'mission-status', part: 'under-way', dueOn: '2026-05-12' },
    ]);
    for (const otherDueAssessment of [
      assessment({ status: 'draft' }),
      assessment({ status: 'fieldwork', log: otherLog }),
    ])
      expect(due({ missions, assessments: [otherDueAssessment] }, '2026-05-12', ['lead'])).toEqual([]);
  });

  test('goes only to roles that do this work', () => {
    const sources = { workshops: [workshop()], items: [item()] };
    const kindsFor = (role: Role) => due(sources, '2026-06-01', [role]).map(([kind]) => kind);
    expect(kindsFor('trainer')).toEqual(['survey']);
    expect(kindsFor('assessor')).toEqual([]);
    expect(kindsFor('lead')).toEqual(['plan-item', 'survey']);
    expect(due(sources, '2026-06-01', ['assessor', 'trainer'])).toHaveLength(1);
  });

  test('comes by its day, and on one day by its title', () => {
    const items = [item({ title: 'B' }), item({ title: 'C', to: '2026-06-01' }), item({ title: 'A' })];
    const foundDueWorks = findDueWork({ ...nothing, items }, '2026-06-01', () => ['lead']);
    expect(foundDueWorks.map(({ title }) => title)).toEqual(['C', 'A', 'B']);
  });
});
