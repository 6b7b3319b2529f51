import type { LogId } from '#domain/ids.ts';
import type { LogAbout } from '#sync/protocol/wire.ts';
import type { FieldDatabase } from '../database.ts';
import { endOfProgramme, programmeDocument, programmeEndMs } from '#domain/programme/programme.ts';
import { type MetaValue, readMeta } from '../meta.ts';

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
export async function readProgrammeEndMs(db: FieldDatabase): Promise<number | null> {
  const ends: (string | null)[] = [];
  for (const log of await readProgrammeLogs(db))
    ends.push(endOfProgramme(await db.documents.get([log, programmeDocument(log)])));
  return programmeEndMs(ends);
}
