import { describe, expect, test } from 'vitest';
import type { JsonValue } from '#base/json.ts';
import { type DocumentKind, Dot, Path } from '#domain/document/op.ts';
import { knownDocumentKinds, schemaOfKind } from '#domain/kinds/document-kinds.ts';
import { type DataGroup, dataGroups } from '#domain/path-rules/data-groups.ts';
import { checkAgainstSchema } from '#domain/path-rules/kind-schema.ts';
import { mayHoldFreeText } from '#domain/privacy/find-unchecked-texts.ts';
import { leaveRefusalOf } from '#domain/privacy/leave-device.ts';
import { type DeviceRecordContent, dataGroupsOfRecord } from '#domain/workshop/device-record.ts';
import { workshopKind } from '#domain/workshop/workshop.ts';
import { aParticipantCard } from '#tests/support/builders/a-participant-card.ts';
import { examplePathOf } from '#tests/support/builders/example-path.ts';
import { aDoc } from '#tests/support/builders/sample-ids.ts';

const recipient = `age1${'q'.repeat(58)}`;
const sealedTo = (to: string) => ({ to, recipient, box: 'AAAA' });
const registerCounts = {
  participants: 5,
  sex: { woman: 3, man: 2, other: 0, 'not-stated': 0 },
  seniority: { senior: 5, middle: 0, entry: 0, 'not-stated': 0 },
};
const words = 'Participant Marimba said so';

/** Values by way: those that may leave, and those that may not. */
const samples: { readonly [way: string]: { may: readonly JsonValue[]; mayNot: readonly JsonValue[] } } = {
  yes: { may: ['anything', null], mayNot: [] },
  no: { may: [], mayNot: ['anything', null, registerCounts, sealedTo('me')] },
  agg: {
    may: [null, registerCounts, { sheets: 5, answers: { q1: { '5': 5 } } }],
    mayNot: [words, 5, { ...registerCounts, participants: 4 }, { sheets: 4, answers: {} }, { sex: 'woman' }],
  },
  review: { may: [null, true, 'SC'], mayNot: [] },
};
const sealSamples = (role: string) => ({
  may: [null, sealedTo(role)],
  mayNot: [
    words,
    'x@institution.example',
    sealedTo(role === 'me' ? 'certificate-desk' : 'me'),
    { box: words },
  ],
});
const rolesOfSealedGroups: { readonly [G in DataGroup]?: string } = {
  participantName: 'certificate-desk',
  officialEmail: 'me',
};

/** Ways of a workshop's fields about people (docs/requirements.md C2 to C5 and E). */
const waysOfPeople: Readonly<Record<string, string>> = {
  'participants/*/code': 'yes',
  'participants/*/institution': 'yes',
  'participants/*/institution-ref': 'yes',
  'participants/*/institution-type': 'yes',
  'participants/*/function': 'yes',
  'participants/*/nominated': 'yes',
  'participants/*/consents/*': 'yes',
  'participants/*/certificate': 'yes',
  'participants/*/name': 'seal',
  'participants/*/email': 'seal',
  'participants/*/removed': 'yes',
  'register-counts/*': 'agg',
  'attendance/*/*': 'yes',
  test: 'yes',
  'test-sheets/*/sheet': 'yes',
  'test-sheets/*/removed': 'yes',
  'evaluation-counts/*': 'agg',
  'follow-up-counts/*': 'agg',
  'reviewed-texts/*': 'review',
};
const isAboutPeople = (pattern: string): boolean =>
  /^(?:participants|register-counts|attendance|test|test-sheets|(?:evaluation|follow-up)-counts|reviewed-texts)(?:\/|$)/.test(
    pattern,
  );

/** Ways of the fields of device records, each as a record with that field alone. */
const emptyCard = aParticipantCard({
  name: '',
  email: '',
  needs: '',
  sex: 'not-stated',
  seniority: 'not-stated',
});
const sheet = (kind: 'evaluation' | 'follow-up'): DeviceRecordContent => ({
  kind,
  id: emptyCard.id,
  log: emptyCard.log,
  doc: emptyCard.doc,
  source: 'kiosk',
  answers: { q1: '5' },
  texts: {},
  institutionType: null,
  sex: null,
});
const recordFields: readonly (readonly [field: string, way: string, record: DeviceRecordContent])[] = [
  ['name', 'seal', { ...emptyCard, name: 'Participant Marimba' }],
  ['address', 'seal', { ...emptyCard, email: 'x@institution.example' }],
  ['needs', 'no', { ...emptyCard, needs: 'A ramp' }],
  ['sex', 'agg', { ...emptyCard, sex: 'woman' }],
  ['seniority', 'agg', { ...emptyCard, seniority: 'senior' }],
  ['evaluation sheet', 'agg', sheet('evaluation')],
  ['follow-up sheet', 'agg', sheet('follow-up')],
];

