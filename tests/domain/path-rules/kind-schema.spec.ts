import { describe, expect, test } from 'vitest';
import type { JsonValue } from '#base/json.ts';
import { DocumentKind, dotOf, Path } from '#domain/document/op.ts';
import { knownDocumentKinds, pathRuleOf, schemaOfKind } from '#domain/kinds/document-kinds.ts';
import { checkAgainstSchema, type KindSchema } from '#domain/path-rules/kind-schema.ts';
import { examplePathOf } from '#tests/support/builders/example-path.ts';
import { anOp, aTextOp, deviceA } from '#tests/support/builders/ops.ts';

const refusal = (kind: string, path: string, value: JsonValue): string | null => {
  const kindSchema: KindSchema = schemaOfKind(DocumentKind.parse(kind)) ?? [];
  const checked = checkAgainstSchema(
    kindSchema,
    anOp({ kind: DocumentKind.parse(kind), path: Path.parse(path), value }),
  );
  return checked.ok ? null : checked.refusal.kind;
};

describe('the schema of a document kind', () => {
  test.each([
    ['assessment', 'answers/D1.1/level', 3, null],
    ['assessment', 'answers/D1.1/level', null, null],
    ['assessment', 'answers/D1.1/level', 0, 'invalidValue'],
    ['assessment', 'answers/D1.1/level', 2.5, 'invalidValue'],
    ['assessment', 'answers/D1.1/state', 'declined', null],
    ['assessment', 'answers/D1.1/state', 'maybe', 'invalidValue'],
    ['assessment', 'answers/D1.1', 3, 'unknownPath'],
    ['assessment', 'institution/address/city', 'Port Sable', null],
    ['assessment', 'institution', 'Court', 'unknownPath'],
    ['mission', 'country', 'XA', null],
    ['mission', 'country', 'Xanadu', 'invalidValue'],
    ['mission', 'from', '2026-11-24', null],
    ['mission', 'from', '24 November', 'invalidValue'],
    ['workshop', 'sessions/s1/minutes', 90, null],
    ['workshop', 'sessions/s1/notes', 'a value', 'wrongSort'],
  ] as const)('%s %s = %o: %s', (kind, path, value, expected) => {
    expect(refusal(kind, path, value)).toBe(expected);
  });

  test('[M4] a text op that is not a Yjs update is refused', () => {
    const kindSchema = schemaOfKind(DocumentKind.parse('assessment')) ?? [];
    const good = aTextOp(dotOf(deviceA, 1), 'words');
    expect(checkAgainstSchema(kindSchema, good).ok).toBe(true);
    expect(checkAgainstSchema(kindSchema, { ...good, text: '////' }).ok).toBe(false);
  });
});

describe('the rule that decides on a path', () => {
  test.each(knownDocumentKinds)('is behind no earlier rule of a %s', (documentKind) => {
    for (const { pattern } of schemaOfKind(documentKind) ?? [])
      expect(pathRuleOf(documentKind, examplePathOf(pattern))?.pattern).toBe(pattern);
  });

  test('of a part is its own, and not that of the rest', () => {
    const patternOf = (path: string) => pathRuleOf('assessment', path)?.pattern;
    expect(patternOf('institution/name')).toBe('institution/name');
    expect(patternOf('institution/name/short')).toBe('institution/**');
    expect(patternOf('comments/c1/mark')).toBe('comments/*/mark');
  });

  test('is missing for an unknown kind or path', () => {
    expect(pathRuleOf(DocumentKind.parse('constructor'), 'title')).toBeUndefined();
    expect(pathRuleOf('assessment', 'institution')).toBeUndefined();
  });
});
