import { assessmentKind } from '#domain/assessment/assessment.ts';
import type { JsonValue } from '#base/json.ts';
import { workshopKind } from '#domain/workshop/workshop.ts';
import type { DocumentSummary } from '#renderer/store/store-api.ts';
import { fieldAddressOf } from '#renderer/field/parts/field-route.ts';

interface MissionRecordRow {
  readonly id: string;
  readonly href: string;
  readonly title: string;
  readonly status: string;
  readonly changedAtMs: number;
  readonly conflicts: number;
  readonly waiting: number;
}

/** An assessment as the mission lists it. `type` is a code of the instrument. */
export interface MissionAssessmentRow extends MissionRecordRow {
  readonly institution: string;
  readonly type: string | null;
  readonly answered: number;
  /** Open comments of a returned assessment; null when it was not returned. */
  readonly openReviewComments: number | null;
}

/** A workshop as the mission lists it. */
export interface MissionWorkshopRow extends MissionRecordRow {
  readonly from: string | null;
  readonly to: string | null;
  readonly sessions: number;
}

export const assessmentRowsOf = (documents: readonly DocumentSummary[]): readonly MissionAssessmentRow[] =>
  documents
    .filter(({ kind }) => kind === assessmentKind)
    .map((summary) => ({
      ...recordRowOf(summary, fieldAddressOf({ screen: 'assessment', log: summary.log, doc: summary.doc })),
      institution: textOrNull(summary.facts['institution/name']) ?? '',
      type: textOrNull(summary.facts['institution/type']),
      answered: numberOrZero(summary.facts['answered']),
      openReviewComments: typeof summary.facts['toMend'] === 'number' ? summary.facts['toMend'] : null,
    }));

export const workshopRowsOf = (documents: readonly DocumentSummary[]): readonly MissionWorkshopRow[] =>
  documents
    .filter(({ kind }) => kind === workshopKind)
    .map((summary) => ({
      ...recordRowOf(summary, fieldAddressOf({ screen: 'workshop', log: summary.log, doc: summary.doc })),
      from: textOrNull(summary.facts['from']),
      to: textOrNull(summary.facts['to']),
      sessions: numberOrZero(summary.facts['sessions']),
    }));

const recordRowOf = (
  { doc, title, status, changedAtMs, conflicts, waiting }: DocumentSummary,
  href: string,
): MissionRecordRow => ({ id: doc, href, title, status, changedAtMs, conflicts, waiting });

const textOrNull = (value: JsonValue | undefined): string | null =>
  typeof value === 'string' ? value : null;
const numberOrZero = (value: JsonValue | undefined): number => (typeof value === 'number' ? value : 0);
