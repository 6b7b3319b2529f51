import * as z from 'zod';
import type { KindSchema } from '../document/kind-schema.ts';
import { EvidenceStrength, Level } from './assessment.ts';

const longText = z.string().max(20_000);

/** What one person rated without having seen the other ratings (domain.md B6.14). Written as one: it is one judgement. */
export const SecondRating = z.readonly(
  z.object({ level: Level, evidence: EvidenceStrength, rationale: longText }),
);
export type SecondRating = z.infer<typeof SecondRating>;

/** The level that the lead assessor decided on where ratings differ, with the reason (domain.md A3, B6.8). */
export const Consolidation = z.readonly(
  z.object({
    level: Level,
    reason: longText.min(1),
    /** The answer before: without it nobody could tell later how far the raters had agreed (B6.14). */
    first: Level.optional(),
  }),
);
export type Consolidation = z.infer<typeof Consolidation>;

/** Who does what in one assessment. `assignments/<dimension or question>`; `second-ratings/<question>/<person>`. */
export const severalAssessorsPaths: KindSchema = [
  { pattern: 'assignments/*', holds: z.guid().nullable() },
  { pattern: 'second-ratings/*/*', holds: SecondRating.nullable() },
  { pattern: 'consolidations/*', holds: Consolidation.nullable() },
];
