import { expect, test } from 'vitest';
import { Path } from '#domain/document/op.ts';
import { knownDocumentKinds, schemaOfKind } from '#domain/kinds/document-kinds.ts';
import { dataGroups } from '#domain/path-rules/data-groups.ts';
import { dataGroupOfPath } from '#domain/privacy/path-privacy.ts';
import { buildProcessingRegister, type RetentionEnforcement } from '#domain/privacy/processing-register.ts';
import { allGroupsDueAtMs, missionDueGroups, shortRetentionDue } from '#domain/privacy/retention-due.ts';

const end = Date.parse('2028-06-30T00:00:00Z');
const register = buildProcessingRegister(end);
const groupsThat = (carriedOut: RetentionEnforcement) =>
  register.filter((line) => line.carriedOut === carriedOut).map(({ group }) => group);

/** A path of every family of fields of every kind of record. */
const fields = knownDocumentKinds.flatMap((documentKind) =>
  (schemaOfKind(documentKind) ?? []).map(({ pattern }) => ({
    kind: documentKind,
    path: Path.parse(pattern.replaceAll('**', 'x').replaceAll('*', 'x')),
  })),
);

test('[E] the register has a line for every data group with the handling of its fields', () => {
  expect(register.map(({ group }) => group)).toEqual(Object.keys(dataGroups));
  for (const { group, personal, mark, mayLeaveDevice, retention } of register)
    expect({ personal, mark, mayLeaveDevice, retention }).toEqual(dataGroups[group]);
});

test('[E] a line names exactly the kinds of records that have fields of its group', () => {
  for (const { group, kinds } of register) {
    const named = new Set(
      fields.filter(({ kind, path }) => dataGroupOfPath(kind, path) === group).map(({ kind }) => kind),
    );
    expect([group, ...[...kinds].toSorted()]).toEqual([group, ...[...named].toSorted()]);
  }
});

test('[E] each scheduled part of a record is due with its mission or before it', () => {
  const whole = allGroupsDueAtMs(missionDueGroups(fields, end)) ?? 0;
  expect(new Date(whole).toISOString().slice(0, 10)).toBe('2033-06-30');
  const marked = fields.map((field) => ({ ...field, mark: 'SC' as const }));
  const previousNames = shortRetentionDue([...fields, ...marked], end, whole - 1).groups.map(
    ({ group }) => group,
  );
  expect(previousNames).toEqual([
    'consent',
    'evaluationAnswers',
    'evaluationTexts',
    'followUpAnswers',
    'markedReviewComments',
    'missionTeam',
    'officialEmail',
    'participantCode',
    'participantName',
    'requestContact',
    'sessionNotesAttributed',
    'sexAndSeniority',
    'testAnswers',
  ]);
  const beside = ['interviewNotes', 'accounts', 'dataRequests'];
  const inRecords = groupsThat('clock').filter((group) => !beside.includes(group));
  const dueOf = (group: string) =>
    Date.parse(`${register.find((line) => line.group === group)?.dueOn}T00:00:00Z`);
  expect(inRecords.filter((group) => dueOf(group) < whole).toSorted()).toEqual(
    // The register has no day for periods that count from a workshop or a request.
    previousNames.filter(
      (dueGroupName) =>
        !['participantCode', 'participantName', 'officialEmail', 'consent', 'requestContact'].includes(
          dueGroupName,
        ),
    ),
  );
  expect(inRecords.filter((group) => dueOf(group) > whole)).toEqual([]);
});

test('[E] the register separates enforced groups from those enforced in part or not yet', () => {
  expect(groupsThat('partly')).toEqual(['participantCode', 'exports']);
  expect(groupsThat('notYet')).toEqual(['audit']);
  expect(groupsThat('kept')).toEqual(['instrument', 'programme', 'lessons']);
  expect(groupsThat('noField')).toEqual([
    'focalPoint',
    'focalPointContact',
    'travelDetail',
    'evidenceFile',
    'photos',
    'logframe',
    'dueDiligence',
  ]);
});

test('[E] a laptop and headquarters both erase records; notes, accounts and requests have one clock each', () => {
  const clocksOf = (group: string) => register.find((line) => line.group === group)?.clocks;
  expect(clocksOf('interviewNotes')).toEqual(['laptop']);
  expect(['accounts', 'dataRequests'].map(clocksOf)).toEqual([['headquarters'], ['headquarters']]);
  const clocksWhere = (isMeant: (row: (typeof register)[number]) => boolean) =>
    register.filter(isMeant).map(({ clocks }) => clocks);
  const byClock = clocksWhere(({ kinds, carriedOut }) => kinds.length > 0 && carriedOut === 'clock');
  expect(byClock).toEqual(byClock.map(() => ['laptop', 'headquarters']));
  const byNone = clocksWhere(({ carriedOut }) => ['kept', 'notYet', 'noField'].includes(carriedOut));
  expect(byNone).toEqual(byNone.map(() => []));
  expect(byClock.length * byNone.length).toBeGreaterThan(0);
});

test('[E] due dates follow the programme end once known; groups with other events have none', () => {
  const dueOf = (group: string) => register.find((line) => line.group === group)?.dueOn;
  expect(['ratings', 'missionTeam', 'dataRequests', 'interviewNotes', 'instrument'].map(dueOf)).toEqual([
    '2033-06-30',
    '2029-06-30',
    '2030-06-30',
    null,
    null,
  ]);
  expect(buildProcessingRegister(null).filter(({ dueOn }) => dueOn !== null)).toEqual([]);
});
