import type { LogId, PersonId } from '#domain/ids.ts';
import { chunksOf } from '../log/chunks.ts';
import type { StoreTransaction } from '../store/open-store.ts';

/** The programme's log: the oldest of the kind. Null before it is opened. */
export async function programmeLog(tx: StoreTransaction): Promise<LogId | null> {
  const [log] = await programmeLogs(tx);
  return log ?? null;
}

export async function programmeLogs(tx: StoreTransaction): Promise<readonly LogId[]> {
  const rows = await tx
    .selectFrom('logs')
    .select('log')
    .where('kind', '=', 'programme')
    .orderBy('made_ms')
    .orderBy('log')
    .execute();
  return rows.map(({ log }) => log);
}

/**
 * Everybody reads the programme's log, for laptops get their instruments from there, and has their own role in it. Not
 * an administrator, who reads no log (domain.md A3). For a new person, or for a new log.
 */
export async function joinProgramme(
  tx: StoreTransaction,
  { person, log }: { readonly person?: PersonId; readonly log?: LogId },
): Promise<void> {
  let query = tx
    .selectFrom('logs')
    .innerJoin('persons', (join) => join.onTrue())
    .select(['logs.log', 'persons.person', 'persons.role'])
    .where('logs.kind', '=', 'programme')
    .where('persons.deactivated_ms', 'is', null)
    .where('persons.role', '!=', 'admin');
  if (person !== undefined) query = query.where('persons.person', '=', person);
  if (log !== undefined) query = query.where('logs.log', '=', log);
  for (const some of chunksOf(await query.execute()))
    await tx
      .insertInto('grants')
      .values(some)
      .onConflict((conflict) => conflict.doNothing())
      .execute();
}
