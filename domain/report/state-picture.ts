import { type Confidence, confidenceOf, type Level } from '../assessment/assessment.ts';
import type { Document } from '../document/document.ts';
import type { DocumentId } from '../ids.ts';
import { type Answer, type Answers, askedOf, countedAnswer } from '../instrument/applicability.ts';
import type { Indicator, MaturityModel } from '../instrument/maturity-model.ts';
import { rollUp, type RolledUp } from '../instrument/roll-up.ts';
import { type DimensionScore, isApplicable, scoreDimensions } from '../instrument/score.ts';
import type { ScoringPolicy } from '../instrument/scoring-policy.ts';
import { type NationalLevel, nationalLevelIn, nationalPath } from '../mission/national-level.ts';
import { recordOf } from './cells.ts';
import { merged, type RecordRef } from './record-ref.ts';
import { indicatorsOf, middleConfidence, type Reading } from './report-sources.ts';

/** What holds of one institution now: its latest assessment, and for what that leaves open the one that it follows. */
export interface CurrentReading {
  readonly reading: Reading;
  /** The assessments that its answers stand in, this one first. */
  readonly chain: readonly Reading[];
  readonly answers: Answers;
  /** The assessment that an indicator's answer stands in. */
  readonly docOf: (indicator: string) => DocumentId;
}

/** One indicator over the institutions of a State (B6.8). */
export interface StateIndicator extends Omit<RolledUp, 'indicator'> {
  readonly indicator: Indicator;
  readonly dimension: string;
  /** The lower median of what was rated: of a national indicator what is proposed to the lead assessor. */
  readonly proposed: Level | null;
  /** National only: what the lead assessor has decided on; null while the proposal stands. */
  readonly decided: NationalLevel | null;
  readonly confidence: Confidence | null;
  readonly records: readonly RecordRef[];
}

/** A State as its institutions' assessments show it. */
export interface StatePicture {
  readonly model: MaturityModel;
  readonly policy: ScoringPolicy;
  readonly current: readonly CurrentReading[];
  readonly indicators: readonly StateIndicator[];
  /** The rolled-up levels as answers, for the same functions that score one institution. */
  readonly answers: Answers;
  readonly scores: readonly DimensionScore[];
  /** Assessments by another instrument, or another major version of it: they cannot be added to the others. */
  readonly apart: readonly Reading[];
}

/** Rolls the assessments of a State up, with what was decided in the record of their mission; null where there is none. */
export function pictureOf(mission: Document, readings: readonly Reading[]): StatePicture | null {
  const newest = readings.toSorted((a, b) => byText(keyOf(a.model), keyOf(b.model))).at(-1);
  if (newest === undefined) return null;
  const { model, policy } = newest;
  const fitting = readings.filter((one) => isComparable(one.model, model));
  const current = currentReadings(fitting);
  const contributions = current.map(({ reading, answers }) => ({
    institution: reading.institution,
    screening: reading.screening,
    answers,
  }));
  const rolled = new Map(rollUp(model, contributions, policy).map((one) => [one.indicator, one]));
  const said = model.dimensions.flatMap(({ code, indicators: all }) =>
    all.flatMap((indicator): readonly StateIndicator[] => {
      const one = rolled.get(indicator.id);
      return one === undefined ? [] : [stateIndicator(indicator, code, one, { mission, current })];
    }),
  );
  const answers = answersOf(model, said, current);
  const indicators = said.map((one) => withProposal(one, said, answers));
  return {
    model,
    policy,
    current,
    indicators,
    answers,
    scores: scoreDimensions(model, {}, answers, policy),
    apart: readings.filter((one) => !fitting.includes(one)),
  };
}

/**
 * The assessments that count now: superseded ones do not, and one that another follows gives way to it. A follow-up asks
 * again for some indicators only; what it leaves blank still holds as it was rated before.
 */
export function currentReadings(readings: readonly Reading[]): readonly CurrentReading[] {
  const live = readings.filter(({ status }) => status !== 'superseded');
  const followed = new Set(live.map(({ follows }) => follows));
  return live
    .filter(({ doc }) => !followed.has(doc))
    .toSorted((a, b) => byText(a.institution, b.institution) || byText(a.doc, b.doc))
    .map((reading) => withEarlier(reading, chainBefore(reading, readings)));
}

