import { AssessmentStatus } from '#domain/assessment/assessment.ts';
import { type Document, valueAt } from '#domain/document/document.ts';
import type { WriteMode } from '#domain/kinds/permit.ts';
import { defaultMaturityModel, maturityModelRef } from '#domain/scoring/maturity-model.ts';
import type { DocumentQueryResult } from '#renderer/store/api/store-api.ts';

/** Facts of an assessment's heading, and the rights in it. */
export interface AssessmentFacts {
  readonly institution: string;
  readonly title: string;
  readonly status: AssessmentStatus;
  readonly mode: WriteMode;
  /** Instrument of the assessment, when this version does not have it: then it is read only. */
  readonly otherInstrument: string | null;
  readonly held: number;
}

/** Facts of an assessment for its frame: names, status, and whether it can be written to. */
export function assessmentFactsOf(
  document: Document,
  queryResult: DocumentQueryResult,
  writeMode: WriteMode,
  /** The named instrument is the one on the screen, under any name. */
  isHere = false,
): AssessmentFacts {
  const instrument = assessmentTextAt(document, 'instrument');
  const otherInstrument =
    !isHere && instrument !== '' && instrument !== maturityModelRef(defaultMaturityModel) ? instrument : null;
  return {
    institution: assessmentTextAt(document, 'institution/name'),
    title: assessmentTextAt(document, 'title'),
    status: AssessmentStatus.catch('draft').parse(valueAt(document, 'status')),
    mode: otherInstrument !== null && writeMode === 'open' ? 'reading' : writeMode,
    otherInstrument,
    held: Object.keys(queryResult.held).length,
  };
}

function assessmentTextAt(document: Document, path: string): string {
  const value = valueAt(document, path);
  return typeof value === 'string' ? value : '';
}
