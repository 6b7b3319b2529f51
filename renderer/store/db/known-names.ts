import type { LogId } from '#domain/ids.ts';
import type { Grants } from '#sync/protocol/wire.ts';
import type { FieldDatabase } from './database.ts';
import { knownPersonNames } from './checked-texts.ts';

/**
 * Names that no text of a log should contain: of the team, and of the participants with a card on this laptop. Kept in
 * memory only. For live queries, which observe the reads.
 */
export const readKnownNames = async (
  db: FieldDatabase,
  log: LogId,
  grants: Grants | undefined,
): Promise<readonly string[]> => namesWith(knownPersonNames(grants), await readParticipantNames(db, log));

/** The same with names of participants that were read before and did not change since. */
export const readCachedKnownNames = async (
  db: FieldDatabase,
  log: LogId,
  team: readonly string[],
): Promise<readonly string[]> =>
  namesWith(
    team,
    await db.rowCache.read('deviceRecords', `names ${log}`, () => readParticipantNames(db, log)),
  );

const namesWith = (team: readonly string[], participants: readonly string[]): readonly string[] =>
  participants.length === 0 ? team : [...new Set([...team, ...participants])];

async function readParticipantNames(db: FieldDatabase, log: LogId): Promise<readonly string[]> {
  const records = await db.deviceRecords.where('log').equals(log).toArray();
  return records.flatMap((record) => (record.kind === 'participant' && record.name ? [record.name] : []));
}
