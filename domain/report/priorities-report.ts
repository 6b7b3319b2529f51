import { groupByKey } from '#base/group.ts';
import { buildFigureSection } from './figure-table.ts';
import { recommendationTable } from './assessment-tables.ts';
import {
  type MaturityTarget,
  noStatedPriority,
  readRecommendations,
  type StatedPriority,
  countByIndicator,
} from '../assessment/finding.ts';
import {
  bareLevelCell,
  countCell,
  emptyCell,
  labelCell,
  maturityLevelCell,
  missingCell,
  recordRefOf,
  textCell,
  yesNoCell,
  type ReportedAssessment,
  reportRecordTitles,
  type ReportSources,
} from './report-sources.ts';
import {
  type GapPoint,
  mergeRecordRefs,
  type RecordRef,
  type Report,
  type ReportCell,
  type Section,
} from './report.ts';
import { missionKeyMessages } from './narrative-tables.ts';
import { buildReportHeader } from './report-header.ts';
import { buildStateProfile, type CurrentAssessment, type StateProfile } from './state-profile.ts';
import { valueLabelKeys } from '../document/enumerations.ts';
import type { MaturityLevel } from '../assessment/assessment.ts';
import {
  compareByPriority,
  prioritizeGap,
  rankGaps,
  type RatedIndicatorGap,
} from '../assessment/rank-gaps.ts';
import type { Indicator } from '../scoring/maturity-model.ts';
import type { GapPriority, PriorityBand } from '../scoring/gaps.ts';
import { compareTexts } from '#base/json.ts';

/** One gap of a State: of an institution, or of the whole State where the indicator is national. */
interface StateGap {
  readonly indicator: Indicator;
  readonly dimension: string;
  /** Null for the whole State. */
  readonly institution: string | null;
  readonly level: MaturityLevel;
  /** A rule proposed the level; nobody has rated it (B4). */
  readonly isProposed: boolean;
  readonly target: MaturityLevel;
  readonly stated: StatedPriority;
  readonly priority: GapPriority & { readonly score: number; readonly band: PriorityBand };
  /** The effective band: set by hand, else computed. */
  readonly band: PriorityBand;
  readonly records: readonly RecordRef[];
}

/**
 * All gaps of a State, ranked as those of one assessment (B6.10, B6.11). Equal scores are in the instrument's order,
 * then by institution.
 */
function rankStateGaps(profile: StateProfile): readonly StateGap[] {
  const rated = profile.current.flatMap(institutionGapsOf);
  const order = new Map(profile.indicators.map((one, at) => [one.indicator.id, at]));
  const placeOf = ({ indicator }: StateGap): number => order.get(indicator.id) ?? 0;
  return [
    ...rated.filter(({ gap }) => gap.indicator.scope === 'institution').flatMap(institutionStateGap),
    ...nationalStateGaps(profile, rated),
  ].toSorted((a, b) => compareByPriority(a, b) || placeOf(a) - placeOf(b));
}

interface InstitutionGap {
  readonly gap: RatedIndicatorGap;
  readonly reading: ReportedAssessment;
  readonly records: readonly RecordRef[];
}

/** Gaps of one institution. Each indicator comes from the assessment with its present answer. */
function institutionGapsOf({ reading, docOf, chain }: CurrentAssessment): readonly InstitutionGap[] {
  return chain.flatMap((source) => {
    const { ranked, met } = rankGaps(source.document, source.model, source.policy);
    return [...ranked, ...met]
      .filter(({ indicator }) => docOf(indicator.id) === source.doc)
      .map((gap) => ({
        gap,
        reading,
        records: [recordRefOf(source.doc, ...gapPathsOf(gap))],
      }));
  });
}

const gapPathsOf = ({ indicator: { id }, agreed, stated }: RatedIndicatorGap): readonly string[] => [
  `answers/${id}`,
  ...(agreed === null ? [] : [`targets/${id}`]),
  ...(isPriorityStated(stated) ? [`priorities/${id}`] : []),
];

const isPriorityStated = (stated: StatedPriority): boolean =>
  Object.values(stated).some((part) => part !== null);

const institutionStateGap = ({ gap, reading, records }: InstitutionGap): readonly StateGap[] =>
  withGapScore(gap.priority, gap.band, {
    indicator: gap.indicator,
    dimension: gap.dimension,
    institution: reading.institution,
    level: gap.level,
    isProposed: gap.isProposed,
    target: gap.target,
    stated: gap.stated,
    records,
  });

/** National indicators count once: at the State's level, with the target and the factors of any institution. */
function nationalStateGaps(
  { indicators, policy }: StateProfile,
  rated: readonly InstitutionGap[],
): readonly StateGap[] {
  const ratedByIndicator = groupByKey(rated, ({ gap }) => gap.indicator.id);
  return indicators.flatMap(({ indicator, dimension, level, isProposed, records }): readonly StateGap[] => {
    const said = ratedByIndicator.get(indicator.id) ?? [];
    if (indicator.scope !== 'national' || level === null) return [];
    const stated = said.map(({ gap }) => gap.stated).find(isPriorityStated) ?? noStatedPriority;
    const { target, priority, band } = prioritizeGap(
      { indicator, level },
      lastAgreedTarget(said),
      stated,
      policy,
    );
    return withGapScore(priority, band, {
      indicator,
      dimension,
      institution: null,
      level,
      isProposed,
      target,
      stated,
      records: mergeRecordRefs([...records, ...said.flatMap((one) => one.records)]),
    });
  });
}

