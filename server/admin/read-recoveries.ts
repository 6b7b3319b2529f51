import type { DeviceId, PersonId } from '#domain/ids.ts';
import type { RecoveriesAnswer, RecoveryKeyState, RecoveryRow } from '#sync/protocol/admin-api.ts';
import { recipientsFingerprint } from '#sync/protocol/recipients-statement.ts';
import { unfitness } from '../identity/administrator-ties.ts';
import { recipientsOf } from '../recovery/stated-recipients.ts';
import type { Store } from '../store/open-store.ts';
import type { RecoveriesTable } from '../store/tables-sign-in.ts';
import { approvableFrom, recoveryLifetimeMs } from './recoveries.ts';

const shownMs = 30 * 24 * 60 * 60 * 1_000;

/** Which vaults could be recovered, and what was started lately, as one administrator sees it. */
export async function readRecoveries(
  store: Store,
  asker: PersonId,
  nowMs: number,
): Promise<RecoveriesAnswer> {
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
    .where('started_ms', '>', nowMs - shownMs)
    .orderBy('started_ms', 'desc')
    .orderBy('id', 'desc')
    .limit(200)
    .execute();
  return {
    recoveryKey: await readKeyState(store),
    vaults: vaults.map(({ vault, device, label, person, name, kept_ms: keptAtMs }) => ({
      vault,
      device,
      label,
      owner: { person, name },
      keptAtMs,
    })),
    recoveries: await Promise.all(rows.map((row) => recoveryRow(store, row, asker, nowMs))),
  };
}

interface Row extends RecoveriesTable {
  readonly device: DeviceId;
  readonly label: string;
  readonly owner_name: string;
  readonly starter_name: string;
  readonly ender_name: string | null;
}

async function recoveryRow(store: Store, row: Row, asker: PersonId, nowMs: number): Promise<RecoveryRow> {
  const isOld = row.state === 'started' && row.started_ms <= nowMs - recoveryLifetimeMs;
  const state = isOld ? ('expired' as const) : row.state;
  const isOpen = state === 'started';
  const { person: subject, started_by: startedBy, started_ms: askedMs } = row;
  return {
    recovery: row.id,
    vault: row.vault,
    label: row.label,
    owner: { person: subject, name: row.owner_name },
    state,
    startedBy: { person: startedBy, name: row.starter_name },
    startedAtMs: askedMs,
    endedBy: row.ended_by === null ? null : { person: row.ended_by, name: row.ender_name ?? '' },
    endedAtMs: row.ended_ms,
    unfit: isOpen ? await unfitness(store, { approver: asker, asker: startedBy, subject, askedMs }) : null,
    fromMs: isOpen ? await approvableFrom(store, row) : askedMs,
  };
}

async function readKeyState(store: Store): Promise<RecoveryKeyState> {
  const row = await store.selectFrom('server').selectAll().where('id', '=', 'server').executeTakeFirst();
  const { statement, recipients, isInStore } = recipientsOf(
    row ?? { recovery_identity: null, recovery_recipient: null, recovery_statement: null },
  );
  return {
    state: isInStore ? 'inStore' : statement === null ? 'none' : 'stated',
    fingerprint: recipients.length === 0 ? null : recipientsFingerprint(recipients),
  };
}
