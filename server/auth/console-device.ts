import type { KeyObject } from 'node:crypto';
import { epochTimestamp, HlcTimestamp } from '#domain/clock/hlc.ts';
import type { DeviceId, PersonId } from '#domain/ids.ts';
import { deviceIdOf } from '#sync/protocol/hash.ts';
import { decryptSecret, encryptSecret } from '../db/encryption/encrypted-secrets.ts';
import type { RuntimeDependencies, StoreTransaction } from '../db/open-store.ts';
import { generateEncodedKeyPair, parsePrivateKey } from './ed25519.ts';

/**
 * Device by which one person writes in the console; the server holds its key. One for each person, since a device has
 * one author. Grants then name the author to every version of the app.
 */
export interface ConsoleDevice {
  readonly device: DeviceId;
  readonly key: KeyObject;
  /** Timestamp of its last op in any log. */
  readonly stamp: HlcTimestamp;
}

/** Return the console device of a person, made at their first write. Null when it was revoked: the person has left. */
export async function consoleDeviceOf(
  tx: StoreTransaction,
  dependencies: RuntimeDependencies,
  personId: PersonId,
): Promise<ConsoleDevice | null> {
  const row =
    (await readConsoleDeviceRow(tx, personId)) ?? (await createConsoleDevice(tx, dependencies, personId));
  const device = await tx
    .selectFrom('devices')
    .select('state')
    .where('device', '=', row.device)
    .executeTakeFirst();
  if (device?.state !== 'active') return null;
  return {
    device: row.device,
    key: parsePrivateKey(decryptSecret(tx, { table: 'desks', row: row.device }, row.private_key)),
    // A timestamp beyond the bounds, from an earlier version, begins again at zero; the wall clock moves it on.
    stamp: HlcTimestamp.safeParse([row.stamp_ms, row.stamp_count]).data ?? epochTimestamp,
  };
}

/** Save the last timestamp of a person's console device. */
export async function saveConsoleDeviceStamp(
  tx: StoreTransaction,
  personId: PersonId,
  hlcTimestamp: HlcTimestamp,
): Promise<void> {
  await tx
    .updateTable('desks')
    .set({ stamp_ms: hlcTimestamp[0], stamp_count: hlcTimestamp[1] })
    .where('person', '=', personId)
    .execute();
}

/**
 * Abandon a console device after a fork (P2), as after a restored backup of the store. The person's next write comes
 * from a new one. No effect for a laptop.
 */
export async function abandonConsoleDevice(tx: StoreTransaction, deviceId: DeviceId): Promise<void> {
  await tx.deleteFrom('desks').where('device', '=', deviceId).execute();
}

const readConsoleDeviceRow = (tx: StoreTransaction, personId: PersonId) =>
  tx.selectFrom('desks').selectAll().where('person', '=', personId).executeTakeFirst();

async function createConsoleDevice(tx: StoreTransaction, { nowMs }: RuntimeDependencies, personId: PersonId) {
  const { publicKey, privateKey } = generateEncodedKeyPair();
  const deviceId = deviceIdOf(Buffer.from(publicKey, 'base64url'));
  // Of two parallel first writes in two logs, the second waits here and takes the first one's device.
  const made = await tx
    .insertInto('desks')
    .values({
      person: personId,
      device: deviceId,
      private_key: encryptSecret(tx, { table: 'desks', row: deviceId }, privateKey),
      stamp_ms: epochTimestamp[0],
      stamp_count: epochTimestamp[1],
    })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst();
  const atMs = nowMs();
  if (made.numInsertedOrUpdatedRows === 1n)
    await tx
      .insertInto('devices')
      .values({
        device: deviceId,
        public_key: publicKey,
        person: personId,
        label: 'Headquarters',
        platform: 'headquarters',
        version: '0',
        recipient: null,
        enrolled_ms: atMs,
        last_contact_ms: null,
        state: 'active',
        state_ms: atMs,
        at_headquarters: 1,
      })
      .execute();
  const row = await readConsoleDeviceRow(tx, personId);
  if (row === undefined) throw new Error('The console device was not stored');
  return row;
}
