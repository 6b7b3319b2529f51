import type { LogId } from '#domain/ids.ts';
import type { LogAbout } from '#sync/protocol/wire.ts';
import type { FieldDatabase } from '../db/database.ts';
import {
  programmeEndDay,
  eraseAfterOfProgramme,
  programmeDocumentId,
  latestProgrammeEndMs,
} from '#domain/programme/programme.ts';
import { type MetaValue, readMeta } from '../db/meta.ts';
import { leastErasingLimit } from '#domain/vault/wrong-passphrases.ts';
import type { AnswerQuery } from './live-query.ts';

/**
 * A database that is made anew without a network knows of no programme until there is a contact: then nothing is known,
 * which is not the same as never. Of several programmes the one counts that erases least.
 */
export const answerEraseAfter: AnswerQuery<'eraseAfter'> = async ({ db }) => {
  const grants = await readMeta(db, 'grants');
  if (grants === undefined) return 'unknown';
  const documents = await db.documents.bulkGet(
    programmeLogsIn(grants).map((log) => [log, programmeDocumentId(log)] as const),
  );
  return leastErasingLimit(documents.map(eraseAfterOfProgramme)) ?? 'never';
};

/** The programme's log, from which instruments come: only there may nobody but an administrator publish one. */
export const readProgrammeLogs = async (db: FieldDatabase): Promise<readonly LogId[]> =>
  programmeLogsIn(await readMeta(db, 'grants'));

/** The same, from what was read already. */
export function programmeLogsIn(grants: MetaValue<'grants'> | undefined): readonly LogId[] {
  // Keys of a parsed record are log ids; Object.entries forgets that.
  const about = Object.entries(grants?.about ?? {}) as [LogId, LogAbout][];
  return about.filter(([, { kind }]) => kind === 'programme').map(([log]) => log);
}

/**
 * From when the periods of retention run that are counted from the programme's end (domain.md E), as headquarters last
 * said it; null while that is not known here.
 */
export async function readKnownProgrammeEndMs(db: FieldDatabase): Promise<number | null> {
  const ends: (string | null)[] = [];
  for (const log of await readProgrammeLogs(db))
    ends.push(programmeEndDay(await db.documents.get([log, programmeDocumentId(log)])));
  return latestProgrammeEndMs(ends);
}
