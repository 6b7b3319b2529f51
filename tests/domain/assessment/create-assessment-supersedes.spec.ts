import { describe, expect, test } from 'vitest';
import type { JsonValue } from '#base/json.ts';
import { canSupersedeAssessment, decideCreateSuccessor } from '#domain/assessment/create-assessment.ts';
import { type Document, emptyDocument } from '#domain/document/document.ts';
import { after, anAssessment } from '#tests/support/builders/an-assessment.ts';
import { aDoc } from '#tests/support/builders/sample-ids.ts';

const before = anAssessment({
  'institution/name': 'National Police',
  'reference-date': '2026-03-01',
  status: 'final',
});

/** A new version of it, with further writes. */
function aSuccessor(values: Readonly<Record<string, JsonValue>> = {}): Document {
  const made = decideCreateSuccessor(before, aDoc(7), { kind: 'version', reason: 'The mandate changed' });
  if (!made.ok) throw new Error(made.refusal.kind);
  const written = [...made.value, ...Object.entries(values).map(([path, value]) => ({ path, value }))];
  return after(
    emptyDocument(aDoc(7), before.kind),
    ...written.map(({ path, value }, at) => ({ n: at + 1, path, value })),
  );
}

describe('[A2] the place of a final assessment', () => {
  test('is taken by a version that was made from it', () => {
    expect(canSupersedeAssessment(aSuccessor(), before)).toBe(true);
    expect(canSupersedeAssessment(aSuccessor({ 'institution/name': ' national  police' }), before)).toBe(
      true,
    );
  });

  test('is not taken by an assessment that follows another one or none', () => {
    expect(canSupersedeAssessment(aSuccessor({ follows: aDoc(3) }), before)).toBe(false);
    expect(canSupersedeAssessment(aSuccessor({ follows: null }), before)).toBe(false);
    expect(canSupersedeAssessment(before, before)).toBe(false);
  });

  test('is not taken by another institution', () => {
    expect(canSupersedeAssessment(aSuccessor({ 'institution/name': 'Supreme Court' }), before)).toBe(false);
  });

  test('is not taken by an earlier day; the same day or none is no obstacle', () => {
    expect(canSupersedeAssessment(aSuccessor({ 'reference-date': '2026-02-28' }), before)).toBe(false);
    expect(canSupersedeAssessment(aSuccessor({ 'reference-date': '2026-03-01' }), before)).toBe(true);
    expect(canSupersedeAssessment(aSuccessor({ 'reference-date': null }), before)).toBe(true);
  });

  test('is not taken by a removed assessment', () => {
    expect(canSupersedeAssessment(aSuccessor({ removed: true }), before)).toBe(false);
  });
});
