import { canonicalJson, type Json } from '#domain/base/json.ts';
import type { Node, Words } from '../instrument.ts';

/** In what respect something changed, as an author thinks of it. */
export type Aspect = 'retyped' | 'renamed' | 'relabelled' | 'logic' | 'choices' | 'moved' | 'other';

/** One thing that reads otherwise; null where it was or is not there. */
export interface FieldChange {
  readonly aspect: Aspect;
  /** The author's column, such as `label::fr` or `relevant`. */
  readonly field: string;
  readonly before: string | null;
  readonly after: string | null;
}

/** How each field of a node is compared; what is not named here is `other`. Those of the tree itself are left out. */
const aspects: Readonly<Record<string, Aspect>> = {
  kind: 'retyped',
  type: 'retyped',
  name: 'renamed',
  label: 'relabelled',
  hint: 'relabelled',
  guidance: 'relabelled',
  constraintMessage: 'relabelled',
  requiredMessage: 'relabelled',
  relevant: 'logic',
  required: 'logic',
  constraint: 'logic',
  readOnly: 'logic',
  calculation: 'logic',
  default: 'logic',
  actions: 'logic',
  count: 'logic',
  initial: 'logic',
  preload: 'logic',
  choices: 'choices',
  orOther: 'choices',
};
const order = Object.keys(aspects);
const orderOf = (field: string): number => (field in aspects ? order.indexOf(field) : order.length);

type Fields = Readonly<Record<string, unknown>>;
const ofTheTree: ReadonlySet<string> = new Set(['qid', 'nodes']);

/** What reads otherwise in a node of the same qid, in the order of the table above. */
export function nodeChanges(before: Node, after: Node): readonly FieldChange[] {
  // Any fields of any kind of node, by name.
  const [old, now]: readonly [Fields, Fields] = [{ ...before }, { ...after }];
  const fields = new Set([...Object.keys(old), ...Object.keys(now)].filter((field) => !ofTheTree.has(field)));
  const inOrder = [...fields].toSorted((a, b) => orderOf(a) - orderOf(b));
  return inOrder.flatMap((field) =>
    fieldChanges(
      aspects[field] ?? 'other',
      field,
      old[field] as Json | undefined,
      now[field] as Json | undefined,
    ),
  );
}

/** Words are compared language by language, anything else as a whole. */
export function fieldChanges(
  aspect: Aspect,
  field: string,
  before: Json | undefined,
  after: Json | undefined,
): readonly FieldChange[] {
  if (aspect === 'relabelled') return wordChanges(field, (before ?? {}) as Words, (after ?? {}) as Words);
  const [old, now] = [textOf(before), textOf(after)];
  return old === now ? [] : [{ aspect, field, before: old, after: now }];
}

/** `label` in the language of a form that names none, else `label::fr`. */
export function wordChanges(field: string, before: Words, after: Words): readonly FieldChange[] {
  const languages = new Set([...Object.keys(before), ...Object.keys(after)]);
  return [...languages].flatMap((language) => {
    const [old, now] = [before[language] ?? null, after[language] ?? null];
    const name = language === '' ? field : `${field}::${language}`;
    return old === now ? [] : [{ aspect: 'relabelled' as const, field: name, before: old, after: now }];
  });
}

/** A value as a person reads it in a list of changes; null for one that is not there. */
function textOf(value: Json | undefined): string | null {
  if (value === undefined || value === null) return null;
  if (typeof value === 'string') return value;
  return canonicalJson(JSON.parse(JSON.stringify(value)) as Json);
}