const fields = knownDocumentKinds.flatMap((documentKind) =>
  (schemaOfKind(documentKind) ?? []).map((pathRule) => ({
    kind: documentKind as DocumentKind,
    rule: pathRule,
    path: Path.parse(examplePathOf(pathRule.pattern)),
  })),
);

describe('[E] the way off the laptop', () => {
  test.each(Object.entries(dataGroups))('of %s is kept by every field of it', (group, { mayLeaveDevice }) => {
    const role = rolesOfSealedGroups[group as DataGroup];
    const { may, mayNot } =
      mayLeaveDevice === 'seal'
        ? sealSamples(role ?? 'me')
        : (samples[mayLeaveDevice] ?? { may: [], mayNot: [] });
    for (const { kind, path, rule } of fields.filter((field) => field.rule.group === group)) {
      const refusalsOf = (values: readonly JsonValue[]) =>
        values.map((value) => [rule.pattern, value, leaveRefusalOf({ kind, path, value }) === null]);
      expect(refusalsOf(may)).toEqual(may.map((value) => [rule.pattern, value, true]));
      expect(refusalsOf(mayNot)).toEqual(mayNot.map((value) => [rule.pattern, value, false]));
    }
  });

  test('is stated for every field of the register, attendance, tests and evaluations', () => {
    const found = (schemaOfKind(workshopKind) ?? [])
      .filter(({ pattern }) => isAboutPeople(pattern))
      .map(({ pattern, group }) => [pattern, dataGroups[group].mayLeaveDevice]);
    expect(Object.fromEntries(found)).toEqual(waysOfPeople);
  });

  test.each(recordFields)('of a device record with %s alone is %s', (_, way, deviceRecordContent) => {
    expect(dataGroupsOfRecord(emptyCard)).toEqual([]);
    expect(dataGroupsOfRecord(deviceRecordContent).map((group) => dataGroups[group].mayLeaveDevice)).toEqual([
      way,
    ]);
  });

  test('of a field that nobody has thought about is none', () => {
    const kind = 'participant' as DocumentKind;
    const path = Path.parse('needs/p1');
    expect(leaveRefusalOf({ kind, path, value: words })).toEqual({ kind: 'staysOnDevice', path });
  });

  test('lets words with a review pass only where the check of texts reads them', () => {
    const reviewed = fields.filter(({ rule }) => dataGroups[rule.group].mayLeaveDevice === 'review');
    const passing = reviewed.filter(
      ({ kind, path }) => leaveRefusalOf({ kind, path, value: words }) === null,
    );
    const unread = passing.filter(({ kind, path }) => !mayHoldFreeText(kind, path));
    // Reviewers and advisers approve: these are their own words.
    expect(unread.every(({ path }) => /^(?:review|sign-off)\//.test(path))).toBe(true);
    expect(passing.map(({ rule }) => rule.pattern)).toEqual(
      expect.arrayContaining([
        'sessions/*/notes',
        'entries/*/speaker',
        'reviewed-texts/*',
        'comments/*/text',
      ]),
    );
  });

  test('of an encrypted field or a sum is in the schema, which refuses other values', () => {
    const guarded = fields.filter(({ rule }) =>
      ['seal', 'agg'].includes(dataGroups[rule.group].mayLeaveDevice),
    );
    expect(guarded.map(({ rule }) => rule.pattern)).toEqual([
      'participants/*/name',
      'participants/*/email',
      'register-counts/*',
      'evaluation-counts/*',
      'follow-up-counts/*',
    ]);
    for (const { kind, path, rule } of guarded) {
      const op = (value: JsonValue) => ({
        dot: Dot.parse(`${'0'.repeat(32)}.1`),
        stamp: [0, 0] as const,
        doc: aDoc(1),
        kind,
        path,
        over: [],
        value,
      });
      const takes = (value: JsonValue) => checkAgainstSchema(schemaOfKind(kind) ?? [], op(value)).ok;
      const plain = [words, 'woman', { participants: 1, sex: { woman: 1 }, seniority: {} }, [words]];
      expect([rule.pattern, ...plain.map(takes)]).toEqual([rule.pattern, ...plain.map(() => false)]);
      const guardedForms = [sealedTo('me'), registerCounts, { sheets: 9, answers: {} }];
      expect(guardedForms.filter(takes).length).toBe(1);
    }
  });
});
