import type { PersonId } from '#domain/ids.ts';
import type { GroupRole } from '#domain/people/role.ts';
import { addGroup, changeGroup } from '#server/admin/change-group.ts';
import { endGroupRoles } from '#server/auth/end-group-roles.ts';
import { lockGroup } from '#server/auth/groups.ts';
import type { RealHeadquarters } from './headquarters.ts';

/**
 * Last day of the role that ends, far from any real day: the store asks the clock of this machine, and a world has its
 * own.
 */
const [lastDay, dayAfterMs] = ['2099-12-31', Date.UTC(2100, 0, 1)];

/** Headquarters' part in roles that end: a group with one role for a day, and one without an end. */
export class GroupDesk {
  readonly #headquarters: RealHeadquarters;

  private constructor(realHeadquarters: RealHeadquarters) {
    this.#headquarters = realHeadquarters;
  }

  /** The person has their role in `ends` by a group alone, until their last day, and in `stays` for good. */
  static async open(
    ends: RealHeadquarters,
    stays: RealHeadquarters,
    personId: PersonId,
    role: GroupRole['role'],
  ): Promise<GroupDesk> {
    const { store, dependencies, log } = ends;
    await store.deleteFrom('grants').where('person', '=', personId).where('log', '=', log).execute();
    await store.transaction().execute(async (tx) => {
      const groupId = valueOf(
        await addGroup(tx, dependencies, null, { name: 'Experts', people: [personId] }),
      );
      const give = async (where: RealHeadquarters, endsOn: string | null): Promise<void> => {
        const { version } = (await lockGroup(tx, groupId)) ?? { version: 0 };
        const given = { act: 'give-role' as const, group: groupId, version, role, logs: [where.log], endsOn };
        valueOf(await changeGroup(tx, dependencies, null, given));
      };
      await give(ends, lastDay);
      await give(stays, null);
    });
    return new GroupDesk(ends);
  }

  /** The day is over, and headquarters’ clock ends the role. Returns the number of roles that ended. */
  async endRoles(): Promise<number> {
    const { store, dependencies } = this.#headquarters;
    return endGroupRoles(store, { ...dependencies, nowMs: () => dayAfterMs });
  }
}

function valueOf<T>(
  result: { readonly ok: true; readonly value: T } | { readonly ok: false; refusal: unknown },
): T {
  if (!result.ok) throw new Error(`The group cannot be changed: ${JSON.stringify(result.refusal)}`);
  return result.value;
}
