import type * as z from 'zod';
import type { JsonValue } from '#base/json.ts';
import { ok, type Result, refuse } from '#base/result.ts';
import type { Document, DocumentLookup } from '../document/document.ts';
import { isTextOp, type Op } from '../document/op.ts';
import { parsedUpdateOf } from '../document/text-update.ts';
import type { DataGroup } from './data-groups.ts';
import type { ObjectParts } from './object-parts.ts';
import type { PathAudience } from './path-audience.ts';
import type { KnownDocumentKind, PathClassOfKind } from './path-classes.ts';
import type { PathField } from './path-field.ts';

/** Handling of the values of a path. Each property is required: somebody has decided on it for every field. */
export interface PathHandling<Kind extends KnownDocumentKind = KnownDocumentKind> {
  /** Class for rights; domain/kinds/rights.ts has its writers. */
  readonly rights: PathClassOfKind<Kind>;
  /** Data group with its mark, its way off the device and its retention (domain/path-rules/data-groups.ts). */
  readonly group: DataGroup;
  /** Outsiders who may be shown it, together with its record and item (docs/requirements.md E5). */
  readonly sharedWith: readonly PathAudience[];
  readonly erasable: PathErasability;
}

/**
 * Values of one family of paths, and their handling. `*` is one segment, a last `**` one or more. The first rule of
 * a path decides on its handling: a part with another handling comes before its `**`.
 */
export interface PathRule<Kind extends KnownDocumentKind = KnownDocumentKind> extends PathHandling<Kind> {
  readonly pattern: string;
  /** Kind of value and label on every screen; null where no screen shows the path. */
  readonly field: PathField | null;
  readonly holds: 'text' | z.ZodType;
  /** Fields of an object that one register holds; `objectRegister` demands all of them. */
  readonly parts?: ObjectParts;
  /** Such a register is written once and never changed. */
  readonly once?: true;
  /**
   * Without it, an undo takes a write back. `never`: others act on it at once, or it says that something happened. Such
   * an act says that it cannot be undone, and no undo reaches an older act behind it. `aside`: no act of a person, since
   * the app itself counts or notes it.
   */
  readonly undo?: 'never' | 'aside';
  /**
   * Without it, words of people wait for the check of personal data, by `erasable` and `rights`. `never`: a name of a
   * record or an institution, or an act that others wait for. `always`: other values that people write in words.
   */
  readonly personalDataCheck?: 'always' | 'never';
}

/**
 * Values that the data-protection focal point may have erased without the rest of their record (docs/requirements.md
 * E8). `all`: every version of a text of people. `past`: a decision and its reason in one value. The present value is
 * reworded in the record; earlier values decide nothing. `never`: a status, an order, a link or a day names nobody,
 * and a record does not work without it.
 */
export type PathErasability = 'all' | 'past' | 'never';

/** The schema of one kind of document: a closed list of path families. */
export type KindSchema<Kind extends KnownDocumentKind = KnownDocumentKind> = readonly PathRule<Kind>[];

/**
 * Reason why a document's schema does not take an op. The server holds such an op (J5), a device refuses to write it.
 */
export type SchemaRefusal =
  | { readonly kind: 'unknownPath'; readonly path: string }
  | { readonly kind: 'wrongSort'; readonly path: string }
  | { readonly kind: 'invalidValue'; readonly path: string };

/** Check whether this kind of document has such a path, and whether it may hold this value or text. */
export function checkAgainstSchema(kindSchema: KindSchema, op: Op): Result<Op, SchemaRefusal> {
  const path = op.path;
  const segments = path.split('/');
  const pathRules = kindSchema.filter((rule) => matchesSegments(patternSegmentsOf(rule), segments));
  if (pathRules.length === 0) return refuse({ kind: 'unknownPath', path });

  const ofSort = pathRules.filter((rule) => (rule.holds === 'text') === isTextOp(op));
  if (ofSort.length === 0) return refuse({ kind: 'wrongSort', path });
  if (isTextOp(op)) return parsedUpdateOf(op) !== null ? ok(op) : refuse({ kind: 'invalidValue', path });

  const accepts = ofSort.some(
    (pathRule) => pathRule.holds !== 'text' && pathRule.holds.safeParse(op.value).success,
  );
  return accepts ? ok(op) : refuse({ kind: 'invalidValue', path });
}

