import type { PersonId } from '#domain/ids.ts';
import type { Role } from '#domain/people/role.ts';
import { openLogs } from '../access/open-logs.ts';
import { joinProgramme } from '../access/programme.ts';
import { tieAdministrators } from './administrator-ties.ts';
import type { StoreTransaction } from '../store/open-store.ts';
import type { Surroundings } from '../surroundings.ts';

export interface NewPerson {
  readonly person: PersonId;
  readonly name: string;
  readonly role: Role;
  /** Gets this role in every log, also in those that come later. */
  readonly inEveryLog: boolean;
  /** The administrator who adds them; left out at the command line, which vouches for the administrators it adds. */
  readonly by?: PersonId;
}

export async function addPerson(
  tx: StoreTransaction,
  { nowMs }: Surroundings,
  { person, name, role, inEveryLog, by }: NewPerson,
): Promise<void> {
  const added = nowMs();
  await tx
    .insertInto('persons')
    .values({
      person,
      name,
      role,
      every_log: inEveryLog ? 1 : 0,
      added_ms: added,
      admin_since_ms: role === 'admin' ? added : null,
      confirmed_ms: role === 'admin' && by === undefined ? added : null,
    })
    .execute();
  if (by !== undefined) await tieAdministrators(tx, person, by);
  if (!inEveryLog) return joinProgramme(tx, { person });
  const logs = await openLogs(tx);
  if (logs.length > 0)
    await tx
      .insertInto('grants')
      .values(logs.map((log) => ({ log, person, role })))
      .execute();
}
