import type { PersonId } from '#domain/ids.ts';
import type { Role } from '#domain/people/role.ts';
import { openLogs } from '../access/open-logs.ts';
import { joinProgramme } from '../access/programme.ts';
import type { StoreTransaction } from '../store/open-store.ts';
import type { Surroundings } from '../surroundings.ts';

export interface NewPerson {
  readonly person: PersonId;
  readonly name: string;
  readonly role: Role;
  /** Gets this role in every log, also in those that come later. */
  readonly inEveryLog: boolean;
}

export async function addPerson(
  tx: StoreTransaction,
  { nowMs }: Surroundings,
  { person, name, role, inEveryLog }: NewPerson,
): Promise<void> {
  await tx
    .insertInto('persons')
    .values({ person, name, role, every_log: inEveryLog ? 1 : 0, added_ms: nowMs() })
    .execute();
  if (!inEveryLog) return joinProgramme(tx, { person });
  const logs = await openLogs(tx);
  if (logs.length > 0)
    await tx
      .insertInto('grants')
      .values(logs.map((log) => ({ log, person, role })))
      .execute();
}
