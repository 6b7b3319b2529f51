import type { DeviceId, LogId, PersonId } from '#domain/ids.ts';
import { type AccessNotice, maximumNotices, type NoticeKind } from '#sync/protocol/access-notices.ts';
import {
  newUuid,
  type RuntimeDependencies,
  type ServerStore,
  type StoreTransaction,
} from '../db/open-store.ts';
import type { NoticesTable } from '../db/tables-access.ts';
import { oldestSecondFactorMs } from './second-person.ts';

/** Lifetime of a notice; older ones are hidden, and deleted with the next one. */
const noticeLifetimeMs = 90 * 24 * 60 * 60 * 1_000;
/** Reader id of browsers, as a device's id for a device. */
const browserReaderId = 'console';

/** Reader of notices: one of the person's devices, or a session of the console. */
export interface NoticeReader {
  readonly person: PersonId;
  readonly device: DeviceId | null;
}

/** Notice for a person: event, subject and actor; null for the command line. */
interface NewNotice {
  readonly person: PersonId;
  readonly kind: NoticeKind;
  readonly by: PersonId | null;
  readonly device?: DeviceId;
  /** Approval or recovery that a refusal ends. */
  readonly approval?: string;
  readonly recovery?: string;
  /** End of the time for a refusal; left out where none is possible. */
  readonly endsMs?: number;
  /** Log of an erasure, and number of erased values. */
  readonly log?: LogId;
  readonly count?: number;
}

/** Store a notice for all devices of a person, also for later ones. */
export async function notifyPerson(
  tx: StoreTransaction,
  dependencies: RuntimeDependencies,
  { person, kind, by, device, approval, recovery, endsMs, log, count }: NewNotice,
): Promise<void> {
  const atMs = dependencies.nowMs();
  const old = tx
    .selectFrom('notices')
    .select('id')
    .where('at_ms', '<', atMs - noticeLifetimeMs);
  await tx.deleteFrom('seen_notices').where('notice', 'in', old).execute();
  await tx
    .deleteFrom('notices')
    .where('at_ms', '<', atMs - noticeLifetimeMs)
    .execute();
  await tx
    .insertInto('notices')
    .values({
      id: newUuid(dependencies),
      person,
      kind,
      at_ms: atMs,
      by_person: by,
      device: device ?? null,
      approval: approval ?? null,
      recovery: recovery ?? null,
      ends_ms: endsMs ?? null,
      log: log ?? null,
      erased_values: count ?? null,
    })
    .execute();
}

/** Erasure by a person: the log, and the number of erased values by the device that wrote them. */
interface ErasedWork {
  readonly by: PersonId;
  readonly log: LogId;
  readonly countByDevice: ReadonlyMap<DeviceId, number>;
  /** Time from which it is done, of an erasure that waits. */
  readonly endsMs?: number;
}

/** Tell the authors of values that are erased, or wait for it, without their content. The person who erased is not told. */
export async function notifyErasedAuthors(
  tx: StoreTransaction,
  dependencies: RuntimeDependencies,
  { by, log, countByDevice, endsMs }: ErasedWork,
): Promise<void> {
  const countByPerson = new Map<PersonId, number>();
  for (const [deviceId, count] of countByDevice) {
    const personId = await findOwner(tx, deviceId);
    if (personId !== undefined) countByPerson.set(personId, (countByPerson.get(personId) ?? 0) + count);
  }
  for (const [personId, count] of countByPerson)
    if (personId !== by && count > 0)
      await notifyPerson(tx, dependencies, {
        person: personId,
        kind: endsMs === undefined ? 'valuesErased' : 'erasureWaiting',
        by,
        log,
        count,
        ...(endsMs !== undefined && { endsMs }),
      });
}

/** Tell the owner of a laptop that somebody else revoked it: on their other laptops, and in the console. */
export async function notifyRevokedOwner(
  tx: StoreTransaction,
  dependencies: RuntimeDependencies,
  { device, by }: { readonly device: DeviceId; readonly by: PersonId | null },
): Promise<void> {
  const personId = await findOwner(tx, device);
  if (personId !== undefined && personId !== by)
    await notifyPerson(tx, dependencies, { person: personId, kind: 'deviceRevoked', by, device });
}

async function findOwner(tx: StoreTransaction, deviceId: DeviceId): Promise<PersonId | undefined> {
  const row = await tx
    .selectFrom('devices')
    .select('person')
    .where('device', '=', deviceId)
    .executeTakeFirst();
  return row?.person;
}

