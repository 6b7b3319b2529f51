import { sql } from 'kysely';
import { writerDigits } from '#domain/document/text-writer.ts';
import type { DeviceId } from '#domain/ids.ts';
import type { StoreTransaction } from '../store/open-store.ts';

/**
 * Would this new device write texts under the same client ids as another one (M4)? Among 10,000 devices that is one chance in
 * 400,000; somebody who tries keys until it happens could write as a colleague.
 */
export async function sharesWriters(tx: StoreTransaction, device: DeviceId): Promise<boolean> {
  const other = await tx
    .selectFrom('devices')
    .select('device')
    .where(sql<boolean>`device like ${`${writerDigits(device)}%`}`)
    .where('device', '!=', device)
    .executeTakeFirst();
  return other !== undefined;
}
