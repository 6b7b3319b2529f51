import { type Confidentiality, confidentialityAt } from '../assessment/finding.ts';
import type { Document } from '../document/document.ts';
import type { Op } from '../document/op.ts';
import { type Path, pathOf } from '../document/path.ts';
import { missionKind } from '../mission/mission.ts';
import { type DataGroup, dataGroups, retentionDueAtMs, type RetentionEvents } from './data-groups.ts';
import { dataGroupOfPath, handlingPolicyOf } from './path-data-group.ts';
import * as z from 'zod';

/**
 * Since when something that is due stands in the list that people see, by a clock that may be wrong. `dueAtMs`: by which
 * day it was listed; `countedMs`: the time that was seen to pass since, look by look.
 */
export const GraceState = z.readonly(
  z.object({
    dueAtMs: z.int(),
    listedAtMs: z.int(),
    lookedAtMs: z.int(),
    countedMs: z.int().nonnegative(),
  }),
);
export type GraceState = z.infer<typeof GraceState>;

const graceDayMs = 24 * 60 * 60_000;

/** So long everybody can see what is about to be erased, and a day that was wrong can be put right. */
export const gracePeriodMs = 30 * graceDayMs;

/** A longer step between two looks is a clock that was set, or a machine that stood still and showed nobody the list. */
const maximumGraceStepMs = graceDayMs;

/** The list was looked at again. What is due by another day than before begins anew. */
export function updateGraceState(before: GraceState | undefined, dueAtMs: number, nowMs: number): GraceState {
  if (before === undefined || before.dueAtMs !== dueAtMs)
    return { dueAtMs, listedAtMs: nowMs, lookedAtMs: nowMs, countedMs: 0 };
  const stepMs = Math.min(Math.max(0, nowMs - before.lookedAtMs), maximumGraceStepMs);
  return { ...before, lookedAtMs: nowMs, countedMs: before.countedMs + stepMs };
}

/**
 * May it be erased now? Only when it is due, and two witnesses agree that it was listed long enough: the clock, and the
 * time that was seen to pass. A clock that jumps years ahead erases nothing.
 */
export const isGracePeriodOver = ({ dueAtMs, listedAtMs, countedMs }: GraceState, nowMs: number): boolean =>
  dueAtMs <= nowMs && nowMs - listedAtMs >= gracePeriodMs && countedMs >= gracePeriodMs;

/** The first moment at which it may be erased, where no clock jumps and the list is looked at all the time. */
export const erasableFromMs = ({ listedAtMs, countedMs }: GraceState, nowMs: number): number =>
  Math.max(listedAtMs + gracePeriodMs, nowMs + gracePeriodMs - countedMs);

/** Where a field stands that no group knows. */
export type DueGroupName = DataGroup | 'unlisted';

/** So many fields of one group, and when they are due to be erased; null while that is not known. */
export interface DueGroup {
  readonly group: DueGroupName;
  readonly fields: number;
  readonly dueAtMs: number | null;
}

/** A field of a record, with the mark of the remark that it belongs to, where it belongs to one. */
export type RecordField = Pick<Op, 'kind' | 'path'> & { readonly mark?: Confidentiality };

/** The fields of a record. Keys of a parsed record are paths; Object.keys forgets that. */
export const recordFieldsOf = (document: Document): readonly RecordField[] =>
  (Object.keys(document.registers) as Path[]).map((path) => recordFieldAt(document, path));

/** The remarks that have a mark of their own (domain.md E). */
const markedItemPattern = /^(?:comments|review\/points)\/[^/]+(?=\/)/;

/** The field at a path of a record. */
export function recordFieldAt(document: Document, path: Path): RecordField {
  const [item] = markedItemPattern.exec(path) ?? [];
  const { kind } = document;
  return item === undefined
    ? { kind, path }
    : { kind, path, mark: confidentialityAt(document, `${item}/mark`) };
}

/**
 * When these fields are due, group by group (domain.md E). Groups that are kept for good are left out: where they stand in
 * a record that is not, as the name of an instrument in an assessment, they go with it.
 */
