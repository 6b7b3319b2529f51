import { type Expression, expressionBuilder, type SqlBool, sql } from 'kysely';
import type { DeviceId, LogId, PersonId } from '#domain/ids.ts';
import { approvingRoles, ratingRoles } from '#domain/kinds/rights.ts';
import type { DatabaseTables } from '../db/tables.ts';

/**
 * Build the condition that a grant is in force today: a role of a group ends with its last day (UTC). Every query of
 * rights has it.
 * @param endsOn last day in the query; left out for the table itself
 */
export const grantInForce = (
  endsOn: Expression<string | null> = expressionBuilder<DatabaseTables, 'grants'>().ref('grants.ends_on'),
): Expression<SqlBool> => sql<SqlBool>`(${endsOn} is null or ${endsOn} >= fieldbook_today())`;

/**
 * Build the condition that a person sees a held op. Only its author and those who may release it do (J5,
 * `mayReleaseHeldOps`). Used in queries beside `readableByPerson`; `device` is the op's.
 */
export function heldOpVisibleTo(
  personId: PersonId,
  logId: Expression<LogId>,
  deviceId: Expression<DeviceId>,
): Expression<SqlBool> {
  const eb = expressionBuilder<DatabaseTables>();
  const grantsAs = (roles: typeof approvingRoles) =>
    eb
      .selectFrom('grants')
      .select('grants.log')
      .where('grants.log', '=', logId)
      .where('grants.person', '=', personId)
      .where('grants.role', 'in', roles)
      .where(grantInForce());
  return eb.or([
    eb(
      deviceId,
      'in',
      eb.selectFrom('devices').select('devices.device').where('devices.person', '=', personId),
    ),
    eb.and([eb.exists(grantsAs(approvingRoles)), eb.not(eb.exists(grantsAs(ratingRoles)))]),
  ]);
}

/**
 * Build the condition that a person may read a log. The query itself checks it: no id from a client is trusted
 * (docs/security-requirements.md 5). Same rule as `mayReadLog`: any role except administrator and partner.
 */
export function readableByPerson(personId: PersonId, logId: Expression<LogId>): Expression<SqlBool> {
  const eb = expressionBuilder<DatabaseTables>();
  return eb.exists(
    eb
      .selectFrom('grants')
      .select('grants.log')
      .where('grants.log', '=', logId)
      .where('grants.person', '=', personId)
      .where('grants.role', 'not in', ['admin', 'partner'])
      .where(grantInForce()),
  );
}

/** Build the same condition for the query itself: the asker is a partner in the log, and its entity takes part. */
export function partOfEntity(
  personId: PersonId,
  entity: string | null,
  logId: Expression<LogId>,
  entities: Expression<string>,
): Expression<SqlBool> {
  const eb = expressionBuilder<DatabaseTables>();
  if (entity === null || entity === '') return sql<SqlBool>`1 = 0`;
  const sought = `%\n${entity.replaceAll(/[\\%_]/g, String.raw`\$&`)}\n%`;
  return eb.and([
    eb.exists(
      eb
        .selectFrom('grants')
        .select('grants.log')
        .where('grants.log', '=', logId)
        .where('grants.person', '=', personId)
        .where('grants.role', '=', 'partner')
        .where(grantInForce()),
    ),
    sql<SqlBool>`${entities} like ${sought} escape ${'\\'}`,
  ]);
}
