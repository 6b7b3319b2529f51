import type { PersonId } from '#domain/ids.ts';
import type { Role } from '#domain/people/role.ts';
import { openLogs } from '../access/open-logs.ts';
import { joinProgramme, programmeLogs } from '../access/programme.ts';
import { endSessions } from '../identity/sessions.ts';
import type { StoreTransaction } from '../store/open-store.ts';

/** Whoever has their role in every log has the new one there. Sessions end: they were opened under the old one. */
export async function changeRole(
  tx: StoreTransaction,
  person: PersonId,
  role: Role,
  { inEveryLog, nowMs }: { readonly inEveryLog: boolean; readonly nowMs: number },
): Promise<void> {
  await tx
    .updateTable('persons')
    .set({ role, admin_since_ms: role === 'admin' ? nowMs : null })
    .where('person', '=', person)
    .execute();
  await endSessions(tx, person);
  if (!inEveryLog) return changeInProgramme(tx, person, role);
  await tx.deleteFrom('grants').where('person', '=', person).execute();
  const logs = await openLogs(tx);
  if (logs.length === 0) return;
  await tx
    .insertInto('grants')
    .values(logs.map((log) => ({ log, person, role })))
    .execute();
}

/** In the programme's log everybody has their own role, and no other. */
async function changeInProgramme(tx: StoreTransaction, person: PersonId, role: Role): Promise<void> {
  const logs = await programmeLogs(tx);
  if (logs.length === 0) return;
  await tx.deleteFrom('grants').where('person', '=', person).where('log', 'in', logs).execute();
  if (role !== 'admin') await joinProgramme(tx, { person });
}
