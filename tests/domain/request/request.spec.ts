import { describe, expect, test } from 'vitest';
import type { JsonValue } from '#base/json.ts';
import { emptyDocument } from '#domain/document/document.ts';
import { applyOpToDocument } from '#domain/document/document-draft.ts';
import { checkAgainstSchema } from '#domain/document/kind-schema.ts';
import { dotOf, pathOf } from '#domain/document/op.ts';
import { mayChangeStatus } from '#domain/people/rights.ts';
import { DocumentId, LogId } from '#domain/ids.ts';
import { Role } from '#domain/people/role.ts';
import {
  findDecisionProblems,
  findFormProblems,
  mayBeSameRequest,
  triageScoreOf,
} from '#domain/request/check-request.ts';
import {
  areTestsOpen,
  type AssistanceRequest,
  changedFields,
  emptyRequestForm,
  mayReopen,
  readRequest,
  type RequestForm,
  requestKind,
  requestMoves,
  requestSchema,
  RequestStatus,
  TriageTest,
} from '#domain/request/request.ts';
import {
  addWorkingDays,
  adviseStep,
  type LinkedWork,
  linkedWorkOf,
  requestTimerOn,
  stepDueOn,
} from '#domain/request/request-steps.ts';
import { aDocument, anOp, deviceA } from '#tests/support/builders/ops.ts';

const aForm: RequestForm = {
  ...emptyRequestForm,
  reference: 'NV/14',
  state: 'UY',
  authority: 'Ministry of Justice',
  // A Monday.
  'received-on': '2026-09-14',
};
const aRequest: AssistanceRequest = {
  form: aForm,
  status: 'received',
  steps: {},
  tests: {},
  decision: null,
  reopenings: [],
  links: {},
  origin: null,
};
const answered = Object.fromEntries(
  TriageTest.options.map((one) => [one, { answer: 'yes' as const, note: '' }]),
);

describe('[A4] working days', () => {
  test.each([
    ['2026-09-14', 5, '2026-09-21'],
    ['2026-09-18', 1, '2026-09-21'],
    ['2026-09-19', 1, '2026-09-21'],
    ['2026-09-20', 5, '2026-09-25'],
    ['2026-12-30', 20, '2027-01-27'],
    ['2026-09-16', 0, '2026-09-16'],
  ])('after %s, %i of them end on %s', (day, count, end) => {
    expect(addWorkingDays(day, count)).toBe(end);
  });
});

describe('[A4] the time of a request', () => {
  const timerOn = (today: string, part: Partial<AssistanceRequest> = {}) =>
    requestTimerOn(today, { ...aRequest, ...part });

  test('runs for the desk in five working days from the day it came', () => {
    expect(timerOn('2026-09-21')).toEqual({
      step: 'acknowledge',
      owner: 'desk',
      dueOn: '2026-09-21',
      daysOver: 0,
    });
  });

  test('is over by working days, weekends not counted', () => {
    expect(timerOn('2026-09-22')?.daysOver).toBe(1);
    expect(timerOn('2026-09-27')?.daysOver).toBe(4);
    expect(timerOn('2026-09-28')?.daysOver).toBe(5);
  });

  test('follows the end of the step before', () => {
    const steps = { acknowledge: '2026-09-16', clarify: '2026-09-30' };
    expect(timerOn('2026-10-01', { status: 'triaged', steps })).toMatchObject({
      step: 'triage',
      owner: 'manager',
      dueOn: '2026-10-28',
    });
  });

  test('counts calendar days after the State was asked, and none without a time', () => {
    const steps = {
      acknowledge: '2026-09-16',
      clarify: '2026-09-20',
      triage: '2026-09-30',
      providers: '2026-09-30',
    };
    expect(timerOn('2026-10-01', { status: 'accepted', steps })).toMatchObject({
      step: 'assess',
      dueOn: null,
      daysOver: 0,
    });
    const assessed = { ...steps, assess: '2026-10-10' };
    expect(timerOn('2026-11-12', { status: 'accepted', steps: assessed })).toMatchObject({
      step: 'comment',
      dueOn: '2026-11-09',
      daysOver: 3,
    });
  });

  test('rests after a referral, a deferral, a refusal and the follow-up', () => {
    for (const status of ['referred', 'deferred', 'declined', 'followed-up'] as const)
      expect(timerOn('2026-12-01', { status })).toBeNull();
  });

  test('is unknown without the day it came', () => {
    expect(stepDueOn({ ...aRequest, form: emptyRequestForm }, 'acknowledge')).toBeNull();
  });
});

