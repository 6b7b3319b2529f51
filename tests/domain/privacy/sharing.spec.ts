import { describe, expect, it } from 'vitest';
import type { JsonValue } from '#base/json.ts';
import { type Document, shownHead } from '#domain/document/document.ts';
import { DocumentKind, dotOf, Path } from '#domain/document/op.ts';
import type { DocumentId } from '#domain/ids.ts';
import { knownDocumentKinds, schemaOfKind } from '#domain/kinds/document-kinds.ts';
import { type DataGroup, dataGroups } from '#domain/path-rules/data-groups.ts';
import { type KnownDocumentKind, knownKindOf } from '#domain/path-rules/path-classes.ts';
import { handlingPolicyOf } from '#domain/privacy/path-privacy.ts';
import {
  isPathShared,
  type SharingContext,
  type SharingRecipient,
  sharedDocumentFor,
} from '#domain/privacy/sharing.ts';
import { examplePathOf } from '#tests/support/builders/example-path.ts';
import { aDevice, aDoc } from '#tests/support/builders/sample-ids.ts';

/** Shared part of a record: values by path, without authors and times. */
function sharedRecordFor(to: SharingRecipient, document: Document, sharingContext: SharingContext) {
  const shared = sharedDocumentFor(to, document, sharingContext);
  if (shared === null) return null;
  const values = Object.entries(shared.registers).map(([path, register]) => [
    path,
    shownHead(register)?.value,
  ]);
  return { doc: shared.doc, kind: shared.kind, values: Object.fromEntries(values) };
}

const donor: SharingRecipient = { kind: 'donor', stateAgrees: false };
const arlandia: SharingRecipient = { kind: 'state', country: 'XA' };
const partner: SharingRecipient = { kind: 'partner', entity: 'Police organisation' };

const registers = (
  values: Readonly<Record<string, JsonValue | readonly [JsonValue, JsonValue]>>,
  contested = false,
) =>
  Object.fromEntries(
    Object.entries(values).map(([path, value], at) => [
      Path.parse(path),
      {
        heads: (contested && Array.isArray(value) ? value : [value]).map((one: JsonValue, head) => ({
          dot: dotOf(aDevice(head + 1), at + 1),
          stamp: [at + 1, head] as const,
          value: one,
        })),
      },
    ]),
  );

const aRecord = (kind: string, doc: DocumentId, values: Readonly<Record<string, JsonValue>>): Document => ({
  doc,
  kind: DocumentKind.parse(kind),
  registers: registers(values),
});

const assessment = aDoc(1);
const plan = aRecord('action-plan', aDoc(2), {
  title: 'Plan',
  'items/i1/title': 'Train the unit',
  'items/i1/lead': 'Police organisation',
  'items/i1/assessment': assessment,
  'items/i1/recommendation': 'r1',
  'items/i2/title': 'Support the court',
  'items/i2/lead': 'UN entity',
  'items/i2/supporting': ['Police organisation'],
  'items/i3/title': 'Not theirs',
  'items/i3/lead': 'UN entity',
  'items/i3/assessment': assessment,
  'items/i3/recommendation': 'r2',
});
const context: SharingContext = { country: 'XA', plans: [plan] };

/** An example of every family of paths of a kind, each with a word of its own. */
const everyPath = (documentKind: KnownDocumentKind): readonly string[] =>
  (schemaOfKind(documentKind) ?? []).map(({ pattern }) => examplePathOf(pattern));

/** The families that are shown to somebody. */
const shownFamilies = (documentKind: KnownDocumentKind, to: SharingRecipient): readonly string[] =>
  everyPath(documentKind).filter((path) => isPathShared(documentKind, path, to));

const kinds = knownDocumentKinds.map((kind) => knownKindOf(kind)).filter((kind) => kind !== null);

describe('[E 5] every field of every kind', () => {
  it.each(kinds)('that nobody has thought about is shown to nobody: %s', (documentKind) => {
    for (const to of [donor, arlandia, partner])
      expect([to.kind, isPathShared(documentKind, 'something/new', to)]).toEqual([to.kind, false]);
  });

  it.each(kinds)('of a group that must stay inside is shown to nobody: %s', (documentKind) => {
    const inside: readonly DataGroup[] = [
      'interviewNotes',
      'dueDiligence',
      'reviewComments',
      'missionTeam',
      'audit',
      'participantCode',
      'participantName',
      'sessionNotesAttributed',
    ];
    const dataHandlingPolicies = inside.map((group) => dataGroups[group]);
    const leaks = [donor, { ...donor, stateAgrees: true }, arlandia, partner].flatMap((to) =>
      shownFamilies(documentKind, to)
        .filter((path) =>
          dataHandlingPolicies.includes(handlingPolicyOf(DocumentKind.parse(documentKind), path)),
        )
        .map((path) => `${to.kind} ${path}`),
    );
    expect(leaks).toEqual([]);
  });
});