/** The target that was agreed last; of several on one day, or without a day, the highest. */
const lastAgreedTarget = (said: readonly InstitutionGap[]): MaturityTarget | null =>
  said
    .flatMap(({ gap }) => gap.agreed ?? [])
    .toSorted((a, b) => compareTexts(b.agreedOn ?? '', a.agreedOn ?? '') || b.level - a.level)[0] ?? null;

function withGapScore(
  priority: GapPriority,
  band: PriorityBand | null,
  rest: Omit<StateGap, 'priority' | 'band'>,
): readonly StateGap[] {
  const { gap, score, band: computed } = priority;
  return score === null || computed === null || band === null
    ? []
    : [{ ...rest, priority: { gap, score, band: computed }, band }];
}

/** R4: priorities and recommendations; null while there is no assessment. */
export function makePrioritiesReport(
  sources: ReportSources,
  readings: readonly ReportedAssessment[],
): Report | null {
  const profile = buildStateProfile(sources.mission, readings);
  if (profile === null) return null;
  const gaps = rankStateGaps(profile);
  const current = profile.current.map(({ reading }) => reading);
  return {
    header: buildReportHeader({
      code: 'R4',
      sources,
      readings: current,
      rated: { model: profile.model, screening: {}, answers: profile.answers },
    }),
    audience: 'programme',
    records: reportRecordTitles(sources),
    sections: [
      ...missionKeyMessages(sources, () => profile),
      rankedGapTable(gaps),
      buildFigureSection('F1', 'report.r4.f1', 'state', {
        kind: 'gap-feasibility',
        points: gaps.map(gapPointOf),
      }),
      recommendationTable(current, { id: 'T2', title: 'report.r4.t2' }),
      requestAlignmentTable(gaps, current),
    ],
  };
}

const gapPointOf = (gap: StateGap): GapPoint => ({
  indicator: gap.indicator.id,
  title: gap.indicator.title,
  institution: gap.institution,
  gap: gap.priority.gap,
  feasibility: gap.stated.feasibility,
  band: gap.band,
  records: gap.records,
});

/** R4 T1: the computed score and band stay beside values that a person has set (B6.11). */
const rankedGapTable = (gaps: readonly StateGap[]): Section => ({
  id: 'T1',
  title: 'report.r4.t1',
  access: 'state',
  table: {
    columns: [
      { id: 'rank', title: 'report.column.rank', align: 'end' },
      { id: 'code', title: 'report.column.code' },
      { id: 'indicator', title: 'report.column.indicator' },
      { id: 'institution', title: 'path.institution.name' },
      { id: 'level', title: 'path.level' },
      { id: 'target', title: 'report.column.target' },
      { id: 'gap', title: 'report.column.gap', align: 'end' },
      { id: 'score', title: 'report.column.score', align: 'end' },
      { id: 'computed', title: 'report.column.computedBand' },
      { id: 'band', title: 'report.column.band' },
      { id: 'reason', title: 'report.column.overrideReason' },
    ],
    rows: gaps.map((gap, at) => ({
      id: `${gap.indicator.id} ${gap.institution ?? '-'}`,
      cells: [
        countCell(at + 1),
        textCell(gap.indicator.id),
        textCell(gap.indicator.title),
        gapInstitutionCell(gap),
        maturityLevelCell(gap.level, gap.isProposed),
        bareLevelCell(gap.target),
        countCell(gap.priority.gap),
        { kind: 'number', value: gap.priority.score, decimals: 1 },
        labelCell(valueLabelKeys.priorityBand[gap.priority.band]),
        labelCell(valueLabelKeys.priorityBand[gap.band]),
        gap.stated.override === null ? emptyCell : textCell(gap.stated.override.reason),
      ],
      records: gap.records,
    })),
  },
});

const gapInstitutionCell = ({ institution }: StateGap): ReportCell =>
  institution === null ? labelCell('report.wholeState') : textCell(institution);

/** R4 T3: gaps that the State asked for help with, and gaps with a recommendation that it has shared. */
function requestAlignmentTable(gaps: readonly StateGap[], readings: readonly ReportedAssessment[]): Section {
  const countOfRecommendations = countByIndicator(
    readings.flatMap(({ document }) => readRecommendations(document)),
  );
  const isRaised = ({ stated }: StateGap): boolean => (stated.ownership ?? 0) > 0 || stated.alignment === 1;
  return {
    id: 'T3',
    title: 'report.r4.t3',
    access: 'state',
    notes: ['report.note.requests'],
    table: {
      columns: [
        { id: 'code', title: 'report.column.code' },
        { id: 'indicator', title: 'report.column.indicator' },
        { id: 'institution', title: 'path.institution.name' },
        { id: 'ownership', title: 'path.priority.ownership' },
        { id: 'alignment', title: 'report.column.alignment' },
        { id: 'recommendations', title: 'report.column.recommendations', align: 'end' },
      ],
      rows: gaps.filter(isRaised).map((gap) => ({
        id: `${gap.indicator.id} ${gap.institution ?? '-'}`,
        cells: [
          textCell(gap.indicator.id),
          textCell(gap.indicator.title),
          gapInstitutionCell(gap),
          gapOwnershipCell(gap),
          gap.stated.alignment === null ? missingCell : yesNoCell(gap.stated.alignment === 1),
          countCell(countOfRecommendations.get(gap.indicator.id) ?? 0),
        ],
        records: gap.records,
      })),
    },
  };
}

function gapOwnershipCell({ stated: { ownership } }: StateGap): ReportCell {
  if (ownership === null) return missingCell;
  if (ownership === 1) return labelCell('report.ownership.asked');
  return labelCell(ownership === 0.5 ? 'report.ownership.discussed' : 'report.ownership.notRaised');
}
