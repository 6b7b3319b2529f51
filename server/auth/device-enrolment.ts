import { PostgresAdapter, sql } from 'kysely';
import { ok, type Result, refuse } from '#base/result.ts';
import { toShownLine } from '#base/shown-line.ts';
import { clientIdDigits } from '#domain/document/text-client-id.ts';
import type { DeviceId, PersonId } from '#domain/ids.ts';
import type { RenewRequest } from '#sync/protocol/renew-identity.ts';
import type { EnrolRequest } from '#sync/protocol/wire.ts';
import { appendAuditLine } from '../db/audit-trail.ts';
import type { RuntimeDependencies, ServerStore, StoreTransaction } from '../db/open-store.ts';
import { notifyPerson } from './notices.ts';
import { consumeOneTimeCode } from './one-time-codes.ts';

/** Device with a trusted request, and its successor; the proof of the new key was checked. */
interface DeviceRenewal {
  readonly former: DeviceId;
  readonly renewed: DeviceId;
  readonly request: RenewRequest;
}

type RenewalRefusal =
  /** One of the two devices is revoked. */
  | { readonly kind: 'revoked' }
  /** The new key belongs to another person's device, or its text client ids clash with those of another device. */
  | { readonly kind: 'deviceTaken' };

/**
 * Renew a device's identity: its person continues with the new one (P2). The former device stays active. Another copy
 * of it may be in use, and its packs may still arrive (P3). Idempotent: only the first call counts and leaves an audit
 * line.
 */
export const renewDeviceIdentity = (
  store: ServerStore,
  dependencies: RuntimeDependencies,
  { former, renewed, request }: DeviceRenewal,
): Promise<Result<{ readonly person: PersonId; readonly name: string }, RenewalRefusal>> =>
  store.transaction().execute(async (tx) => {
    const from = await lockFormerDevice(tx, former);
    if (from === undefined || from.state !== 'active') return refuse({ kind: 'revoked' });
    const { name, person } = from;

    const known = await tx
      .selectFrom('devices')
      .select(['person', 'state'])
      .where('device', '=', renewed)
      .executeTakeFirst();
    if (known !== undefined) {
      if (known.person !== person) return refuse({ kind: 'deviceTaken' });
      return known.state === 'active' ? ok({ person, name }) : refuse({ kind: 'revoked' });
    }
    if (await hasTextWriterClash(tx, renewed)) return refuse({ kind: 'deviceTaken' });
    const nowMs = dependencies.nowMs();
    await tx
      .insertInto('devices')
      .values({
        device: renewed,
        public_key: request.deviceKey,
        person,
        label: toShownLine(request.label),
        platform: toShownLine(request.platform),
        version: toShownLine(request.version),
        recipient: from.recipient,
        enrolled_ms: nowMs,
        last_contact_ms: nowMs,
        state: 'active',
        state_ms: nowMs,
        renewed_from: former,
        server_key: from.server_key,
        present_since_ms: from.present_since_ms ?? from.enrolled_ms,
      })
      .execute();
    await appendAuditLine(tx, dependencies, {
      actor: person,
      act: 'renew',
      subject: { device: former, renewed, why: request.why },
    });
    return ok({ person, name });
  });

/** Lock the former device's row, so that nobody revokes it before this transaction ends. */
const lockFormerDevice = (tx: StoreTransaction, deviceId: DeviceId) =>
  tx
    .selectFrom('devices')
    .innerJoin('persons', 'persons.person', 'devices.person')
    .select([
      'devices.person',
      'devices.state',
      'devices.recipient',
      'devices.server_key',
      'devices.enrolled_ms',
      'devices.present_since_ms',
      'persons.name',
    ])
    .where('devices.device', '=', deviceId)
    .$if(tx.getExecutor().adapter instanceof PostgresAdapter, (query) => query.forUpdate('devices'))
    .executeTakeFirst();

