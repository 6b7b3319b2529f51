import type {
  ApprovedRecoveryResponse,
  RecoveriesResponse,
  RecoveryKeyStatus,
  RecoveryRow,
} from '#api/admin-api.ts';
import type { UnfitReason } from '#api/approvals-api.ts';
import { ok, type Result, refuse } from '#base/result.ts';
import type { DeviceId, PersonId } from '#domain/ids.ts';
import { recipientsFingerprint } from '#sync/protocol/recipients-statement.ts';
import type { KeyEscrowRequest } from '#sync/protocol/vault-recovery.ts';
import { notifyPerson } from '../auth/notices.ts';
import { secondPersonRefusal } from '../auth/second-person.ts';
import { recoveryRecipientsOf } from '../auth/stated-recipients.ts';
import { appendAuditLine } from '../db/audit-trail.ts';
import {
  newUuid,
  type RuntimeDependencies,
  type ServerStore,
  type StoreTransaction,
} from '../db/open-store.ts';
import type { RecoveriesTable } from '../db/tables-access.ts';

/**
 * Store the escrowed key of a device's vault; the last one counts. Refuses a vault that another person's device brought
 * first: nobody may replace the key of somebody else's vault.
 */
export const storeEscrowedKey = (
  store: ServerStore,
  dependencies: RuntimeDependencies,
  { device, person }: { readonly device: DeviceId; readonly person: PersonId },
  { vault: named, sealed }: KeyEscrowRequest,
): Promise<Result<true, 'taken'>> =>
  store.transaction().execute(async (tx) => {
    const vault = named.toLowerCase();
    const row = { device, person, sealed, kept_ms: dependencies.nowMs() };
    const kept = await tx
      .insertInto('recovery_keys')
      .values({ vault, ...row })
      .onConflict((conflict) =>
        conflict.column('vault').doUpdateSet(row).where('recovery_keys.person', '=', person),
      )
      .executeTakeFirst();
    if (kept.numInsertedOrUpdatedRows !== 1n) return refuse('taken');
    await appendAuditLine(tx, dependencies, {
      actor: person,
      act: 'keep-recovery-key',
      subject: { vault, device },
    });
    return ok(true);
  });

const recoveryHistoryMs = 30 * 24 * 60 * 60 * 1_000;

/** Read recoverable vaults and recent recoveries, as one administrator sees them. */
export async function readRecoveries(
  store: ServerStore,
  askerId: PersonId,
  nowMs: number,
): Promise<RecoveriesResponse> {
  const vaults = await store
    .selectFrom('recovery_keys')
    .innerJoin('devices', 'devices.device', 'recovery_keys.device')
    .innerJoin('persons', 'persons.person', 'recovery_keys.person')
    .select(['vault', 'devices.device', 'devices.label', 'persons.person', 'persons.name', 'kept_ms'])
    .where('devices.state', '!=', 'wipe')
    .orderBy('persons.name')
    .orderBy('vault')
    .execute();
  const rows = await store
    .selectFrom('recoveries')
    .innerJoin('recovery_keys', 'recovery_keys.vault', 'recoveries.vault')
    .innerJoin('devices', 'devices.device', 'recovery_keys.device')
    .innerJoin('persons as owner', 'owner.person', 'recoveries.person')
    .innerJoin('persons as starter', 'starter.person', 'recoveries.started_by')
    .leftJoin('persons as ender', 'ender.person', 'recoveries.ended_by')
    .selectAll('recoveries')
    .select([
      'devices.device',
      'devices.label',
      'owner.name as owner_name',
      'starter.name as starter_name',
      'ender.name as ender_name',
    ])
    .where('started_ms', '>', nowMs - recoveryHistoryMs)
    .orderBy('started_ms', 'desc')
    .orderBy('id', 'desc')
    .limit(200)
    .execute();
  return {
    recoveryKey: await readRecoveryKeyState(store),
    vaults: vaults.map(({ vault, device, label, person, name, kept_ms: keptAtMs }) => ({
      vault,
      device,
      label,
      owner: { person, name },
      keptAtMs,
    })),
    recoveries: await Promise.all(rows.map((row) => toRecoveryRow(store, row, askerId, nowMs))),
  };
}

interface JoinedRecoveryRow extends RecoveriesTable {
  readonly device: DeviceId;
  readonly label: string;
  readonly owner_name: string;
  readonly starter_name: string;
  readonly ender_name: string | null;
}

async function toRecoveryRow(
  store: ServerStore,
  joinedRecoveryRow: JoinedRecoveryRow,
  askerId: PersonId,
  nowMs: number,
): Promise<RecoveryRow> {
  const isOld =
    joinedRecoveryRow.state === 'started' && joinedRecoveryRow.started_ms <= nowMs - recoveryLifetimeMs;
  const state = isOld ? ('expired' as const) : joinedRecoveryRow.state;
  const isOpen = state === 'started';
  const { person: subjectId, started_by: startedBy, started_ms: askedMs } = joinedRecoveryRow;
  return {
    recovery: joinedRecoveryRow.id,
    vault: joinedRecoveryRow.vault,
    label: joinedRecoveryRow.label,
    owner: { person: subjectId, name: joinedRecoveryRow.owner_name },
    state,
    startedBy: { person: startedBy, name: joinedRecoveryRow.starter_name },
    startedAtMs: askedMs,
    endedBy:
      joinedRecoveryRow.ended_by === null
        ? null
        : { person: joinedRecoveryRow.ended_by, name: joinedRecoveryRow.ender_name ?? '' },
    endedAtMs: joinedRecoveryRow.ended_ms,
    unfit: isOpen
      ? await secondPersonRefusal(store, { approver: askerId, asker: startedBy, subject: subjectId, askedMs })
      : null,
    fromMs: isOpen ? await approvableFromMs(store, joinedRecoveryRow) : askedMs,
  };
}

