import * as z from 'zod';
import { pathSegmentPattern } from '#base/path-segment.ts';
import type { JsonValue } from '#base/json.ts';

/** A value for a register of a document, before its `over` is known. */
export interface PathValue {
  readonly path: Path;
  readonly value: JsonValue;
}

/** Name of a register within its document: at most 8 segments, such as `answers/D1.1/level`. */
export const Path = z
  .string()
  .regex(new RegExp(`^${pathSegmentPattern}(?:/${pathSegmentPattern}){0,7}$`))
  .brand<'Path'>();
export type Path = z.infer<typeof Path>;

/**
 * Join segments to a path.
 * @throws when a segment is not allowed, which is a bug: ids are made by us
 */
export const pathOf = (...segments: readonly string[]): Path => Path.parse(segments.join('/'));

/** Return whether this path is below that one. */
export const isPathBelow = (path: string, prefix: string): boolean => path.startsWith(`${prefix}/`);
