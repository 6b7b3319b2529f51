import type { DeviceId } from '#domain/ids.ts';
import type { HostResponse } from '#renderer/host/host-contract.ts';
import type { SuccessorIdentity } from '../api/live-state.ts';

/**
 * Identity that the shell has and the database has not (P2), as after a restored backup. The database keeps its own
 * until headquarters was asked; without a network the laptop goes on under it, and sends nothing.
 * @param ownerDeviceId Identity of the database's own changes.
 */
export function successorOf(
  { device, former, renewedFor, backup }: HostResponse<'device.identity'>,
  ownerDeviceId: DeviceId,
): SuccessorIdentity | null {
  if (device === ownerDeviceId) return null;
  const at = former.indexOf(ownerDeviceId);
  return {
    device,
    between: at < 0 ? [] : former.slice(at + 1),
    why: renewedFor ?? 'restored',
    isFromBackup: backup !== null && renewedFor === 'restored',
  };
}
