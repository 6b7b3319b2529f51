import type { DocumentKind } from '../document/op.ts';
import type { PathRule } from './kind-schema.ts';

/** Subject of a path for rights, in the terms of the tables in docs/roles.md; the first is for all other paths. */
export const pathClassesByKind = {
  mission: ['about', 'team', 'preparation', 'decisions', 'exports', 'status'],
  assessment: [
    'about',
    'ratings',
    'decisions',
    'findings',
    'recommendation-steps',
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

/** Return whether words in such a register wait for the check of personal data. A new field with words needs no entry. */
export const isCheckedForPersonalData = (pathRule: PathRule): boolean =>
  pathRule.personalDataCheck === undefined
    ? holdsWordsOfPeople(pathRule)
    : pathRule.personalDataCheck === 'always';

/** The kind in these tables; null for a kind of another version. */
export const knownKindOf = (documentKind: DocumentKind): KnownDocumentKind | null =>
  Object.hasOwn(pathClassesByKind, documentKind) ? (documentKind as string as KnownDocumentKind) : null; // checked in the line before

/**
 * Read the entry of a kind in a table over all kinds, or over those that its surface must name.
 * @param otherwise for a kind without an entry, also one that this version does not know
 */
export const entryOfKind = <Entry>(
  table: { readonly [kind: string]: Entry },
  kind: string,
  otherwise: Entry,
): Entry => (Object.hasOwn(table, kind) ? (table[kind] ?? otherwise) : otherwise);
