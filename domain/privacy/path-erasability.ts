import type { ErasedPart } from '../document/erase-ops.ts';
import { isPathInPattern } from '../document/kind-schema.ts';
import type { DocumentKind } from '../document/op.ts';

// Fields that the data-protection focal point may have erased without the rest of their record (docs/requirements.md
// E8). Only texts of people: a status, an order, a link or a day names nobody. A record does not work without them.

type PathPatterns = readonly string[];

/** By kind: families of paths with values, present and earlier, that may be erased. */
export const erasablePathPatterns: Readonly<Record<string, PathPatterns>> = {
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
    // Computed from answers, and so from their words.
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
 * A decision and its reason in one value. The present value holds the decision, and is reworded in the record;
 * earlier values decide nothing any more.
 */
export const erasableHistoryPatterns: Readonly<Record<string, PathPatterns>> = {
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

/** Parts of a field that may be erased alone; none for an unlisted kind or path. */
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
