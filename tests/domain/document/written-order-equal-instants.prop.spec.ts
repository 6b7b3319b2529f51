import { expect, test } from 'vitest';
import type { JsonValue } from '#base/json.ts';
import { decidedConflictsOf } from '#domain/assessment/decided-conflicts.ts';
import { readFindings, readRecommendations } from '#domain/assessment/finding.ts';
import { readIndependentRatings } from '#domain/assessment/independent-ratings.ts';
import { readFieldRemarks } from '#domain/assessment/read-answer.ts';
import { readAssessmentReview } from '#domain/assessment/review/review.ts';
import { readStateComments } from '#domain/assessment/review/state-comments.ts';
import type { Document } from '#domain/document/document.ts';
import { emptyDocument } from '#domain/document/document.ts';
import { applyOpToDocument } from '#domain/document/document-draft.ts';
import { dotOf, Path, type ValueOp } from '#domain/document/op.ts';
import { orderedItemIds } from '#domain/document/written-order.ts';
import { DocumentId } from '#domain/ids.ts';
import { readMissionMeetings } from '#domain/mission/mission-meetings.ts';
import { readChecklist, readMissionTeam } from '#domain/mission/mission-work.ts';
import { readKeyMessages } from '#domain/path-rules/report-texts.ts';
import { readPlanItems } from '#domain/plan/action-plan.ts';
import { readMilestones } from '#domain/plan/milestones.ts';
import { readTestSheets } from '#domain/workshop/learning/test-sheets.ts';
import { readLessons } from '#domain/workshop/lesson.ts';
import { readAllParticipants } from '#domain/workshop/register.ts';
import { readSessionEntries } from '#domain/workshop/session-entry.ts';
import { readLearningObjectives, readWorkshopSessions, workshopKind } from '#domain/workshop/workshop.ts';
import { deviceA } from '#tests/support/builders/a-workshop.ts';
import { Random } from '#tests/support/random/random.ts';
import { readSource, sourceFiles } from '#tests/support/repository/source-files.ts';

const doc = DocumentId.parse('018f0000-0000-7000-8000-000000000001');

/** List that a person or a figure gets in an order. */
interface SortedList {
  /** Values of one item by path; all items of a list are equal but for these. */
  readonly item: (id: string, at: number) => Readonly<Record<string, JsonValue>>;
  readonly read: (document: Document) => readonly { readonly id: string }[];
}

const ordered = (list: string, read: SortedList['read'], part = 'text'): SortedList => ({
  item: (id, at) => ({ [`${list}/${id}/order`]: 'a0', [`${list}/${id}/${part}`]: `item ${at}` }),
  read,
});

const lists: Readonly<Record<string, SortedList>> = {
  items: ordered('items', (document) => orderedItemIds(document, 'items').map((id) => ({ id }))),
  'items without an order': {
    item: (id, at) => ({ [`items/${id}/text`]: `item ${at}` }),
    read: (document) => orderedItemIds(document, 'items').map((id) => ({ id })),
  },
  findings: ordered('findings', readFindings),
  recommendations: ordered('recommendations', readRecommendations),
  'key messages': ordered('key-messages', readKeyMessages),
  checklist: ordered('checklist', readChecklist),
  'plan items': ordered('items', readPlanItems, 'title'),
  milestones: ordered('items/one/milestones', (plan) => readMilestones(plan, 'one')),
  sessions: ordered('sessions', readWorkshopSessions, 'title'),
  objectives: ordered('objectives', readLearningObjectives),
  entries: ordered('entries', readSessionEntries),
  lessons: ordered('lessons', readLessons, 'context'),
  meetings: {
    item: (id) => ({ [`meetings/${id}/day`]: '2026-12-01', [`meetings/${id}/institution`]: 'Police' }),
    read: readMissionMeetings,
  },
  team: { item: (id) => ({ [`team/${id}/function`]: 'trainer' }), read: readMissionTeam },
  'comments of the State': {
    item: (id, at) => ({ [`state-comments/${id}/on`]: '2026-12-01', [`state-comments/${id}/text`]: `${at}` }),
    read: readStateComments,
  },
  'comments of a review': {
    item: (id, at) => ({ [`review/points/${id}/round`]: 1, [`review/points/${id}/text`]: `comment ${at}` }),
    read: (document) => readAssessmentReview(document).points,
  },
  remarks: { item: (id, at) => ({ [`comments/${id}/text`]: `remark ${at}` }), read: readFieldRemarks },
  'independent ratings': {
    item: (id) => ({ [`second-ratings/D1.1/${id}`]: { level: 2, evidence: 'E1', rationale: '' } }),
    read: (document) => readIndependentRatings(document, 'D1.1').map(({ person }) => ({ id: person })),
  },
  'participants of one code': {
    item: (id) => ({ [`participants/${id}/code`]: 'AB-001' }),
    read: readAllParticipants,
  },
  'test sheets': {
    item: (id) => ({
      [`test-sheets/${id}/sheet`]: {
        phase: 'after',
        code: 'cloud13',
        form: 'a',
        source: 'import',
        answers: {},
      },
    }),
    read: readTestSheets,
  },
};

