import * as z from 'zod';
import type { Instrument } from '#forms/model/instrument.ts';
import { EvidenceStrength, MaturityLevel } from '../assessment/assessment.ts';

import defaultScoring from './default-scoring.json' with { type: 'json' };

const UnitShare = z.number().min(0).max(1);

/** Numbers of docs/requirements.md B6: data of the instrument, which a programme may change. */
export const ScoringPolicy = z.readonly(
  z.object({
    /** The screening question that selects the indicators by institution type. */
    typeQuestion: z.string(),
    /** Coverage from which a dimension is scored, and from which provisionally (B6.2). */
    scoredFrom: UnitShare,
    provisionalFrom: UnitShare,
    /** Fewer applicable indicators make a dimension thin. */
    fewestIndicators: z.int().positive(),
    /** Means at which the levels 2, 3, 4 and 5 begin (B6.4). */
    bandsFrom: z.readonly(z.array(z.number()).length(4)),
    /** Levels above a gate's level at which its dimension can be reported (B6.5). */
    gateLifts: z.int().min(0),
    capWithoutGateRating: MaturityLevel,
    /** Largest lead of one dimension over another (B6.6). */
    outrun: z.readonly(z.object({ technology: z.string(), safeguards: z.string(), by: z.int() })),
    /** Share of weight and dimensions that must be scored for a working index (B6.7). */
    index: z.readonly(
      z.object({ neededShare: UnitShare, neededDimensions: z.readonly(z.array(z.string())) }),
    ),
    /** The highest level that evidence of each strength supports (B3). */
    ceilings: z.readonly(z.record(EvidenceStrength, MaturityLevel)),
    /** Targets where an indicator names none (B6.10). */
    targets: z.readonly(z.object({ usual: MaturityLevel, gate: MaturityLevel })),
    /** Shares of the parts of a priority, and bounds in points of 100 (B6.11). */
    priority: z.readonly(
      z.object({
        gap: UnitShare,
        weight: UnitShare,
        ownership: UnitShare,
        feasibility: UnitShare,
        alignment: UnitShare,
        gateAtLeast: z.number(),
        highFrom: z.number(),
        mediumFrom: z.number(),
      }),
    ),
    /** Range of levels between institutions from which an indicator is flagged (B6.8). */
    flaggedSpread: z.int().positive(),
    /** Conditions of a change: levels, and evidence at both dates (B6.13). */
    change: z.readonly(z.object({ levels: z.int().positive(), evidence: EvidenceStrength })),
    /** Share of indicators that two assessors are to rate independently (B6.14). */
    doubleRatedShare: UnitShare,
  }),
);
export type ScoringPolicy = z.infer<typeof ScoringPolicy>;

export const defaultScoringPolicy: ScoringPolicy = ScoringPolicy.parse(defaultScoring);

/**
 * Scoring policy of an instrument: its own numbers, and defaults for the rest.
 * @throws on malformed numbers
 */
export const scoringPolicyOf = (instrument: Instrument): ScoringPolicy =>
  ScoringPolicy.parse({ ...defaultScoringPolicy, ...instrument.scoring });

import defaultContent from './default-needs-assessment.json' with { type: 'json' };

/** Dimensions of the built-in instrument, whose titles are in each language of the screens. */
export const BuiltInDimension = z.enum(['D1', 'D2', 'D3', 'D4', 'D5', 'D6', 'D7', 'D8']);

/** One comparison of a rule: the id of a screening question or an indicator, an operator, and the expected value. */
const RuleComparison = z.readonly(z.tuple([z.string(), z.literal('=='), z.union([z.string(), z.number()])]));

/**
 * `na_if` excludes an indicator, `floor_if` proposes level 1 where something is logically absent
 * (docs/requirements.md B4).
 */
export const IndicatorRule = z.readonly(
  z.object({
    kind: z.enum(['na_if', 'floor_if']),
    all: z.readonly(z.array(RuleComparison)),
    note: z.string(),
  }),
);
export type IndicatorRule = z.infer<typeof IndicatorRule>;

/** One assessable statement in question form with five level descriptors. */
export const Indicator = z.readonly(
  z.object({
    id: z.string(),
    title: z.string(),
    question: z.string(),
    scope: z.enum(['national', 'institution']),
    types: z.readonly(z.array(z.string())),
    weight: z.int().min(1).max(3),
    gate: z.boolean(),
    tags: z.readonly(z.array(z.string())),
    default_target: MaturityLevel,
    evidence_prompt: z.string(),
    rules: z.readonly(z.array(IndicatorRule)),
    levels: z.readonly(z.array(z.string()).length(5)),
  }),
);
export type Indicator = z.infer<typeof Indicator>;

export const MaturityDimension = z.readonly(
  z.object({
    code: z.string(),
    title: z.string(),
    weight: z.number().positive(),
    purpose: z.string(),
    generic_levels: z.readonly(z.array(z.string())),
    indicators: z.readonly(z.array(Indicator)),
  }),
);
export type MaturityDimension = z.infer<typeof MaturityDimension>;

export const ScreeningQuestion = z.readonly(
  z.object({ id: z.string(), question: z.string(), answers: z.string() }),
);
export type ScreeningQuestion = z.infer<typeof ScreeningQuestion>;

/** A published set of questions; versions never change. Names as in the shared data file, which other tools read too. */
export const MaturityModel = z.readonly(
  z.object({
    id: z.string(),
    version: z.string(),
    language: z.string(),
    scale: z.readonly(
      z.array(z.readonly(z.object({ level: MaturityLevel, label: z.string(), meaning: z.string() }))),
    ),
    institution_types: z.readonly(z.record(z.string(), z.string())),
    screening: z.readonly(z.array(ScreeningQuestion)),
    dimensions: z.readonly(z.array(MaturityDimension)),
  }),
);
export type MaturityModel = z.infer<typeof MaturityModel>;

/** Fieldbook's own needs assessment (docs/requirements.md B): 8 dimensions, 54 indicators. */
export const defaultMaturityModel: MaturityModel = MaturityModel.parse(defaultContent);

/** Value of an assessment's `instrument`. */
export const maturityModelRef = (maturityModel: MaturityModel): string =>
  `${maturityModel.id}@${maturityModel.version}`;

/** The screening question that selects the indicators by institution type. */
export const institutionTypeQuestionId = defaultScoringPolicy.typeQuestion;

/** Version of the built-in instrument in a reference of an assessment, `id@version`; null for another instrument. */
export function builtInVersionOf(ref: string): string | null {
  const [id, version = ''] = ref.split('@');
  return id === defaultMaturityModel.id ? version : null;
}

/** All indicators of the model, in the order of its dimensions. */
export const allIndicators = (maturityModel: MaturityModel): readonly Indicator[] =>
  maturityModel.dimensions.flatMap(({ indicators }) => indicators);
