import { groupByKey } from '#base/group.ts';
import { compareTexts } from '#base/json.ts';
import type { MaturityLevel } from '../assessment/assessment.ts';
import type { MaturityTarget } from '../assessment/maturity-target.ts';
import {
  compareByPriority,
  prioritizeGap,
  type RatedIndicatorGap,
  rankGaps,
} from '../assessment/rank-gaps.ts';
import { noStatedPriority, type StatedPriority } from '../assessment/stated-priority.ts';
import type { GapPriority, PriorityBand } from '../scoring/gap-priority.ts';
import type { Indicator } from '../scoring/maturity-model.ts';
import { mergeRecordRefs, type RecordRef } from './report.ts';
import { type ReportedAssessment, recordRefOf } from './report-sources.ts';
import type { CurrentAssessment, StateProfile } from './state-profile.ts';

/** One gap of a State: of an institution, or of the whole State where the indicator is national. */
export interface StateGap {
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
export function rankStateGaps(profile: StateProfile): readonly StateGap[] {
  const rated = profile.current.flatMap(institutionGapsOf);
  const order = new Map(profile.indicators.map((stateIndicator, at) => [stateIndicator.indicator.id, at]));
  const rankOf = ({ indicator }: StateGap): number => order.get(indicator.id) ?? 0;
  return [
    ...rated.filter(({ gap }) => gap.indicator.scope === 'institution').flatMap(institutionStateGap),
    ...nationalStateGaps(profile, rated),
  ].toSorted((a, b) => compareByPriority(a, b) || rankOf(a) - rankOf(b));
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
      .map((indicatorGap) => ({
        gap: indicatorGap,
        reading,
        records: [recordRefOf(source.doc, ...gapPathsOf(indicatorGap))],
      }));
  });
}

const gapPathsOf = ({ indicator: { id }, agreed, stated }: RatedIndicatorGap): readonly string[] => [
  `answers/${id}`,
  ...(agreed === null ? [] : [`targets/${id}`]),
  ...(isPriorityStated(stated) ? [`priorities/${id}`] : []),
];

const isPriorityStated = (statedPriority: StatedPriority): boolean =>
  Object.values(statedPriority).some((part) => part !== null);

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
    const statedPriority = said.map(({ gap }) => gap.stated).find(isPriorityStated) ?? noStatedPriority;
    const { target, priority, band } = prioritizeGap(
      { indicator, level },
      lastAgreedTarget(said),
      statedPriority,
      policy,
    );
    return withGapScore(priority, band, {
      indicator,
      dimension,
      institution: null,
      level,
      isProposed,
      target,
      stated: statedPriority,
      records: mergeRecordRefs([...records, ...said.flatMap((institutionGap) => institutionGap.records)]),
    });
  });
}

/** The target that was agreed last; of several on one day, or without a day, the highest. */
const lastAgreedTarget = (said: readonly InstitutionGap[]): MaturityTarget | null =>
  said
    .flatMap(({ gap }) => gap.agreed ?? [])
    .toSorted((a, b) => compareTexts(b.agreedOn ?? '', a.agreedOn ?? '') || b.level - a.level)[0] ?? null;

function withGapScore(
  gapPriority: GapPriority,
  priorityBand: PriorityBand | null,
  rest: Omit<StateGap, 'priority' | 'band'>,
): readonly StateGap[] {
  const { gap, score, band: computed } = gapPriority;
  return score === null || computed === null || priorityBand === null
    ? []
    : [{ ...rest, priority: { gap, score, band: computed }, band: priorityBand }];
}
