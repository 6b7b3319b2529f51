import * as z from 'zod';
import { DocumentKind } from '../document/op.ts';
import { findPathRule, type KindSchema, type PathRule } from '../path-rules/kind-schema.ts';
import type { KnownDocumentKind } from '../path-rules/path-classes.ts';
import { descriptorOf, kindDescriptors } from './kind-descriptors.ts';

/** The schema of a kind of document; undefined for a kind that this version does not know. */
export const schemaOfKind = (kind: DocumentKind | KnownDocumentKind): KindSchema | undefined =>
  descriptorOf(kind)?.schema;

/** The rule that decides on the handling of a path; undefined for a kind or a path of another version. */
export const pathRuleOf = (kind: DocumentKind | KnownDocumentKind, path: string): PathRule | undefined =>
  findPathRule(schemaOfKind(kind) ?? [], path);

/** Statuses of a kind in the order of its schema; none for a kind without a status. */
export function statusesOfKind(kind: DocumentKind | KnownDocumentKind): readonly string[] {
  const holds = pathRuleOf(kind, 'status')?.holds;
  return holds instanceof z.ZodEnum ? holds.options.map(String) : [];
}

/** Every kind of document that this version knows. */
export const knownDocumentKinds: readonly DocumentKind[] = Object.keys(kindDescriptors).map((kind) =>
  DocumentKind.parse(kind),
);
