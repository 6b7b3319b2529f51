import { type KindSchema, isPathInPattern } from '../document/kind-schema.ts';
import { DocumentKind, type Op } from '../document/op.ts';
import { type DataGroup, dataGroups, type DataHandlingPolicy } from './data-groups.ts';
import type { Confidentiality } from '../assessment/finding.ts';

type DataGroupsByPath = Readonly<Record<string, DataGroup>>;

const pathsInGroup = (group: DataGroup, patterns: readonly string[]): DataGroupsByPath =>
  Object.fromEntries(patterns.map((pattern) => [pattern, group]));

/** Data group of each family of paths; the patterns are those of the kind's schema, all of them. */
const dataGroupsByKindAndPath: Readonly<Record<string, DataGroupsByPath>> = {
  mission: {
    title: 'mission',
    country: 'mission',
    from: 'mission',
    to: 'mission',
    status: 'mission',
    'team/**': 'missionTeam',
    'national/*': 'ratings',
    'text-checks/*': 'reviewComments',
    'erased/*': 'audit',
    'exports/*': 'exports',
    removed: 'mission',
    'removals/*': 'mission',
  },
  assessment: {
    title: 'ratings',
    mission: 'ratings',
    instrument: 'instrument',
    'instrument-before': 'instrument',
    'institution/**': 'institution',
    'screening/*': 'ratings',
    'answers/*/state': 'ratings',
    'answers/*/level': 'ratings',
    'answers/*/na-reason': 'ratings',
    'answers/*/rationale': 'ratings',
    'answers/*/confidence': 'ratings',
    'answers/*/override': 'ratings',
    'answers/*/evidence/**': 'evidenceItem',
    // The subject of a question is not in its path. Free text may hold names, as a rationale may.
    'answers/*/value': 'ratings',
    'answers/*/*/order': 'ratings',
    'answers/*/*/parent': 'ratings',
    'answers/*/*/removed': 'ratings',
    'answers/*/*/*/value': 'ratings',
    'calculated/*/*': 'ratings',
    // The question of a comment is in its value, not in its path: all are handled like those on D7.
    'comments/**': 'reviewComments',
    type: 'ratings',
    'reference-date': 'ratings',
    follows: 'ratings',
    'version-reason': 'ratings',
    'answers/*/variation': 'ratings',
    'assignments/*': 'ratings',
    'second-ratings/*/*': 'ratings',
    'consolidations/*': 'ratings',
    'text-checks/*': 'reviewComments',
    ...pathsInGroup('findings', [
      'findings/*/text',
      'findings/*/kind',
      'findings/*/about',
      'findings/*/mark',
      'findings/*/order',
      'findings/*/removed',
      'targets/*',
      'priorities/*/ownership',
      'priorities/*/feasibility',
      'priorities/*/alignment',
      'priorities/*/override',
      'recommendations/*/text',
      'recommendations/*/addressee',
      'recommendations/*/about',
      'recommendations/*/findings',
      'recommendations/*/horizon',
      'recommendations/*/expected-level',
      'recommendations/*/measures',
      'recommendations/*/training-reason',
      'recommendations/*/status',
      'recommendations/*/order',
      'recommendations/*/removed',
    ]),
    ...pathsInGroup('reviewComments', [
      'review/points/*/about',
      'review/points/*/text',
      'review/points/*/round',
      'review/points/*/settled',
      'review/points/*/removed',
      'review/points/*/mark',
      'review/replies/*/text',
      'review/replies/*/mended',
      'review/returns/*',
      'review/approval',
      'review/superseded',
      'sign-off/adviser',
    ]),
    ...pathsInGroup('ratings', [
      'periods/shared-on',
      'periods/comments-until',
      'periods/final-on',
      'periods/progress-note-due',
      'periods/follow-up-from',
    ]),
    ...pathsInGroup('stateComments', [
      'state-comments/*/about',
      'state-comments/*/from',
      'state-comments/*/on',
      'state-comments/*/text',
      'state-comments/*/response',
      'state-comments/*/removed',
    ]),
    status: 'ratings',
    'notes/*': 'ratings',
    removed: 'ratings',
    'removals/*': 'ratings',
  },
  workshop: {
    title: 'mission',
    mission: 'mission',
    template: 'instrument',
    from: 'mission',
    to: 'mission',
    status: 'mission',
    // Attribution of a session is not in its path: the stricter group applies.
    'sessions/*/notes': 'sessionNotesAttributed',
    'sessions/*/title': 'mission',
    'sessions/*/order': 'mission',
    'sessions/*/minutes': 'mission',
    'sessions/*/method': 'mission',
    'sessions/*/output': 'mission',
    'sessions/*/day': 'mission',
    'sessions/*/removed': 'mission',
    'attendance/**': 'participantCode',
    removed: 'mission',
    'removals/*': 'mission',
  },
  instrument: {
    title: 'instrument',
    id: 'instrument',
    version: 'instrument',
    languages: 'instrument',
    questions: 'instrument',
    hash: 'instrument',
    parts: 'instrument',
    'content/*': 'instrument',
    status: 'instrument',
  },
  programme: { 'ends-on': 'programme', 'erase-after': 'programme' },
  // Its items are accepted recommendations.
  'action-plan': pathsInGroup('findings', [
    'title',
    'mission',
    'items/*/title',
    'items/*/assessment',
    'items/*/recommendation',
    'items/*/dimension',
    'items/*/lead',
    'items/*/supporting',
    'items/*/counterpart',
    'items/*/funding-line',
    'items/*/from',
    'items/*/to',
    'items/*/milestones',
    'items/*/logframe',
    'items/*/status',
    'items/*/status-reason',
    'items/*/order',
    'items/*/removed',
    'text-checks/*',
    'removed',
    'removals/*',
  ]),
};

