import * as z from 'zod';
import type { JsonValue } from '#base/json.ts';
import type { PathRule } from '#domain/path-rules/kind-schema.ts';

/** A value of a rule that holds this word; undefined where it takes none. */
export function valueWithWord(word: string, { holds }: PathRule): JsonValue | undefined {
  if (holds === 'text') return undefined;
  const forms: readonly JsonValue[] = [
    word,
    [word],
    { reason: word },
    { note: word },
    { decision: 'signed', note: word },
    { band: 'High', reason: word },
    { level: 3, reason: word, evidence: 'E0', proposed: 2, rationale: word, agreedOn: null, agreedBy: word },
  ];
  return forms.find((form) => holds.safeParse(form).success);
}

const plainValues: readonly JsonValue[] = [
  true,
  1,
  '2026-11-24',
  '0190d0a0-0000-7000-8000-000000000001',
  'AZ',
  'trainer',
];

/** Values that a rule takes: a word, flags, numbers, a day, an id, and each value of its enumeration. */
export function valuesTakenBy(pathRule: PathRule): readonly JsonValue[] {
  const { holds } = pathRule;
  if (holds === 'text') return [];
  const word = valueWithWord('canary', pathRule);
  const enumerated = enumeratedValuesOf(z.toJSONSchema(holds, { unrepresentable: 'any' }));
  return [
    ...(word === undefined ? [] : [word]),
    ...[...plainValues, ...enumerated].filter((value) => holds.safeParse(value).success),
  ];
}

/** Values that a JSON schema lists, in itself and in its alternatives. */
function enumeratedValuesOf(schema: z.core.JSONSchema.BaseSchema): readonly JsonValue[] {
  const { enum: listed = [], const: only, anyOf = [], items } = schema;
  const own = only === undefined ? listed : [...listed, only];
  const inLists = typeof items === 'object' && !Array.isArray(items) ? enumeratedValuesOf(items) : [];
  return [
    ...(own as readonly JsonValue[]), // JSON, as the schema is
    ...anyOf.flatMap((one) => (typeof one === 'object' ? enumeratedValuesOf(one) : [])),
    ...inLists.map((value) => [value]),
  ];
}
