import { ok, type Result, refuse } from '#base/result.ts';
import {
  type Document,
  emptyDocument,
  isItemRemoved,
  itemIdsBelow,
  readValueAt,
  valueAt,
} from '../document/document.ts';
import { type InitialValue, initialValuesFor } from '../document/op.ts';
import type { DeviceId, DocumentId, LogId } from '../ids.ts';
import { pendingDecisionPaths } from '../kinds/pending-decisions.ts';
import { mayWriteAt } from '../kinds/permit.ts';
import { isPathInPattern } from '../path-rules/kind-schema.ts';
import type { Role } from '../people/role.ts';
import { type AssessmentStatus, assessmentKind, assessmentStatusOf, MovedRecord } from './assessment.ts';
import { copiedValuesOf, followedAssessmentOf } from './create-assessment.ts';
import { readFieldRemarks } from './read-answer.ts';
import { readAssessmentReview } from './review/review.ts';
import { assessmentSchema } from './schema/assessment-schema.ts';

/**
 * Reason why an assessment stays in its mission. `submitted`: its review at headquarters belongs to the mission.
 * `undecided`: a copy would keep one of several values.
 */
export type MoveRefusal = { readonly kind: 'submitted' } | { readonly kind: 'undecided' };

const movableStatuses: ReadonlySet<string> = new Set([
  'draft',
  'fieldwork',
  'consolidated',
] satisfies readonly AssessmentStatus[]);

/** Return whether an assessment in this status is still with the team. */
export const isMovableStatus = (status: string): boolean => movableStatuses.has(status);

/** Address of a new record, and of the one that it copies. */
interface MoveSource {
  readonly doc: DocumentId;
  readonly mission: DocumentId;
  /** Log of the record that is copied. */
  readonly from: LogId;
}

/**
 * First values of the record that takes over an assessment in another mission. It has all answers, evidence, findings
 * and decisions, and the comments with their writers' names in the text. Changes before the move stay in the history
 * of the former record, since packs and signatures belong to one log.
 * @param nameOf name of the person at a device; empty for the mover
 */
export function decideMoveAssessment(
  source: Document,
  { doc, mission, from }: MoveSource,
  nameOf: (deviceId: DeviceId) => string,
): Result<readonly InitialValue[], MoveRefusal> {
  if (!isMovableStatus(assessmentStatusOf(source)) || readAssessmentReview(source).round > 0)
    return refuse({ kind: 'submitted' });
  if (pendingDecisionPaths(source).length > 0) return refuse({ kind: 'undecided' });
  const first = initialValuesFor(doc, assessmentKind);
  const movedFrom: MovedRecord = { log: from, doc: source.doc };
  const followedAssessment = followedAssessmentOf(source, from);
  return ok([
    first('mission', mission),
    first('moved-from', movedFrom),
    ...(followedAssessment === null ? [] : [first('follows-mission', followedAssessment.log)]),
    ...copiedValuesOf(source, movedPatterns).map(([path, value]) => first(path, value)),
    ...movedCommentsOf(source).flatMap(({ id, about, text, written }) => {
      const writer = written === null ? '' : nameOf(written.device);
      return [
        first(`comments/${id}/about`, about),
        first(`comments/${id}/text`, writer === '' ? text : `${writer}: ${text}`),
      ];
    }),
    first('status', assessmentStatusOf(source)),
  ]);
}

/**
 * Families of paths that a record in another mission does not take over as they are, each with the reason. Every other
 * rule of the schema moves, so a new field goes along unless somebody decides otherwise here.
 */
export const partsThatStay: ReadonlyMap<string, string> = new Map([
  ['mission', 'the record names its new mission'],
  ['follows-mission', 'it is written for the new mission'],
  ['moved-from', 'it links the two records'],
  ['moved-to', 'it links the two records'],
  ['status', 'it is written last'],
  ['comments/**', 'comments are copied with the names of their writers'],
  ['calculated/**', 'they are made again on submission'],
  ['review/**', 'the review belongs to the mission, and nothing reviewed moves'],
  ['sign-off/**', 'the review belongs to the mission, and nothing reviewed moves'],
  ['periods/**', 'they begin with the review'],
  ['state-comments/**', 'they follow the review'],
  ['answers/*/override', 'it is the decision of the mission’s reviewer'],
  ['notes/*', 'updates of a text name the devices that wrote them, and no screen writes such notes'],
  ['archived', 'it tells the state of the former record'],
  ['removed', 'it tells the state of the former record'],
  ['removals/*', 'it names ops of the former record'],
]);

const staysBehind = (pattern: string): boolean =>
  [...partsThatStay.keys()].some((family) => isPathInPattern(family, pattern));

const movedPatterns: readonly string[] = assessmentSchema
  .map(({ pattern }) => pattern)
  .filter((pattern) => !staysBehind(pattern));

/** Comments without a mark of the adviser: a copy could not keep the mark, which the adviser alone sets. */
const movedCommentsOf = (source: Document) =>
  readFieldRemarks(source).filter(({ id }) => !isMarked(source, id));

const isMarked = (source: Document, comment: string): boolean =>
  (valueAt(source, `comments/${comment}/mark`) ?? null) !== null;

/** Number of comments that stay with the former record because the adviser marked them. */
export const countMarkedComments = (source: Document): number =>
  itemIdsBelow(source, 'comments').filter(
    (id) => !isItemRemoved(source, `comments/${id}`) && isMarked(source, id),
  ).length;

/** Return whether these roles may write each of the values in the other mission. */
export function mayMoveInto(roles: readonly Role[], initialValues: readonly InitialValue[]): boolean {
  const [initialValue] = initialValues;
  if (initialValue === undefined) return false;
  const previousDocument = emptyDocument(initialValue.doc, initialValue.kind);
  return initialValues.every(({ path, value }) =>
    mayWriteAt(roles, previousDocument, path, path === 'status' && typeof value === 'string' ? value : ''),
  );
}

/** Record to which this one was moved, or from which it came; null for neither. */
export const movedRecordAt = (document: Document, path: 'moved-from' | 'moved-to'): MovedRecord | null =>
  readValueAt(document, path, MovedRecord.nullable(), null);