/**
 * Read the notices that this device, or this browser, has not acknowledged (N3), oldest first. None is about the device
 * itself.
 * @returns at most `maximumNotices`
 */
export async function readUnseenNotices(
  store: ServerStore,
  noticeReader: NoticeReader,
  nowMs: number,
): Promise<readonly AccessNotice[]> {
  const rows = await store
    .selectFrom('notices')
    .leftJoin('persons', 'persons.person', 'notices.by_person')
    .leftJoin('devices', 'devices.device', 'notices.device')
    .leftJoin('approvals', 'approvals.id', 'notices.approval')
    .leftJoin('recoveries', 'recoveries.id', 'notices.recovery')
    .leftJoin('logs', 'logs.log', 'notices.log')
    .selectAll('notices')
    .select([
      'persons.name',
      'devices.label',
      'logs.title',
      'devices.state as device_state',
      'approvals.state as approval_state',
      'recoveries.state as recovery_state',
    ])
    .where('notices.person', '=', noticeReader.person)
    .where('at_ms', '>', nowMs - noticeLifetimeMs)
    // A device gets no notice of its own enrolment, but one of the recovery of its own vault.
    .where((eb) => {
      if (noticeReader.device === null) return eb.lit(true);
      return eb.or([
        eb('notices.kind', '!=', 'deviceJoined'),
        eb('notices.device', '!=', noticeReader.device),
      ]);
    })
    .where((eb) =>
      eb.not(
        eb.exists(
          eb
            .selectFrom('seen_notices')
            .select('notice')
            .whereRef('notice', '=', 'notices.id')
            .where('seen_by', '=', noticeReader.device ?? browserReaderId),
        ),
      ),
    )
    .orderBy('at_ms')
    .orderBy('notices.id')
    .limit(maximumNotices)
    .execute();
  if (rows.length === 0) return [];
  const presentMs = await readerPresentSinceMs(store, noticeReader);
  return rows.map((row) => {
    const isPresent = presentMs !== null && presentMs < row.at_ms;
    const refusable = isPresent && isNoticeRefusable(row, nowMs);
    return {
      id: row.id,
      kind: row.kind,
      atMs: row.at_ms,
      ...(row.by_person !== null && { by: { person: row.by_person, name: row.name ?? '' } }),
      ...(row.device !== null && { device: row.device }),
      ...(row.label !== null && { label: row.label }),
      ...(row.title !== null && { label: row.title.slice(0, 200) }),
      ...(row.erased_values !== null && { count: row.erased_values }),
      ...(row.ends_ms !== null && { endsMs: row.ends_ms }),
      refusable,
      ...(row.approval !== null && { acceptable: refusable && row.approval_state === 'waiting' }),
    };
  });
}

/** Acknowledge for this device or browser alone. */
export async function acknowledgeNotice(
  store: ServerStore | StoreTransaction,
  noticeReader: NoticeReader,
  id: string,
): Promise<void> {
  await store
    .insertInto('seen_notices')
    .values({ notice: id, seen_by: noticeReader.device ?? browserReaderId })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

/**
 * Return since when a device is this person's, or since when they sign in to the console this way. Null for neither. A
 * reader newer than a notice does not decide about it (N2).
 */
export async function readerPresentSinceMs(
  store: ServerStore | StoreTransaction,
  { person, device }: NoticeReader,
): Promise<number | null> {
  if (device === null) return oldestSecondFactorMs(store, person);
  const row = await store
    .selectFrom('devices')
    .select(['enrolled_ms', 'present_since_ms'])
    .where('device', '=', device)
    .where('person', '=', person)
    .where('state', '=', 'active')
    .executeTakeFirst();
  return row === undefined ? null : (row.present_since_ms ?? row.enrolled_ms);
}

interface NoticeWithStates extends Pick<NoticesTable, 'ends_ms' | 'kind'> {
  readonly device_state: string | null;
  readonly approval_state: string | null;
  readonly recovery_state: string | null;
}

/** Return whether the act of a notice can still be refused. */
function isNoticeRefusable({ kind, ends_ms: endsMs, ...states }: NoticeWithStates, nowMs: number): boolean {
  // Authors are told of a lawful erasure, and cannot stop it.
  if (endsMs === null || endsMs < nowMs || kind === 'erasureWaiting') return false;
  if (kind === 'deviceJoined') return states.device_state === 'active';
  if (states.approval_state !== null) return states.approval_state !== 'refused';
  return states.recovery_state === 'started';
}
