import { type Document, plainTextAt } from '../document/document.ts';
import type { MaturityModel } from '../scoring/maturity-model.ts';
import { explainedAnswerAt } from './explained-answer.ts';
import { readFindings } from './finding.ts';
import { rankGaps } from './rank-gaps.ts';

/** Facts that an assessment lacks before it is submitted. None of them holds it back. */
export interface SubmissionGaps {
  readonly hasReferenceDate: boolean;
  /** Questions with an answer and no rationale, or that do not apply and give no reason for it. */
  readonly unexplained: readonly string[];
  /** Indicators below their target that no finding is about. */
  readonly withoutFinding: readonly string[];
}

/**
 * Gaps of an assessment before its submission, in the order of the instrument.
 * @param maturityModel Null for an instrument without indicators: it has neither rationales nor findings.
 */
export function submissionGapsOf(document: Document, maturityModel: MaturityModel | null): SubmissionGaps {
  const indicators = maturityModel?.dimensions.flatMap((dimension) => dimension.indicators) ?? [];
  const named = new Set(readFindings(document).flatMap(({ about }) => about));
  const gaps = maturityModel === null ? [] : rankGaps(document, maturityModel).ranked;
  const gapIds = new Set(gaps.map(({ indicator }) => indicator.id));
  return {
    hasReferenceDate: plainTextAt(document, 'reference-date') !== '',
    unexplained: indicators.flatMap(({ id }) => (isUnexplained(document, id) ? [id] : [])),
    withoutFinding: indicators.flatMap(({ id }) => (gapIds.has(id) && !named.has(id) ? [id] : [])),
  };
}

/** Whether an answer stands without its rationale (docs/requirements.md B2); "not applicable" has reasons to choose. */
function isUnexplained(document: Document, id: string): boolean {
  const answer = explainedAnswerAt(document, id);
  if (answer === null) return false;
  const explanation = answer === 'na' ? 'na-reason' : 'rationale';
  return plainTextAt(document, `answers/${id}/${explanation}`).trim() === '';
}
