import { MaturityLevel } from '../assessment/assessment.ts';
import type { IndicatorAnswer } from '../scoring/applicability.ts';
import { type DimensionScore, scoreDimensions } from '../scoring/score.ts';
import { type InstitutionLevels, stateAnswerOf } from '../scoring/state-roll-up.ts';
import type { RatingLine, ScoredModel } from './document-figures.ts';

const levelsByMark: ReadonlyMap<string, MaturityLevel> = new Map([
  ...MaturityLevel.options.map(({ value }): [string, MaturityLevel] => [String(value), value]),
  ['p', 1],
]);

/** Return whether an indicator counts for the institution, rated or not. */
const isAskedMark = (mark: string): boolean => mark !== '-' && mark !== 'n';

/** Score of a dimension, with the places of the lines that it is computed from. */
export interface OverviewScore extends DimensionScore {
  readonly raters: ReadonlySet<number>;
}

/**
 * Score the dimensions over some institutions (docs/requirements.md B6.8): per indicator the lower median.
 * @param national levels that a lead assessor decided for the State; they replace the median
 */
export function scoreInstitutions(
  { model, policy }: ScoredModel,
  ratingLines: readonly RatingLine[],
  national: Readonly<Record<string, MaturityLevel>> = {},
): readonly OverviewScore[] {
  const answers: Record<string, IndicatorAnswer> = {};
  const rating = new Map<string, Set<number>>();
  let at = 0;
  for (const { code, indicators: ownIndicators } of model.dimensions) {
    const raters = new Set<number>();
    rating.set(code, raters);
    for (const { id, scope } of ownIndicators) {
      const decided = scope === 'national' ? national[id] : undefined;
      answers[id] = stateAnswerOf({
        ...institutionLevelsAt(ratingLines, at, raters),
        decided: decided ?? null,
      });
      at += 1;
    }
  }
  return scoreDimensions(model, {}, answers, policy).map((dimensionScore) => ({
    ...dimensionScore,
    raters: rating.get(dimensionScore.code) ?? new Set(),
  }));
}

function institutionLevelsAt(
  ratingLines: readonly RatingLine[],
  at: number,
  raters: Set<number>,
): Pick<InstitutionLevels, 'levels' | 'isAsked'> {
  const maturityLevels: MaturityLevel[] = [];
  let isAsked = false;
  for (const [index, { marks }] of ratingLines.entries()) {
    const mark = marks[at] ?? '-';
    isAsked ||= isAskedMark(mark);
    const maturityLevel = levelsByMark.get(mark);
    if (maturityLevel === undefined) continue;
    maturityLevels.push(maturityLevel);
    raters.add(index);
  }
  return { levels: maturityLevels, isAsked };
}
