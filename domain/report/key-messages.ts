import { MaturityLevel } from '../assessment/assessment.ts';
import { type Recommendation, readRecommendations } from '../assessment/finding.ts';
import { rankGaps } from '../assessment/rank-gaps.ts';
import type { Document } from '../document/document.ts';
import { valueLabelKeys } from '../kinds/enumerations.ts';
import { KeyFigure, keyMessageList, readKeyMessages } from '../path-rules/report-texts.ts';
import type { PriorityBand } from '../scoring/gap-priority.ts';
import type { MaturityModel } from '../scoring/maturity-model.ts';
import { type DimensionScore, scoreDimensions } from '../scoring/score.ts';
import type { RecordRef, ReportCell, ReportRow, Section } from './report.ts';
import {
  countCell,
  countInstitutions,
  emptyCell,
  labelCell,
  listCell,
  maturityLevelCell,
  missingCell,
  type ReportedAssessment,
  type ReportSources,
  ratingCoverageOf,
  recordRefOf,
  shareCell,
  textCell,
} from './report-sources.ts';
import { rankStateGaps } from './state-gaps.ts';
import type { StateProfile } from './state-profile.ts';

/** Results that the figures of key messages are taken from. */
interface KeyFigureFacts {
  readonly model: MaturityModel;
  readonly scores: readonly DimensionScore[];
  /** Share of the weight that is rated; null when nothing applies. */
  readonly coverage: number | null;
  readonly readings: readonly ReportedAssessment[];
  /** Gaps of high priority, as the table of gaps beside it lists them. */
  readonly highGaps: number;
  readonly workshops: readonly Document[];
}

/** Facts of one assessment. */
export const assessmentKeyFacts = (reportedAssessment: ReportedAssessment): KeyFigureFacts => ({
  model: reportedAssessment.model,
  scores: scoreDimensions(
    reportedAssessment.model,
    reportedAssessment.screening,
    reportedAssessment.answers,
    reportedAssessment.policy,
  ),
  coverage: ratingCoverageOf(
    reportedAssessment.model,
    reportedAssessment.screening,
    reportedAssessment.answers,
  ),
  readings: [reportedAssessment],
  highGaps: countHighGaps(
    rankGaps(reportedAssessment.document, reportedAssessment.model, reportedAssessment.policy).ranked,
  ),
  workshops: [],
});

/** Facts of a State over its institutions. */
const stateKeyFacts = (profile: StateProfile, workshops: readonly Document[]): KeyFigureFacts => ({
  model: profile.model,
  scores: profile.scores,
  coverage: ratingCoverageOf(profile.model, {}, profile.answers),
  readings: profile.current.map(({ reading }) => reading),
  highGaps: countHighGaps(rankStateGaps(profile)),
  workshops,
});

/**
 * Key messages of a mission.
 * @param profileOf Called where there is a message; null while there is no assessment.
 */
export const missionKeyMessages = (
  { mission, workshops }: ReportSources,
  profileOf: () => StateProfile | null,
): readonly Section[] =>
  keyMessageTable(mission, () => {
    const profile = profileOf();
    return profile && stateKeyFacts(profile, workshops);
  });

/** Key messages of a record, each with the figure that supports it; no section without a message. */
export function keyMessageTable(
  document: Document,
  factsOf: () => KeyFigureFacts | null,
): readonly Section[] {
  const keyMessages = readKeyMessages(document).filter(
    ({ text, figure }) => text.trim() !== '' || figure !== '',
  );
  if (keyMessages.length === 0) return [];
  const keyFigureFacts = factsOf();
  return [
    {
      id: 'T00',
      title: 'report.keyMessages',
      access: 'inside',
      isInternal: true,
      table: {
        columns: [
          { id: 'message', title: 'report.column.message' },
          { id: 'figure', title: 'path.keyFigure' },
          { id: 'value', title: 'report.column.value', align: 'end' },
        ],
        rows: keyMessages.map(({ id, text, figure }): ReportRow => {
          const carriedFigure = keyFigureFacts === null ? null : keyFigureOf(figure, keyFigureFacts);
          return {
            id,
            cells: [textCell(text), carriedFigure?.label ?? emptyCell, carriedFigure?.value ?? emptyCell],
            records: [
              recordRefOf(
                document.doc,
                `${keyMessageList}/${id}/text`,
                ...(figure === '' ? [] : [`${keyMessageList}/${id}/figure`]),
              ),
              ...(carriedFigure?.records ?? []),
            ],
          };
        }),
      },
    },
  ];
}