/**
 * Return whether this new device would write texts under the client ids of another one (M4). Among 10,000 devices the
 * chance is one in 400,000. An attacker who tries keys until it happens could write as a colleague.
 */
async function hasTextWriterClash(tx: StoreTransaction, deviceId: DeviceId): Promise<boolean> {
  const otherDeviceId = await tx
    .selectFrom('devices')
    .select('device')
    .where(sql<boolean>`device like ${`${clientIdDigits(deviceId)}%`}`)
    .where('device', '!=', deviceId)
    .executeTakeFirst();
  return otherDeviceId !== undefined;
}

/** Time in which another laptop of the person can refuse, and so revoke, a new one. */
const enrolmentRefusableMs = 7 * 24 * 60 * 60 * 1_000;

type EnrolmentRefusal =
  | { readonly kind: 'code' }
  /** The code is right, but not approved yet. */
  | { readonly kind: 'waiting' }
  /**
   * The vault belongs to another person, or its text client ids clash with those of another device. Both need a new
   * identity.
   */
  | { readonly kind: 'deviceTaken' }
  | { readonly kind: 'revoked' };

/** Enrol a device for the person of the code. Idempotent with the same code. */
export const enrolDeviceByCode = (
  store: ServerStore,
  dependencies: RuntimeDependencies,
  deviceId: DeviceId,
  enrolRequest: EnrolRequest,
  serverKey: string,
): Promise<Result<{ readonly person: PersonId; readonly name: string }, EnrolmentRefusal>> =>
  store.transaction().execute(async (tx) => {
    const nowMs = dependencies.nowMs();
    const used = await consumeOneTimeCode(tx, nowMs, {
      purpose: 'enrol',
      code: enrolRequest.code,
      by: deviceId,
    });
    if (!used.ok) return refuse({ kind: used.refusal });
    const { person, madeBy } = used.value;

    const known = await tx
      .selectFrom('devices')
      .select(['person', 'state'])
      .where('device', '=', deviceId)
      .executeTakeFirst();
    if (known !== undefined && known.state !== 'active') return refuse({ kind: 'revoked' });
    if (known !== undefined && known.person !== person) return refuse({ kind: 'deviceTaken' });
    if (known === undefined && (await hasTextWriterClash(tx, deviceId)))
      return refuse({ kind: 'deviceTaken' });
    if (known === undefined) {
      await insertEnrolledDevice(tx, deviceId, person, enrolRequest, nowMs, serverKey);
      const endsMs = nowMs + enrolmentRefusableMs;
      // Same moment as the device's enrolment, so that it decides nothing about itself (N2).
      const thatMoment = { ...dependencies, nowMs: () => nowMs };
      await notifyPerson(tx, thatMoment, {
        person,
        kind: 'deviceJoined',
        device: deviceId,
        by: madeBy,
        endsMs,
      });
      const subject = { device: deviceId, ...(madeBy !== null && { codeBy: madeBy }) };
      await appendAuditLine(tx, dependencies, { actor: person, act: 'enrol', subject });
    }

    const { name } = await tx
      .selectFrom('persons')
      .select('name')
      .where('person', '=', person)
      .executeTakeFirstOrThrow();
    return ok({ person, name });
  });

async function insertEnrolledDevice(
  tx: StoreTransaction,
  device: DeviceId,
  person: PersonId,
  enrolRequest: EnrolRequest,
  nowMs: number,
  serverKey: string,
): Promise<void> {
  await tx
    .insertInto('devices')
    .values({
      device,
      public_key: enrolRequest.deviceKey,
      person,
      label: toShownLine(enrolRequest.label),
      platform: toShownLine(enrolRequest.platform),
      version: toShownLine(enrolRequest.version),
      recipient: enrolRequest.recipient === undefined ? null : toShownLine(enrolRequest.recipient),
      enrolled_ms: nowMs,
      last_contact_ms: nowMs,
      state: 'active',
      state_ms: nowMs,
      server_key: serverKey,
    })
    .execute();
}
