import fs from 'node:fs';
import type * as z from 'zod';

/** What a file of the vault holds; `null` when it is not there. A damaged one throws: nothing may take its place. */
export function readJson<T>(file: string, schema: z.ZodType<T>): T | null {
  return fs.existsSync(file) ? schema.parse(JSON.parse(fs.readFileSync(file, 'utf8'))) : null;
}
