import { eraseAfterOf, programmeDocument } from '#domain/programme/programme.ts';
import { leastErasing } from '#domain/vault/erase-after.ts';
import { readMeta } from '../meta.ts';
import { programmeLogsIn } from './programme.ts';
import type { Answer } from './question.ts';

/**
 * A database that is made anew without a network knows of no programme until there is a contact: then nothing is known,
 * which is not the same as never. Of several programmes the one counts that erases least.
 */
export const answerEraseAfter: Answer<'eraseAfter'> = async ({ db }) => {
  const grants = await readMeta(db, 'grants');
  if (grants === undefined) return 'unknown';
  const documents = await db.documents.bulkGet(
    programmeLogsIn(grants).map((log) => [log, programmeDocument(log)] as const),
  );
  return leastErasing(documents.map(eraseAfterOf)) ?? 'never';
};
