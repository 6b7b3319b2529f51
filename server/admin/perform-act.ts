import { ok, refuse, type Result } from '#domain/base/result.ts';
import type { PersonId } from '#domain/ids.ts';
import type { WaitingAct } from '#sync/protocol/approvals-api.ts';
import { isOpen } from '../access/open-logs.ts';
import { tieAdministrators } from '../identity/administrator-ties.ts';
import { audit } from '../identity/audit.ts';
import { addPerson } from '../identity/persons.ts';
import { forgetSecondFactors } from '../identity/second-factors.ts';
import type { StoreTransaction } from '../store/open-store.ts';
import type { Surroundings } from '../surroundings.ts';
import { changeRole } from './change-role.ts';

/** Who does an act, and who agreed to it where somebody had to: a person's id, or `command line`. */
export interface Doers {
  readonly by: PersonId;
  readonly approvedBy?: string;
}

/** Carries an act out, with its audit line. Codes are made where they are asked for. Refuses who is unknown or out. */
export async function performAct(
  tx: StoreTransaction,
  surroundings: Surroundings,
  { by, approvedBy }: Doers,
  act: WaitingAct,
): Promise<Result<true, 'unknown'>> {
  const done = await perform(tx, surroundings, by, act);
  if (!done.ok) return done;
  const { kind: name, ...subject } = act;
  await audit(tx, surroundings, {
    actor: by,
    act: name,
    subject: { ...subject, ...(approvedBy !== undefined && { approvedBy }) },
  });
  return done;
}

async function perform(
  tx: StoreTransaction,
  surroundings: Surroundings,
  by: PersonId,
  act: WaitingAct,
): Promise<Result<true, 'unknown'>> {
  if (act.kind === 'add-person') {
    const { person, name, role } = act;
    await addPerson(tx, surroundings, { person, name, role, by, inEveryLog: false });
    return ok(true);
  }
  const { person } = act;
  const row = await tx
    .selectFrom('persons')
    .select(['every_log', 'deactivated_ms'])
    .where('person', '=', person)
    .executeTakeFirst();
  if (row === undefined || row.deactivated_ms !== null) return refuse('unknown');
  switch (act.kind) {
    case 'change-role': {
      await changeRole(tx, person, act.role, {
        inEveryLog: row.every_log === 1,
        nowMs: surroundings.nowMs(),
      });
      await tieAdministrators(tx, person, by);
      return ok(true);
    }
    case 'reset-sign-in':
      await forgetSecondFactors(tx, person);
      await tieAdministrators(tx, person, by);
      return ok(true);
    case 'grant': {
      const { log, role } = act;
      if (!(await isOpen(tx, log))) return refuse('unknown');
      await tx
        .insertInto('grants')
        .values({ log, person, role })
        .onConflict((conflict) => conflict.doNothing())
        .execute();
      return ok(true);
    }
    case 'enrol-code':
      return ok(true);
    case 'console-code':
      // Who could have used the code themselves.
      await tieAdministrators(tx, person, by);
      return ok(true);
  }
}
