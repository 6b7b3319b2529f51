import type { Kind } from '../document/op.ts';

/** What a path is about, as far as rights go: the words of the tables in docs/roles.md. */
export const pathClasses = {
  mission: ['about', 'team', 'status'],
  assessment: ['about', 'ratings', 'notes', 'comments', 'status'],
  workshop: ['about', 'agenda', 'session-notes', 'attendance', 'status'],
  instrument: ['edition', 'status'],
} as const;

export type KnownKind = keyof typeof pathClasses;
export type PathClass = (typeof pathClasses)[KnownKind][number];

/** The kind as these tables know it; null for a kind of another version. */
export const knownKind = (kind: Kind): KnownKind | null =>
  Object.hasOwn(pathClasses, kind) ? (kind as string as KnownKind) : null; // the line before says so

/** Title, institution, days, removal and whatever a later schema adds at the top count as `about`. */
export function classOf(kind: KnownKind, path: string): PathClass {
  const [first, , third] = path.split('/', 3);
  if (first === 'status') return 'status';
  switch (kind) {
    case 'mission':
      return first === 'team' ? 'team' : 'about';
    case 'assessment':
      if (first === 'answers' || first === 'screening') return 'ratings';
      return first === 'notes' || first === 'comments' ? first : 'about';
    case 'workshop':
      if (first === 'sessions') return third === 'notes' ? 'session-notes' : 'agenda';
      return first === 'attendance' ? 'attendance' : 'about';
    case 'instrument':
      return 'edition';
  }
}
