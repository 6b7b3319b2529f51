import { type Expression, expressionBuilder, type SqlBool } from 'kysely';
import { approvingRoles, ratingRoles } from '#domain/people/rights.ts';
import type { DeviceId, LogId, PersonId } from '#domain/ids.ts';
import type { Tables } from '../store/tables.ts';

/**
 * J5: a held op is seen by its author and by those who may release it (`mayRelease`), and by nobody else. The condition
 * as a part of the query, beside `readableBy`; `device` is the op's.
 */
export function seesHeld(
  person: PersonId,
  log: Expression<LogId>,
  device: Expression<DeviceId>,
): Expression<SqlBool> {
  const eb = expressionBuilder<Tables>();
  const grantsAs = (roles: typeof approvingRoles) =>
    eb
      .selectFrom('grants')
      .select('grants.log')
      .where('grants.log', '=', log)
      .where('grants.person', '=', person)
      .where('grants.role', 'in', roles);
  return eb.or([
    eb(device, 'in', eb.selectFrom('devices').select('devices.device').where('devices.person', '=', person)),
    eb.and([eb.exists(grantsAs(approvingRoles)), eb.not(eb.exists(grantsAs(ratingRoles)))]),
  ]);
}