/** An id as `v4` makes it: random in all of its letters. */
function randomId(random: Random): string {
  const hex = Array.from({ length: 32 }, () => random.between(0, 15).toString(16)).join('');
  return [
    hex.slice(0, 8),
    hex.slice(8, 12),
    `4${hex.slice(13, 16)}`,
    `8${hex.slice(17, 20)}`,
    hex.slice(20),
  ].join('-');
}

const opsOf = ({ item }: SortedList, ids: readonly string[]): readonly ValueOp[] =>
  ids
    .flatMap((id, at) => Object.entries(item(id, at)))
    .map(([path, value], at) => ({
      // One batch at one instant: the number of the op alone tells them apart. It passes 9, so text order is wrong.
      dot: dotOf(deviceA, at + 1),
      stamp: [1_000, 0],
      doc,
      kind: workshopKind,
      path: Path.parse(path),
      over: [],
      value,
    }));

test.each(Object.entries(lists))('[M2] %s of one instant stay as they were written', (_name, sortedList) => {
  const random = new Random(34);
  for (let round = 0; round < 12; round += 1) {
    const ids = Array.from({ length: 7 }, () => randomId(random));
    const document = random
      .shuffled(opsOf(sortedList, ids))
      .reduce(
        (previousDocument, op) => applyOpToDocument(previousDocument, op, () => true),
        emptyDocument(doc, workshopKind),
      );
    expect(sortedList.read(document).map(({ id }) => id)).toEqual(ids);
  }
});

test('decisions within one millisecond are in the order of their writing, the last first', () => {
  const random = new Random(35);
  const ids = Array.from({ length: 7 }, () => randomId(random));
  const paths = ids.map((id) => Path.parse(`items/${id}/title`));
  const otherDeviceId = 'b'.repeat(32) as typeof deviceA;
  const base = { stamp: [900, 0] as const, doc, kind: workshopKind, over: [] };
  const valueOps = paths.flatMap((path, at): readonly ValueOp[] => [
    { ...base, dot: dotOf(deviceA, at + 1), path, value: 'one' },
    { ...base, dot: dotOf(otherDeviceId, at + 1), path, value: 'two' },
  ]);
  const decisions = paths.map(
    (path, at): ValueOp => ({
      ...base,
      // The counter of the clock is what tells two writes of one millisecond apart.
      stamp: [1_000, at % 2 === 0 ? 1 : 2],
      dot: dotOf(deviceA, at + 101),
      path,
      over: [dotOf(deviceA, at + 1), dotOf(otherDeviceId, at + 1)],
      value: 'one',
    }),
  );
  const document = [...valueOps, ...decisions].reduce(
    (previousDocument, op) => applyOpToDocument(previousDocument, op, () => true),
    emptyDocument(doc, workshopKind),
  );
  const all = random.shuffled([...valueOps, ...decisions]);
  expect(decidedConflictsOf(document, all, 0).map(({ registers }) => registers[0]?.path)).toEqual(
    [5, 3, 1, 6, 4, 2, 0].map((at) => paths[at]),
  );
});

test('no sort compares ids of items, which are random', () => {
  const byId = /\b(\w+)\.id ?[<>] ?\w+\.id\b|compareTexts\(\w+\.id, ?\w+\.id\)|\.id\.localeCompare\(/;
  const found = sourceFiles(/\.tsx?$/, ['domain', 'sync', 'api', 'forms', 'renderer', 'server']).filter(
    (file) => byId.test(readSource(file)),
  );
  expect(found).toEqual([]);
});
