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

/** The limit of a text, also where it may be missing instead. */
function longestTextOf(schema: z.core.$ZodType): number | undefined {
  if (schema instanceof z.ZodString) return schema.maxLength ?? undefined;
  if (schema instanceof z.ZodNullable || schema instanceof z.ZodOptional)
    return longestTextOf(schema.def.innerType);
  if (!(schema instanceof z.ZodUnion)) return undefined;
  const limits = schema.def.options.map(longestTextOf).filter((limit) => limit !== undefined);
  return limits.length === 0 ? undefined : Math.max(...limits);
}
