import { groupByKey } from '#base/group.ts';
import { type AssessmentStatus, EvidenceStrength, MaturityLevel } from '../assessment/assessment.ts';
import type { DocumentId, LogId } from '../ids.ts';
import { indicatorsOfModel } from '../report/report-sources.ts';
import { type RatingChange, ratingChangeBetween } from '../scoring/compare-ratings.ts';
import {
  assessmentsBefore,
  createFollowedAssessments,
  latestAssessments,
} from '../scoring/followed-assessments.ts';
import type { MaturityModel } from '../scoring/maturity-model.ts';
import type { AssessmentFigures, RatingLine, ScoredModel } from './document-figures.ts';

/** An assessment of any mission, as overviews read it. */
export interface OverviewAssessment extends AssessmentFigures {
  readonly log: LogId;
  readonly doc: DocumentId;
  readonly title: string;
  readonly status: AssessmentStatus;
  /** Key of its institution: of its entry in the register, or of its text. */
  readonly institutionKey: string;
}

/** Present result of one institution over all missions. */
export interface InstitutionResult {
  readonly latest: OverviewAssessment;
  /** Assessment before it; null for a first one. */
  readonly before: OverviewAssessment | null;
  /** Reason why they belong together: a link between them, or the same institution in another mission. */
  readonly paired: 'link' | 'institution' | null;
  readonly first: OverviewAssessment;
  /** Results of the latest, and for its blanks those of the ones before. */
  readonly line: RatingLine;
}

/**
 * Join the assessments of a State by institution; their lines are in the order of one instrument. A follow-up names
 * the assessment that it follows. Without a link, the one before is the latest earlier one of the same institution, in
 * any mission.
 */
export function institutionResultsOf(
  overviewAssessments: readonly OverviewAssessment[],
): readonly InstitutionResult[] {
  const linkedOf = createFollowedAssessments(overviewAssessments);
  const byInstitution = groupByKey(
    overviewAssessments.filter(
      ({ status, institution, referenceDate }) =>
        status !== 'superseded' && institution !== '' && referenceDate !== null,
    ),
    institutionKeyOf,
  );
  const findBefore = (overviewAssessment: OverviewAssessment): OverviewAssessment | null => {
    const linked = linkedOf(overviewAssessment);
    if (linked !== null || overviewAssessment.status === 'superseded') return linked;
    const earlier = (byInstitution.get(institutionKeyOf(overviewAssessment)) ?? []).filter(
      (otherOverviewAssessment) => isBefore(otherOverviewAssessment, overviewAssessment),
    );
    return earlier.toSorted((a, b) => (isBefore(a, b) ? 1 : -1))[0] ?? null;
  };
  const links = new Map(
    overviewAssessments.map((overviewAssessment) => [overviewAssessment, findBefore(overviewAssessment)]),
  );
  const beforeOf = (overviewAssessment: OverviewAssessment): OverviewAssessment | null =>
    links.get(overviewAssessment) ?? null;
  return latestAssessments(overviewAssessments, beforeOf).map((latestOverviewAssessment) => {
    const chain = [latestOverviewAssessment, ...assessmentsBefore(latestOverviewAssessment, beforeOf)];
    const previousOverviewAssessment = chain[1] ?? null;
    return {
      latest: latestOverviewAssessment,
      before: previousOverviewAssessment,
      paired:
        previousOverviewAssessment === null
          ? null
          : previousOverviewAssessment === linkedOf(latestOverviewAssessment)
            ? 'link'
            : 'institution',
      first: chain.at(-1) ?? latestOverviewAssessment,
      line: chain.slice(1).reduce<RatingLine>(withBlanksFrom, latestOverviewAssessment),
    };
  });
}

const institutionKeyOf = ({ institutionKey, institutionType }: OverviewAssessment): string =>
  `${institutionType} ${institutionKey}`;

/** Order by reference date, and by id within a day. An assessment without a date is before none. */
const isBefore = (a: OverviewAssessment, b: OverviewAssessment): boolean =>
  a.referenceDate !== null &&
  b.referenceDate !== null &&
  (a.referenceDate < b.referenceDate || (a.referenceDate === b.referenceDate && a.doc < b.doc));

/** Fill the blanks of a line from an earlier one. A rule's proposal gives way to a rating. */
function withBlanksFrom(ratingLine: RatingLine, earlier: RatingLine): RatingLine {
  let marks = '';
  let evidence = '';
  for (let at = 0; at < ratingLine.marks.length; at += 1) {
    const own = ratingLine.marks[at] ?? '.';
    const before = earlier.marks[at] ?? '.';
    const isFilled = (own === '.' || own === 'p') && before !== '.' && before !== 'p' && before !== '-';
    marks += isFilled ? before : own;
    evidence += (isFilled ? earlier : ratingLine).evidence[at] ?? '0';
  }
  return { marks, evidence };
}

/**
 * Write a line of another version in the order of this instrument. An indicator that the other version lacks was not
 * asked.
 */
export function lineInOrderOf(
  maturityModel: MaturityModel,
  ownMaturityModel: MaturityModel,
  ratingLine: RatingLine,
): RatingLine {
  if (ownMaturityModel === maturityModel) return ratingLine;
  const rankById = new Map(indicatorsOfModel(ownMaturityModel).map(({ id }, at) => [id, at]));
  const ranks = indicatorsOfModel(maturityModel).map(({ id }) => rankById.get(id));
  const read = (text: string, otherwise: string): string =>
    ranks.map((at) => (at === undefined ? otherwise : (text[at] ?? otherwise))).join('');
  return { marks: read(ratingLine.marks, '-'), evidence: read(ratingLine.evidence, '0') };
}

/** Change of one indicator of an institution between two assessments (docs/requirements.md B6.13). */
export interface OverviewChange {
  readonly indicator: string;
  readonly title: string;
  readonly dimension: string;
  readonly change: RatingChange;
  readonly before: MaturityLevel;
  readonly after: MaturityLevel;
  readonly evidence: readonly [EvidenceStrength, EvidenceStrength];
}

/**
 * List the indicators whose level differs between the latest assessment and the one before.
 * @param scored the instrument in whose order both lines are written
 */
export function changesOfInstitution(
  { latest, before }: InstitutionResult,
  { model, policy }: ScoredModel,
): readonly OverviewChange[] {
  if (before === null) return [];
  let at = -1;
  return model.dimensions.flatMap(({ code, indicators }) =>
    indicators.flatMap((indicator): readonly OverviewChange[] => {
      at += 1;
      const [earlier, later] = [ratingAt(before, at), ratingAt(latest, at)];
      if (earlier === null || later === null || earlier.level === later.level) return [];
      const dated = (placedRating: PlacedRating) => ({
        indicator: indicator.id,
        version: model.version,
        ...placedRating,
      });
      return [
        {
          indicator: indicator.id,
          title: indicator.title,
          dimension: code,
          change: ratingChangeBetween(dated(earlier), dated(later), policy),
          before: earlier.level,
          after: later.level,
          evidence: [earlier.evidence, later.evidence],
        },
      ];
    }),
  );
}

interface PlacedRating {
  readonly level: MaturityLevel;
  readonly evidence: EvidenceStrength;
}

/** Rating at a place of a line; null where a person gave none. */
export function ratingAt({ marks, evidence }: RatingLine, at: number): PlacedRating | null {
  const maturityLevel = MaturityLevel.safeParse(Number(marks[at])).data;
  const evidenceStrength = EvidenceStrength.options[Number(evidence[at])];
  return maturityLevel === undefined || evidenceStrength === undefined
    ? null
    : { level: maturityLevel, evidence: evidenceStrength };
}