export function computeDueGroups(fields: Iterable<RecordField>, facts: RetentionEvents): readonly DueGroup[] {
  const groups = new Map<DueGroupName, DueGroup>();
  for (const field of fields) {
    const { retention } = handlingPolicyOf(field.kind, field.path, field.mark);
    if (retention.length === 0) continue;
    const group = dueGroupNameOf(field);
    const before = groups.get(group);
    groups.set(group, {
      group,
      fields: (before?.fields ?? 0) + 1,
      dueAtMs: retentionDueAtMs(retention, facts),
    });
  }
  return [...groups.values()].sort((a, b) => (a.group < b.group ? -1 : 1));
}

const dueGroupNameOf = ({ kind, path, mark }: RecordField): DueGroupName =>
  dataGroupOfPath(kind, path, mark) ?? 'unlisted';

/** A log that nobody has written in has a name all the same, which is what the mission's title is. */
const missionTitleField: RecordField = { kind: missionKind, path: pathOf('title') };

/**
 * When a mission is due, group by group, of all that stands in its log, held or not, and its name. Laptops and
 * headquarters ask this one question. `programmeEnd`: null while it is not known.
 */
export const missionDueGroups = (
  fields: Iterable<RecordField>,
  programmeEnd: number | null,
): readonly DueGroup[] =>
  computeDueGroups([missionTitleField, ...fields], programmeEnd === null ? {} : { programmeEnd });

/**
 * What of a mission is due by now before the rest of it, so that it goes alone: its groups and the fields of these. None
 * once the whole is due. The numbers of what was erased are told of until their mission goes, and what no group knows is
 * not taken for a part. Of a strictly confidential remark its words go, and its place in the review stays.
 */
export function shortRetentionDue<F extends RecordField>(
  fields: readonly F[],
  programmeEnd: number | null,
  nowMs: number,
): { readonly groups: readonly DueGroup[]; readonly fields: readonly F[] } {
  const wholeMs = allGroupsDueAtMs(missionDueGroups(fields, programmeEnd));
  if (programmeEnd === null || (wholeMs !== null && wholeMs <= nowMs)) return { groups: [], fields: [] };
  const mayGo = fields.filter(isErasedAlone);
  const groups = groupsDueBy(computeDueGroups(mayGo, { programmeEnd }), nowMs);
  const names = new Set(groups.map(({ group }) => group));
  return { groups, fields: mayGo.filter((field) => names.has(dueGroupNameOf(field))) };
}

function isErasedAlone(field: RecordField): boolean {
  switch (dueGroupNameOf(field)) {
    case 'audit':
    case 'unlisted':
      return false;
    case 'markedReviewComments':
      return field.path.endsWith('/text');
    default:
      return true;
  }
}

/** When all of them are due, so that what they stand in can go as a whole; null while that is not known. */
export function allGroupsDueAtMs(groups: readonly DueGroup[]): number | null {
  const dues = groups.flatMap(({ dueAtMs }) => (dueAtMs === null ? [] : [dueAtMs]));
  return dues.length === 0 || dues.length < groups.length ? null : Math.max(...dues);
}

/** Those of them that are due by now. */
export const groupsDueBy = (groups: readonly DueGroup[], nowMs: number): readonly DueGroup[] =>
  groups.filter(({ dueAtMs }) => dueAtMs !== null && dueAtMs <= nowMs);

/** When the words of so many strictly confidential remarks are due, which are kept beside their mission's log. */
export const confidentialRemarksDue = (fields: number, facts: RetentionEvents): DueGroup => ({
  group: 'markedReviewComments',
  fields,
  dueAtMs: retentionDueAtMs(dataGroups.markedReviewComments.retention, facts),
});

/** When the words of so many answered requests about personal data are due. */
export const answeredRequestsDue = (fields: number, facts: RetentionEvents): DueGroup => ({
  group: 'dataRequests',
  fields,
  dueAtMs: retentionDueAtMs(dataGroups.dataRequests.retention, facts),
});

/** When the name of somebody who left, and those of their laptops, are due; how many these are is `fields`. */
export const personAccountDue = (leftAtMs: number, fields: number): DueGroup => ({
  group: 'accounts',
  fields,
  dueAtMs: retentionDueAtMs(dataGroups.accounts.retention, { accountEnd: leftAtMs }),
});
