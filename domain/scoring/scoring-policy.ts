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

/** The screening question that selects the indicators by institution type. */
export const institutionTypeQuestionId = defaultScoringPolicy.typeQuestion;
