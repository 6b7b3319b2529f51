import type { DocumentKind } from '../document/op.ts';

/** Subject of a path as far as rights go, in the terms of the tables in docs/roles.md. */
export const pathClassesByKind = {
  mission: ['about', 'team', 'decisions', 'exports', 'status'],
  assessment: [
    'about',
    'ratings',
    'decisions',
    'findings',
    'notes',
    'comments',
    'overrides',
    'review',
    'replies',
    'sign-off',
    'status',
  ],
  workshop: ['about', 'agenda', 'session-notes', 'attendance', 'status'],
  instrument: ['edition', 'status'],
  'action-plan': ['about', 'items', 'status'],
  programme: ['period', 'vaults', 'status'],
} as const;

export type KnownDocumentKind = keyof typeof pathClassesByKind;
export type PathClass = (typeof pathClassesByKind)[KnownDocumentKind][number];

/** The kind in these tables; null for a kind of another version. */
export const knownKindOf = (kind: DocumentKind): KnownDocumentKind | null =>
  Object.hasOwn(pathClassesByKind, kind) ? (kind as string as KnownDocumentKind) : null; // checked in the line before

/** Title, institution, days, removal and any top-level path of a later schema count as `about`. */
export function pathClassOf(kind: KnownDocumentKind, path: string): PathClass {
  const [first = '', second, third] = path.split('/', 3);
  if (first === 'status') return 'status';
  switch (kind) {
    case 'mission':
      return missionPathClasses.get(first) ?? 'about';
    case 'assessment':
      return assessmentPathClassOf(first, second, path);
    case 'workshop':
      if (first === 'sessions') return third === 'notes' ? 'session-notes' : 'agenda';
      return first === 'attendance' ? 'attendance' : 'about';
    case 'instrument':
      return 'edition';
    case 'action-plan':
      return first === 'items' ? 'items' : 'about';
    case 'programme':
      return first === 'erase-after' ? 'vaults' : 'period';
  }
}

const missionPathClasses: ReadonlyMap<string, PathClass> = new Map<string, PathClass>([
  ['team', 'team'],
  ['national', 'decisions'],
  // Checks of the reason of a decision.
  ['text-checks', 'decisions'],
  ['exports', 'exports'],
]);

function assessmentPathClassOf(first: string, second: string | undefined, path: string): PathClass {
  // The adviser decides how a remark of any writer is handled.
  if (/^(?:comments|review\/points)\/[^/]+\/mark$/.test(path)) return 'sign-off';
  if (isRatingOverridePath(path)) return 'overrides';
  if (first === 'review') return second === 'replies' ? 'replies' : 'review';
  return assessmentPathClasses.get(first) ?? 'about';
}

const assessmentPathClasses: ReadonlyMap<string, PathClass> = new Map<string, PathClass>([
  ['answers', 'ratings'],
  ['screening', 'ratings'],
  ['calculated', 'ratings'],
  ['assignments', 'ratings'],
  ['second-ratings', 'ratings'],
  ['consolidations', 'decisions'],
  ['targets', 'decisions'],
  ['findings', 'findings'],
  ['priorities', 'findings'],
  ['recommendations', 'findings'],
  ['notes', 'notes'],
  ['comments', 'comments'],
  // Everybody who may remove an item writes the causal context of the removal.
  ['removals', 'comments'],
  // Everybody who may write a text may confirm its content.
  ['text-checks', 'comments'],
  ['periods', 'review'],
  ['state-comments', 'replies'],
  ['sign-off', 'sign-off'],
]);

/** Return whether a path is a reviewer's override of a rating: beside the answer, and no part of it. */
export const isRatingOverridePath = (path: string): boolean => /^answers\/[^/]+\/override$/.test(path);

/** Return whether a path is a rating, or a decision about one. Duties are separated by it: raters do not approve. */
export function isRatingPath(path: string): boolean {
  const about = pathClassOf('assessment', path);
  return about === 'ratings' || about === 'decisions';
}
