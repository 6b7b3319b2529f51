import type { JsonValue } from '#base/json.ts';
import { assessmentKind, MovedRecord } from '#domain/assessment/assessment.ts';
import type { DocumentKind } from '#domain/document/op.ts';
import type { DocumentId } from '#domain/ids.ts';
import { recordsOfKind } from '#domain/kinds/records-of-kind.ts';
import type { InstitutionNames } from '#renderer/field/app/documents/institution-names.ts';
import { fieldAddressOf } from '#renderer/field/parts/field-route.ts';
import type { DocumentSummary } from '#renderer/store/api/store-api.ts';

/** A record as the mission lists it. */
interface MissionRecordRow {
  readonly id: DocumentId;
  readonly kind: DocumentKind;
  readonly href: string;
  readonly title: string;
  readonly status: string;
  readonly changedAtMs: number;
  readonly conflicts: number;
  readonly waiting: number;
  readonly isArchived: boolean;
  /** Final: nothing about it may be changed here. */
  readonly isLocked: boolean;
}

/** An assessment as the mission lists it. `type` is a code of the instrument. */
export interface MissionAssessmentRow extends MissionRecordRow {
  readonly institution: string;
  readonly type: string | null;
  readonly answered: number;
  /** Questions without an answer; null where the questionnaire does not tell. */
  readonly open: number | null;
  /** Open comments of a returned assessment; null when it was not returned. */
  readonly openReviewComments: number | null;
  /** Address of the record in another mission that took its place; null for one that was not moved. */
  readonly movedToHref: string | null;
}

/** A workshop as the mission lists it. */
export interface MissionWorkshopRow extends MissionRecordRow {
  readonly from: string | null;
  readonly to: string | null;
  readonly sessions: number;
}

/** Rows of the assessments among these records. */
export const assessmentRowsOf = (
  documentSummaries: readonly DocumentSummary[],
  nameOf: InstitutionNames['nameOf'],
): readonly MissionAssessmentRow[] =>
  recordsOfKind(documentSummaries, 'assessment').map((summary) => ({
    ...recordRowOf(summary, fieldAddressOf({ screen: 'assessment', log: summary.log, doc: summary.doc })),
    institution: nameOf(summary.log, summary.facts),
    type: textOrNull(summary.facts['institution/type']),
    answered: numberOrNull(summary.facts['answered']) ?? 0,
    open: numberOrNull(summary.facts['open']),
    openReviewComments: numberOrNull(summary.facts['toMend']),
    movedToHref: movedToHrefOf(summary),
  }));

function movedToHrefOf({ facts }: DocumentSummary): string | null {
  const to = MovedRecord.safeParse(facts['moved-to']);
  return to.success ? fieldAddressOf({ screen: 'assessment', ...to.data }) : null;
}

/** Rows of the workshops among these records. */
export const workshopRowsOf = (
  documentSummaries: readonly DocumentSummary[],
): readonly MissionWorkshopRow[] =>
  recordsOfKind(documentSummaries, 'workshop').map((summary) => ({
    ...recordRowOf(summary, fieldAddressOf({ screen: 'workshop', log: summary.log, doc: summary.doc })),
    from: textOrNull(summary.facts['from']),
    to: textOrNull(summary.facts['to']),
    sessions: numberOrNull(summary.facts['sessions']) ?? 0,
  }));

/** Name of a record in its list: the institution of an assessment, else the title. */
export const recordNameOf = (row: MissionAssessmentRow | MissionWorkshopRow): string =>
  'institution' in row && row.institution !== '' ? row.institution : row.title;

const lockedStatuses: ReadonlySet<string> = new Set(['final', 'superseded']);

const recordRowOf = (
  { doc, kind, title, status, changedAtMs, conflicts, waiting, facts }: DocumentSummary,
  href: string,
): MissionRecordRow => ({
  id: doc,
  kind,
  href,
  title,
  status,
  changedAtMs,
  conflicts,
  waiting,
  isArchived: facts['archived'] === true,
  isLocked: kind === assessmentKind && lockedStatuses.has(status),
});

const textOrNull = (value: JsonValue | undefined): string | null =>
  typeof value === 'string' ? value : null;
const numberOrNull = (value: JsonValue | undefined): number | null =>
  typeof value === 'number' ? value : null;
