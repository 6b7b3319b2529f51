import * as z from 'zod';
import { EvidenceStrength, MaturityLevel } from '../assessment/assessment.ts';
import defaultScoring from './default-scoring.json' with { type: 'json' };
import type { Instrument } from '#forms/model/instrument.ts';

const UnitShare = z.number().min(0).max(1);

/** Numbers of domain.md B6: data of the instrument, which a programme may change. */
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
    /** How far above a gate's level its dimension can be reported (B6.5). */
    gateLifts: z.int().min(0),
    capWithoutGateRating: MaturityLevel,
    /** One dimension may be reported only so far above another (B6.6). */
    outrun: z.readonly(z.object({ technology: z.string(), safeguards: z.string(), by: z.int() })),
    /** Share of weight and dimensions that must be scored for a working index (B6.7). */
    index: z.readonly(
      z.object({ neededShare: UnitShare, neededDimensions: z.readonly(z.array(z.string())) }),
    ),
    /** The highest level that evidence of each strength carries (B3). */
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
    /** A range of so many levels between institutions is flagged (B6.8). */
    flaggedSpread: z.int().positive(),
    /** What a change needs to count: levels, and evidence at both dates (B6.13). */
    change: z.readonly(z.object({ levels: z.int().positive(), evidence: EvidenceStrength })),
    /** Share of indicators that two assessors are to rate independently (B6.14). */
    doubleRatedShare: UnitShare,
  }),
);
export type ScoringPolicy = z.infer<typeof ScoringPolicy>;

export const defaultScoringPolicy: ScoringPolicy = ScoringPolicy.parse(defaultScoring);

/** The policy of an instrument: what its scoring names, and the defaults for the rest. Throws on numbers that are none. */
export const scoringPolicyOf = (instrument: Instrument): ScoringPolicy =>
  ScoringPolicy.parse({ ...defaultScoringPolicy, ...instrument.scoring });
