import * as z from 'zod';
import { type Confidentiality, confidentialityAt } from '../assessment/finding.ts';
import type { Document } from '../document/document.ts';
import { type Op, type Path, pathOf } from '../document/op.ts';
import { descriptorOf } from '../kinds/kind-descriptors.ts';
import { missionKind } from '../mission/mission.ts';
import {
  type DataGroup,
  dataGroups,
  type RetentionEvent,
  type RetentionEvents,
  retentionDueAtMs,
} from '../path-rules/data-groups.ts';
import { dataGroupOfPath, handlingPolicyOf } from './path-privacy.ts';

/**
 * Time for which a due group has been on the list that people see. The clock may be wrong. `dueAtMs`: its due date
 * when it was listed. `countedMs`: the time that was seen to pass since, check by check.
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

/** Time for which everybody sees a coming erasure, and can correct a wrong date. */
export const gracePeriodMs = 30 * graceDayMs;

/** A longer step is a clock that was set, or a machine that was off and showed nobody the list. */
const maximumGraceStepMs = graceDayMs;

/** Update the state after another check of the list. A changed due date restarts it. */
export function updateGraceState(
  previousGraceState: GraceState | undefined,
  dueAtMs: number,
  nowMs: number,
): GraceState {
  if (previousGraceState === undefined || previousGraceState.dueAtMs !== dueAtMs)
    return { dueAtMs, listedAtMs: nowMs, lookedAtMs: nowMs, countedMs: 0 };
  const stepMs = Math.min(Math.max(0, nowMs - previousGraceState.lookedAtMs), maximumGraceStepMs);
  return { ...previousGraceState, lookedAtMs: nowMs, countedMs: previousGraceState.countedMs + stepMs };
}

/**
 * Return whether it may be erased now: it is due, and two witnesses agree that it was listed long enough. They are
 * the clock, and the time seen to pass. A clock that jumps years ahead erases nothing.
 */
export const isGracePeriodOver = ({ dueAtMs, listedAtMs, countedMs }: GraceState, nowMs: number): boolean =>
  dueAtMs <= nowMs && nowMs - listedAtMs >= gracePeriodMs && countedMs >= gracePeriodMs;

/** First moment at which it may be erased, if no clock jumps and the list is always checked. */
export const erasableFromMs = ({ listedAtMs, countedMs }: GraceState, nowMs: number): number =>
  Math.max(listedAtMs + gracePeriodMs, nowMs + gracePeriodMs - countedMs);

/** Group of a field; `unlisted` for a field without one. */
type DueGroupName = DataGroup | 'unlisted';

/** Number of fields of one group, and their due date; null while that is unknown. */
export interface DueGroup {
  readonly group: DueGroupName;
  readonly fields: number;
  readonly dueAtMs: number | null;
}

/** A field of a document, with the mark of its remark, if it belongs to one. */
export type RecordField = Pick<Op, 'kind' | 'path'> & {
  readonly mark?: Confidentiality;
  /** Events that its own document states; the programme's end counts for the others. */
  readonly events?: RetentionEvents;
};

/** Fields of a document. Keys of a parsed record are paths; Object.keys forgets that. */
export const recordFieldsOf = (document: Document): readonly RecordField[] =>
  (Object.keys(document.registers) as Path[]).map((path) => recordFieldAt(document, path));

/** Remarks with a mark of their own (docs/requirements.md E). */
const markedItemPattern = /^(?:comments|review\/points)\/[^/]+(?=\/)/;

/** The field at a path of a record. */
export function recordFieldAt(document: Document, path: Path): RecordField {
  const [item] = markedItemPattern.exec(path) ?? [];
  const { kind } = document;
  const kindRetention = descriptorOf(kind)?.retention ?? null;
  if (kindRetention !== null) return { kind, path, events: kindRetention.eventsOf(document) };
  return item === undefined
    ? { kind, path }
    : { kind, path, mark: confidentialityAt(document, `${item}/mark`) };
}

/**
 * Due dates of these fields, group by group (docs/requirements.md E). Groups that are kept permanently are left out. In
 * a record that is not kept, such as an instrument's name in an assessment, they are erased with it.
 */
export function computeDueGroups(
  recordFields: Iterable<RecordField>,
  retentionEvents: RetentionEvents,
): readonly DueGroup[] {
  const groups = new Map<DueGroupName, DueGroup>();
  for (const recordField of recordFields) {
    const { retention } = handlingPolicyOf(recordField.kind, recordField.path, recordField.mark);
    if (retention.length === 0) continue;
    const dueGroupName = dueGroupNameOf(recordField);
    const previousDueGroup = groups.get(dueGroupName);
    const dueAtMs = fieldDueAtMs(recordField, retentionEvents);
    groups.set(dueGroupName, {
      group: dueGroupName,
      fields: (previousDueGroup?.fields ?? 0) + 1,
      dueAtMs: previousDueGroup === undefined ? dueAtMs : laterDue(previousDueGroup.dueAtMs, dueAtMs),
    });
  }
  return [...groups.values()].sort((a, b) => (a.group < b.group ? -1 : 1));
}

const fieldDueAtMs = (
  { kind, path, mark, events }: RecordField,
  retentionEvents: RetentionEvents,
): number | null =>
  retentionDueAtMs(handlingPolicyOf(kind, path, mark).retention, { ...retentionEvents, ...events });

/** A group is due with its last field; null while one of them is unknown. */
const laterDue = (a: number | null, b: number | null): number | null =>
  a === null || b === null ? null : Math.max(a, b);

