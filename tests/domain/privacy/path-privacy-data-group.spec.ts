import { expect, test } from 'vitest';
import { DocumentKind } from '#domain/document/op.ts';
import { knownDocumentKinds, schemaOfKind } from '#domain/kinds/document-kinds.ts';
import { dataGroups, retentionDueAtMs } from '#domain/path-rules/data-groups.ts';
import type { PathHandling, PathRule } from '#domain/path-rules/kind-schema.ts';
import { handlingPolicyOf } from '#domain/privacy/path-privacy.ts';
import { examplePathOf } from '#tests/support/builders/example-path.ts';

test.each(knownDocumentKinds)(
  '[E] every field of a %s has its mark, its way and its period',
  (documentKind) => {
    const kindSchema = schemaOfKind(documentKind) ?? [];
    expect(kindSchema.length).toBeGreaterThan(0);
    for (const { pattern, group } of kindSchema)
      expect([pattern, handlingPolicyOf(documentKind, examplePathOf(pattern))]).toEqual([
        pattern,
        dataGroups[group],
      ]);
  },
);

test('[E] a field without one of its decisions is no path rule', () => {
  type IsRule<Field> = Field extends PathRule ? true : false;
  const isWhole: IsRule<PathRule> = true;
  const without: {
    readonly [decision in keyof PathHandling]: IsRule<Omit<PathRule, decision>>;
  } = { rights: false, group: false, sharedWith: false, erasable: false };
  expect([isWhole, ...Object.values(without)]).toEqual([true, false, false, false, false]);
});

test.each([
  ['mission', 'hotel/room'],
  ['assessment', 'answers/D1.1/photo'],
  ['participant', 'name'],
  ['constructor', 'name'],
])('[E] a field that nobody has thought about (%s %s) never leaves the device', (kind, path) => {
  expect(handlingPolicyOf(DocumentKind.parse(kind), path)).toMatchObject({
    mark: 'SC',
    mayLeaveDevice: 'no',
  });
});

test('[E] fields have the handling of their group', () => {
  const policyOf = (kind: string, path: string) => handlingPolicyOf(DocumentKind.parse(kind), path);
  expect(policyOf('mission', 'team/lead')).toBe(dataGroups.missionTeam);
  expect(policyOf('assessment', 'answers/D7.1/evidence/e1/title')).toBe(dataGroups.evidenceItem);
  expect(policyOf('workshop', 'sessions/s1/notes')).toBe(dataGroups.sessionNotesAttributed);
  expect(policyOf('workshop', 'attendance/K7Q2/b1')).toBe(dataGroups.participantCode);
});

test('[E] a marked remark is strictly confidential and erased two years after the end, unlike ratings', () => {
  const assessment = DocumentKind.parse('assessment');
  const marked = (path: string) => handlingPolicyOf(assessment, path, 'SC');
  const { mark, retention } = marked('comments/c1/text');
  expect([mark, retention]).toEqual(['SC', [{ after: 'programmeEnd', years: 2 }]]);
  expect(marked('review/points/p1/text')).toEqual(marked('comments/c1/text'));
  expect(marked('answers/D7.1/rationale')).toBe(dataGroups.ratings);
});

test('[E] the data groups that never leave a device are those of the table', () => {
  const stays = Object.entries(dataGroups).flatMap(([group, { mayLeaveDevice }]) =>
    mayLeaveDevice === 'no' ? [group] : [],
  );
  expect(stays).toEqual(['travelDetail', 'interviewNotes', 'accessibilityNeeds', 'photos', 'dataRequests']);
});

const day = (text: string): number => Date.parse(`${text}T12:00:00Z`);

test.each([
  ['participantName', { certificates: day('2026-01-10') }, '2026-02-09'],
  ['participantName', { workshopEnd: day('2026-01-01') }, '2026-04-01'],
  ['participantName', { certificates: day('2026-03-20'), workshopEnd: day('2026-01-01') }, '2026-04-01'],
  ['accessibilityNeeds', { workshopEnd: day('2026-12-20') }, '2026-12-27'],
  ['accessibilityNeeds', { workshopClosed: day('2026-12-28') }, '2027-01-04'],
  ['interviewNotes', { finalReport: day('2024-02-29') }, '2025-02-28'],
  ['missionTeam', { programmeEnd: day('2028-06-30') }, '2029-06-30'],
] as const)('[E] %s with %j is due on %s', (group, facts, due) => {
  expect(retentionDueAtMs(dataGroups[group].retention, facts)).toBe(day(due));
});

test.each([-10, -1, 1, 10])(
  '[security 9] an event noted %s years off moves its due dates equally, none before the event',
  (years) => {
    const rightMs = day('2026-03-01');
    const notedMs = day(`${2026 + years}-03-01`);
    const wrong = Object.entries(dataGroups).flatMap(([group, { retention }]) =>
      retention.flatMap(({ after }) => {
        const [due, noted] = [rightMs, notedMs].map((atMs) => retentionDueAtMs(retention, { [after]: atMs }));
        const moved = new Date(noted ?? 0).getUTCFullYear() - new Date(due ?? 0).getUTCFullYear();
        return moved === years && (noted ?? 0) >= notedMs ? [] : [`${group} after ${after}`];
      }),
    );
    expect(wrong).toEqual([]);
  },
);

test('[E] nothing is due before its start event, and some groups are never due', () => {
  expect(retentionDueAtMs(dataGroups.participantName.retention, {})).toBeNull();
  expect(retentionDueAtMs(dataGroups.lessons.retention, { programmeEnd: day('2020-01-01') })).toBeNull();
});

test('[E] months and years are the calendar’s, on every day of four centuries', () => {
  const wrong: string[] = [];
  for (let fromMs = day('1900-01-01'); fromMs < day('2300-01-01'); fromMs += 5 * 24 * 60 * 60_000) {
    const from = new Date(fromMs);
    const due = new Date(
      retentionDueAtMs([{ after: 'finalReport', months: 1 }], { finalReport: fromMs }) ?? Number.NaN,
    );
    const lastDay = new Date(Date.UTC(from.getUTCFullYear(), from.getUTCMonth() + 2, 0)).getUTCDate();
    const expected = Date.UTC(
      from.getUTCFullYear(),
      from.getUTCMonth() + 1,
      Math.min(from.getUTCDate(), lastDay),
      12,
    );
    if (due.getTime() !== expected) wrong.push(`${from.toISOString()} gives ${due.getTime()}`);
  }
  expect(wrong).toEqual([]);
});
