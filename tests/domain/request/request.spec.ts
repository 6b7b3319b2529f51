import { describe, expect, test } from 'vitest';
import type { JsonValue } from '#base/json.ts';
import { emptyDocument } from '#domain/document/document.ts';
import { applyOpToDocument } from '#domain/document/document-draft.ts';
import { dotOf, pathOf } from '#domain/document/op.ts';
import { mayChangeStatus } from '#domain/kinds/rights.ts';
import { checkAgainstSchema } from '#domain/path-rules/kind-schema.ts';
import { Role } from '#domain/people/role.ts';
import {
  areTestsOpen,
  changedFields,
  emptyRequestForm,
  mayReopen,
  RequestStatus,
  readRequest,
  requestKind,
  requestMoves,
  requestSchema,
} from '#domain/request/request.ts';
import { aForm } from '#tests/support/builders/a-request.ts';
import { aDocument, anOp, deviceA } from '#tests/support/builders/ops.ts';

test('[A2] a request moves in its order alone', () => {
  const moves = RequestStatus.options.flatMap((from) =>
    requestMoves[from].map((newStatus) => `${from} > ${newStatus}`),
  );
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

test('[A4] the tests of a request are locked by its decision', () => {
  const open = RequestStatus.options.filter((status) => areTestsOpen({ status }));
  expect(open).toEqual(['received', 'acknowledged', 'clarification', 'triaged']);
});

test('[A4] a decision is reopened until its request is closed', () => {
  const reopenable = RequestStatus.options.filter((status) => mayReopen({ status }));
  expect(reopenable).toEqual(['accepted', 'referred', 'deferred', 'declined', 'planned', 'delivery']);
});

test('[A3] only the manager reopens a decision', () => {
  for (const role of Role.options)
    expect([role, mayChangeStatus('request', [role], ['declined'], 'triaged')]).toEqual([
      role,
      role === 'manager',
    ]);
});

describe('[A4] the form of a request', () => {
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
  ].reduce(
    (previousDocument, op) => applyOpToDocument(previousDocument, op, () => false),
    emptyDocument(aDocument, requestKind),
  );
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
