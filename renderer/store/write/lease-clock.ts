import {
  countLeaseAbsence,
  isLeaseOver,
  leaseAfterContact,
  leaseDurationMs,
  countLeaseStep,
} from '#domain/people/lease.ts';
import type { AlarmTimer } from '#sync/client/ports.ts';
import type { FieldDatabase } from '../db/database.ts';
import { isStorageFull } from '../db/disk-failure.ts';
import type { LiveStateCell } from '../live-state.ts';
import { type MetaValue, putMeta, readMeta, readSomeMeta } from '../db/meta.ts';

/**
 * Since when this vault has had no contact, as a question that is asked with the clock: is it only to be read until
 * there is one (security.md 3)? Before enrolment there is no lease. Runs in the caller's transaction over `meta`.
 */
export async function readLeaseCheck(db: FieldDatabase): Promise<(nowMs: number) => boolean> {
  const { enrolment, lease } = await readSomeMeta(db, ['enrolment', 'lease']);
  return leaseCheckOf(enrolment, lease);
}

/** The same, from what was read already. */
export function leaseCheckOf(
  terms: MetaValue<'enrolment'> | undefined,
  count: MetaValue<'lease'> | undefined,
): (nowMs: number) => boolean {
  if (terms === undefined || count === undefined) return () => false;
  return (nowMs) => isLeaseOver(count, leaseDurationMs(terms.lease), nowMs);
}

/** Headquarters answered. Runs in the caller's transaction. */
export const saveContact = (db: FieldDatabase, nowMs: number): Promise<void> =>
  putMeta(db, 'lease', leaseAfterContact(nowMs));

const leaseCheckIntervalMs = 60 * 60 * 1000;

export interface LeaseDependencies {
  readonly db: FieldDatabase;
  readonly live: LiveStateCell;
  readonly nowMs: () => number;
  readonly alarm: AlarmTimer;
  /** Hears of a database that fails. */
  readonly onBroken: (error: unknown) => void;
}

/** Looks at the clock now and every hour, for what passed is counted in steps. Returns the way to stop. */
export async function startLeaseClock(parts: LeaseDependencies): Promise<() => void> {
  const { db, live, nowMs, alarm, onBroken } = parts;
  let isStopped = false;
  let callOff = (): void => undefined;
  // Until one look is kept, the next one is the first.
  let take = countLeaseAbsence;
  const look = async (): Promise<void> => {
    await saveLeaseCheck(db, nowMs(), take);
    take = countLeaseStep;
    live.change({ lookedAtMs: nowMs() });
  };
  const lookAgain = (): void => {
    if (isStopped) return;
    callOff = alarm.at(nowMs() + leaseCheckIntervalMs, lookAgain);
    // A disk that takes no more: then this hour is counted with the next.
    look().catch((error: unknown) => void (isStopped || isStorageFull(error) || onBroken(error)));
  };
  callOff = alarm.at(nowMs() + leaseCheckIntervalMs, lookAgain);
  await look().catch((error: unknown) => void (isStorageFull(error) || onBroken(error)));
  return () => {
    isStopped = true;
    callOff();
  };
}

/** A vault whose database was built anew knows of no contact any more: its lease begins now, and locks nobody out. */
async function saveLeaseCheck(db: FieldDatabase, nowMs: number, take: typeof countLeaseStep): Promise<void> {
  await db.transaction('rw', db.meta, async () => {
    const count = await readMeta(db, 'lease');
    if (count !== undefined) await putMeta(db, 'lease', take(count, nowMs));
    else if ((await readMeta(db, 'enrolment')) !== undefined)
      await putMeta(db, 'lease', leaseAfterContact(nowMs));
  });
}
