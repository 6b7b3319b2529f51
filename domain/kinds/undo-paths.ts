import type { JsonValue } from '#base/json.ts';
import { isCausalContextPath, removedPathOf } from '../document/causal-context.ts';
import type { DocumentKind, Path } from '../document/op.ts';
import { isPathInPattern, isValueAccepted } from '../path-rules/kind-schema.ts';
import { pathRuleOf, schemaOfKind } from './document-kinds.ts';

/**
 * Whether an undo may take back a write to this path. Not undoable: merged texts, values written once, causal contexts,
 * and the paths whose rule says `never` or `aside`.
 */
export function isUndoablePath(documentKind: DocumentKind, path: string): boolean {
  if (isCausalContextPath(path)) return false;
  const pathRule = pathRuleOf(documentKind, path);
  return (
    pathRule !== undefined &&
    pathRule.holds !== 'text' &&
    pathRule.once !== true &&
    pathRule.undo === undefined
  );
}

/** Whether a write to this path is no act of a person: the app counts it, or notes that a copy was taken out. */
export const isAsidePath = (documentKind: DocumentKind, path: string): boolean =>
  pathRuleOf(documentKind, path)?.undo === 'aside';

/** Whether a record of this kind can be removed as a whole, so that its beginning can be taken back. */
export const mayRemoveRecord = (documentKind: DocumentKind): boolean =>
  takesValue(documentKind, 'removed', true);

/** Values of a field that was never written, the first that the path takes counts. */
const blankValues: readonly JsonValue[] = [null, '', [], false];

/** Value that means "never written" at this path; undefined where the path takes none. */
export function blankValueOf(documentKind: DocumentKind, path: string): JsonValue | undefined {
  const kindSchema = schemaOfKind(documentKind) ?? [];
  const blanks = path.endsWith('/removed') ? [false] : blankValues;
  return blanks.find((value) => isValueAccepted(kindSchema, path, value));
}

/** Whether this kind of document takes the value at the path. */
export const takesValue = (documentKind: DocumentKind, path: string, value: JsonValue): boolean =>
  isValueAccepted(schemaOfKind(documentKind) ?? [], path, value);

/** Items of an open pattern, which has no rule of its own for their removal. */
const openItemPatterns: readonly string[] = ['answers/*/evidence/*', 'comments/*'];

/** The removable item that a register belongs to, such as `sessions/s3`; null for a register of the record itself. */
export function removableItemOf(documentKind: DocumentKind, path: string): Path | null {
  const segments = path.split('/');
  const patterns = [...openItemPatterns, ...(schemaOfKind(documentKind) ?? []).flatMap(itemPatternOf)];
  for (let length = segments.length - 1; length > 0; length -= 1) {
    const item = segments.slice(0, length).join('/');
    const isItem = patterns.some((pattern) => isPathInPattern(pattern, item));
    if (isItem && takesValue(documentKind, removedPathOf(item), true)) return item as Path; // a prefix of a path
  }
  return null;
}

const itemPatternOf = ({ pattern }: { readonly pattern: string }): readonly string[] =>
  pattern.endsWith('/removed') ? [pattern.slice(0, -'/removed'.length)] : [];
