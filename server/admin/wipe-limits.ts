import type { DeviceId, PersonId } from '#domain/ids.ts';
import { secondPersonRefusal } from '../auth/second-person.ts';
import type { StoreTransaction } from '../db/open-store.ts';

/** Laptops that one administrator may order to be erased within a day, alone. */
const wipesAloneADay = 2;
const dayMs = 24 * 60 * 60 * 1_000;
/** Time for which another administrator's revocation counts as agreement. */
const agreementMs = 30 * dayMs;

/**
 * Return whether an administrator may order that a laptop erases itself. Alone only where it reported no unsent work,
 * and for few laptops in a day. Otherwise an independent administrator, or the command line, has revoked it before:
 * revocation alone erases nothing.
 */
export async function mayOrderWipe(
  tx: StoreTransaction,
  by: PersonId,
  deviceId: DeviceId,
  nowMs: number,
): Promise<boolean> {
  const row = await tx
    .selectFrom('devices')
    .select(['person', 'waiting_ops', 'state'])
    .where('device', '=', deviceId)
    .executeTakeFirst();
  // An order that was given is repeated freely; an unknown device is refused later.
  if (row === undefined || row.state === 'wipe') return true;
  const lines = (
    await tx
      .selectFrom('audit')
      .select(['at_ms', 'actor', 'subject'])
      .where('act', '=', 'revoke')
      .where('at_ms', '>', nowMs - agreementMs)
      .execute()
  ).map(({ subject, ...line }) => ({ ...line, subject: JSON.parse(subject) as Record<string, unknown> }));
  const wiped = new Set(
    lines
      .filter(({ at_ms, actor, subject }) => actor === by && subject.wipe === true && at_ms > nowMs - dayMs)
      .map(({ subject }) => subject.device),
  );
  if ((row.waiting_ops ?? 0) === 0 && wiped.size < wipesAloneADay) return true;
  for (const { at_ms, actor, subject } of lines) {
    if (subject.device !== deviceId || actor === by) continue;
    if (actor === 'command line') return true;
    const asker = actor as PersonId; // written by an administrator's act
    const ask = { approver: by, asker, subject: row.person, askedMs: at_ms };
    if ((await secondPersonRefusal(tx, ask)) === null) return true;
  }
  return false;
}
