import fs from 'node:fs';
import { inRepository } from '../repository.mjs';
import { type GeneratedBlocks, replaceGeneratedBlocks } from './markdown.ts';
import { retentionTables } from './retention-tables.ts';
import { rolesTables } from './roles-tables.ts';

/** Documents with generated tables, by their path from the root of the repository. */
export const documentBlocks = (): Readonly<Record<string, GeneratedBlocks>> => ({
  'docs/retention.md': retentionTables(),
  'docs/roles.md': rolesTables(),
});

/** Documents that are not as they would be written, with the text to write. */
export function findStaleDocuments(
  blocks: Readonly<Record<string, GeneratedBlocks>> = documentBlocks(),
): ReadonlyMap<string, string> {
  const stale = new Map<string, string>();
  for (const [file, tables] of Object.entries(blocks)) {
    const before = fs.readFileSync(inRepository(file), 'utf8');
    const text = replaceGeneratedBlocks(before, tables);
    if (text !== before) stale.set(file, text);
  }
  return stale;
}
