import * as z from 'zod';
import { JsonValue } from '#base/json.ts';
import { DocumentKind } from '../document/op.ts';
import { ErasedCount } from '../privacy/data-groups.ts';
import { ExportNote } from '../privacy/export-note.ts';
import type { KindSchema } from '../document/kind-schema.ts';
import { causalContextRule } from '../document/causal-context.ts';
import { MaturityLevel } from '../assessment/assessment.ts';
import { type Document, valueAt } from '../document/document.ts';
import type { SummaryFactRule } from '../document/summary-fact-rule.ts';

/** What lists show of a mission beside its title and status. */
export const missionFactRule: SummaryFactRule = {
  facts: ({ view }) => ({
    country: valueAt(view, 'country') ?? null,
    from: valueAt(view, 'from') ?? null,
    to: valueAt(view, 'to') ?? null,
  }),
};

/**
 * The level of a national indicator for the State as a whole, as the lead assessor decided on it over what was rated in
 * the institutions (domain.md B6.8). `proposed`: their lower median when that was decided, so that a reader sees when
 * the ratings have moved since.
 */
export const NationalLevel = z.readonly(
  z.object({ level: MaturityLevel, reason: z.string().min(1).max(20_000), proposed: MaturityLevel }),
);
export type NationalLevel = z.infer<typeof NationalLevel>;

/** Where the decision about an indicator stands in the record of its mission. */
export const nationalLevelPath = (indicator: string): string => `national/${indicator}`;

/** What was decided for an indicator; null while nothing. What does not parse, as a newer version may write it, is nothing. */
export const readNationalLevel = (mission: Document, indicator: string): NationalLevel | null =>
  NationalLevel.safeParse(valueAt(mission, nationalLevelPath(indicator))).data ?? null;

/** States after which nobody works in a mission on the spot (domain.md A2). */
const finishedMissionStatuses: ReadonlySet<string> = new Set([
  'completed',
  'reported',
  'closed',
  'cancelled',
]);

/** Is this mission over, by what it says of itself: its state, or its last day? Days as `2026-11-24`. */
export const isMissionOver = (
  { status, to }: { readonly status: string; readonly to: string | null },
  today: string,
): boolean => finishedMissionStatuses.has(status) || (to !== null && to < today);

export const missionKind = DocumentKind.parse('mission');

/** Where a mission stands (domain.md A2). */
export const MissionStatus = z.enum([
  'planned',
  'approved',
  'under-way',
  'completed',
  'reported',
  'closed',
  'cancelled',
]);
export type MissionStatus = z.infer<typeof MissionStatus>;

/** A calendar day, `2026-11-24`; missions and workshops have days, not instants. */
export const IsoDay = z.iso.date();

/** ISO 3166 alpha-2, or XA to XZ (user-assigned) for fictional countries. */
export const CountryCode = z.string().regex(/^[A-Z]{2}$/);

export const missionSchema: KindSchema = [
  { pattern: 'title', holds: z.string().max(400) },
  { pattern: 'country', holds: CountryCode },
  { pattern: 'from', holds: IsoDay.nullable() },
  { pattern: 'to', holds: IsoDay.nullable() },
  { pattern: 'status', holds: MissionStatus },
  { pattern: 'team/**', holds: JsonValue },
  // By indicator.
  { pattern: 'national/*', holds: NationalLevel.nullable() },
  // Hits of `findPersonalData` that a person has confirmed, by `personalDataHitKey`.
  { pattern: 'text-checks/*', holds: z.boolean() },
  // What the retention clock of a laptop erased of this mission: the number alone.
  { pattern: 'erased/*', holds: ErasedCount, once: true },
  // What was taken out of Fieldbook on a laptop, and for whom.
  { pattern: 'exports/*', holds: ExportNote, once: true },
  { pattern: 'removed', holds: z.boolean() },
  causalContextRule,
];
