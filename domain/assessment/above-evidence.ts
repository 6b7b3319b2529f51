import { type Document, idsBelow, valueAt } from '../document/document.ts';
import { type Written, writtenAt } from '../document/written.ts';
import { isAboveEvidence } from '../instrument/score.ts';
import type { EvidenceStrength, Level } from './assessment.ts';
import { readAnswer } from './read-answer.ts';
import { RatingOverride } from './review.ts';

/** A rating above what its evidence carries: kept, flagged, and in need of a reviewer's reason (domain.md B3). */
export interface RatingAboveEvidence {
  readonly question: string;
  readonly level: Level;
  readonly evidence: EvidenceStrength;
  /** What a reviewer said of it; null where nobody did. */
  readonly override: (RatingOverride & { readonly written: Written | null }) | null;
  /** Does that hold for the rating as it is now? Not once the level went up or the evidence down. */
  readonly isExplained: boolean;
}

/** The rating of a question where it is above its evidence; null where the evidence carries it. */
export function ratingAboveEvidence(
  document: Document | undefined,
  question: string,
): RatingAboveEvidence | null {
  const answer = readAnswer(document, question);
  if (answer.level === undefined || !isAboveEvidence(answer)) return null;
  const { level, evidence } = answer;
  const override = readOverride(document, question);
  return {
    question,
    level,
    evidence,
    override,
    isExplained: override !== null && level <= override.level && evidence >= override.evidence,
  };
}

/** All of them in the order of their codes, those of questions that the instrument does not ask for too. */
export const ratingsAboveEvidence = (document: Document): readonly RatingAboveEvidence[] =>
  idsBelow(document, 'answers')
    // A form has thousands of answers and few ratings, and evidence is looked for in all registers.
    .filter((question) => valueAt(document, `answers/${question}/level`) !== undefined)
    .map((question) => ratingAboveEvidence(document, question))
    .filter((one) => one !== null)
    .toSorted((a, b) => (a.question < b.question ? -1 : 1));

/** The questions of those that no reviewer has let stand as they are: as long as there are any, nothing is approved. */
export const unexplainedRatings = (document: Document): readonly string[] =>
  ratingsAboveEvidence(document).flatMap(({ question, isExplained }) => (isExplained ? [] : [question]));

function readOverride(document: Document | undefined, question: string): RatingAboveEvidence['override'] {
  const path = `answers/${question}/override`;
  const said = RatingOverride.safeParse(valueAt(document, path));
  return said.success ? { ...said.data, written: writtenAt(document, path) } : null;
}
