import { ok, refuse, type Result } from '#domain/base/result.ts';
import type { DeviceId, PersonId } from '#domain/ids.ts';
import type { ApprovedRecovery } from '#sync/protocol/admin-api.ts';
import type { Unfit } from '#sync/protocol/approvals-api.ts';
import { unfitness } from '../identity/administrator-ties.ts';
import { audit } from '../identity/audit.ts';
import { tellPerson } from '../identity/notices.ts';
import type { Store, StoreTransaction } from '../store/open-store.ts';
import { newUuid, type Surroundings } from '../surroundings.ts';

const dayMs = 24 * 60 * 60 * 1_000;
/** How long the second administrator has, the waiting time included. */
export const recoveryLifetimeMs = 3 * dayMs;
/** How long a person who has a laptop in use can refuse before anybody can approve. */
export const recoveryWaitMs = dayMs;
/** A laptop that has not come for so long tells its person nothing. */
const presentMs = 30 * dayMs;

export type RecoveryRefusal =
  | 'unknown'
  /** The vault's laptop is to erase itself: its key opens nothing any more. */
  | 'wiped'
  /** The owner of the vault has a laptop in use, and can still refuse. */
  | 'waiting'
  /** Who approves is no second person: started it, owns the vault, or is tied to the starter or too recent. */
  | Unfit
  /** Approved, given up or older than a day. */
  | 'over';

/** The first of two people asks for the key of a vault. An earlier start that waits is given up for it. */
export const startRecovery = (
  store: Store,
  surroundings: Surroundings,
  by: PersonId,
  vault: string,
): Promise<Result<string, RecoveryRefusal>> =>
  store.transaction().execute(async (tx) => {
    const kept = await tx
      .selectFrom('recovery_keys')
      .innerJoin('devices', 'devices.device', 'recovery_keys.device')
      .select(['recovery_keys.person', 'recovery_keys.device', 'devices.state'])
      .where('vault', '=', vault.toLowerCase())
      .executeTakeFirst();
    if (kept === undefined) return refuse('unknown');
    if (kept.state === 'wipe') return refuse('wiped');
    const nowMs = surroundings.nowMs();
    await tx
      .updateTable('recoveries')
      .set({ state: 'cancelled', ended_by: by, ended_ms: nowMs })
      .where('vault', '=', vault.toLowerCase())
      .where('state', '=', 'started')
      .execute();
    const id = newUuid(surroundings);
    await tx
      .insertInto('recoveries')
      .values({
        id,
        vault: vault.toLowerCase(),
        person: kept.person,
        state: 'started',
        started_by: by,
        started_ms: nowMs,
      })
      .execute();
    const { person, device } = kept;
    const endsMs = nowMs + recoveryLifetimeMs;
    await tellPerson(tx, surroundings, { person, kind: 'recoveryStarted', by, device, recovery: id, endsMs });
    await audit(tx, surroundings, { actor: by, act: 'start-recovery', subject: { recovery: id, vault } });
    return ok(id);
  });

/**
 * The second of two people lets it go: the sealed key is answered this once. It is opened in their browser, by the key
 * files that no server has. Refuses who is no second person (`unfitness`), and while the owner can still refuse.
 */
export async function approveRecovery(
  store: Store,
  surroundings: Surroundings,
  { by, recovery }: { readonly by: PersonId; readonly recovery: string },
): Promise<Result<ApprovedRecovery, RecoveryRefusal>> {
  const row = await startedRecovery(store, surroundings, recovery);
  if (!row.ok) return row;
  const { started_by: asker, started_ms: askedMs, person: subject, device, sealed, vault } = row.value;
  const unfit = await unfitness(store, { approver: by, asker, subject, askedMs });
  if (unfit !== null) return refuse(unfit);
  if ((await approvableFrom(store, row.value)) > surroundings.nowMs()) return refuse('waiting');
  return store.transaction().execute(async (tx) => {
    const isFirst = await endRecovery(tx, surroundings, { by, recovery, state: 'approved' });
    if (!isFirst) return refuse('over');
    await tellPerson(tx, surroundings, { person: subject, kind: 'recoveryApproved', by, device });
    await audit(tx, surroundings, { actor: by, act: 'approve-recovery', subject: { recovery, vault } });
    return ok({ vault, sealed });
  });
}

/** Anybody of the administrators, or the owner of the vault, gives a recovery up that waits. */
export async function cancelRecovery(
  tx: StoreTransaction,
  surroundings: Surroundings,
  { by, recovery }: { readonly by: PersonId; readonly recovery: string },
): Promise<Result<true, RecoveryRefusal>> {
  const row = await startedRecovery(tx, surroundings, recovery);
  if (!row.ok) return row;
  if (!(await endRecovery(tx, surroundings, { by, recovery, state: 'cancelled' }))) return refuse('over');
  await audit(tx, surroundings, { actor: by, act: 'cancel-recovery', subject: { recovery } });
  return ok(true);
}

/**
 * When a recovery can be approved: at once where its owner has no laptop on which they could refuse; a day after its
 * start where they have another one in use, or where the vault itself was open since.
 *
 * @returns milliseconds of headquarters' clock.
 */
export async function approvableFrom(
  store: Store | StoreTransaction,
  { person, device, started_ms: startedMs }: StartedRecovery,
): Promise<number> {
  const present = await store
    .selectFrom('devices')
    .select('device')
    .where('person', '=', person)
    .where('state', '=', 'active')
    .where('at_headquarters', 'is', null)
    .where((eb) =>
      eb.or([
        eb('last_contact_ms', '>', startedMs),
        eb.and([eb('device', '!=', device), eb('last_contact_ms', '>', startedMs - presentMs)]),
      ]),
    )
    .executeTakeFirst();
  return present === undefined ? startedMs : startedMs + recoveryWaitMs;
}

/** Whose vault it is, on which device, and when its recovery was started. */
export interface StartedRecovery {
  readonly person: PersonId;
  readonly device: DeviceId;
  readonly started_ms: number;
}

async function startedRecovery(store: Store | StoreTransaction, { nowMs }: Surroundings, recovery: string) {
  const row = await store
    .selectFrom('recoveries')
    .innerJoin('recovery_keys', 'recovery_keys.vault', 'recoveries.vault')
    .selectAll('recoveries')
    .select(['recovery_keys.sealed', 'recovery_keys.device'])
    .where('id', '=', recovery)
    .executeTakeFirst();
  if (row === undefined) return refuse<RecoveryRefusal>('unknown');
  const isWaiting = row.state === 'started' && row.started_ms > nowMs() - recoveryLifetimeMs;
  return isWaiting ? ok(row) : refuse<RecoveryRefusal>('over');
}

/** True once: two who approve at the same time do not both get the key. */
async function endRecovery(
  tx: StoreTransaction,
  { nowMs }: Surroundings,
  ending: { readonly by: PersonId; readonly recovery: string; readonly state: 'approved' | 'cancelled' },
): Promise<boolean> {
  const ended = await tx
    .updateTable('recoveries')
    .set({ state: ending.state, ended_by: ending.by, ended_ms: nowMs() })
    .where('id', '=', ending.recovery)
    .where('state', '=', 'started')
    .executeTakeFirst();
  return ended.numUpdatedRows === 1n;
}
