import { MaturityLevel } from '../assessment/assessment.ts';
import { valueLabelKeys } from '../kinds/enumerations.ts';
import { findInformationGaps } from '../scoring/information-gaps.ts';
import type { DimensionScore } from '../scoring/score.ts';
import { summarizeTaggedIndicators } from '../scoring/tagged-indicators.ts';
import { scoreStatusLabels } from './code-labels.ts';
import {
  mergeRecordRefs,
  type ReportCell,
  type ReportColumn,
  type ReportRow,
  type Section,
} from './report.ts';
import {
  bareLevelCell,
  countCell,
  emptyCell,
  labelCell,
  listCell,
  lowerMedianConfidence,
  maturityLevelCell,
  meanCell,
  missingCell,
  recordRefOf,
  shareCell,
  textCell,
  yesNoCell,
} from './report-sources.ts';
import type { StateIndicator, StateProfile } from './state-profile.ts';

/** R3 T1: reported level of each dimension, with its confidence. */
export function stateDimensionTable(profile: StateProfile): Section {
  return {
    id: 'T1',
    title: 'report.r3.t1',
    access: 'aggregate',
    table: {
      columns: [
        { id: 'code', title: 'report.column.code', access: 'open' },
        { id: 'dimension', title: 'path.dimension', access: 'open' },
        { id: 'reported', title: 'report.column.reported' },
        { id: 'mean', title: 'report.column.mean', align: 'end' },
        // For one institution they reveal how much it answered, and on which evidence.
        { id: 'coverage', title: 'report.column.coverage', align: 'end' },
        { id: 'confidence', title: 'path.confidence' },
        { id: 'status', title: 'path.status', access: 'open' },
        { id: 'limit', title: 'report.column.limitedBy' },
      ],
      rows: profile.scores.map((score) => stateDimensionRow(profile, score)),
    },
  };
}

function stateDimensionRow(profile: StateProfile, dimensionScore: DimensionScore): ReportRow {
  const asked = profile.indicators.filter(({ dimension }) => dimension === dimensionScore.code);
  const sure = lowerMedianConfidence(asked.flatMap(({ confidence }) => confidence ?? []));
  const title =
    profile.model.dimensions.find(({ code }) => code === dimensionScore.code)?.title ?? dimensionScore.code;
  return {
    id: dimensionScore.code,
    cells: [
      textCell(dimensionScore.code),
      textCell(title),
      maturityLevelCell(MaturityLevel.safeParse(dimensionScore.reported).data ?? null),
      meanCell(dimensionScore.mean),
      shareCell(dimensionScore.coverage),
      sure === null ? missingCell : labelCell(valueLabelKeys.confidence[sure]),
      labelCell(scoreStatusLabels[dimensionScore.status]),
      dimensionScore.limitedBy === undefined ? emptyCell : textCell(dimensionScore.limitedBy),
    ],
    records: mergeRecordRefs(asked.flatMap(({ records }) => records)),
    institutions: Math.min(...asked.map(({ rated }) => rated)),
  };
}

const stateIndicatorColumns: readonly ReportColumn[] = [
  { id: 'code', title: 'report.column.code', access: 'open' },
  { id: 'indicator', title: 'report.column.indicator', access: 'open' },
  { id: 'scope', title: 'report.column.scope', access: 'open' },
  { id: 'level', title: 'report.column.lowerMedian' },
  { id: 'lowest', title: 'report.column.lowest' },
  { id: 'highest', title: 'report.column.highest' },
  { id: 'spread', title: 'report.column.spread' },
  { id: 'rated', title: 'report.column.ratedOf', align: 'end', access: 'open' },
  { id: 'confidence', title: 'path.confidence' },
];

/** R3 T2: each indicator over the institutions (B6.8). */
export const stateIndicatorTable = ({ indicators }: StateProfile): Section => ({
  id: 'T2',
  title: 'report.r3.t2',
  access: 'aggregate',
  notes: ['report.note.lowerMedian', 'report.note.national'],
  table: { columns: stateIndicatorColumns, rows: indicators.map(stateIndicatorRow) },
});

