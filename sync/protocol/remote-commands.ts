import * as z from 'zod';
import { DeviceId } from '#domain/ids.ts';
import { wireLimits } from './limits.ts';
import type { Order } from './wire.ts';

/**
 * Text that the server signs for a remote command (docs/security-requirements.md 4): all but `sig`, keys in this order.
 */
export const remoteCommandText = ({ order, device, at }: Omit<Order, 'sig'>): string =>
  JSON.stringify({ order, device, at });

/**
 * POST /api/v1/orders/confirm: a device confirms that it executed a remote command. Signed as every request; the only
 * request accepted from a revoked device. `at` and `order` are those of the command. Repeatable (S4).
 */
export const RemoteCommandConfirmation = z.readonly(
  z.object({
    device: DeviceId,
    at: z.int().nonnegative().max(wireLimits.timeMs),
    order: z.enum(['revoke', 'wipe']),
  }),
);
export type RemoteCommandConfirmation = z.infer<typeof RemoteCommandConfirmation>;

export const RemoteCommandConfirmed = z.readonly(z.object({ confirmed: z.literal(true) }));
export type RemoteCommandConfirmed = z.infer<typeof RemoteCommandConfirmed>;
