import { type KindSchema, isPathInPattern } from '../document/kind-schema.ts';
import { DocumentKind, type Op } from '../document/op.ts';
import { type DataGroup, dataGroups, type DataHandlingPolicy } from './data-groups.ts';
import type { Confidentiality } from '../assessment/finding.ts';

type DataGroupsByPath = Readonly<Record<string, DataGroup>>;

const pathsInGroup = (group: DataGroup, patterns: readonly string[]): DataGroupsByPath =>
  Object.fromEntries(patterns.map((pattern) => [pattern, group]));

/** Which group each family of paths belongs to; the patterns are those of the kind's schema, every one of them. */
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
    // What a question of any instrument asks is not known from a path; free text may hold names, as a rationale may.
    'answers/*/value': 'ratings',
    'answers/*/*/order': 'ratings',
    'answers/*/*/parent': 'ratings',
    'answers/*/*/removed': 'ratings',
    'answers/*/*/*/value': 'ratings',
    'calculated/*/*': 'ratings',
    // Which question a comment is about stands in its value, not in its path: all are handled like those on D7.
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
    // Whether a session is without attribution is not known from a path: the stricter of the two.
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
  // Its items are recommendations that were accepted.
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

/** A field that nobody has thought about: nobody gets it, and it does not stay. */
const strictestPolicy: DataHandlingPolicy = {
  personal: 'yes',
  mark: 'SC',
  mayLeaveDevice: 'no',
  retention: [{ after: 'workshopClosed', days: 7 }, { after: 'programmeEnd' }],
};

/**
 * How a field of a document is handled: total, the strictest for a kind or a path that is not in the table. `mark`: that of the
 * remark that the field belongs to, for remarks of gates and D7 are handled as the adviser marks them.
 */
export function handlingPolicyOf(
  kind: DocumentKind,
  path: string,
  mark: Confidentiality = 'C',
): DataHandlingPolicy {
  const group = dataGroupOfPath(kind, path, mark);
  return group === null ? strictestPolicy : dataGroups[group];
}

/** Which group of data a field belongs to; null for a kind or a path that is not in the table. */
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

/** The kinds of records that have fields of a group. */
export const kindsWithDataGroup = (group: DataGroup): readonly DocumentKind[] =>
  Object.entries(dataGroupsByKindAndPath).flatMap(([kind, groups]) =>
    Object.values(groups).includes(group) ? [DocumentKind.parse(kind)] : [],
  );

/** Why a device does not make an op: what it makes is sent, and this must not be. */
export interface StaysOnDeviceRefusal {
  readonly kind: 'staysOnDevice';
  readonly path: string;
}

/** Asked before an op is made, so that none that must stay can come into a pack; null when it may travel. */
export const stayOnDeviceReason = ({ kind, path }: Pick<Op, 'kind' | 'path'>): StaysOnDeviceRefusal | null =>
  handlingPolicyOf(kind, path).mayLeaveDevice === 'no' ? { kind: 'staysOnDevice', path } : null;

/** The families of paths of a kind that have no entry here, and entries that no family has; both are mistakes. */
export function dataGroupTableGaps(kind: DocumentKind, schema: KindSchema): readonly string[] {
  const listed = Object.keys(dataGroupsOfKind(kind));
  const needed = schema.map(({ pattern }) => pattern);
  const missing = needed.filter((pattern) => !listed.includes(pattern));
  return [...missing, ...listed.filter((pattern) => !needed.includes(pattern))];
}

const dataGroupsOfKind = (kind: DocumentKind): DataGroupsByPath =>
  Object.hasOwn(dataGroupsByKindAndPath, kind) ? (dataGroupsByKindAndPath[kind] ?? {}) : {};
