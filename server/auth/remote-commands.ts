import { ok, type Result, refuse } from '#base/result.ts';
import type { DeviceId } from '#domain/ids.ts';
import { type RemoteCommandConfirmation, remoteCommandText } from '#sync/protocol/remote-commands.ts';
import type { Order } from '#sync/protocol/wire.ts';
import { appendAuditLine } from '../db/audit-trail.ts';
import type { RuntimeDependencies, ServerStore } from '../db/open-store.ts';
import type { DevicesTable } from '../db/tables.ts';
import { signText } from './ed25519.ts';
import type { ServerSigningKey } from './server-identity.ts';

type CommandedDevice = Pick<DevicesTable, 'device' | 'state' | 'state_ms'>;

/**
 * Sign the command for a revoked device (docs/security-requirements.md 4) with the present key; null while it is
 * active. For a device that pins a former key it contains the statements up to the present one.
 */
export function signRemoteCommand({ privateKey }: ServerSigningKey, row: CommandedDevice): Order | null {
  const order = remoteCommandOf(row);
  if (order === null) return null;
  return { ...order, sig: signText(privateKey, remoteCommandText(order)).toString('base64url') };
}

function remoteCommandOf({ device, state, state_ms: at }: CommandedDevice): Omit<Order, 'sig'> | null {
  if (state === 'active') return null;
  return { order: state === 'wipe' ? 'wipe' : 'revoke', device: device satisfies DeviceId, at };
}

/**
 * Record that a device executed its command, at its first confirmation. Refuses without such a command, or after
 * another one.
 */
export const confirmRemoteCommand = (
  store: ServerStore,
  dependencies: RuntimeDependencies,
  { device, at, order }: RemoteCommandConfirmation,
): Promise<Result<true, 'noSuchOrder'>> =>
  store.transaction().execute(async (tx) => {
    const row = await tx
      .selectFrom('devices')
      .select(['device', 'state', 'state_ms', 'person'])
      .where('device', '=', device)
      .executeTakeFirst();
    const given = row === undefined ? null : remoteCommandOf(row);
    if (row === undefined || given?.order !== order || given.at !== at) return refuse('noSuchOrder');
    const noted = await tx
      .updateTable('devices')
      .set({ confirmed_ms: dependencies.nowMs() })
      .where('device', '=', device)
      .where('state_ms', '=', at)
      .where('confirmed_ms', 'is', null)
      .executeTakeFirst();
    if (noted.numUpdatedRows === 1n)
      await appendAuditLine(tx, dependencies, {
        actor: row.person,
        act: 'confirm-order',
        subject: { device, order },
      });
    return ok(true);
  });