test('[A2] a request moves in its order alone', () => {
  const moves = RequestStatus.options.flatMap((from) => requestMoves[from].map((to) => `${from} > ${to}`));
  expect(moves).toEqual([
    'received > acknowledged',
    'acknowledged > clarification',
    'acknowledged > triaged',
    'clarification > triaged',
    'triaged > accepted',
    'triaged > referred',
    'triaged > deferred',
    'triaged > declined',
    'accepted > planned',
    'planned > delivery',
    'delivery > closed',
    'closed > followed-up',
  ]);
});

describe('[A4] the triage', () => {
  const decision = { outcome: 'accepted', reason: 'Fits', referredTo: null } as const;
  const triaged: AssistanceRequest = { ...aRequest, status: 'triaged', tests: answered };

  test('needs all five tests, a reason, and for a referral the partner', () => {
    expect(findDecisionProblems(triaged, decision)).toEqual([]);
    expect(findDecisionProblems({ ...triaged, tests: {} }, decision)).toEqual(TriageTest.options);
    expect(findDecisionProblems(triaged, { ...decision, reason: ' ' })).toEqual(['reason']);
    expect(findDecisionProblems(triaged, { ...decision, outcome: 'referred' })).toEqual(['referred-to']);
    expect(findDecisionProblems(aRequest, decision)).toEqual(['status', ...TriageTest.options]);
  });

  test('scores up to ten points, and none while a test has no answer', () => {
    expect(triageScoreOf(triaged)).toBe(10);
    expect(triageScoreOf({ tests: { ...answered, formal: { answer: 'partly', note: '' } } })).toBe(9);
    expect(triageScoreOf({ tests: { ...answered, formal: { answer: 'no', note: '' } } })).toBe(8);
    expect(triageScoreOf(aRequest)).toBeNull();
  });
});

test('[A4] the tests of a request are locked by its decision', () => {
  const open = RequestStatus.options.filter((status) => areTestsOpen({ status }));
  expect(open).toEqual(['received', 'acknowledged', 'clarification', 'triaged']);
});

test('[A4] a decision is reopened until its request is closed', () => {
  const reopenable = RequestStatus.options.filter((status) => mayReopen({ status }));
  expect(reopenable).toEqual(['accepted', 'referred', 'deferred', 'declined', 'planned', 'delivery']);
});

test('[A4] a reopened triage has its whole time again', () => {
  const reopening = {
    on: '2026-11-02',
    reason: 'New facts',
    decision: { outcome: 'declined', reason: 'No mandate', on: '2026-10-20', referredTo: null },
    tests: answered,
  } as const;
  const steps = { acknowledge: '2026-09-16', clarify: '2026-09-30' };
  const reopened = { ...aRequest, status: 'triaged', steps, reopenings: [reopening] } as const;
  expect(requestTimerOn('2026-11-02', reopened)).toMatchObject({ step: 'triage', dueOn: '2026-11-30' });
});

test('[A3] only the manager reopens a decision', () => {
  for (const role of Role.options)
    expect([role, mayChangeStatus('request', [role], ['declined'], 'triaged')]).toEqual([
      role,
      role === 'manager',
    ]);
});

