import * as z from 'zod';
import { type Document, itemIdsBelow, readValueAt } from '../document/document.ts';
import { longFindingText } from './finding.ts';

/** A person's statements about a gap (B6.11); null is not stated yet, and counts as 0. */
export interface StatedPriority {
  readonly ownership: PriorityFactor | null;
  readonly feasibility: PriorityFactor | null;
  readonly alignment: PriorityAlignment | null;
  readonly override: PriorityBandOverride | null;
}

/** No statement about a gap. */
export const noStatedPriority: StatedPriority = {
  ownership: null,
  feasibility: null,
  alignment: null,
  override: null,
};

/** Stated priorities by indicator. */
export const readStatedPriorities = (
  document: Document | undefined,
): Readonly<Record<string, StatedPriority>> =>
  Object.fromEntries(
    itemIdsBelow(document, 'priorities').map((id) => [
      id,
      {
        ownership: readValueAt(document, `priorities/${id}/ownership`, PriorityFactor.nullable(), null),
        feasibility: readValueAt(document, `priorities/${id}/feasibility`, PriorityFactor.nullable(), null),
        alignment: readValueAt(document, `priorities/${id}/alignment`, PriorityAlignment.nullable(), null),
        override: readValueAt(document, `priorities/${id}/override`, PriorityBandOverride.nullable(), null),
      },
    ]),
  );

/** A band set by hand, with the reason; the computed one is kept beside it (B6.11). */
export const PriorityBandOverride = z.readonly(
  z.object({ band: z.enum(['High', 'Medium', 'Low']), reason: longFindingText.min(1) }),
);
export type PriorityBandOverride = z.infer<typeof PriorityBandOverride>;

/** No, in part, yes: the factors of a priority (B6.11). */
export const PriorityFactor = z.union([z.literal(0), z.literal(0.5), z.literal(1)]);
export type PriorityFactor = z.infer<typeof PriorityFactor>;

/** 1 for a gap with a recommendation that the State has shared, else 0 (B6.11). */
export const PriorityAlignment = z.union([z.literal(0), z.literal(1)]);
export type PriorityAlignment = z.infer<typeof PriorityAlignment>;
