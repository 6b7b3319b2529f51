import { assessmentKind } from '../assessment/assessment.ts';
import { assessmentFacts } from '../assessment/summary.ts';
import type { Json } from '../base/json.ts';
import { instrumentKind } from '../instrument/published/instrument-kind.ts';
import { instrumentFacts } from '../instrument/published/summary.ts';
import { missionKind } from '../mission/mission.ts';
import { missionFacts } from '../mission/summary.ts';
import { workshopKind } from '../workshop/workshop.ts';
import { workshopFacts } from '../workshop/summary.ts';
import { contestedRemovals } from './contested-items.ts';
import { conflictsOf, valueAt, type Document } from './document.ts';
import type { Kind } from './op.ts';
import type { Path } from './path.ts';
import { isGone, isRemovalContested } from './removal.ts';

/** What lists show of a document, derived from its registers alone. */
export interface Summary {
  readonly title: string;
  readonly status: string;
  /** How many decisions wait for a person; none in what is gone. */
  readonly conflicts: number;
  readonly isGone: boolean;
  readonly facts: Readonly<Record<string, Json>>;
}

/** Raise it whenever the same document would be summarised otherwise: stored summaries are then made anew. */
export const summaryVersion = 6;

type Facts = (document: Document) => Readonly<Record<string, Json>>;

const factsByKind: ReadonlyMap<Kind, Facts> = new Map([
  [missionKind, missionFacts],
  [assessmentKind, assessmentFacts],
  [workshopKind, workshopFacts],
  [instrumentKind, instrumentFacts],
]);

export function summarise(document: Document): Summary {
  const gone = isGone(document);
  return {
    title: textOf(valueAt(document, 'title')),
    status: textOf(valueAt(document, 'status')),
    conflicts: gone ? 0 : decisionsIn(document).length,
    isGone: gone,
    facts: factsByKind.get(document.kind)?.(document) ?? {},
  };
}

/** The paths that wait for a person's decision: registers in conflict (M3), and contested removals (M5). */
export function decisionsIn(document: Document): readonly Path[] {
  const paths = new Set(conflictsOf(document));
  for (const path of contestedRemovals(document)) paths.add(path);
  if (isRemovalContested(document)) paths.add('removed' as Path); // matches Path
  return [...paths];
}

// A value that the schema does not allow may still be there: a device applies what headquarters lets through.
const textOf = (value: Json | undefined): string => (typeof value === 'string' ? value : '');
