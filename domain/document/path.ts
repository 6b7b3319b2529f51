import * as z from 'zod';

const segment = '[A-Za-z0-9._-]{1,64}';

/** The name of a register within its document: at most 8 segments, such as `answers/D1.1/level` (sync.md 1). */
export const Path = z
  .string()
  .regex(new RegExp(`^${segment}(?:/${segment}){0,7}$`))
  .brand<'Path'>();
export type Path = z.infer<typeof Path>;

/** Joins segments to a path. Throws when a segment is not allowed: ids are made by us, so that is a bug. */
export const pathOf = (...segments: readonly string[]): Path => Path.parse(segments.join('/'));

/** Does this path stand below that one? */
export const isBelow = (path: string, prefix: string): boolean => path.startsWith(`${prefix}/`);
