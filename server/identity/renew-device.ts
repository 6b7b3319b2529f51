import { PostgresAdapter } from 'kysely';
import { ok, refuse, type Result } from '#domain/base/result.ts';
import type { DeviceId, PersonId } from '#domain/ids.ts';
import type { RenewRequest } from '#sync/protocol/renew.ts';
import type { Store, StoreTransaction } from '../store/open-store.ts';
import type { Surroundings } from '../surroundings.ts';
import { audit } from './audit.ts';
import { plainLine } from './plain-line.ts';
import { sharesWriters } from './writer-clash.ts';

/** A device whose request was trusted, and the one that it goes on as; the proof of the new key was checked. */
export interface Renewal {
  readonly former: DeviceId;
  readonly renewed: DeviceId;
  readonly request: RenewRequest;
}

export type RenewRefusal =
  /** One of the two devices is revoked. */
  | { readonly kind: 'revoked' }
  /** The new key is the device of another person, or would write as another device. */
  | { readonly kind: 'deviceTaken' };

/**
 * P2: the former device's person goes on with the new one. The former stays active: another copy of it may be in use,
 * and its packs may still be on their way (P3). May be repeated; only the first time counts and leaves an audit line.
 */
export const renewDevice = (
  store: Store,
  surroundings: Surroundings,
  { former, renewed, request }: Renewal,
): Promise<Result<{ readonly person: PersonId; readonly name: string }, RenewRefusal>> =>
  store.transaction().execute(async (tx) => {
    const from = await lockFormer(tx, former);
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
    if (await sharesWriters(tx, renewed)) return refuse({ kind: 'deviceTaken' });
    const nowMs = surroundings.nowMs();
    await tx
      .insertInto('devices')
      .values({
        device: renewed,
        public_key: request.deviceKey,
        person,
        label: plainLine(request.label),
        platform: plainLine(request.platform),
        version: plainLine(request.version),
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
    await audit(tx, surroundings, {
      actor: person,
      act: 'renew',
      subject: { device: former, renewed, why: request.why },
    });
    return ok({ person, name });
  });

/** The former device's row, which nobody revokes before this transaction ends. */
const lockFormer = (tx: StoreTransaction, device: DeviceId) =>
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
    .where('devices.device', '=', device)
    .$if(tx.getExecutor().adapter instanceof PostgresAdapter, (query) => query.forUpdate('devices'))
    .executeTakeFirst();
