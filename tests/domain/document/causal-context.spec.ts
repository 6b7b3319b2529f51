import { expect, test } from 'vitest';
import { isCausalContextPath } from '#domain/document/causal-context.ts';
import { knownDocumentKinds, schemaOfKind } from '#domain/document/document-kinds.ts';

const patternsOf = (kind: (typeof knownDocumentKinds)[number]) =>
  (schemaOfKind(kind) ?? []).map(({ pattern }) => pattern);

test('[M5] every kind with removable items holds the causal contexts of removals', () => {
  const removable = knownDocumentKinds.filter((kind) =>
    patternsOf(kind).some((pattern) => pattern.split('/').at(-1) === 'removed'),
  );
  expect(removable).toContain('request');
  expect(removable.filter((kind) => !patternsOf(kind).some(isCausalContextPath))).toEqual([]);
});
