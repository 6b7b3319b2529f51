import * as z from 'zod';
import type { DocumentKind } from '../document/op.ts';
import type { KnownDocumentKind } from '../path-rules/path-classes.ts';
import { pathRuleOf } from './document-kinds.ts';

/**
 * Most letters that a register takes, in UTF-16 code units, as its path rule says. Undefined for an unknown path, and for
 * a value that is no text or has no such limit.
 */
export function longestTextAt(kind: DocumentKind | KnownDocumentKind, path: string): number | undefined {
  const holds = pathRuleOf(kind, path)?.holds;
  return holds === undefined || holds === 'text' ? undefined : longestTextOf(holds);
}

/**
 * Most letters of a text by its schema, also where it may be missing instead, or of each text in a list.
 * @returns Undefined for a value that is no text or has no such limit.
 */
export function longestTextOf(schema: z.core.$ZodType): number | undefined {
  const bare = withoutWrappers(schema);
  if (bare instanceof z.ZodString) return bare.maxLength ?? undefined;
  if (bare instanceof z.ZodArray) return longestTextOf(bare.element);
  if (!(bare instanceof z.ZodUnion)) return undefined;
  const limits = bare.def.options.map(longestTextOf).filter((limit) => limit !== undefined);
  return limits.length === 0 ? undefined : Math.max(...limits);
}

/** The schema of a value that is present and may be changed. */
const withoutWrappers = (schema: z.core.$ZodType): z.core.$ZodType =>
  schema instanceof z.ZodNullable || schema instanceof z.ZodOptional || schema instanceof z.ZodReadonly
    ? withoutWrappers(schema.def.innerType)
    : schema;
