import { type Authorship, authorshipAt, type Document, itemIdsBelow, valueAt } from '../document/document.ts';
import { isRatedAboveEvidence } from '../scoring/score.ts';
import type { EvidenceStrength, MaturityLevel } from './assessment.ts';
import { readIndicatorAnswer } from './read-answer.ts';
import { RatingOverride } from './review.ts';

/**
 * A rating above the level that its evidence supports: kept, flagged, and in need of a reviewer's reason
 * (docs/requirements.md B3).
 */
export interface RatingAboveEvidence {
  readonly question: string;
  readonly level: MaturityLevel;
  readonly evidence: EvidenceStrength;
  /** The reviewer's override; null where there is none. */
  readonly override: (RatingOverride & { readonly written: Authorship | null }) | null;
  /** True when the override covers the present rating: not once the level went up or the evidence down. */
  readonly isExplained: boolean;
}

/** The rating of a question if it is above its evidence; null where the evidence supports it. */
export function readRatingAboveEvidence(
  document: Document | undefined,
  question: string,
): RatingAboveEvidence | null {
  const answer = readIndicatorAnswer(document, question);
  if (answer.level === undefined || !isRatedAboveEvidence(answer)) return null;
  const { level, evidence } = answer;
  const override = readRatingOverride(document, question);
  return {
    question,
    level,
    evidence,
    override,
    isExplained: override !== null && level <= override.level && evidence >= override.evidence,
  };
}

/** All ratings above their evidence by code, those of questions outside the instrument included. */
export const readRatingsAboveEvidence = (document: Document): readonly RatingAboveEvidence[] =>
  itemIdsBelow(document, 'answers')
    // A form has thousands of answers and few ratings, and the search for evidence walks over all registers.
    .filter((question) => valueAt(document, `answers/${question}/level`) !== undefined)
    .map((question) => readRatingAboveEvidence(document, question))
    .filter((one) => one !== null)
    .toSorted((a, b) => (a.question < b.question ? -1 : 1));

/** Questions of ratings that no reviewer has accepted. While there are any, nothing is approved. */
export const findUnexplainedRatings = (document: Document): readonly string[] =>
  readRatingsAboveEvidence(document).flatMap(({ question, isExplained }) => (isExplained ? [] : [question]));

function readRatingOverride(
  document: Document | undefined,
  question: string,
): RatingAboveEvidence['override'] {
  const path = `answers/${question}/override`;
  const said = RatingOverride.safeParse(valueAt(document, path));
  return said.success ? { ...said.data, written: authorshipAt(document, path) } : null;
}
