import { describe, expect, test } from 'vitest';
import { DocumentKind, dotOf, Path } from '#domain/document/op.ts';
import {
  allGroupsDueAtMs,
  computeDueGroups,
  confidentialRemarksDue,
  erasableFromMs,
  type GraceState,
  gracePeriodMs,
  isGracePeriodOver,
  missionDueGroups,
  personAccountDue,
  type RecordField,
  recordFieldsOf,
  shortRetentionDue,
  updateGraceState,
} from '#domain/privacy/retention-due.ts';
import { aDocument, deviceA } from '#tests/support/builders/ops.ts';

const field = (kind: string, path: string): RecordField => ({
  kind: DocumentKind.parse(kind),
  path: Path.parse(path),
});
const at = (day: string): number => Date.parse(`${day}T00:00:00Z`);
const programmeEnd = at('2028-06-30');
const fields = [
  field('mission', 'title'),
  field('mission', 'team/one/name'),
  field('mission', 'team/two/name'),
  field('assessment', 'answers/D1.1/level'),
  field('assessment', 'instrument'),
  field('workshop', 'attendance/K7Q2/b1'),
];

describe('[E] a mission, on a laptop and at headquarters alike,', () => {
  test.each([
    ['has a name, though nobody has written in it', [], '2033-06-30'],
    ['is due no sooner where only a part of it is here', [field('mission', 'team/one/name')], '2033-06-30'],
    ['waits for the last of its groups', fields, '2033-06-30'],
  ])('%s', (_, some, day) => {
    expect(allGroupsDueAtMs(missionDueGroups(some, programmeEnd))).toBe(at(day));
    expect(allGroupsDueAtMs(missionDueGroups(some, null))).toBeNull();
  });
});

describe('[E] due content at headquarters', () => {
  test('is computed per group from the periods of its fields and the programme end', () => {
    expect(computeDueGroups(fields, { programmeEnd })).toEqual([
      { group: 'mission', fields: 1, dueAtMs: at('2033-06-30') },
      { group: 'missionTeam', fields: 2, dueAtMs: at('2029-06-30') },
      { group: 'participantCode', fields: 1, dueAtMs: at('2030-06-30') },
      { group: 'ratings', fields: 1, dueAtMs: at('2033-06-30') },
    ]);
  });

  test('is nothing while nobody has said when the programme ends', () => {
    const dueGroups = computeDueGroups(fields, {});
    expect(dueGroups.map(({ dueAtMs }) => dueAtMs)).toEqual([null, null, null, null]);
    expect(allGroupsDueAtMs(dueGroups)).toBeNull();
  });

  test('comes group by group; the whole record is due with its last group', () => {
    const dueGroups = computeDueGroups(fields, { programmeEnd });
    const namesBy = (day: string) =>
      dueGroups.flatMap(({ group, dueAtMs }) => (dueAtMs !== null && dueAtMs <= at(day) ? [group] : []));
    expect(namesBy('2029-06-29')).toEqual([]);
    expect(namesBy('2029-06-30')).toEqual(['missionTeam']);
    expect(namesBy('2030-06-30')).toEqual(['missionTeam', 'participantCode']);
    expect(namesBy('2033-06-30')).toHaveLength(4);
    expect(allGroupsDueAtMs(dueGroups)).toBe(at('2033-06-30'));
  });

  test('are words that are strictly confidential two years after the end, by themselves', () => {
    const group = 'markedReviewComments';
    expect(confidentialRemarksDue(2, { programmeEnd })).toEqual({
      group,
      fields: 2,
      dueAtMs: at('2030-06-30'),
    });
    expect(confidentialRemarksDue(2, {}).dueAtMs).toBeNull();
  });

  test('excludes permanent content: a published instrument and the programme end are never due', () => {
    const keptRecordFields = [field('instrument', 'content/0'), field('programme', 'ends-on')];
    expect(computeDueGroups(keptRecordFields, { programmeEnd })).toEqual([]);
    expect(allGroupsDueAtMs([])).toBeNull();
  });

  test('a field that nobody has thought about does not outlast the programme', () => {
    const [unlisted] = computeDueGroups([field('mission', 'hotel/room')], { programmeEnd });
    expect(unlisted).toEqual({ group: 'unlisted', fields: 1, dueAtMs: programmeEnd });
  });

  test('the account of somebody who left is due a year later', () => {
    expect(personAccountDue(at('2027-02-28'), 3)).toEqual({
      group: 'accounts',
      fields: 3,
      dueAtMs: at('2028-02-28'),
    });
  });
});

