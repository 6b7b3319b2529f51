import type { DeviceId } from '#domain/ids.ts';
import type { HostAnswer } from '#renderer/host/host-contract.ts';
import type { RenewalReason } from '#sync/protocol/renew-identity.ts';

/** Identity that the shell took, while the database still has its former one (P2). */
export interface SuccessorIdentity {
  readonly device: DeviceId;
  /**
   * Identities that the shell had after the database's and before this one. Where journal and database lost an adoption,
   * headquarters has ops under them that are made again from ops here.
   */
  readonly between: readonly DeviceId[];
  readonly why: RenewalReason;
  /** The vault was restored from a backup, of which its person is told otherwise. */
  readonly isFromBackup: boolean;
}

/**
 * Identity that the shell has and the database has not (P2), as after a restored backup. The database keeps its own
 * until headquarters was asked; without a network the laptop goes on under it, and sends nothing.
 * @param owner Identity of the database's own changes.
 */
export function successorOf(
  { device, former, renewedFor, backup }: HostAnswer<'device.identity'>,
  owner: DeviceId,
): SuccessorIdentity | null {
  if (device === owner) return null;
  const at = former.indexOf(owner);
  return {
    device,
    between: at < 0 ? [] : former.slice(at + 1),
    why: renewedFor ?? 'restored',
    isFromBackup: backup !== null && renewedFor === 'restored',
  };
}
