import type { PersonId } from '#domain/ids.ts';
import type { RecoveriesAnswer } from '#sync/protocol/admin-api.ts';
import type { Store } from '../store/open-store.ts';
import { recoveryLifetimeMs } from './recoveries.ts';

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
    vaults: vaults.map(({ vault, device, label, person, name, kept_ms: keptAtMs }) => ({
      vault,
      device,
      label,
      owner: { person, name },
      keptAtMs,
    })),
    recoveries: rows.map((row) => {
      const isOld = row.state === 'started' && row.started_ms <= nowMs - recoveryLifetimeMs;
      const state = isOld ? ('expired' as const) : row.state;
      return {
        recovery: row.id,
        vault: row.vault,
        label: row.label,
        owner: { person: row.person, name: row.owner_name },
        state,
        startedBy: { person: row.started_by, name: row.starter_name },
        startedAtMs: row.started_ms,
        endedBy: row.ended_by === null ? null : { person: row.ended_by, name: row.ender_name ?? '' },
        endedAtMs: row.ended_ms,
        approvable: state === 'started' && row.started_by !== asker && row.person !== asker,
      };
    }),
  };
}