const dueGroupNameOf = ({ kind, path, mark }: RecordField): DueGroupName =>
  dataGroupOfPath(kind, path, mark) ?? 'unlisted';

/** A log without ops has a name all the same: the mission's title. */
const missionTitleField: RecordField = { kind: missionKind, path: pathOf('title') };

/**
 * Due dates of a mission, by group: everything in its log, held or not, and its name. Laptops and headquarters use
 * this one function.
 * @param programmeEnd null while unknown
 */
export const missionDueGroups = (
  recordFields: Iterable<RecordField>,
  programmeEnd: number | null,
): readonly DueGroup[] =>
  computeDueGroups([missionTitleField, ...recordFields], latestRetentionEvents(programmeEnd));

/** Whether an event has happened at the latest when the programme ends. */
const happensByProgrammeEnd: { readonly [event in RetentionEvent]: boolean } = {
  programmeEnd: true,
  workshopEnd: true,
  workshopClosed: true,
  certificates: true,
  followUpSurvey: true,
  coveredDataErased: true,
  requestClosed: true,
  contactReplaced: false,
  finalReport: false,
  accountEnd: false,
};

/** Events at the latest: a workshop, a survey or a request is over when its programme is. None while that end is unknown. */
export const latestRetentionEvents = (programmeEnd: number | null): RetentionEvents =>
  programmeEnd === null
    ? {}
    : Object.fromEntries(
        Object.entries(happensByProgrammeEnd).flatMap(([event, happens]) =>
          happens ? [[event, programmeEnd]] : [],
        ),
      );

/**
 * Parts of a mission with a shorter retention period that are on the list now: their groups and fields. None once the whole
 * mission is due. Counts of erasures stay until the mission is erased, and unlisted fields are no part. Of a strictly
 * confidential remark the words are erased, and its place in the review stays.
 */
export function shortRetentionDue<F extends RecordField>(
  fields: readonly F[],
  programmeEnd: number | null,
  nowMs: number,
): { readonly groups: readonly DueGroup[]; readonly fields: readonly F[] } {
  const wholeMs = allGroupsDueAtMs(missionDueGroups(fields, programmeEnd));
  if (wholeMs !== null && wholeMs <= nowMs) return { groups: [], fields: [] };
  const retentionEvents = latestRetentionEvents(programmeEnd);
  const alone = fields.filter(isErasedAlone);
  const due = alone.filter((field) => isDueBy(fieldDueAtMs(field, retentionEvents), nowMs));
  const listed = due.length > 0 ? due : nextDueOfWorkshops(alone, retentionEvents, nowMs);
  return { groups: computeDueGroups(listed, retentionEvents), fields: listed };
}

const isDueBy = (dueAtMs: number | null, nowMs: number): dueAtMs is number =>
  dueAtMs !== null && dueAtMs <= nowMs;

/**
 * Names, addresses and consents of the workshop that is due next. They are listed ahead, so that the list is over
 * when they are due. The list must not make their short period longer.
 */
function nextDueOfWorkshops<F extends RecordField>(
  fields: readonly F[],
  retentionEvents: RetentionEvents,
  nowMs: number,
): readonly F[] {
  const ahead = fields.filter(
    (field) =>
      hasEventsOfWorkshop(field) && isDueBy(fieldDueAtMs(field, retentionEvents), nowMs + gracePeriodMs),
  );
  const next = Math.min(
    ...ahead.map((field) => fieldDueAtMs(field, retentionEvents) ?? Number.POSITIVE_INFINITY),
  );
  return ahead.filter((field) => fieldDueAtMs(field, retentionEvents) === next);
}

/** True when all periods of a field count from events of its workshop. */
const hasEventsOfWorkshop = (recordField: RecordField): boolean =>
  recordField.events !== undefined &&
  handlingPolicyOf(recordField.kind, recordField.path, recordField.mark).retention.every(
    ({ after }) => after !== 'programmeEnd',
  );

function isErasedAlone(recordField: RecordField): boolean {
  switch (dueGroupNameOf(recordField)) {
    case 'audit':
    case 'unlisted':
      return false;
    case 'markedReviewComments':
      return recordField.path.endsWith('/text');
    default:
      return true;
  }
}

/** Due date of all groups together, so their container can be erased as a whole; null while unknown. */
export function allGroupsDueAtMs(dueGroups: readonly DueGroup[]): number | null {
  const dues = dueGroups.flatMap(({ dueAtMs }) => (dueAtMs === null ? [] : [dueAtMs]));
  return dues.length === 0 || dues.length < dueGroups.length ? null : Math.max(...dues);
}

/** Due date of the words of these many strictly confidential remarks, which are kept beside their mission's log. */
export const confidentialRemarksDue = (fields: number, retentionEvents: RetentionEvents): DueGroup => ({
  group: 'markedReviewComments',
  fields,
  dueAtMs: retentionDueAtMs(dataGroups.markedReviewComments.retention, retentionEvents),
});

/** Due date of the words of these many answered requests about personal data. */
export const answeredRequestsDue = (fields: number, retentionEvents: RetentionEvents): DueGroup => ({
  group: 'dataRequests',
  fields,
  dueAtMs: retentionDueAtMs(dataGroups.dataRequests.retention, retentionEvents),
});

/** Due date of a former person's name and of their laptops' names; `fields` is their number. */
export const personAccountDue = (leftAtMs: number, fields: number): DueGroup => ({
  group: 'accounts',
  fields,
  dueAtMs: retentionDueAtMs(dataGroups.accounts.retention, { accountEnd: leftAtMs }),
});