const oneLog = LogId.parse('018f0000-0000-7000-8000-000000000001');
const work = (kind: LinkedWork['kind'], status: string | null): LinkedWork => ({
  kind,
  log: oneLog,
  doc: null,
  item: null,
  title: kind,
  status,
});

describe('[A4] linked work of a request', () => {
  const adviceFor = (status: RequestStatus, facts: readonly LinkedWork[], steps = {}) => {
    const advice = adviseStep({ ...aRequest, status, steps }, facts);
    return advice === null ? null : (advice.to ?? advice.step ?? 'disagrees');
  };

  test.each<readonly [RequestStatus, readonly LinkedWork[], string | null]>([
    ['accepted', [], null],
    ['accepted', [work('mission', 'planned')], null],
    ['accepted', [work('plan-item', 'proposed')], null],
    ['accepted', [work('plan-item', 'agreed')], 'planned'],
    ['accepted', [work('workshop', 'confirmed')], 'planned'],
    ['planned', [work('plan-item', 'agreed')], null],
    ['planned', [work('plan-item', 'agreed'), work('plan-item', 'in-progress')], 'delivery'],
    ['planned', [work('assessment', 'final'), work('plan-item', 'agreed')], null],
    ['planned', [work('mission', 'under-way')], 'delivery'],
    ['delivery', [work('plan-item', 'done'), work('plan-item', 'in-progress')], null],
    ['delivery', [work('plan-item', 'verified'), work('plan-item', 'dropped')], 'closed'],
    ['delivery', [work('plan-item', 'dropped')], null],
    ['closed', [work('workshop', 'closed')], null],
  ])('of one that is %s with %o proposes %s', (status, facts, to) => {
    expect(adviceFor(status, facts)).toBe(to);
  });

  test('ends the assessment once all drafts are with the State, and the comments once all are final', () => {
    const drafts = [work('assessment', 'shared'), work('assessment', 'consolidated')];
    expect(adviceFor('accepted', drafts)).toBeNull();
    const shared = [work('assessment', 'shared'), work('assessment', 'final')];
    expect(adviceFor('accepted', shared)).toBe('assess');
    expect(adviceFor('accepted', shared, { assess: '2026-11-02' })).toBeNull();
    const final = [work('assessment', 'final'), work('assessment', 'superseded')];
    expect(adviceFor('accepted', final, { assess: '2026-11-02' })).toBe('comment');
  });

  test('that is behind its status is a contradiction, with the records that are', () => {
    const [begun, over] = [work('plan-item', 'in-progress'), work('workshop', 'closed')];
    expect(adviseStep({ ...aRequest, status: 'closed' }, [begun, over])).toEqual({
      to: null,
      step: null,
      facts: [begun],
      more: 0,
    });
    expect(adviceFor('delivery', [work('plan-item', 'agreed')])).toBe('disagrees');
    expect(adviceFor('declined', [begun])).toBe('disagrees');
    expect(adviceFor('referred', [begun])).toBeNull();
  });

  test('counts a status of a later version as no fact', () => {
    expect(adviceFor('planned', [work('plan-item', 'of-later')])).toBeNull();
  });

  test('is a whole mission, one record, or one item of a plan', () => {
    const [plan, assessment] = [aDocument, DocumentId.parse('018f0000-0000-7000-8000-000000000009')];
    const record = { log: oneLog, title: '', status: 'final' };
    const sources = {
      missions: [{ log: oneLog, title: '', status: 'planned' }],
      assessments: [{ ...record, doc: assessment }],
      workshops: [],
      items: ['one', 'two'].map((id) => ({ ...record, doc: plan, id })),
    };
    const linked = (doc: string | null, item: string | null) =>
      linkedWorkOf([{ log: oneLog, doc, item, title: '' }], sources).map((one) => one.item ?? one.kind);
    expect(linked(null, null)).toEqual(['mission', 'assessment', 'one', 'two']);
    expect(linked(assessment, null)).toEqual(['assessment']);
    expect(linked(plan, null)).toEqual(['one', 'two']);
    expect(linked(plan, 'two')).toEqual(['two']);
  });
});

