import { ok, refuse, type Result } from '#domain/base/result.ts';
import type { DeviceId, PersonId } from '#domain/ids.ts';
import type { EnrolRequest } from '#sync/protocol/wire.ts';
import type { Store, StoreTransaction } from '../store/open-store.ts';
import { useCode } from './one-time-codes.ts';
import { plainLine } from './plain-line.ts';

export type EnrolRefusal =
  | { readonly kind: 'code' }
  /** A vault is one device of one person; another person takes a new identity. */
  | { readonly kind: 'deviceTaken' }
  | { readonly kind: 'revoked' };

/** Makes a device the device of the person that the code was made for. May be repeated with the same code. */
export const enrolDevice = (
  store: Store,
  device: DeviceId,
  request: EnrolRequest,
  nowMs: number,
  serverKey: string,
): Promise<Result<{ readonly person: PersonId; readonly name: string }, EnrolRefusal>> =>
  store.transaction().execute(async (tx) => {
    const used = await useCode(tx, nowMs, { purpose: 'enrol', code: request.code, by: device });
    if (!used.ok) return refuse({ kind: 'code' });
    const person = used.value;

    const known = await tx
      .selectFrom('devices')
      .select(['person', 'state'])
      .where('device', '=', device)
      .executeTakeFirst();
    if (known !== undefined && known.state !== 'active') return refuse({ kind: 'revoked' });
    if (known !== undefined && known.person !== person) return refuse({ kind: 'deviceTaken' });
    if (known === undefined) await addDevice(tx, device, person, request, nowMs, serverKey);

    const { name } = await tx
      .selectFrom('persons')
      .select('name')
      .where('person', '=', person)
      .executeTakeFirstOrThrow();
    return ok({ person, name });
  });

async function addDevice(
  tx: StoreTransaction,
  device: DeviceId,
  person: PersonId,
  request: EnrolRequest,
  nowMs: number,
  serverKey: string,
): Promise<void> {
  await tx
    .insertInto('devices')
    .values({
      device,
      public_key: request.deviceKey,
      person,
      label: plainLine(request.label),
      platform: plainLine(request.platform),
      version: plainLine(request.version),
      recipient: request.recipient === undefined ? null : plainLine(request.recipient),
      enrolled_ms: nowMs,
      last_contact_ms: nowMs,
      state: 'active',
      state_ms: nowMs,
      server_key: serverKey,
    })
    .execute();
}
