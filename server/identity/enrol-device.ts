import { ok, refuse, type Result } from '#domain/base/result.ts';
import type { DeviceId, PersonId } from '#domain/ids.ts';
import type { EnrolRequest } from '#sync/protocol/wire.ts';
import type { Store, StoreTransaction } from '../store/open-store.ts';
import type { Surroundings } from '../surroundings.ts';
import { audit } from './audit.ts';
import { tellPerson } from './notices.ts';
import { useCode } from './one-time-codes.ts';
import { plainLine } from './plain-line.ts';
import { sharesWriters } from './writer-clash.ts';

/** How long another laptop of the person can refuse a new one, which is then revoked. */
const refusableMs = 7 * 24 * 60 * 60 * 1_000;

export type EnrolRefusal =
  | { readonly kind: 'code' }
  /** The code is right, and nobody has agreed to it yet. */
  | { readonly kind: 'waiting' }
  /** A vault is one device of one person; another person takes a new identity. So does who would write as another device. */
  | { readonly kind: 'deviceTaken' }
  | { readonly kind: 'revoked' };

/** Makes a device the device of the person that the code was made for. May be repeated with the same code. */
export const enrolDevice = (
  store: Store,
  surroundings: Surroundings,
  device: DeviceId,
  request: EnrolRequest,
  serverKey: string,
): Promise<Result<{ readonly person: PersonId; readonly name: string }, EnrolRefusal>> =>
  store.transaction().execute(async (tx) => {
    const nowMs = surroundings.nowMs();
    const used = await useCode(tx, nowMs, { purpose: 'enrol', code: request.code, by: device });
    if (!used.ok) return refuse({ kind: used.refusal });
    const { person, madeBy } = used.value;

    const known = await tx
      .selectFrom('devices')
      .select(['person', 'state'])
      .where('device', '=', device)
      .executeTakeFirst();
    if (known !== undefined && known.state !== 'active') return refuse({ kind: 'revoked' });
    if (known !== undefined && known.person !== person) return refuse({ kind: 'deviceTaken' });
    if (known === undefined && (await sharesWriters(tx, device))) return refuse({ kind: 'deviceTaken' });
    if (known === undefined) {
      await addDevice(tx, device, person, request, nowMs, serverKey);
      const endsMs = nowMs + refusableMs;
      // At the very moment from which the device is this person's, so that it decides nothing about itself (N2).
      const thatMoment = { ...surroundings, nowMs: () => nowMs };
      await tellPerson(tx, thatMoment, { person, kind: 'deviceJoined', device, by: madeBy, endsMs });
      const subject = { device, ...(madeBy !== null && { codeBy: madeBy }) };
      await audit(tx, surroundings, { actor: person, act: 'enrol', subject });
    }

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