describe('[A4] the form of a request', () => {
  test('names each missing field and each contradiction', () => {
    expect(findFormProblems(aForm, '2026-09-14')).toEqual([]);
    expect(findFormProblems(emptyRequestForm, '2026-09-14')).toEqual(['state', 'authority', 'received-on']);
    expect(
      findFormProblems(
        { ...aForm, recommendation: 'R 3', 'wanted-from': '2027-02-01', 'wanted-to': '2027-01-01' },
        '2026-09-13',
      ),
    ).toEqual(['received-later', 'wanted', 'recommendation']);
  });

  test('is like another with its reference, or with its State, authority and day', () => {
    expect(mayBeSameRequest(aForm, { ...emptyRequestForm, reference: ' nv/14 ' })).toBe(true);
    const other = { ...aForm, reference: '', authority: 'ministry  of justice' };
    expect(mayBeSameRequest(aForm, other)).toBe(true);
    expect(mayBeSameRequest(aForm, { ...other, state: 'FJ' })).toBe(false);
    expect(mayBeSameRequest(aForm, { ...other, 'received-on': '2026-09-15' })).toBe(false);
    expect(mayBeSameRequest(emptyRequestForm, emptyRequestForm)).toBe(false);
  });

  test('writes the fields that changed alone', () => {
    expect(changedFields({ ...aForm, areas: ['D4'] }, aForm)).toEqual([{ path: 'areas', value: ['D4'] }]);
    expect(changedFields(aForm, null)).toHaveLength(Object.keys(emptyRequestForm).length);
  });
});

const writing = (path: string, value: JsonValue, n = 1) =>
  anOp({ dot: dotOf(deviceA, n), kind: requestKind, path: pathOf(...path.split('/')), value });

const reopening = (reason: string) => ({
  on: '2026-11-02',
  reason,
  decision: { outcome: 'deferred', reason: 'Later', on: '2026-10-20', referredTo: null },
  tests: {},
});

test('[A4] a request reads as it was written, and skips values that it does not know', () => {
  const document = [
    writing('authority', 'Ministry of Justice'),
    writing('areas', ['D99'], 2),
    writing('status', 'triaged', 3),
    writing('steps/clarify', '2026-09-30', 4),
    writing('steps/triage', null, 5),
    writing('tests/formal', { answer: 'partly', note: 'A note' }, 6),
    writing('tests/of-later', { answer: 'yes', note: '' }, 7),
    writing('reopenings/10', reopening('Tenth'), 8),
    writing('reopenings/2', reopening('Second'), 9),
  ].reduce((before, op) => applyOpToDocument(before, op, () => false), emptyDocument(aDocument, requestKind));
  expect(readRequest(document)).toEqual({
    form: { ...emptyRequestForm, authority: 'Ministry of Justice' },
    status: 'triaged',
    steps: { clarify: '2026-09-30' },
    tests: { formal: { answer: 'partly', note: 'A note' } },
    decision: null,
    reopenings: [reopening('Second'), reopening('Tenth')],
    links: {},
    origin: null,
  });
});

test.each([
  ['authority', 'x'.repeat(401)],
  ['areas', ['D9']],
  ['attachments', Array.from({ length: 51 }, () => 'a')],
  ['steps/triage', 'soon'],
  ['decision', { outcome: 'closed', reason: 'x', on: '2026-09-14', referredTo: null }],
  ['decision', { outcome: 'declined', reason: '', on: '2026-09-14', referredTo: null }],
  ['reopenings/1', { ...reopening('x'), reason: '' }],
  ['links/l1', { log: 'not an id', doc: null, title: '' }],
  ['contact/person', 'A name'],
])('[security 5] a request refuses %s with %j', (path, value) => {
  expect(checkAgainstSchema(requestSchema, writing(path, value)).ok).toBe(false);
});
