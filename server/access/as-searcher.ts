import { type Expression, expressionBuilder, type SqlBool, sql } from 'kysely';
import type { LogId, PersonId } from '#domain/ids.ts';
import { Role } from '#domain/people/role.ts';
import { keepsDataRequests } from '#domain/privacy/data-request.ts';
import type { Store } from '../store/open-store.ts';
import type { Tables } from '../store/tables.ts';
import { asPerson, hasFence } from './as-person.ts';

/**
 * Reads these missions for who answers requests about personal data, with a role in them or without (domain.md A3). Behind
 * the fence of PostgreSQL nobody else sees them so, and who does sees no others. What is told of what was read
 * must be where something stands, and no word.
 */
export const asSearcher = <T>(
  store: Store,
  person: PersonId,
  logs: readonly LogId[],
  read: (own: Store) => Promise<T>,
): Promise<T> =>
  asPerson(store, person, async (own) => {
    if (await hasFence(store))
      await sql`select set_config('fieldbook.searched', ${logs.join()}, true)`.execute(own);
    return read(own);
  });

/** The same condition as a part of the query itself, as `readableBy`: the asker keeps the register, and the mission is there. */
export function searchableBy(person: PersonId, log: Expression<LogId>): Expression<SqlBool> {
  const eb = expressionBuilder<Tables>();
  return eb.and([
    eb.exists(
      eb
        .selectFrom('persons')
        .select('persons.person')
        .where('persons.person', '=', person)
        .where('persons.role', 'in', searchingRoles)
        .where('persons.deactivated_ms', 'is', null),
    ),
    eb.exists(
      eb
        .selectFrom('logs')
        .select('logs.log')
        .where('logs.log', '=', log)
        .where('logs.kind', '=', 'mission')
        .where('logs.erased_ms', 'is', null),
    ),
  ]);
}

const searchingRoles = Role.options.filter(keepsDataRequests);
