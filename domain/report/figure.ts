import type { AnswerState, EvidenceStrength, Level } from '../assessment/assessment.ts';
import type { Change } from '../instrument/compare-ratings.ts';
import type { Band } from '../instrument/priority.ts';
import type { DimensionScore } from '../instrument/score.ts';
import type { PlanItemStatus } from '../plan/action-plan.ts';
import type { RecordRef } from './record-ref.ts';

/** How one dimension stands: everything of its score, with its name and its records. */
export interface DimensionLine {
  readonly score: DimensionScore;
  readonly title: string;
  readonly records: readonly RecordRef[];
}

export interface EvidenceCount {
  readonly strength: EvidenceStrength;
  readonly count: number;
  readonly records: readonly RecordRef[];
}

/** One square of the heat map: what an institution was rated, or why there is no level; null where it is not asked. */
export interface HeatCell {
  readonly level: Level | null;
  readonly state: AnswerState | null;
}

export interface HeatRow {
  readonly indicator: string;
  readonly title: string;
  readonly isGate: boolean;
  /** One for each institution, in the figure's order. */
  readonly cells: readonly HeatCell[];
  readonly records: readonly RecordRef[];
}

/** How many indicators of a dimension stand at each level; the first is level 1. */
export interface DistributionLine {
  readonly code: string;
  readonly title: string;
  readonly counts: readonly [number, number, number, number, number];
  readonly unrated: number;
  readonly records: readonly RecordRef[];
}

export interface GapPoint {
  readonly indicator: string;
  /** Null for the State as a whole. */
  readonly institution: string | null;
  readonly gap: number;
  /** Null where nobody has said: it counts as 0, and is shown as not reported. */
  readonly feasibility: number | null;
  readonly band: Band;
  readonly records: readonly RecordRef[];
}

export interface ChangeLine {
  readonly indicator: string;
  readonly title: string;
  readonly institution: string;
  readonly before: Level;
  readonly after: Level;
  readonly evidence: readonly [EvidenceStrength, EvidenceStrength];
  readonly change: Change;
  readonly records: readonly RecordRef[];
}

export interface TimelineLine {
  readonly title: string;
  readonly from: string | null;
  readonly to: string | null;
  readonly status: PlanItemStatus;
  readonly records: readonly RecordRef[];
}

export interface LeadLine {
  /** Null where the item has no lead yet. */
  readonly lead: string | null;
  readonly counts: { readonly [status in PlanItemStatus]: number };
  readonly records: readonly RecordRef[];
}

/** A picture as data. The one chart module (`renderer/report/chart/`) draws it, `figure-table.ts` says it as a table. */
export type Figure =
  | { readonly kind: 'dimension-bars'; readonly lines: readonly DimensionLine[] }
  | { readonly kind: 'dimension-profile'; readonly lines: readonly DimensionLine[] }
  | { readonly kind: 'evidence-strength'; readonly counts: readonly EvidenceCount[] }
  | { readonly kind: 'heat-map'; readonly institutions: readonly string[]; readonly rows: readonly HeatRow[] }
  | { readonly kind: 'distribution'; readonly lines: readonly DistributionLine[] }
  | { readonly kind: 'gap-feasibility'; readonly points: readonly GapPoint[] }
  | { readonly kind: 'change'; readonly lines: readonly ChangeLine[] }
  | { readonly kind: 'timeline'; readonly today: string; readonly lines: readonly TimelineLine[] }
  | { readonly kind: 'status-by-lead'; readonly lines: readonly LeadLine[] };
