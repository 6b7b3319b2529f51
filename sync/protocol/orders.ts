import * as z from 'zod';
import { DeviceId } from '#domain/ids.ts';
import { limits } from './limits.ts';
import type { Order } from './wire.ts';

/** The text that the server signs in an order (security.md 4): the order without `sig`, keys in this order. */
export const orderText = ({ order, device, at }: Omit<Order, 'sig'>): string =>
  JSON.stringify({ order, device, at });

/**
 * POST /api/v1/orders/confirm: a device says that it carried out the order that it was given. Signed as every request;
 * the only one that is taken from a revoked device. `at` and `order` are those of the order. May be repeated (S4).
 */
export const OrderConfirmation = z.readonly(
  z.object({
    device: DeviceId,
    at: z.int().nonnegative().max(limits.timeMs),
    order: z.enum(['revoke', 'wipe']),
  }),
);
export type OrderConfirmation = z.infer<typeof OrderConfirmation>;

export const OrderConfirmed = z.readonly(z.object({ confirmed: z.literal(true) }));
export type OrderConfirmed = z.infer<typeof OrderConfirmed>;
