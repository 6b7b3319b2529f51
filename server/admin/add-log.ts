import type { LogId } from '#domain/ids.ts';
import { joinProgramme } from '../access/programme.ts';
import type { StoreTransaction } from '../store/open-store.ts';
import type { LogsTable } from '../store/tables.ts';
import type { Surroundings } from '../surroundings.ts';

export type NewLog = Pick<LogsTable, 'log' | 'kind' | 'title' | 'country'>;

/** Opens an empty log. Whoever has a role in every log gets it in this one too; in the programme's, everybody. */
export async function addLog(
  tx: StoreTransaction,
  { nowMs }: Surroundings,
  { log, kind, title, country }: NewLog,
): Promise<LogId> {
  await tx
    .insertInto('logs')
    .values({ log, kind, title, country, next_place: 1, made_ms: nowMs() })
    .execute();
  const everywhere = await tx
    .selectFrom('persons')
    .select(['person', 'role'])
    .where('every_log', '=', 1)
    .execute();
  if (everywhere.length > 0)
    await tx
      .insertInto('grants')
      .values(everywhere.map(({ person, role }) => ({ log, person, role })))
      .execute();
  if (kind === 'programme') await joinProgramme(tx, { log });
  return log;
}
