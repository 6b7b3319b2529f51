import { type KnownDocumentKind, type PathClass, pathClassesByKind } from '../path-rules/path-classes.ts';
import { pathRuleOf, schemaOfKind } from './document-kinds.ts';

/** Class of a path by its rule. A path of a later schema counts as its neighbours do, a top-level one as the first. */
export function pathClassOf(documentKind: KnownDocumentKind, path: string): PathClass {
  const pathRule = pathRuleOf(documentKind, path) ?? neighbourRuleOf(documentKind, path);
  if (pathRule !== undefined) return pathRule.rights;
  return topSegmentOf(path) === 'status' ? 'status' : pathClassesByKind[documentKind][0];
}

const neighbourRuleOf = (documentKind: KnownDocumentKind, path: string) =>
  schemaOfKind(documentKind)?.find(({ pattern }) => topSegmentOf(pattern) === topSegmentOf(path));

const topSegmentOf = (path: string): string => path.split('/', 1)[0] ?? '';

/** Return whether a path is a rating, or a decision about one. Duties are separated by it: raters do not approve. */
export function isRatingPath(path: string): boolean {
  const pathClass = pathClassOf('assessment', path);
  return pathClass === 'ratings' || pathClass === 'decisions';
}
