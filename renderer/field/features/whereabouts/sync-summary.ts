import type { StatusFacts } from '#renderer/field/app/status-facts.ts';
import type { Estimate } from '#sync/client/estimate.ts';

/** Where this laptop stands with headquarters. */
export interface SyncSummary {
  /** Records with changes that are only here. */
  readonly records: number;
  readonly changes: number;
  readonly headquartersHasUpToMs: number | null;
  readonly network: StatusFacts['network'];
  /** Changes of colleagues that wait for an earlier one (M6). */
  readonly early: number;
  /** What a sync would cost now; null until it is known. */
  readonly estimate: Estimate | null;
}
