import { type Document, valueAt } from '../document/document.ts';
import type { Path } from '../document/path.ts';
import { Mark } from './finding.ts';

/** The mark at a path; confidential where none was set. What one of several people marks strictly confidential is it. */
export function markOf(document: Document | undefined, path: string): Mark {
  const heads = document?.registers[path as Path]?.heads ?? []; // matches Path
  if (heads.some(({ value }) => value === 'SC')) return 'SC';
  return Mark.catch('C').parse(valueAt(document, path));
}
