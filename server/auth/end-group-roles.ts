import { utcDayAtMs } from '#base/calendar-day.ts';
import { appendAuditLine } from '../db/audit-trail.ts';
import type { RuntimeDependencies, ServerStore } from '../db/open-store.ts';
import { compareGrants, isOver, listGroups, lockGroup, scopeSubjectOf, writeGroup } from './groups.ts';

/**
 * Tidy up the roles of groups whose last day (UTC) is over, each with an audit line. They are out of force since their
 * day (`grantInForce`). Grants that differ from their group are
 * corrected by the way.
 * @returns number of roles that ended
 */
export async function endGroupRoles(store: ServerStore, dependencies: RuntimeDependencies): Promise<number> {
  const today = utcDayAtMs(dependencies.nowMs());
  let ended = 0;
  for (const { group } of await listGroups(store))
    await store.transaction().execute(async (tx) => {
      const previousGroupRow = await lockGroup(tx, group);
      if (previousGroupRow === null) return;
      const over = previousGroupRow.roles.filter((role) => isOver(role, today));
      const roles = previousGroupRow.roles.filter((role) => !isOver(role, today));
      const content = { members: previousGroupRow.members, roles };
      const differences = Object.values(await compareGrants(tx, group, content, today));
      if (over.length === 0 && differences.every((grants) => grants.length === 0)) return;
      await writeGroup(tx, previousGroupRow, content, today);
      for (const { role, log, endsOn } of over)
        await appendAuditLine(tx, dependencies, {
          actor: 'retention clock',
          act: 'end-group-role',
          subject: { group, name: previousGroupRow.name, role, ...scopeSubjectOf(log), until: endsOn },
        });
      ended += over.length;
    });
  return ended;
}
