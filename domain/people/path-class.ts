import type { DocumentKind } from '../document/op.ts';

/** What a path is about, as far as rights go: the words of the tables in docs/roles.md. */
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

/** The kind as these tables know it; null for a kind of another version. */
export const knownKindOf = (kind: DocumentKind): KnownDocumentKind | null =>
  Object.hasOwn(pathClassesByKind, kind) ? (kind as string as KnownDocumentKind) : null; // the line before says so

/** Title, institution, days, removal and whatever a later schema adds at the top count as `about`. */
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
  // Of the reason of a decision.
  ['text-checks', 'decisions'],
  ['exports', 'exports'],
]);

function assessmentPathClassOf(first: string, second: string | undefined, path: string): PathClass {
  // How a remark is handled is the adviser's to say, whoever wrote it.
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
  // Whoever may remove anything says what they knew of it.
  ['removals', 'comments'],
  // Whoever may write any text may confirm what stands in it.
  ['text-checks', 'comments'],
  ['periods', 'review'],
  ['state-comments', 'replies'],
  ['sign-off', 'sign-off'],
]);

/** Is it why a reviewer lets a rating stand? It is beside the answer, and no part of it. */
export const isRatingOverridePath = (path: string): boolean => /^answers\/[^/]+\/override$/.test(path);

/** Is it a rating of an assessment, or a decision about one: what separates who rates from who approves? */
export function isRatingPath(path: string): boolean {
  const about = pathClassOf('assessment', path);
  return about === 'ratings' || about === 'decisions';
}
