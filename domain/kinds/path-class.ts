import { pathRuleOf, schemaOfKind } from './document-kinds.ts';
import type { PathRule } from '../path-rules/kind-schema.ts';
import type { DocumentKind } from '../document/op.ts';

/** Subject of a path for rights, in the terms of the tables in docs/roles.md; the first is for all other paths. */
export const pathClassesByKind = {
  mission: ['about', 'team', 'preparation', 'decisions', 'exports', 'status'],
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
  workshop: [
    'about',
    'agenda',
    'session-notes',
    'participants',
    'attendance',
    'tests',
    'lessons',
    'lesson-steps',
    'status',
  ],
  instrument: ['edition', 'status'],
  'workshop-template': ['edition', 'status'],
  'action-plan': ['about', 'items', 'progress', 'status'],
  request: ['about', 'steps', 'triage', 'status'],
  programme: ['period', 'facts', 'vaults', 'seal-keys', 'status'],
} as const;

export type KnownDocumentKind = keyof typeof pathClassesByKind;
export type PathClassOfKind<Kind extends KnownDocumentKind> = (typeof pathClassesByKind)[Kind][number];
export type PathClass = PathClassOfKind<KnownDocumentKind>;

/** Classes of registers about single people, and about tests of single people. Their paths have codes of people. */
export const classesAboutPeople: ReadonlySet<PathClass> = new Set([
  'team',
  'participants',
  'attendance',
  'tests',
]);

/**
 * Return whether a register of this rule holds words of people. They are erasable. Registers about single people are
 * none: they have names on purpose.
 */
export const holdsWordsOfPeople = ({ holds, rights, erasable }: PathRule): boolean =>
  (holds === 'text' || erasable !== 'never') && !classesAboutPeople.has(rights);

/** The kind in these tables; null for a kind of another version. */
export const knownKindOf = (kind: DocumentKind): KnownDocumentKind | null =>
  Object.hasOwn(pathClassesByKind, kind) ? (kind as string as KnownDocumentKind) : null; // checked in the line before

/** Class of a path by its rule. A path of a later schema counts as its neighbours do, a top-level one as the first. */
export function pathClassOf(kind: KnownDocumentKind, path: string): PathClass {
  const rule = pathRuleOf(kind, path) ?? neighbourRuleOf(kind, path);
  if (rule !== undefined) return rule.rights;
  return topSegmentOf(path) === 'status' ? 'status' : pathClassesByKind[kind][0];
}

const neighbourRuleOf = (kind: KnownDocumentKind, path: string) =>
  schemaOfKind(kind)?.find(({ pattern }) => topSegmentOf(pattern) === topSegmentOf(path));

const topSegmentOf = (path: string): string => path.split('/', 1)[0] ?? '';

/** Return whether a path is a rating, or a decision about one. Duties are separated by it: raters do not approve. */
export function isRatingPath(path: string): boolean {
  const about = pathClassOf('assessment', path);
  return about === 'ratings' || about === 'decisions';
}
