import { rankGaps } from '../assessment/rank-gaps.ts';
import { readRecommendations } from '../assessment/finding.ts';
import { MaturityLevel } from '../assessment/assessment.ts';
import { type Document, plainTextAt } from '../document/document.ts';
import { valueLabelKeys } from '../document/enumerations.ts';
import {
  KeyFigure,
  keyMessageList,
  readKeyMessages,
  type ReportTextPart,
  reportTextParts,
  reportTextPath,
} from '../document/report-texts.ts';
import { type DimensionScore, scoreDimensions } from '../scoring/score.ts';
import type { MaturityModel } from '../scoring/maturity-model.ts';
import {
  countCell,
  emptyCell,
  labelCell,
  listCell,
  maturityLevelCell,
  missingCell,
  ratingCoverageOf,
  recordRefOf,
  type ReportedAssessment,
  type ReportSources,
  shareCell,
  textCell,
} from './report-sources.ts';
import type { ReportTextKey } from './report-text-key.ts';
import type { RecordRef, ReportAccess, ReportCell, ReportRow, Section } from './report.ts';
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
  readonly workshops: readonly Document[];
}

/** Facts of one assessment. */
export const assessmentKeyFacts = (reading: ReportedAssessment): KeyFigureFacts => ({
  model: reading.model,
  scores: scoreDimensions(reading.model, reading.screening, reading.answers, reading.policy),
  coverage: ratingCoverageOf(reading.model, reading.screening, reading.answers),
  readings: [reading],
  workshops: [],
});

/** Facts of a State over its institutions. */
const stateKeyFacts = (
  { model, scores, answers, current }: StateProfile,
  workshops: readonly Document[],
): KeyFigureFacts => ({
  model,
  scores,
  coverage: ratingCoverageOf(model, {}, answers),
  readings: current.map(({ reading }) => reading),
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
        value: countCell(new Set(facts.readings.map(({ institution }) => institution)).size),
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
      return { label, value: countCell(sumOver(facts.readings, countHighGaps)), records };
    case 'urgent-actions':
      return { label, value: countCell(sumOver(facts.readings, countUrgentActions)), records };
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

const sumOver = (
  readings: readonly ReportedAssessment[],
  countOf: (reading: ReportedAssessment) => number,
): number => readings.reduce((sum, reading) => sum + countOf(reading), 0);

const countHighGaps = ({ document, model, policy }: ReportedAssessment): number =>
  rankGaps(document, model, policy).ranked.filter(({ band }) => band === 'High').length;

/** Statuses of a recommendation that waits for an action. */
export const openRecommendationStatuses: ReadonlySet<string> = new Set([
  'proposed',
  'discussed',
  'accepted',
  'partly-accepted',
  'in-progress',
]);

const countUrgentActions = ({ document }: ReportedAssessment): number =>
  readRecommendations(document).filter(
    ({ horizon, status }) => horizon === '0-6' && openRecommendationStatuses.has(status),
  ).length;