/** Return whether a path of this schema takes the value. */
export const isValueAccepted = (kindSchema: KindSchema, path: string, value: JsonValue): boolean =>
  kindSchema.some(
    (pathRule) =>
      pathRule.holds !== 'text' &&
      matchesSegments(patternSegmentsOf(pathRule), path.split('/')) &&
      pathRule.holds.safeParse(value).success,
  );

/** The rule that decides on the handling of a path; undefined for a path of another version. */
export function findPathRule(kindSchema: KindSchema, path: string): PathRule | undefined {
  const segments = path.split('/');
  return kindSchema.find((rule) => matchesSegments(patternSegmentsOf(rule), segments));
}

/** The rule of a path, or the rules of all paths below it; none for a path of another version. */
export function findPathRulesBelow(kindSchema: KindSchema, path: string): readonly PathRule[] {
  const pathRule = findPathRule(kindSchema, path);
  if (pathRule !== undefined) return [pathRule];
  const segments = path.split('/');
  return kindSchema.filter((one) => {
    const pattern = patternSegmentsOf(one).slice(0, segments.length);
    return matchesSegments(pattern, segments);
  });
}

/** Return whether this path is written once and never changed. */
export const isWriteOncePath = (kindSchema: KindSchema, path: string): boolean =>
  kindSchema.some(
    (pathRule) => pathRule.once === true && matchesSegments(patternSegmentsOf(pathRule), path.split('/')),
  );

/** Return whether this path belongs to that family; `*` and `**` as in `PathRule`. */
export const isPathInPattern = (pattern: string, path: string): boolean =>
  matchesSegments(pattern.split('/'), path.split('/'));

/** Expression for the paths of all these rules: every register of every record is tested against it. */
export const pathExpressionOf = (pathRules: readonly PathRule[]): RegExp =>
  new RegExp(
    `^(?:${pathRules
      .map((pathRule) =>
        patternSegmentsOf(pathRule)
          .map((segment) => (segment === '**' ? '.+' : segment === '*' ? '[^/]+' : segment))
          .join('/'),
      )
      .join('|')})$`,
  );

const segmentsByRule = new WeakMap<PathRule, readonly string[]>();

/** Split a pattern once: every op is checked against all patterns of its kind. */
function patternSegmentsOf(pathRule: PathRule): readonly string[] {
  const known = segmentsByRule.get(pathRule) ?? pathRule.pattern.split('/');
  segmentsByRule.set(pathRule, known);
  return known;
}

function matchesSegments(pattern: readonly string[], segments: readonly string[]): boolean {
  const open = pattern.at(-1) === '**';
  if (open ? segments.length < pattern.length : segments.length !== pattern.length) return false;
  return pattern.every((part, at) => part === '*' || part === '**' || part === segments[at]);
}

/** Facts of one kind of document in lists, beside its title and status. */
export type SummaryFacts = Readonly<Record<string, JsonValue>>;

/** Sources of facts. A rule that reads `whole` costs the document's size at each write. */
interface SummaryFactSources {
  /** Single registers. */
  readonly view: DocumentLookup;
  /** Number of counted items. */
  readonly count: number;
  /** Registers of the kept areas alone, as a document. */
  readonly kept: () => Document;
  readonly whole: () => Document;
}

/** Rule that keeps the facts of one kind up to date while registers change. */
export interface SummaryFactRule {
  /** Names of the counted items that a path belongs to. */
  readonly countedNamesAt?: (path: string) => readonly string[];
  /** Return whether an item of that name counts. Reads single registers alone. */
  readonly isCounted?: (documentLookup: DocumentLookup, name: string) => boolean;
  /** Areas of few registers that the facts read as a whole, such as `review`. */
  readonly keptAreas?: readonly string[];
  readonly facts: (parts: SummaryFactSources) => SummaryFacts;
}