/** What this assessment follows up, the latest first. Ends where the chain leads in a circle. */
export function chainBefore(reading: Reading, readings: readonly Reading[]): readonly Reading[] {
  const chain: Reading[] = [];
  let at: Reading | undefined = reading;
  while (at !== undefined) {
    const before: Reading | undefined = readings.find(({ doc }) => doc === at?.follows);
    if (before === undefined || before === reading || chain.includes(before)) break;
    chain.push(before);
    at = before;
  }
  return chain;
}

function withEarlier(reading: Reading, earlier: readonly Reading[]): CurrentReading {
  const sources = [reading, ...earlier.filter(({ model }) => isComparable(model, reading.model))];
  const sourceOf = (id: string): Reading =>
    sources.find(({ answers }) => (answers[id]?.state ?? 'blank') !== 'blank') ?? reading;
  return {
    reading,
    chain: sources,
    answers: Object.fromEntries(
      indicatorsOf(reading.model).map(({ id }): readonly [string, Answer] => [
        id,
        sourceOf(id).answers[id] ?? { state: 'blank', evidence: 'E0' },
      ]),
    ),
    docOf: (id) => sourceOf(id).doc,
  };
}

function stateIndicator(
  indicator: Indicator,
  dimension: string,
  rolled: RolledUp,
  { mission, current }: { readonly mission: Document; readonly current: readonly CurrentReading[] },
): StateIndicator {
  const decided = indicator.scope === 'national' ? nationalLevelIn(mission, indicator.id) : null;
  const counted = current.flatMap(({ reading, answers, docOf }) => {
    // What a rule hides stays stored, and counts for nothing.
    if (!isApplicable(indicator, reading.screening, answers)) return [];
    const answer = countedAnswer(indicator, reading.screening, answers);
    return answer?.state === 'rated' ? [{ answer, doc: docOf(indicator.id) }] : [];
  });
  return {
    ...rolled,
    indicator,
    dimension,
    level: decided?.level ?? rolled.level,
    isProposed: decided === null && rolled.isProposed,
    proposed: rolled.level,
    decided,
    confidence: middleConfidence(counted.map(({ answer }) => confidenceOf(answer.evidence))),
    records: [
      ...counted.map(({ doc }) => recordOf(doc, `answers/${indicator.id}`)),
      ...(decided === null ? [] : [recordOf(mission.doc, nationalPath(indicator.id))]),
    ],
  };
}

/**
 * What a rule proposes for the State, where no institution has it: two left the progress reports open, and the lead
 * assessor decided that there is no policy to report on. It counts in the scores, and rests on what the rule asks for.
 */
function withProposal(one: StateIndicator, all: readonly StateIndicator[], answers: Answers): StateIndicator {
  const asked = askedOf(one.indicator, {}, answers);
  if (asked.kind !== 'proposed') return one;
  const asks = new Set(asked.why.all.map(([name]) => name));
  return {
    ...one,
    level: asked.level,
    isProposed: true,
    confidence: confidenceOf('E0'),
    records: merged(all.filter(({ indicator }) => asks.has(indicator.id)).flatMap(({ records }) => records)),
  };
}

/** What no institution was asked does not apply to the State as assessed so far. */
function answersOf(
  model: MaturityModel,
  indicators: readonly StateIndicator[],
  current: readonly CurrentReading[],
): Answers {
  const rolled = new Map(indicators.map((one) => [one.indicator.id, one]));
  return Object.fromEntries(
    indicatorsOf(model).map(({ id }): readonly [string, Answer] => {
      const one = rolled.get(id);
      if (one === undefined) return [id, { state: 'na', evidence: 'E0' }];
      if (one.level !== null) return [id, { state: 'rated', level: one.level, evidence: 'E0' }];
      const isSought = current.some(({ answers }) => answers[id]?.state === 'ne');
      return [id, { state: isSought ? 'ne' : 'blank', evidence: 'E0' }];
    }),
  );
}

/** B6.13: the same instrument in the same major version. */
export const isComparable = (a: MaturityModel, b: MaturityModel): boolean =>
  a.id === b.id && majorOf(a) === majorOf(b);

const majorOf = ({ version }: MaturityModel): string => version.split('.')[0] ?? version;
/** Versions as text that sorts as they count: 1.10.0 comes after 1.9.0. */
const keyOf = ({ id, version }: MaturityModel): string =>
  `${id}@${version
    .split('.')
    .map((part) => part.padStart(6, '0'))
    .join('.')}`;
const byText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
