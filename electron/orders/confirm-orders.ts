import type { OrderConfirmation } from '#sync/protocol/orders.ts';
import { sendSigned, type Sender, stranger } from '../net/send-signed.ts';
import { deviceKeyOf } from '../vault/device-key.ts';
import type { OrderBook, OrderRecord } from './order-record.ts';

/**
 * Tells headquarters of each order that was carried out and that it does not know of yet (security.md 4). What gets no
 * answer is told again another time. What happened stays to be read; of a wipe, then, neither whose vault it was nor whose headquarters.
 */
export async function confirmOrders(book: OrderBook, sender: Sender): Promise<void> {
  for (const record of book.all())
    if (record.step === 'erased' && (await confirm(record, sender))) keepConfirmed(book, record);
}

async function confirm(record: OrderRecord, sender: Sender): Promise<boolean> {
  const { order, key, url, serverKey } = record;
  if (key === null) return true; // it can never be said, so there is nothing to wait for
  const said: OrderConfirmation = { device: order.device, at: order.at, order: order.order };
  const answer = await sendSigned(sender, deviceKeyOf(key), stranger(), {
    url: `${url}/api/v1/orders/confirm`,
    body: JSON.stringify(said),
    serverKey,
  });
  if (answer.kind === 'answered') return answer.authenticity === 'signed';
  // Another order was given meanwhile: this one is nobody's business any more.
  return answer.kind === 'problem' && answer.problem.code === 'not-found';
}

function keepConfirmed(book: OrderBook, record: OrderRecord): void {
  if (record.isRead) book.forget(record.vault);
  else
    book.keep({
      ...record,
      step: 'confirmed',
      key: null,
      ...(record.order.order === 'wipe' && { label: '', url: 'about:blank', serverKey: '' }),
    });
}
