import { assessmentKind } from '#domain/assessment/assessment.ts';
import type { RecordRow } from './record-list.ts';

/** What is asked for, as headquarters takes it. */
export type { ExportAnswers } from '#renderer/console/api/answers.ts';

/** A version of an instrument that assessments of a mission were made with. */
export interface AnsweredForm {
  /** `id@version`. */
  readonly ref: string;
  readonly assessments: number;
}

/** Which answers can be exported, the form with most assessments first. */
export function answeredForms(records: readonly RecordRow[]): readonly AnsweredForm[] {
  const counts = new Map<string, number>();
  for (const { kind, removed, facts } of records)
    if (kind === assessmentKind && !removed && facts.instrument !== null)
      counts.set(facts.instrument, (counts.get(facts.instrument) ?? 0) + 1);
  return [...counts]
    .map(([ref, assessments]) => ({ ref, assessments }))
    .toSorted((a, b) => b.assessments - a.assessments || a.ref.localeCompare(b.ref));
}

/** A name of a file that tells what is in it, without what some system forbids. */
export const fileNameOf = (ref: string, format: 'xlsx' | 'zip'): string =>
  `${ref.replaceAll(/[^\p{L}\p{N}._@-]+/gu, '-')}.${format}`;
