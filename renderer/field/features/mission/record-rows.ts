import { assessmentKind } from '#domain/assessment/assessment.ts';
import type { Json } from '#domain/base/json.ts';
import { workshopKind } from '#domain/workshop/workshop.ts';
import type { DocumentSummary } from '#renderer/store/store-api.ts';
import { addressOf } from '#renderer/field/app/route.ts';

interface RecordRow {
  readonly id: string;
  readonly href: string;
  readonly title: string;
  readonly status: string;
  readonly changedAtMs: number;
  readonly conflicts: number;
  readonly waiting: number;
}

/** An assessment as the mission lists it. `type` is a code of the instrument. */
export interface AssessmentRow extends RecordRow {
  readonly institution: string;
  readonly type: string | null;
  readonly answered: number;
  /** Points to mend of an assessment that headquarters has returned; null when it has not. */
  readonly toMend: number | null;
}

/** A workshop as the mission lists it. */
export interface WorkshopRow extends RecordRow {
  readonly from: string | null;
  readonly to: string | null;
  readonly sessions: number;
}

export const assessmentRowsOf = (documents: readonly DocumentSummary[]): readonly AssessmentRow[] =>
  documents
    .filter(({ kind }) => kind === assessmentKind)
    .map((summary) => ({
      ...recordRowOf(summary, addressOf({ screen: 'assessment', log: summary.log, doc: summary.doc })),
      institution: textOf(summary.facts['institution/name']) ?? '',
      type: textOf(summary.facts['institution/type']),
      answered: numberOf(summary.facts['answered']),
      toMend: typeof summary.facts['toMend'] === 'number' ? summary.facts['toMend'] : null,
    }));

export const workshopRowsOf = (documents: readonly DocumentSummary[]): readonly WorkshopRow[] =>
  documents
    .filter(({ kind }) => kind === workshopKind)
    .map((summary) => ({
      ...recordRowOf(summary, addressOf({ screen: 'workshop', log: summary.log, doc: summary.doc })),
      from: textOf(summary.facts['from']),
      to: textOf(summary.facts['to']),
      sessions: numberOf(summary.facts['sessions']),
    }));

const recordRowOf = (
  { doc, title, status, changedAtMs, conflicts, waiting }: DocumentSummary,
  href: string,
): RecordRow => ({ id: doc, href, title, status, changedAtMs, conflicts, waiting });

const textOf = (value: Json | undefined): string | null => (typeof value === 'string' ? value : null);
const numberOf = (value: Json | undefined): number => (typeof value === 'number' ? value : 0);