function stateIndicatorRow(stateIndicator: StateIndicator): ReportRow {
  return {
    id: stateIndicator.indicator.id,
    cells: [
      textCell(stateIndicator.indicator.id),
      textCell(stateIndicator.indicator.title),
      indicatorScopeCell(stateIndicator),
      maturityLevelCell(stateIndicator.level, stateIndicator.isProposed),
      bareLevelCell(stateIndicator.lowest),
      bareLevelCell(stateIndicator.highest),
      stateIndicator.isFlagged ? labelCell('report.spread.wide') : emptyCell,
      listCell([countCell(stateIndicator.rated), countCell(stateIndicator.asked)]),
      stateIndicator.confidence === null
        ? missingCell
        : labelCell(valueLabelKeys.confidence[stateIndicator.confidence]),
    ],
    records: stateIndicator.records,
    institutions: stateIndicator.rated,
  };
}

function indicatorScopeCell({ scope, decided }: StateIndicator): ReportCell {
  if (scope === 'institution') return labelCell('report.scope.institution');
  return labelCell(decided === null ? 'report.scope.nationalProposed' : 'report.scope.nationalDecided');
}

/** R3 T2b: the lead assessor's decisions on national indicators, with reasons (B6.8); no section without one. */
export function nationalDecisionTable({ indicators }: StateProfile): readonly Section[] {
  const reportRows = indicators.flatMap(
    ({ indicator, decided, proposed, rated, records }): readonly ReportRow[] =>
      decided === null
        ? []
        : [
            {
              id: indicator.id,
              cells: [
                textCell(indicator.id),
                textCell(indicator.title),
                maturityLevelCell(decided.level),
                bareLevelCell(proposed),
                textCell(decided.reason),
              ],
              records,
              institutions: rated,
            },
          ],
  );
  if (reportRows.length === 0) return [];
  return [
    {
      id: 'T2b',
      title: 'report.r3.t2b',
      access: 'state',
      table: {
        columns: [
          { id: 'code', title: 'report.column.code' },
          { id: 'indicator', title: 'report.column.indicator' },
          { id: 'level', title: 'report.column.decided' },
          { id: 'proposed', title: 'report.column.proposed' },
          { id: 'reason', title: 'report.column.decisionReason' },
        ],
        rows: reportRows,
      },
    },
  ];
}

/** R3 T3: gates that limit the reported level of a dimension (B6.5). */
export const gateIndicatorTable = ({ indicators, scores }: StateProfile): Section => ({
  id: 'T3',
  title: 'report.r3.t3',
  access: 'aggregate',
  table: {
    columns: [
      { id: 'code', title: 'report.column.code', access: 'open' },
      { id: 'indicator', title: 'report.column.gate', access: 'open' },
      { id: 'level', title: 'path.level' },
      { id: 'dimension', title: 'path.dimension', access: 'open' },
      { id: 'limits', title: 'report.column.limits' },
    ],
    rows: indicators
      .filter(({ indicator }) => indicator.gate)
      .map((stateIndicator) => ({
        id: stateIndicator.indicator.id,
        cells: [
          textCell(stateIndicator.indicator.id),
          textCell(stateIndicator.indicator.title),
          maturityLevelCell(stateIndicator.level, stateIndicator.isProposed),
          textCell(stateIndicator.dimension),
          yesNoCell(scores.some(({ limitedBy }) => limitedBy === stateIndicator.indicator.id)),
        ],
        records: stateIndicator.records,
        institutions: stateIndicator.rated,
      })),
  },
});

