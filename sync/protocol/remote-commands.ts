import * as z from 'zod';
import { DeviceId } from '#domain/ids.ts';
import { wireLimits } from './limits.ts';
import type { Order } from './wire.ts';

/** The text that the server signs in an order (security.md 4): the order without `sig`, keys in this order. */
export const remoteCommandText = ({ order, device, at }: Omit<Order, 'sig'>): string =>
  JSON.stringify({ order, device, at });

/**
 * POST /api/v1/orders/confirm: a device says that it carried out the order that it was given. Signed as every request;
 * the only one that is taken from a revoked device. `at` and `order` are those of the order. May be repeated (S4).
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
