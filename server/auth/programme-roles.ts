import type { LogId, PersonId } from '#domain/ids.ts';
import { deskReaderRoles } from '#domain/kinds/rights.ts';
import { parameterChunksOf, type ServerStore, type StoreTransaction } from '../db/open-store.ts';

/**
 * Grant everybody their own role in the programme's log, since laptops get their instruments from there. Not to an
 * administrator, who reads no log (docs/requirements.md A3). The desk's log is for its readers alone. For a new person, or
 * for a new log.
 */
export async function grantProgrammeRoles(
  tx: StoreTransaction,
  { person, log }: { readonly person?: PersonId; readonly log?: LogId },
): Promise<void> {
  let query = tx
    .selectFrom('logs')
    .innerJoin('persons', (join) => join.onTrue())
    .select(['logs.log', 'persons.person', 'persons.role'])
    .where((eb) =>
      eb.or([
        eb('logs.kind', '=', 'programme'),
        eb.and([eb('logs.kind', '=', 'desk'), eb('persons.role', 'in', deskReaderRoles)]),
      ]),
    )
    .where('persons.deactivated_ms', 'is', null)
    .where('persons.role', '!=', 'admin');
  if (person !== undefined) query = query.where('persons.person', '=', person);
  if (log !== undefined) query = query.where('logs.log', '=', log);
  for (const some of parameterChunksOf(await query.execute()))
    await tx
      .insertInto('grants')
      .values(some)
      .onConflict((conflict) => conflict.doNothing())
      .execute();
}

/** Take a person's roles in the logs where they follow from the person's own role. */
export async function revokeProgrammeRoles(tx: StoreTransaction, personId: PersonId): Promise<void> {
  await tx
    .deleteFrom('grants')
    .where('person', '=', personId)
    .where('log', 'in', (eb) =>
      eb.selectFrom('logs').select('logs.log').where('logs.kind', 'in', ['programme', 'desk']),
    )
    .execute();
}

/** List the open logs that a person may have any role in: all but the desk. An erased log counts as none. */
export async function listGrantableLogs(store: ServerStore | StoreTransaction): Promise<readonly LogId[]> {
  const rows = await store
    .selectFrom('logs')
    .select('log')
    .where('erased_ms', 'is', null)
    .where('kind', '!=', 'desk')
    .orderBy('log')
    .execute();
  return rows.map(({ log }) => log);
}
