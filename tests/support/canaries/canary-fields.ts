import * as z from 'zod';
import type { JsonValue } from '#base/json.ts';
import { DocumentKind } from '#domain/document/op.ts';
import { schemaOfKind } from '#domain/kinds/document-kinds.ts';
import type { PathRule } from '#domain/path-rules/kind-schema.ts';

/**
 * Source of the canary of a family of paths: received from a colleague. A family that holds no person's text has
 * none.
 */
export type CanaryField =
  | { readonly path: string; readonly value: (canary: string) => JsonValue; readonly isText?: true }
  | 'holdsNoText';

/** Values with words in an object, by family. The forms of other families follow from their rules. */
export const objectForms: Readonly<Record<string, (canary: string) => JsonValue>> = {
  'mission national/*': (canary) => ({ level: 3, reason: canary, proposed: 2 }),
  'mission exports/*': (canary) => ({
    what: 'R2',
    about: null,
    audience: 'state',
    mark: 'C',
    format: 'pdf',
    language: 'en',
    purpose: canary,
  }),
  'workshop notice': (canary) => ({ edition: canary, on: '2026-11-24' }),
  'workshop participants/*/certificate': (canary) => ({ number: canary, on: '2026-11-24' }),
  'workshop certificate-rule': (canary) => ({ leastShare: 0.8, series: canary }),
  'workshop test-sheets/*/sheet': (canary) => ({
    phase: 'before',
    code: canary,
    form: 'a',
    source: 'paper',
    answers: { w1: null },
  }),
  'workshop reviewed-texts/*': (canary) => ({ kind: 'evaluation', question: 'useful', text: canary }),
  'workshop entries/*/plan-item': (canary) => ({ doc: '0190d0a0-0000-7000-8000-000000000001', item: canary }),
  'assessment answers/*/override': (canary) => ({ reason: canary, level: 3, evidence: 'E1' }),
  'assessment calculated/*/*': (canary) => ({
    instrument: 'sha256',
    answers: 'sha256',
    values: { total: canary },
  }),
  'assessment second-ratings/*/*': (canary) => ({ level: 3, evidence: 'E2', rationale: canary }),
  'assessment consolidations/*': (canary) => ({ level: 3, reason: canary, first: 2 }),
  'assessment targets/*': (canary) => ({ level: 4, reason: canary, agreedOn: null, agreedBy: canary }),
  'assessment priorities/*/override': (canary) => ({ band: 'High', reason: canary }),
  'assessment review/superseded': (canary) => ({ reason: canary }),
  'assessment review/returns/*': (canary) => ({ reason: canary }),
  'assessment review/approval': (canary) => ({ note: canary }),
  'assessment sign-off/adviser': (canary) => ({ decision: 'signed', note: canary }),
};

const forms: readonly ((canary: string) => JsonValue)[] = [
  (canary) => ({ [`key-${canary}`]: [canary] }),
  (canary) => canary,
  (canary) => [canary],
];

/** Families whose objects have strings, but no person's words: paths and devices, groups and days. */
const wordlessObjects: ReadonlySet<string> = new Set([
  'mission removals/*',
  'assessment removals/*',
  'workshop removals/*',
  'action-plan removals/*',
]);

export const kinds = ['mission', 'assessment', 'workshop', 'action-plan'].map((kind) =>
  DocumentKind.parse(kind),
);

/** Canary of every family of paths of every kind, as `kind pattern`; null where nobody has given its form yet. */
export const canaryFields: ReadonlyMap<string, CanaryField | null> = new Map(
  kinds.flatMap((documentKind) =>
    (schemaOfKind(documentKind) ?? []).map(
      (pathRule) => [`${documentKind} ${familyOf(pathRule)}`, canaryFieldOf(documentKind, pathRule)] as const,
    ),
  ),
);

/** The pattern of a rule, with ` text` for a text that merges. */
function familyOf({ pattern, holds }: PathRule): string {
  return holds === 'text' ? `${pattern} text` : pattern;
}

function canaryFieldOf(documentKind: DocumentKind, { pattern, holds }: PathRule): CanaryField | null {
  // A path holds either values or a text.
  const path = pattern.replaceAll('**', 'x1').replaceAll('*', holds === 'text' ? 't1' : 'x1');
  if (holds === 'text') return { path, value: (canary) => canary, isText: true };
  const family = `${documentKind} ${pattern}`;
  const value = objectForms[family] ?? forms.find((form) => holds.safeParse(form('Canary1')).success);
  if (value !== undefined) return { path, value };
  return wordlessObjects.has(family) || !mayHoldWords(z.toJSONSchema(holds, { unrepresentable: 'any' }))
    ? 'holdsNoText'
    : null;
}

/** Return whether values of a JSON schema may have words of a person: a string without a list, form or pattern. */
function mayHoldWords(schema: unknown): boolean {
  if (Array.isArray(schema)) return schema.some(mayHoldWords);
  if (typeof schema !== 'object' || schema === null) return false;
  const { type, ...rest } = schema as Readonly<Record<string, unknown>>; // objects have string keys
  const isFree = type === 'string' && !['enum', 'const', 'format', 'pattern'].some((part) => part in rest);
  return isFree || Object.values(rest).some(mayHoldWords);
}
