import type { Level } from '../assessment/assessment.ts';
import type { Target } from '../assessment/finding.ts';
import { byPriority, gapsOf, prioritised, type RatedGap } from '../assessment/ranked-gaps.ts';
import { nothingStated, type StatedPriority } from '../assessment/read-findings.ts';
import type { Indicator } from '../instrument/maturity-model.ts';
import type { Band, Priority } from '../instrument/priority.ts';
import { recordOf } from './cells.ts';
import { merged, type RecordRef } from './record-ref.ts';
import type { Reading } from './report-sources.ts';
import type { CurrentReading, StatePicture } from './state-picture.ts';

/** One gap of a State: of an institution, or of the State as a whole where the indicator is national. */
export interface StateGap {
  readonly indicator: Indicator;
  readonly dimension: string;
  /** Null for the State as a whole. */
  readonly institution: string | null;
  readonly level: Level;
  /** A rule proposed the level; nobody has rated it (B4). */
  readonly isProposed: boolean;
  readonly target: Level;
  readonly stated: StatedPriority;
  readonly priority: Priority & { readonly score: number; readonly band: Band };
  /** The band that counts: set by hand, else computed. */
  readonly band: Band;
  readonly records: readonly RecordRef[];
}

/** All gaps of a State, ranked as those of one assessment; equal scores in the instrument's order, then by institution (B6.10, B6.11). */
export function stateGaps(picture: StatePicture): readonly StateGap[] {
  const rated = picture.current.flatMap(ratedIn);
  const order = new Map(picture.indicators.map((one, at) => [one.indicator.id, at]));
  const placeOf = ({ indicator }: StateGap): number => order.get(indicator.id) ?? 0;
  return [
    ...rated.filter(({ gap }) => gap.indicator.scope === 'institution').flatMap(ofInstitution),
    ...national(picture, rated),
  ].toSorted((a, b) => byPriority(a, b) || placeOf(a) - placeOf(b));
}

interface RatedIn {
  readonly gap: RatedGap;
  readonly reading: Reading;
  readonly records: readonly RecordRef[];
}

/** What is rated of one institution; of its assessments, each indicator from the one that it stands in. */
function ratedIn({ reading, docOf, chain }: CurrentReading): readonly RatedIn[] {
  return chain.flatMap((source) => {
    const { ranked, met } = gapsOf(source.document, source.model, source.policy);
    return [...ranked, ...met]
      .filter(({ indicator }) => docOf(indicator.id) === source.doc)
      .map((gap) => ({
        gap,
        reading,
        records: [recordOf(source.doc, ...pathsOf(gap))],
      }));
  });
}

const pathsOf = ({ indicator: { id }, agreed, stated }: RatedGap): readonly string[] => [
  `answers/${id}`,
  ...(agreed === null ? [] : [`targets/${id}`]),
  ...(isSaid(stated) ? [`priorities/${id}`] : []),
];

const isSaid = (stated: StatedPriority): boolean => Object.values(stated).some((part) => part !== null);

const ofInstitution = ({ gap, reading, records }: RatedIn): readonly StateGap[] =>
  withScore(gap.priority, gap.band, {
    indicator: gap.indicator,
    dimension: gap.dimension,
    institution: reading.institution,
    level: gap.level,
    isProposed: gap.isProposed,
    target: gap.target,
    stated: gap.stated,
    records,
  });

/** National indicators count once: at the State's level, with the target and the factors that were said anywhere. */
function national({ indicators, policy }: StatePicture, rated: readonly RatedIn[]): readonly StateGap[] {
  return indicators.flatMap(({ indicator, dimension, level, isProposed, records }): readonly StateGap[] => {
    const said = rated.filter(({ gap }) => gap.indicator.id === indicator.id);
    if (indicator.scope !== 'national' || level === null) return [];
    const stated = said.map(({ gap }) => gap.stated).find(isSaid) ?? nothingStated;
    const { target, priority, band } = prioritised({ indicator, level }, lastAgreed(said), stated, policy);
    return withScore(priority, band, {
      indicator,
      dimension,
      institution: null,
      level,
      isProposed,
      target,
      stated,
      records: merged([...records, ...said.flatMap((one) => one.records)]),
    });
  });
}

/** The target that was agreed last; without a date, the first of them. */
const lastAgreed = (said: readonly RatedIn[]): Target | null =>
  said
    .flatMap(({ gap }) => gap.agreed ?? [])
    .toSorted((a, b) => ((b.agreedOn ?? '') < (a.agreedOn ?? '') ? -1 : 1))[0] ?? null;

function withScore(
  priority: Priority,
  band: Band | null,
  rest: Omit<StateGap, 'priority' | 'band'>,
): readonly StateGap[] {
  const { gap, score, band: computed } = priority;
  return score === null || computed === null || band === null
    ? []
    : [{ ...rest, priority: { gap, score, band: computed }, band }];
}