describe('[E 5] a removed item', () => {
  const lists = kinds.flatMap((documentKind) =>
    everyPath(documentKind)
      .filter((path) => path.endsWith('/removed'))
      .map((path) => ({ kind: documentKind, item: path.slice(0, -'/removed'.length) })),
  );
  const recipients = [donor, { ...donor, stateAgrees: true }, arlandia, partner];

  /** Paths below the item that somebody is shown, of a record with a value in each path. */
  const shownBelow = ({ kind, item }: (typeof lists)[number], isRemoved: boolean): readonly string[] => {
    const values = Object.fromEntries(everyPath(kind).map((path) => [path, 'word']));
    const record = aRecord(kind, assessment, {
      ...values,
      removed: false,
      status: 'final',
      [`${item}/removed`]: isRemoved,
    });
    return recipients.flatMap((to) =>
      Object.keys(sharedDocumentFor(to, record, context)?.registers ?? {}).filter((path) =>
        path.startsWith(`${item}/`),
      ),
    );
  };

  it.each(lists)('of any list is shown to nobody: $kind $item', (list) => {
    expect(shownBelow(list, true)).toEqual([]);
  });

  it('is shown while nobody removes it, in each kind with such lists for others', () => {
    const shared = lists.filter((list) => shownBelow(list, false).length > 0).map(({ kind }) => kind);
    expect(new Set(shared)).toEqual(new Set(['assessment', 'workshop', 'action-plan']));
  });
});

describe('[E 5] a donor', () => {
  it('sees only the existence and status of an assessment: no rating, institution or finding', () => {
    expect(shownFamilies('assessment', donor)).toEqual([
      'mission',
      'instrument',
      'type',
      'follows',
      'periods/shared-on',
      'periods/final-on',
      'periods/progress-note-due',
      'periods/follow-up-from',
      'status',
      'removed',
    ]);
  });

  it('sees ratings by institution where the State agrees, and still no text, evidence or finding', () => {
    const usual = shownFamilies('assessment', donor);
    const more = shownFamilies('assessment', { kind: 'donor', stateAgrees: true });
    expect(more.filter((path) => !usual.includes(path))).toEqual([
      'title',
      'institution/name',
      'institution/x1',
      'answers/x1/state',
      'answers/x1/level',
      'consolidations/x1',
      'targets/x1',
    ]);
  });

  it('sees activities without their institution, their basis and their participants', () => {
    expect(shownFamilies('action-plan', donor)).not.toEqual(
      expect.arrayContaining(['items/x1/counterpart', 'items/x1/assessment', 'items/x1/milestones']),
    );
    expect(shownFamilies('workshop', donor)).not.toEqual(
      expect.arrayContaining(['attendance/x1', 'sessions/x1/notes']),
    );
  });
});

describe('[E 5] a State', () => {
  const record = (part: Readonly<Record<string, JsonValue>> = {}): Document =>
    aRecord('assessment', assessment, {
      status: 'shared',
      'answers/D1.1/level': 3,
      'answers/D1.1/evidence/e1/kind': 'interview',
      'answers/D1.1/evidence/e1/title': 'National Police, head of unit',
      'answers/D1.1/evidence/e2/kind': 'document',
      'answers/D1.1/evidence/e2/title': 'Strategy, 2024',
      'answers/D1.2/evidence/e3': { kind: 'interview', title: 'Court, registrar' },
      'findings/f1/text': 'No record of use',
      'findings/f2/text': 'Names a source',
      'findings/f2/mark': 'SC',
      'findings/f3/text': 'Taken back',
      'findings/f3/removed': true,
      'comments/c1/text': 'Among us',
      'review/points/p1/text': 'Mend this',
      'sign-off/adviser': { decision: 'signed', note: '' },
      ...part,
    });

  it('sees its draft without interviews, strictly confidential items, removed items and internal comments', () => {
    expect(sharedRecordFor(arlandia, record(), context)?.values).toEqual({
      status: 'shared',
      'answers/D1.1/level': 3,
      'answers/D1.1/evidence/e2/kind': 'document',
      'answers/D1.1/evidence/e2/title': 'Strategy, 2024',
      'findings/f1/text': 'No record of use',
    });
  });

  it.each(['draft', 'fieldwork', 'consolidated', 'quality-review'])(
    'sees nothing while it is %s',
    (status) => {
      expect(sharedRecordFor(arlandia, record({ status }), context)).toBeNull();
    },
  );

  it('sees nothing of another State, of any kind', () => {
    for (const kind of ['mission', 'assessment', 'workshop', 'action-plan']) {
      const otherDocument = aRecord(kind, aDoc(5), { title: 'Other', status: 'final' });
      expect(sharedRecordFor(arlandia, otherDocument, { ...context, country: 'XB' })).toBeNull();
      expect(sharedRecordFor(arlandia, otherDocument, { ...context, country: null })).toBeNull();
    }
  });

  it('does not see evidence under any question once it is strictly confidential under one', () => {
    const piece = '01a20edb-961d-7237-bfa9-0000000000e1';
    const linked = (mark: string) =>
      record({
        [`answers/D1.1/evidence/${piece}/title`]: 'Order 14',
        [`answers/D1.1/evidence/${piece}/mark`]: mark,
        [`answers/D1.2/evidence/${piece}/title`]: 'Order 14',
      });
    const titles = (document: Document) =>
      Object.values(sharedRecordFor(arlandia, document, context)?.values ?? {}).filter(
        (one) => one === 'Order 14',
      );
    expect(titles(linked('C'))).toHaveLength(2);
    expect(titles(linked('SC'))).toEqual([]);
  });

  it('does not see an item that one head marks as interview or strictly confidential', () => {
    const contested: Document = {
      ...record(),
      registers: {
        ...record().registers,
        ...registers(
          { 'answers/D1.1/evidence/e2/kind': ['interview', 'document'], 'findings/f1/mark': ['SC', 'C'] },
          true,
        ),
      },
    };
    expect(sharedRecordFor(arlandia, contested, context)?.values).toEqual({
      status: 'shared',
      'answers/D1.1/level': 3,
    });
  });
});

