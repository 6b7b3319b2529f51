import * as z from 'zod';

// What every object of the language has already is no name: looked up in a record, it is found where nobody put it.
const inherited = ['prototype', ...Object.getOwnPropertyNames(Object.prototype)];

/** The pattern of one segment of a path, and of an id that becomes one: 1 to 64 letters. */
export const segment = `(?!(?:${inherited.join('|')})(?:/|$))[A-Za-z0-9._-]{1,64}`;

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
