import type { ErasedPart } from '../document/erase-ops.ts';
import { isPathInPattern } from '../document/kind-schema.ts';
import type { DocumentKind } from '../document/op.ts';

// What the data-protection focal point may have erased without the rest of its record (domain.md E, rule 8). Only where
// people write words: a status, an order, a link or a day names nobody, and a record without them does not work any more.

type PathPatterns = readonly string[];

/** By kind: the families of paths whose words may go, whether they stand there now or stood there before. */
const erasablePathPatterns: Readonly<Record<string, PathPatterns>> = {
  mission: ['title', 'team/**'],
  assessment: [
    'title',
    'version-reason',
    'institution/name',
    'answers/*/rationale',
    'answers/*/variation',
    'answers/*/evidence/*/title',
    'answers/*/evidence/*/holder',
    'answers/*/value',
    'answers/*/*/*/value',
    // Made of answers, and so of their words.
    'calculated/*/*',
    'comments/*/text',
    'findings/*/text',
    'recommendations/*/text',
    'recommendations/*/addressee',
    'recommendations/*/training-reason',
    'review/points/*/text',
    'review/replies/*/text',
    'state-comments/*/from',
    'state-comments/*/text',
    'state-comments/*/response',
    'notes/*',
  ],
  workshop: [
    'title',
    'sessions/*/notes',
    'sessions/*/title',
    'sessions/*/method',
    'sessions/*/output',
    'attendance/**',
  ],
  'action-plan': [
    'title',
    'items/*/title',
    'items/*/lead',
    'items/*/supporting',
    'items/*/counterpart',
    'items/*/funding-line',
    'items/*/milestones',
    'items/*/logframe',
    'items/*/status-reason',
  ],
};

/**
 * A decision and its reason in one value. What it says now holds the decision, and is worded anew in the record; what it said
 * before decides nothing any more.
 */
const erasableHistoryPatterns: Readonly<Record<string, PathPatterns>> = {
  mission: ['national/*'],
  assessment: [
    'answers/*/override',
    'targets/*',
    'priorities/*/override',
    'second-ratings/*/*',
    'consolidations/*',
    'review/approval',
    'review/superseded',
    'sign-off/adviser',
  ],
};

/** What of a field may be erased alone; nothing of one that is not listed, whatever kind or path it has. */
export function erasablePartsOfPath(kind: DocumentKind, path: string): readonly ErasedPart[] {
  if (isInPathTable(erasablePathPatterns, kind, path)) return ['all', 'past'];
  return isInPathTable(erasableHistoryPatterns, kind, path) ? ['past'] : [];
}

const isInPathTable = (
  table: Readonly<Record<string, PathPatterns>>,
  kind: DocumentKind,
  path: string,
): boolean =>
  (Object.hasOwn(table, kind) ? (table[kind] ?? []) : []).some((pattern) => isPathInPattern(pattern, path));