interface CarriedFigure {
  readonly label: ReportCell;
  readonly value: ReportCell;
  readonly records: readonly RecordRef[];
}

/** A figure by its code; null for none, and for one of another version. */
function keyFigureOf(code: string, keyFigureFacts: KeyFigureFacts): CarriedFigure | null {
  const keyFigure = KeyFigure.safeParse(code).data;
  const recordRefs = keyFigureFacts.readings.map(({ doc }) => recordRefOf(doc));
  if (keyFigure === undefined) return dimensionFigure(code, keyFigureFacts, recordRefs);
  const label = labelCell(valueLabelKeys.keyFigure[keyFigure]);
  switch (keyFigure) {
    case 'institutions':
      return {
        label,
        value: countCell(countInstitutions(keyFigureFacts.readings)),
        records: recordRefs,
      };
    case 'coverage':
      return { label, value: shareCell(keyFigureFacts.coverage), records: recordRefs };
    case 'lowest-dimension':
    case 'highest-dimension': {
      const foundDimensionScore = extremeDimension(keyFigure, keyFigureFacts.scores);
      const named =
        foundDimensionScore && dimensionFigure(foundDimensionScore.code, keyFigureFacts, recordRefs);
      return named
        ? { ...named, label: listCell([label, named.label]) }
        : { label, value: missingCell, records: recordRefs };
    }
    case 'high-gaps':
      return { label, value: countCell(keyFigureFacts.highGaps), records: recordRefs };
    case 'urgent-actions':
      return {
        label,
        value: countCell(keyFigureFacts.readings.flatMap(urgentActionsOf).length),
        records: recordRefs,
      };
    case 'workshops':
      return {
        label,
        value: countCell(keyFigureFacts.workshops.length),
        records: keyFigureFacts.workshops.map(({ doc }) => recordRefOf(doc)),
      };
  }
}

/** Reported level of a dimension; null for an unknown one. */
function dimensionFigure(
  code: string,
  { model, scores }: KeyFigureFacts,
  records: readonly RecordRef[],
): CarriedFigure | null {
  const maturityDimension = model.dimensions.find((one) => one.code === code);
  if (maturityDimension === undefined) return null;
  const maturityLevel =
    MaturityLevel.safeParse(scores.find((dimensionScore) => dimensionScore.code === code)?.reported).data ??
    null;
  return {
    label: textCell(`${code} ${maturityDimension.title}`),
    value: maturityLevelCell(maturityLevel),
    records,
  };
}

/** Dimension with the lowest or highest reported level; the first of equal ones. */
const extremeDimension = (
  which: 'lowest-dimension' | 'highest-dimension',
  dimensionScores: readonly DimensionScore[],
): DimensionScore | undefined =>
  dimensionScores
    .filter(({ reported }) => reported !== undefined)
    .toSorted((a, b) => ((a.reported ?? 0) - (b.reported ?? 0)) * (which === 'lowest-dimension' ? 1 : -1))
    .at(0);

const countHighGaps = (gaps: readonly { readonly band: PriorityBand | null }[]): number =>
  gaps.filter(({ band }) => band === 'High').length;

/** Statuses of a recommendation that waits for an action. */
const openRecommendationStatuses: ReadonlySet<string> = new Set([
  'proposed',
  'discussed',
  'accepted',
  'partly-accepted',
  'in-progress',
]);

/** Recommendations for the next six months that are not refused, done or lapsed. */
export const urgentActionsOf = ({ document }: ReportedAssessment): readonly Recommendation[] =>
  readRecommendations(document).filter(
    ({ horizon, status }) => horizon === '0-6' && openRecommendationStatuses.has(status),
  );
