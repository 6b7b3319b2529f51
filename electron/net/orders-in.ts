import * as z from 'zod';
import { Order } from '#sync/protocol/wire.ts';
import type { Answer } from './send-signed.ts';

const WithOrders = z.object({ orders: z.array(z.unknown()) });

/** An answer with orders is rare, and sync answers are large: all others are not read for it. */
const mayHaveOrders = (body: Buffer): boolean => body.includes('"orders":[{');

/** What an answer orders this device to do; whose word it is the asker must check. */
export function ordersIn(answer: Answer): readonly Order[] {
  if (answer.kind === 'problem') return answer.problem.order ? [answer.problem.order] : [];
  if (answer.kind !== 'answered' || !mayHaveOrders(answer.received.body)) return [];
  try {
    const { orders } = WithOrders.parse(JSON.parse(answer.received.body.toString('utf8')));
    return orders.flatMap((order) => Order.safeParse(order).data ?? []);
  } catch {
    return []; // no answer of headquarters, as whoever asked will see too
  }
}