describe('[E 5] a partner', () => {
  it('sees the plan items that it leads or supports, and no other', () => {
    const items = Object.keys(sharedRecordFor(partner, plan, context)?.values ?? {}).map(
      (path) => path.split('/')[1],
    );
    expect(new Set(items)).toEqual(new Set([undefined, 'i1', 'i2']));
  });

  it('sees the recommendations and findings that those rest on, and no rating', () => {
    const values = {
      'institution/name': 'National Police',
      'answers/D1.1/level': 3,
      'recommendations/r1/text': 'Write a procedure',
      'recommendations/r1/findings': ['f1', 'f2'],
      'recommendations/r2/text': 'Not theirs',
      'recommendations/r2/findings': ['f3'],
      'findings/f1/text': 'No record of use',
      'findings/f2/text': 'Names a source',
      'findings/f2/mark': 'SC',
      'findings/f3/text': 'Not needed',
    };
    const record = aRecord('assessment', assessment, { ...values, status: 'final' });
    for (const status of ['draft', 'fieldwork', 'quality-review', 'shared'])
      expect(
        sharedRecordFor(partner, aRecord('assessment', assessment, { ...values, status }), context),
      ).toBeNull();
    expect(sharedRecordFor(partner, record, context)?.values).toEqual({
      status: 'final',
      'institution/name': 'National Police',
      'recommendations/r1/text': 'Write a procedure',
      'recommendations/r1/findings': ['f1', 'f2'],
      'findings/f1/text': 'No record of use',
    });
  });

  it('sees no recommendation behind an item that was removed, or that rests on another assessment', () => {
    const record = aRecord('assessment', assessment, {
      status: 'final',
      'recommendations/r1/text': 'Write a procedure',
      'recommendations/r2/text': 'Not theirs',
    });
    const withItem = (values: Readonly<Record<string, JsonValue>>): SharingContext => ({
      country: 'XA',
      plans: [aRecord('action-plan', aDoc(3), { 'items/i9/lead': 'Police organisation', ...values })],
    });
    const own = { 'items/i9/assessment': assessment, 'items/i9/recommendation': 'r2' };
    expect(sharedRecordFor(partner, record, withItem(own))?.values).toEqual({
      status: 'final',
      'recommendations/r2/text': 'Not theirs',
    });
    for (const other of [
      { ...own, 'items/i9/removed': true },
      { ...own, 'items/i9/assessment': aDoc(9) },
    ])
      expect(sharedRecordFor(partner, record, withItem(other))).toBeNull();
  });

  it('sees a mission in which one of several plans has an item of its own', () => {
    const empty = aRecord('action-plan', aDoc(3), { title: 'Another plan' });
    const mission = aRecord('mission', aDoc(7), { title: 'Arlandia' });
    const shared = sharedRecordFor(partner, mission, { country: 'XA', plans: [empty, plan] });
    expect(shared?.values).toEqual({ title: 'Arlandia' });
    expect(sharedRecordFor(partner, mission, { country: 'XA', plans: [empty] })).toBeNull();
  });

  it('sees nothing where it takes no part', () => {
    const nobody: SharingRecipient = { kind: 'partner', entity: 'Another' };
    const record = aRecord('assessment', assessment, {
      title: 'Court',
      'findings/f1/text': 'No record of use',
    });
    const mission = aRecord('mission', aDoc(7), { title: 'Arlandia' });
    expect([record, mission, plan].map((one) => sharedRecordFor(nobody, one, context))).toEqual([
      null,
      null,
      null,
    ]);
  });
});

it('[E 5] a shared record shows only the displayed value of a conflict and never its author', () => {
  const contested: Document = {
    doc: aDoc(4),
    kind: DocumentKind.parse('mission'),
    registers: registers({ title: ['Arlandia', 'Arlandia, baseline'] }, true),
  };
  expect(sharedRecordFor(donor, contested, context)).toEqual({
    doc: aDoc(4),
    kind: 'mission',
    values: { title: 'Arlandia, baseline' },
  });
});
