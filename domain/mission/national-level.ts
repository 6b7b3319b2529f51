import * as z from 'zod';
import { Level } from '../assessment/assessment.ts';
import { type Document, valueAt } from '../document/document.ts';

/**
 * The level of a national indicator for the State as a whole, as the lead assessor decided on it over what was rated in
 * the institutions (domain.md B6.8). `proposed`: their lower median when that was decided, so that a reader sees when
 * the ratings have moved since.
 */
export const NationalLevel = z.readonly(
  z.object({ level: Level, reason: z.string().min(1).max(20_000), proposed: Level }),
);
export type NationalLevel = z.infer<typeof NationalLevel>;

/** Where the decision about an indicator stands in the record of its mission. */
export const nationalPath = (indicator: string): string => `national/${indicator}`;

/** What was decided for an indicator; null while nothing. What does not parse, as a newer version may write it, is nothing. */
export const nationalLevelIn = (mission: Document, indicator: string): NationalLevel | null =>
  NationalLevel.safeParse(valueAt(mission, nationalPath(indicator))).data ?? null;