describe('[E] the 30 days in which a mistake can be put right', () => {
  const dueAtMs = at('2033-06-30');
  const dayMs = 24 * 60 * 60_000;
  const quarterMs = dayMs / 4;
  /** The list after looks every six hours. From the look `jump` on, the clock is `aheadMs` ahead. */
  const after = (looks: number, { jump = Number.POSITIVE_INFINITY, aheadMs = 0 } = {}) => {
    let listedGraceState: GraceState | undefined;
    const nowAt = (look: number) => dueAtMs + look * quarterMs + (look >= jump ? aheadMs : 0);
    for (let look = 0; look <= looks; look += 1)
      listedGraceState = updateGraceState(listedGraceState, dueAtMs, nowAt(look));
    if (listedGraceState === undefined) throw new Error('It was looked at');
    return {
      listed: listedGraceState,
      isOver: isGracePeriodOver(listedGraceState, nowAt(looks)),
      nowMs: nowAt(looks),
    };
  };

  test('are over after 30 days in the list, and not before', () => {
    expect(after(119).isOver).toBe(false);
    expect(after(120).isOver).toBe(true);
    expect(erasableFromMs(after(0).listed, dueAtMs)).toBe(dueAtMs + gracePeriodMs);
  });

  test('begin anew when it is due by another day', () => {
    const { listed, nowMs } = after(200);
    expect(updateGraceState(listed, dueAtMs - dayMs, nowMs)).toMatchObject({
      listedAtMs: nowMs,
      countedMs: 0,
    });
  });

  test.each([1, 10])('[security 9] are not over by a clock that jumps %s years ahead', (years) => {
    const { isOver, listed } = after(8, { jump: 4, aheadMs: years * 365 * dayMs });
    expect(isOver).toBe(false);
    expect(listed.countedMs).toBeLessThan(3 * dayMs);
  });

  test('[security 9] a clock that went back takes nothing off and adds nothing', () => {
    const { listed } = after(40);
    expect(updateGraceState(listed, dueAtMs, dueAtMs).countedMs).toBe(listed.countedMs);
  });

  test('a stopped server shows no list: a month of downtime counts as one day', () => {
    const { listed, nowMs } = after(4);
    expect(updateGraceState(listed, dueAtMs, nowMs + 31 * dayMs).countedMs).toBe(2 * dayMs);
  });

  test('content that is no longer due is not erased after any time on the list', () => {
    expect(isGracePeriodOver(after(200).listed, dueAtMs - 1)).toBe(false);
  });
});

describe('[E] content due before its mission', () => {
  const groupsOn = (day: string, some: readonly RecordField[] = fields) =>
    shortRetentionDue(some, programmeEnd, at(day)).groups.map(({ group, fields: count }) => [group, count]);

  test('comes group by group, and is nothing of its own once the whole is due', () => {
    expect(groupsOn('2029-06-29')).toEqual([]);
    expect(groupsOn('2029-06-30')).toEqual([['missionTeam', 2]]);
    expect(groupsOn('2030-06-30')).toEqual([
      ['missionTeam', 2],
      ['participantCode', 1],
    ]);
    expect(groupsOn('2033-06-30')).toEqual([]);
    expect(shortRetentionDue(fields, null, at('2099-01-01')).groups).toEqual([]);
  });

  test('are the fields of these groups and no others', () => {
    expect(shortRetentionDue(fields, programmeEnd, at('2030-06-30')).fields.map(({ path }) => path)).toEqual([
      'team/one/name',
      'team/two/name',
      'attendance/K7Q2/b1',
    ]);
  });

  test('is only the text of a strictly confidential remark, without erasure records and unknown kinds', () => {
    const head = (value: string, n: number) => ({
      heads: [{ dot: dotOf(deviceA, n), stamp: [1_767_225_600_000, 0] as const, value }],
    });
    const assessment = {
      doc: aDocument,
      kind: DocumentKind.parse('assessment'),
      registers: {
        [Path.parse('comments/one/text')]: head('one', 1),
        [Path.parse('comments/one/mark')]: head('SC', 2),
        [Path.parse('comments/two/text')]: head('two', 3),
        [Path.parse('review/points/three/text')]: head('three', 4),
        [Path.parse('review/points/three/settled')]: head('yes', 5),
        [Path.parse('review/points/three/mark')]: head('SC', 6),
      },
    };
    const otherRecordFields = [field('mission', 'erased/a-missionTeam'), field('riddle', 'of/sphinx')];
    const due = shortRetentionDue(
      [...recordFieldsOf(assessment), ...otherRecordFields],
      programmeEnd,
      at('2030-06-30'),
    );
    expect(due.fields.map(({ path }) => path)).toEqual(['comments/one/text', 'review/points/three/text']);
    expect(due.groups).toMatchObject([{ group: 'markedReviewComments', fields: 2 }]);
  });
});
