import { type KnownDocumentKind, type PathClass, pathClassesByKind } from '../path-rules/path-classes.ts';
import { pathRuleOf, schemaOfKind } from './document-kinds.ts';

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
