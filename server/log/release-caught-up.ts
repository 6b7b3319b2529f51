import { isReleasable, mayRead } from '#domain/people/permit.ts';
import type { DeviceId, LogId, PersonId } from '#domain/ids.ts';
import type { SyncRequest } from '#sync/protocol/wire.ts';
import { rolesIn } from '../access/directory.ts';
import type { Store, StoreTransaction } from '../store/open-store.ts';
import { lockLog } from './log-lock.ts';
import { releaseAt } from './release-ops.ts';
import { formerDevices } from './text-authorship.ts';

/** Held ops of one log that one request is asked about. */
const mostAtOnce = 25;

/** Ops that deleted (M4) or replaced (M2) values and words which had not come to headquarters. */
const aheadReasons = (['aheadOfText', 'aheadOfValue'] as const).map((kind) => JSON.stringify({ kind }));

/**
 * Releases ops of the asking device that were held because they were ahead of headquarters (M2, M4). Each takes effect once
 * headquarters has what it names and the device has read the document as it is now: so its author knew what goes. The
 * release is an entry of the log like any other, by the device's person.
 */
export async function releaseCaughtUp(
  store: Store,
  { device: asking, logs }: Pick<SyncRequest, 'device' | 'logs'>,
  person: PersonId,
  readable: ReadonlySet<LogId>,
  nowMs: number,
): Promise<void> {
  // A renewed device has read what its former ones wrote on (P2).
  const devices = [asking, ...(await formerDevices(store, asking))];
  // Keys of a parsed record are log ids; Object.entries forgets that.
  for (const [log, question] of Object.entries(logs) as [LogId, SyncRequest['logs'][LogId]][]) {
    const since = question?.since ?? 0;
    if (!readable.has(log) || (await heldAhead(store, log, devices, since, nowMs)).length === 0) continue;
    await store.transaction().execute(async (tx) => {
      let place = await lockLog(tx, log);
      const roles = await rolesIn(tx, log, person);
      if (place === undefined || !mayRead(roles)) return;
      // Asked again: under the lock nothing comes in between.
      for (const { device, n } of await heldAhead(tx, log, devices, since, nowMs))
        if (await releaseAt(tx, { log, device, by: person, nowMs }, [n], place, roles)) place += 1;
    });
  }
}

/**
 * Ops of these devices that were ahead of a document which their laptop has read as it is now, oldest first. Of many it is a
 * part, another one at another millisecond: those that wait for something that never comes must not hold up the rest.
 */
async function heldAhead(
  tx: Store | StoreTransaction,
  log: LogId,
  devices: readonly DeviceId[],
  since: number,
  nowMs: number,
): Promise<readonly { readonly device: DeviceId; readonly n: number }[]> {
  const waiting = tx
    .selectFrom('held_ops')
    .innerJoin('documents', (join) =>
      join.onRef('documents.log', '=', 'held_ops.log').onRef('documents.doc', '=', 'held_ops.doc'),
    )
    .where('held_ops.log', '=', log)
    .where('held_ops.device', 'in', devices)
    .where('held_ops.reason', 'in', aheadReasons)
    .where('held_ops.released_place', 'is', null)
    .where('documents.changed_place', '<=', since);
  const { count } = await waiting
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow();
  if (count === 0) return [];
  const parts = Math.ceil(count / mostAtOnce);
  const rows = await waiting
    .select(['held_ops.device', 'held_ops.n', 'held_ops.kind'])
    .orderBy('held_ops.place')
    .orderBy('held_ops.n')
    .limit(mostAtOnce)
    .offset((nowMs % parts) * mostAtOnce)
    .execute();
  return rows.filter(({ kind }) => isReleasable(kind));
}