/** R3 T4, T5: the indicators of one tag, then their number at each level; no score of its own (B6.9). */
export function taggedIndicatorTables(
  profile: StateProfile,
  tag: string,
  head: Pick<Section, 'id' | 'title'>,
): readonly Section[] {
  const view = summarizeTaggedIndicators(profile.model, tag, {}, profile.answers);
  const of = new Map(
    profile.indicators.map((stateIndicator) => [stateIndicator.indicator.id, stateIndicator]),
  );
  const foundStateIndicators = view.indicators.flatMap(({ id }) => of.get(id) ?? []);
  const indicators: Section = {
    ...head,
    access: 'aggregate',
    notes: ['report.note.noScore'],
    table: {
      columns: [
        { id: 'code', title: 'report.column.code', access: 'open' },
        { id: 'indicator', title: 'report.column.indicator', access: 'open' },
        { id: 'level', title: 'path.level' },
        { id: 'lowest', title: 'report.column.lowest' },
        { id: 'highest', title: 'report.column.highest' },
      ],
      rows: view.indicators.map(({ id, level: shownMaturityLevel }): ReportRow => {
        const stateIndicator = of.get(id);
        return {
          id,
          cells: [
            textCell(id),
            textCell(stateIndicator?.indicator.title ?? ''),
            maturityLevelCell(shownMaturityLevel, stateIndicator?.isProposed),
            bareLevelCell(stateIndicator?.lowest ?? null),
            bareLevelCell(stateIndicator?.highest ?? null),
          ],
          records: stateIndicator?.records ?? [],
          institutions: stateIndicator?.rated ?? 0,
        };
      }),
    },
  };
  const distribution: Section = {
    id: `${head.id}b`,
    title: head.title,
    access: 'aggregate',
    table: {
      columns: [
        { id: 'level', title: 'path.level', access: 'open' },
        { id: 'count', title: 'report.atLevel', align: 'end' },
      ],
      rows: [
        ...view.distribution.map(
          (at, index): ReportRow => ({
            id: `level-${index + 1}`,
            cells: [{ kind: 'level', level: MaturityLevel.parse(index + 1) }, countCell(at)],
            records: mergeRecordRefs(
              foundStateIndicators
                .filter((stateIndicator) => stateIndicator.level === index + 1)
                .flatMap(({ records }) => records),
            ),
          }),
        ),
        {
          id: 'unrated',
          cells: [labelCell('report.column.unrated'), countCell(view.unrated)],
          records: [],
        },
      ],
    },
  };
  return [indicators, distribution];
}

/** R3 T6: information gaps by institution (B6.12); gates first. */
export function informationGapTable(
  { current }: Pick<StateProfile, 'current'>,
  head: Pick<Section, 'id' | 'title'>,
): Section {
  const gaps = current.flatMap(({ reading, answers, docOf }) =>
    findInformationGaps(reading.model, reading.screening, answers).map((gap) => ({ gap, reading, docOf })),
  );
  return {
    ...head,
    access: 'rating',
    table: {
      columns: [
        { id: 'code', title: 'report.column.code' },
        { id: 'indicator', title: 'report.column.indicator' },
        { id: 'institution', title: 'path.institution.name' },
        { id: 'state', title: 'report.column.whatIsMissing' },
        { id: 'band', title: 'report.column.band' },
      ],
      rows: gaps
        .toSorted((a, b) => Number(b.gap.isHigh) - Number(a.gap.isHigh))
        .map(({ gap, reading, docOf }) => ({
          id: `${gap.indicator} ${reading.doc}`,
          cells: [
            textCell(gap.indicator),
            textCell(indicatorTitleOf(reading.model, gap.indicator)),
            textCell(reading.institution),
            labelCell(gap.state === 'ne' ? 'report.answer.ne' : 'report.answer.blank'),
            gap.isHigh ? labelCell('value.priorityBand.High') : emptyCell,
          ],
          records: [recordRefOf(docOf(gap.indicator), `answers/${gap.indicator}`)],
        })),
    },
  };
}

const indicatorTitleOf = (maturityModel: StateProfile['model'], id: string): string =>
  maturityModel.dimensions.flatMap(({ indicators }) => indicators).find((indicator) => indicator.id === id)
    ?.title ?? id;
