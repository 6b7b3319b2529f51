import type { LogId } from '#domain/ids.ts';
import type { FieldDatabase } from './database.ts';

/**
 * Names that no text of a log should contain: of the team, and of the participants with a card on this laptop. Kept in
 * memory only, and read anew each time: live queries observe the reads.
 */
export async function readKnownNames(
  db: FieldDatabase,
  log: LogId,
  team: readonly string[],
): Promise<readonly string[]> {
  const participants = await readParticipantNames(db, log);
  return participants.length === 0 ? team : [...new Set([...team, ...participants])];
}

async function readParticipantNames(db: FieldDatabase, log: LogId): Promise<readonly string[]> {
  const records = await db.deviceRecords.where('log').equals(log).toArray();
  return records.flatMap((record) => (record.kind === 'participant' && record.name ? [record.name] : []));
}
