import type * as z from 'zod';
import { refuse, type Result, ok } from '#base/result.ts';
import { isTextOp, type Op } from './op.ts';
import { parsedUpdateOf } from './text-update.ts';

/** Values of one family of paths. `*` is one segment, a last `**` one or more. */
export interface PathRule {
  readonly pattern: string;
  readonly holds: 'text' | z.ZodType;
  /** Such a register is written once and never changed. */
  readonly once?: true;
}

/** The schema of one kind of document: a closed list of path families. */
export type KindSchema = readonly PathRule[];

/**
 * Reason why a document's schema does not take an op. The server holds such an op (J5), a device refuses to write it.
 */
export type SchemaRefusal =
  | { readonly kind: 'unknownPath'; readonly path: string }
  | { readonly kind: 'wrongSort'; readonly path: string }
  | { readonly kind: 'invalidValue'; readonly path: string };

/** Check whether this kind of document has such a path, and whether it may hold this value or text. */
export function checkAgainstSchema(schema: KindSchema, op: Op): Result<Op, SchemaRefusal> {
  const path = op.path;
  const segments = path.split('/');
  const rules = schema.filter((rule) => matchesSegments(patternSegmentsOf(rule), segments));
  if (rules.length === 0) return refuse({ kind: 'unknownPath', path });

  const ofSort = rules.filter((rule) => (rule.holds === 'text') === isTextOp(op));
  if (ofSort.length === 0) return refuse({ kind: 'wrongSort', path });
  if (isTextOp(op)) return parsedUpdateOf(op) !== null ? ok(op) : refuse({ kind: 'invalidValue', path });

  const accepts = ofSort.some((rule) => rule.holds !== 'text' && rule.holds.safeParse(op.value).success);
  return accepts ? ok(op) : refuse({ kind: 'invalidValue', path });
}

/** Return whether this path is written once and never changed. */
export const isWriteOncePath = (schema: KindSchema, path: string): boolean =>
  schema.some((rule) => rule.once === true && matchesSegments(patternSegmentsOf(rule), path.split('/')));

/** Return whether this path belongs to that family; `*` and `**` as in `PathRule`. */
export const isPathInPattern = (pattern: string, path: string): boolean =>
  matchesSegments(pattern.split('/'), path.split('/'));

const segmentsByRule = new WeakMap<PathRule, readonly string[]>();

/** Split a pattern once: every op is checked against all patterns of its kind. */
function patternSegmentsOf(rule: PathRule): readonly string[] {
  const known = segmentsByRule.get(rule) ?? rule.pattern.split('/');
  segmentsByRule.set(rule, known);
  return known;
}

function matchesSegments(pattern: readonly string[], segments: readonly string[]): boolean {
  const open = pattern.at(-1) === '**';
  if (open ? segments.length < pattern.length : segments.length !== pattern.length) return false;
  return pattern.every((part, at) => part === '*' || part === '**' || part === segments[at]);
}
