import { contestedAnswersAt, questionOfAnswerPath } from '../assessment/answer-conflict.ts';
import { assessmentKind } from '../assessment/assessment.ts';
import { conflictPathsOf, type Document, type DocumentLookup } from '../document/document.ts';
import type { DocumentKind, Path } from '../document/op.ts';
import {
  hasRemovalConflict,
  isRemovedWithoutConflict,
  removalConflictPaths,
} from '../document/removal-conflicts.ts';

/** Paths that wait for a person's decision: registers in conflict (M3), and contested removals (M5). */
export const pendingDecisionPaths = (document: Document): readonly Path[] => [
  ...new Set([...conflictPathsOf(document), ...contestedRemovalPaths(document)]),
];

/** `removed` registers of contested items, and of the document itself where its removal is contested (M5). */
export const contestedRemovalPaths = (document: Document): readonly Path[] => [
  ...removalConflictPaths(document),
  ...(hasRemovalConflict(document) ? ['removed' as Path] : []), // matches Path
];

/** Conflicts of a record, by the way in which they are decided. */
interface PendingPaths {
  /** Registers in conflict. */
  readonly conflicts: readonly Path[];
  /** Contested removals; one whose register is in conflict too is one decision. */
  readonly removals: Iterable<Path>;
}

/** Number of decisions at these paths: one for all of an answer, which people decide as a whole. */
export function countDecisions(
  documentKind: DocumentKind,
  documentLookup: DocumentLookup,
  { conflicts, removals }: PendingPaths,
): number {
  const single = new Set(conflicts);
  const contested = [...removals].filter((path) => !single.has(path)).length;
  if (documentKind !== assessmentKind) return contested + single.size;
  const otherPaths = conflicts.filter((path) => questionOfAnswerPath(path) === null);
  return contested + otherPaths.length + contestedAnswersAt(documentLookup, conflicts).length;
}

/** Number of decisions that wait for a person, as lists and badges count them; none in a removed document. */
export const countPendingDecisions = (document: Document): number =>
  isRemovedWithoutConflict(document)
    ? 0
    : countDecisions(document.kind, document, {
        conflicts: conflictPathsOf(document),
        removals: contestedRemovalPaths(document),
      });
