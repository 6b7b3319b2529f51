import * as z from 'zod';
import { pathSegmentPattern } from '#base/path-segment.ts';
import type { JsonValue } from '#base/json.ts';

/** A value for a register of a document, before it is known what it replaces. */
export interface PathValue {
  readonly path: Path;
  readonly value: JsonValue;
}

/** The name of a register within its document: at most 8 segments, such as `answers/D1.1/level` (sync.md 1). */
export const Path = z
  .string()
  .regex(new RegExp(`^${pathSegmentPattern}(?:/${pathSegmentPattern}){0,7}$`))
  .brand<'Path'>();
export type Path = z.infer<typeof Path>;

/** Joins segments to a path. Throws when a segment is not allowed: ids are made by us, so that is a bug. */
export const pathOf = (...segments: readonly string[]): Path => Path.parse(segments.join('/'));

/** Does this path stand below that one? */
export const isPathBelow = (path: string, prefix: string): boolean => path.startsWith(`${prefix}/`);