/** Policy of an unlisted field: nobody gets it, and it is not kept. */
const strictestPolicy: DataHandlingPolicy = {
  personal: 'yes',
  mark: 'SC',
  mayLeaveDevice: 'no',
  retention: [{ after: 'workshopClosed', days: 7 }, { after: 'programmeEnd' }],
};

/**
 * Handling of a document's field. Total: the strictest for a kind or a path outside the table.
 * @param mark of the remark that the field belongs to; the adviser marks remarks on gates and D7
 */
export function handlingPolicyOf(
  kind: DocumentKind,
  path: string,
  mark: Confidentiality = 'C',
): DataHandlingPolicy {
  const group = dataGroupOfPath(kind, path, mark);
  return group === null ? strictestPolicy : dataGroups[group];
}

/** Data group of a field; null for a kind or a path outside the table. */
export function dataGroupOfPath(
  kind: DocumentKind,
  path: string,
  mark: Confidentiality = 'C',
): DataGroup | null {
  const groups = dataGroupsOfKind(kind);
  const pattern = Object.keys(groups).find((one) => isPathInPattern(one, path));
  const group = (pattern === undefined ? undefined : groups[pattern]) ?? null;
  return group === 'reviewComments' && mark === 'SC' ? 'markedReviewComments' : group;
}

/** Kinds of documents with fields of a group. */
export const kindsWithDataGroup = (group: DataGroup): readonly DocumentKind[] =>
  Object.entries(dataGroupsByKindAndPath).flatMap(([kind, groups]) =>
    Object.values(groups).includes(group) ? [DocumentKind.parse(kind)] : [],
  );

/** Reason why a device does not make an op: every op is sent, and this field must not be. */
export interface StaysOnDeviceRefusal {
  readonly kind: 'staysOnDevice';
  readonly path: string;
}

/** Checked before an op is made, so no field that must stay gets into a pack. Null when it may travel. */
export const stayOnDeviceReason = ({ kind, path }: Pick<Op, 'kind' | 'path'>): StaysOnDeviceRefusal | null =>
  handlingPolicyOf(kind, path).mayLeaveDevice === 'no' ? { kind: 'staysOnDevice', path } : null;

/** Families of paths of a kind without an entry here, and entries without a family; both are mistakes. */
export function dataGroupTableGaps(kind: DocumentKind, schema: KindSchema): readonly string[] {
  const listed = Object.keys(dataGroupsOfKind(kind));
  const needed = schema.map(({ pattern }) => pattern);
  const missing = needed.filter((pattern) => !listed.includes(pattern));
  return [...missing, ...listed.filter((pattern) => !needed.includes(pattern))];
}

const dataGroupsOfKind = (kind: DocumentKind): DataGroupsByPath =>
  Object.hasOwn(dataGroupsByKindAndPath, kind) ? (dataGroupsByKindAndPath[kind] ?? {}) : {};
