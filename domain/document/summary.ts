import { contestedRemovals } from './contested-items.ts';
import { conflictsOf, type Document } from './document.ts';
import type { Path } from './path.ts';
import { isRemovalContested } from './removal.ts';
import { type Summary, SummaryState } from './summary-state.ts';

export type { Summary } from './summary-state.ts';

/** Raise it whenever the same document would be summarised otherwise: stored summaries are then made anew. */
export const summaryVersion = 6;

/** The summary of a whole document; costs its size. Whoever writes on it keeps a `SummaryState`. */
export const summarise = (document: Document): Summary => new SummaryState(document).summary;

/** The paths that wait for a person's decision: registers in conflict (M3), and contested removals (M5). */
export function decisionsIn(document: Document): readonly Path[] {
  const paths = new Set(conflictsOf(document));
  for (const path of contestedRemovals(document)) paths.add(path);
  if (isRemovalContested(document)) paths.add('removed' as Path); // matches Path
  return [...paths];
}