async function readRecoveryKeyState(store: ServerStore): Promise<RecoveryKeyStatus> {
  const row = await store.selectFrom('server').selectAll().where('id', '=', 'server').executeTakeFirst();
  const { statement, recipients, isInStore } = recoveryRecipientsOf(
    row ?? { recovery_identity: null, recovery_recipient: null, recovery_statement: null },
  );
  return {
    state: isInStore ? 'inStore' : statement === null ? 'none' : 'stated',
    fingerprint: recipients.length === 0 ? null : recipientsFingerprint(recipients),
  };
}

const recoveryDayMs = 24 * 60 * 60 * 1_000;
/** Time for the second administrator, the waiting time included. */
const recoveryLifetimeMs = 3 * recoveryDayMs;
/** Time in which a person with a laptop in use can refuse before anybody can approve. */
const recoveryWaitMs = recoveryDayMs;
/** A laptop without contact for this long does not count as in use: it shows no notices. */
const deviceInUseMs = 30 * recoveryDayMs;

export type RecoveryRefusal =
  | 'unknown'
  /** The vault's laptop has a wipe command: its key opens nothing any more. */
  | 'wiped'
  /** The owner of the vault has a laptop in use, and can still refuse. */
  | 'waiting'
  /** The approver is no second person: started it, owns the vault, is tied to the starter, or is too recent. */
  | UnfitReason
  /** Approved, cancelled or expired. */
  | 'over';

/** Start a recovery, as the first of two people. An earlier waiting one is cancelled. */
export const startRecovery = (
  store: ServerStore,
  dependencies: RuntimeDependencies,
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
    const nowMs = dependencies.nowMs();
    await tx
      .updateTable('recoveries')
      .set({ state: 'cancelled', ended_by: by, ended_ms: nowMs })
      .where('vault', '=', vault.toLowerCase())
      .where('state', '=', 'started')
      .execute();
    const id = newUuid(dependencies);
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
    await notifyPerson(tx, dependencies, {
      person,
      kind: 'recoveryStarted',
      by,
      device,
      recovery: id,
      endsMs,
    });
    await appendAuditLine(tx, dependencies, {
      actor: by,
      act: 'start-recovery',
      subject: { recovery: id, vault },
    });
    return ok(id);
  });

/**
 * Approve a recovery, as the second of two people: the encrypted key is returned this once. Their browser decrypts it
 * with key files that no server has. Refuses others (`secondPersonRefusal`), and while the owner can still refuse.
 */
export async function approveRecovery(
  store: ServerStore,
  dependencies: RuntimeDependencies,
  { by, recovery }: { readonly by: PersonId; readonly recovery: string },
): Promise<Result<ApprovedRecoveryResponse, RecoveryRefusal>> {
  const row = await findRecoveryInProgress(store, dependencies, recovery);
  if (!row.ok) return row;
  const { started_by: asker, started_ms: askedMs, person: subjectId, device, sealed, vault } = row.value;
  const unfitReason = await secondPersonRefusal(store, { approver: by, asker, subject: subjectId, askedMs });
  if (unfitReason !== null) return refuse(unfitReason);
  if ((await approvableFromMs(store, row.value)) > dependencies.nowMs()) return refuse('waiting');
  return store.transaction().execute(async (tx) => {
    const isFirst = await endRecovery(tx, dependencies, { by, recovery, state: 'approved' });
    if (!isFirst) return refuse('over');
    await notifyPerson(tx, dependencies, { person: subjectId, kind: 'recoveryApproved', by, device });
    await appendAuditLine(tx, dependencies, {
      actor: by,
      act: 'approve-recovery',
      subject: { recovery, vault },
    });
    return ok({ vault, sealed });
  });
}

/** Cancel a waiting recovery, by any administrator or the owner of the vault. */
export async function cancelRecovery(
  tx: StoreTransaction,
  dependencies: RuntimeDependencies,
  { by, recovery }: { readonly by: PersonId; readonly recovery: string },
): Promise<Result<true, RecoveryRefusal>> {
  const row = await findRecoveryInProgress(tx, dependencies, recovery);
  if (!row.ok) return row;
  if (!(await endRecovery(tx, dependencies, { by, recovery, state: 'cancelled' }))) return refuse('over');
  await appendAuditLine(tx, dependencies, { actor: by, act: 'cancel-recovery', subject: { recovery } });
  return ok(true);
}

/**
 * Compute when a recovery can be approved. At once when its owner has no laptop on which they could refuse. A day after
 * its start when they have another one in use, or the vault itself was open since.
 * @returns milliseconds of headquarters' clock
 */
async function approvableFromMs(
  store: ServerStore | StoreTransaction,
  { person, device, started_ms: startedMs }: RecoveryInProgress,
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
        eb.and([eb('device', '!=', device), eb('last_contact_ms', '>', startedMs - deviceInUseMs)]),
      ]),
    )
    .executeTakeFirst();
  return present === undefined ? startedMs : startedMs + recoveryWaitMs;
}

/** Running recovery: vault's owner, device, and time of its start. */
interface RecoveryInProgress {
  readonly person: PersonId;
  readonly device: DeviceId;
  readonly started_ms: number;
}

async function findRecoveryInProgress(
  store: ServerStore | StoreTransaction,
  { nowMs }: RuntimeDependencies,
  recovery: string,
) {
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

/** End a recovery. True once: of two parallel approvals only one gets the key. */
async function endRecovery(
  tx: StoreTransaction,
  { nowMs }: RuntimeDependencies,
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
