import { type Expression, expressionBuilder, type SqlBool } from 'kysely';
import type { LogId, PersonId } from '#domain/ids.ts';
import type { Tables } from '../store/tables.ts';

/**
 * The condition that a person may read a log, as a part of the query itself: no id that a client sends is trusted
 * (security.md 5). The same rule as `mayRead`: any role but administrator.
 */
export function readableBy(person: PersonId, log: Expression<LogId>): Expression<SqlBool> {
  const eb = expressionBuilder<Tables>();
  return eb.exists(
    eb
      .selectFrom('grants')
      .select('grants.log')
      .where('grants.log', '=', log)
      .where('grants.person', '=', person)
      .where('grants.role', '!=', 'admin'),
  );
}
