import { MaturityLevel } from '../assessment/assessment.ts';
import { type Recommendation, readRecommendations } from '../assessment/finding.ts';
import { rankGaps } from '../assessment/rank-gaps.ts';
import { type Document, plainTextAt } from '../document/document.ts';
import { valueLabelKeys } from '../kinds/enumerations.ts';
import {
  KeyFigure,
  keyMessageList,
  type ReportTextPart,
  readKeyMessages,
  reportTextParts,
  reportTextPath,
} from '../path-rules/report-texts.ts';
import type { PriorityBand } from '../scoring/gaps.ts';
import type { MaturityModel } from '../scoring/maturity-model.ts';
import { type DimensionScore, scoreDimensions } from '../scoring/score.ts';
import type { RecordRef, ReportAccess, ReportCell, ReportRow, Section } from './report.ts';
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
import type { ReportTextKey } from './report-text-key.ts';
import { rankStateGaps } from './state-gaps.ts';
import type { StateProfile } from './state-profile.ts';

const textPartTitles: { readonly [P in ReportTextPart]: ReportTextKey } = {
  summary: 'report.text.summary',
  context: 'report.text.context',
  'next-steps': 'report.text.nextSteps',
};

/** Texts that a person wrote for the report of a record; no section where nobody wrote. */
export function narrativeTable(document: Document, access: ReportAccess): readonly Section[] {
  const written = reportTextParts.filter((part) => plainTextAt(document, reportTextPath(part)).trim() !== '');
  if (written.length === 0) return [];
  return [
    {
      id: 'T0',
      title: 'report.r6.t0',
      access,
      ...(access === 'inside' && { isInternal: true }),
      table: {
        columns: [
          { id: 'fact', title: 'report.column.fact' },
          { id: 'value', title: 'report.column.value' },
        ],
        rows: written.map((part) => ({
          id: part,
          cells: [labelCell(textPartTitles[part]), textCell(plainTextAt(document, reportTextPath(part)))],
          records: [recordRefOf(document.doc, reportTextPath(part))],
        })),
      },
    },
  ];
}

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
export const assessmentKeyFacts = (reading: ReportedAssessment): KeyFigureFacts => ({
  model: reading.model,
  scores: scoreDimensions(reading.model, reading.screening, reading.answers, reading.policy),
  coverage: ratingCoverageOf(reading.model, reading.screening, reading.answers),
  readings: [reading],
  highGaps: countHighGaps(rankGaps(reading.document, reading.model, reading.policy).ranked),
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
  const messages = readKeyMessages(document).filter(
    ({ text, figure }) => text.trim() !== '' || figure !== '',
  );
  if (messages.length === 0) return [];
  const facts = factsOf();
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
        rows: messages.map(({ id, text, figure }): ReportRow => {
          const carried = facts === null ? null : keyFigureOf(figure, facts);
          return {
            id,
            cells: [textCell(text), carried?.label ?? emptyCell, carried?.value ?? emptyCell],
            records: [
              recordRefOf(
                document.doc,
                `${keyMessageList}/${id}/text`,
                ...(figure === '' ? [] : [`${keyMessageList}/${id}/figure`]),
              ),
              ...(carried?.records ?? []),
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
function keyFigureOf(code: string, facts: KeyFigureFacts): CarriedFigure | null {
  const figure = KeyFigure.safeParse(code).data;
  const records = facts.readings.map(({ doc }) => recordRefOf(doc));
  if (figure === undefined) return dimensionFigure(code, facts, records);
  const label = labelCell(valueLabelKeys.keyFigure[figure]);
  switch (figure) {
    case 'institutions':
      return {
        label,
        value: countCell(countInstitutions(facts.readings)),
        records,
      };
    case 'coverage':
      return { label, value: shareCell(facts.coverage), records };
    case 'lowest-dimension':
    case 'highest-dimension': {
      const found = extremeDimension(figure, facts.scores);
      const named = found && dimensionFigure(found.code, facts, records);
      return named
        ? { ...named, label: listCell([label, named.label]) }
        : { label, value: missingCell, records };
    }
    case 'high-gaps':
      return { label, value: countCell(facts.highGaps), records };
    case 'urgent-actions':
      return { label, value: countCell(facts.readings.flatMap(urgentActionsOf).length), records };
    case 'workshops':
      return {
        label,
        value: countCell(facts.workshops.length),
        records: facts.workshops.map(({ doc }) => recordRefOf(doc)),
      };
  }
}

/** Reported level of a dimension; null for an unknown one. */
function dimensionFigure(
  code: string,
  { model, scores }: KeyFigureFacts,
  records: readonly RecordRef[],
): CarriedFigure | null {
  const dimension = model.dimensions.find((one) => one.code === code);
  if (dimension === undefined) return null;
  const level = MaturityLevel.safeParse(scores.find((one) => one.code === code)?.reported).data ?? null;
  return { label: textCell(`${code} ${dimension.title}`), value: maturityLevelCell(level), records };
}

/** Dimension with the lowest or highest reported level; the first of equal ones. */
const extremeDimension = (
  which: 'lowest-dimension' | 'highest-dimension',
  scores: readonly DimensionScore[],
): DimensionScore | undefined =>
  scores
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
