import {
  countLeaseAbsence,
  isLeaseOver,
  leaseAfterContact,
  leaseDurationMs,
  countLeaseStep,
} from '#domain/people/permit.ts';
import type { AlarmTimer } from '#sync/client/ports.ts';
import type { FieldDatabase } from '../db/database.ts';
import { isStorageFull } from '../db/disk-failure.ts';
import type { LiveStateCell } from '../live-state.ts';
import { type MetaValue, putMeta, readMeta, readSomeMeta } from '../db/meta.ts';

/**
 * Check by the clock for the end of the lease (docs/security-requirements.md 3). The vault is then read-only until the
 * next contact. Before enrolment there is no lease. Runs in the caller's transaction over `meta`.
 */
export async function readLeaseCheck(db: FieldDatabase): Promise<(nowMs: number) => boolean> {
  const { enrolment, lease } = await readSomeMeta(db, ['enrolment', 'lease']);
  return leaseCheckOf(enrolment, lease);
}

/** The same from values that were read already. */
export function leaseCheckOf(
  terms: MetaValue<'enrolment'> | undefined,
  count: MetaValue<'lease'> | undefined,
): (nowMs: number) => boolean {
  if (terms === undefined || count === undefined) return () => false;
  return (nowMs) => isLeaseOver(count, leaseDurationMs(terms.lease), nowMs);
}

/** Record an answer of headquarters. Runs in the caller's transaction. */
export const saveContact = (db: FieldDatabase, nowMs: number): Promise<void> =>
  putMeta(db, 'lease', leaseAfterContact(nowMs));

const leaseCheckIntervalMs = 60 * 60 * 1000;

interface LeaseDependencies {
  readonly db: FieldDatabase;
  readonly live: LiveStateCell;
  readonly nowMs: () => number;
  readonly alarm: AlarmTimer;
  /** Called for a failing database. */
  readonly onBroken: (error: unknown) => void;
}

/**
 * Check the clock now and every hour, since elapsed time is counted in steps.
 * @returns the function that stops it.
 */
export async function startLeaseClock(parts: LeaseDependencies): Promise<() => void> {
  const { db, live, nowMs, alarm, onBroken } = parts;
  let isStopped = false;
  let callOff = (): void => undefined;
  // Until one check is saved, the next one counts as the first.
  let take = countLeaseAbsence;
  const look = async (): Promise<void> => {
    await saveLeaseCheck(db, nowMs(), take);
    take = countLeaseStep;
    live.change({ lookedAtMs: nowMs() });
  };
  const lookAgain = (): void => {
    if (isStopped) return;
    callOff = alarm.at(nowMs() + leaseCheckIntervalMs, lookAgain);
    // A disk that refuses writes: this hour is counted with the next.
    look().catch((error: unknown) => void (isStopped || isStorageFull(error) || onBroken(error)));
  };
  callOff = alarm.at(nowMs() + leaseCheckIntervalMs, lookAgain);
  await look().catch((error: unknown) => void (isStorageFull(error) || onBroken(error)));
  return () => {
    isStopped = true;
    callOff();
  };
}

/** A rebuilt database knows no contact: its lease begins now, and locks nobody out. */
async function saveLeaseCheck(db: FieldDatabase, nowMs: number, take: typeof countLeaseStep): Promise<void> {
  await db.transaction('rw', db.meta, async () => {
    const count = await readMeta(db, 'lease');
    if (count !== undefined) await putMeta(db, 'lease', take(count, nowMs));
    else if ((await readMeta(db, 'enrolment')) !== undefined)
      await putMeta(db, 'lease', leaseAfterContact(nowMs));
  });
}
