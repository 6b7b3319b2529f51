import { expect, test } from 'vitest';
import { isCausalContextPath } from '#domain/document/causal-context.ts';
import { knownDocumentKinds, schemaOfKind } from '#domain/kinds/document-kinds.ts';
import { contentRightsByKind } from '#domain/kinds/rights.ts';
import { knownKindOf } from '#domain/path-rules/path-classes.ts';

/** Removals and causal contexts of each kind with removable items, with the roles that write them. */
const removableKinds = knownDocumentKinds.flatMap((documentKind) => {
  const rules = schemaOfKind(documentKind) ?? [];
  const removals = rules.filter(({ pattern }) => pattern.split('/').at(-1) === 'removed');
  const contexts = rules.filter(({ pattern }) => isCausalContextPath(pattern));
  const knownDocumentKind = knownKindOf(documentKind);
  const rolesOf = (some: typeof rules) =>
    some.flatMap(
      ({ rights }) => (knownDocumentKind !== null && contentRightsByKind[knownDocumentKind][rights]) || [],
    );
  return removals.length === 0
    ? []
    : [{ kind: documentKind, removers: rolesOf(removals), writers: rolesOf(contexts) }];
});

test('[M5] each role that removes an item writes the causal context of its removal', () => {
  expect(removableKinds.map(({ kind }) => kind)).toContain('request');
  for (const { kind, removers, writers } of removableKinds)
    expect([kind, removers.filter((role) => !writers.includes(role))]).toEqual([kind, []]);
});
