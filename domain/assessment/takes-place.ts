import { type Document, valueAt } from '../document/document.ts';
import { isGone } from '../document/removal.ts';
import { assessmentKind } from './assessment.ts';
import { textAtPath } from './text-at-path.ts';

/**
 * Can the one assessment take the place of the other (domain.md A2)? Only if it follows it, is about the same institution,
 * and is not of an earlier day.
 */
export function takesPlaceOf(later: Document, before: Document): boolean {
  if (later.kind !== assessmentKind || later.doc === before.doc || isGone(later)) return false;
  if (valueAt(later, 'follows') !== before.doc) return false;
  if (institutionOf(later) !== institutionOf(before)) return false;
  const [day, dayBefore] = [textAtPath(later, 'reference-date'), textAtPath(before, 'reference-date')];
  // Days as text are in order; a day that nobody gave contradicts nothing.
  return day === '' || dayBefore === '' || day >= dayBefore;
}

/** Upper and lower case and spaces make no other institution. */
const institutionOf = (document: Document): string =>
  textAtPath(document, 'institution/name').trim().replaceAll(/\s+/g, ' ').toLocaleLowerCase('en');
