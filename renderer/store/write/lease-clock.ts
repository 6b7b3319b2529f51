import {
  countLeaseAbsence,
  countLeaseStep,
  isLeaseOver,
  leaseAfterContact,
  leaseDurationMs,
  leaseLeftMs,
  leaseWarningDays,
} from '#domain/kinds/device-lease.ts';
import type { AlarmTimer } from '#sync/client/ports.ts';
import type { LiveStateCell } from '../api/live-state.ts';
import type { StoreSession } from '../api/store-api.ts';
import type { FieldDatabase } from '../db/database.ts';
import { isStorageFull } from '../db/disk-failure.ts';
import { type MetaKey, type MetaValue, putMeta, readMeta, readSomeMeta } from '../db/meta.ts';

type Lease = Pick<Partial<{ readonly [K in MetaKey]: MetaValue<K> }>, 'enrolment' | 'lease'>;

/** Read the lease and the time since the last contact. Runs in the caller's transaction over `meta`. */
export const readLease = (db: FieldDatabase): Promise<Lease> => readSomeMeta(db, ['enrolment', 'lease']);

/**
 * State of the lease by the clock (docs/security-requirements.md 3). Work goes on after its end. Before enrolment there
 * is no lease.
 */
export function leaseStateOf(
  { enrolment: enrolmentTerms, lease: leaseCheck }: Lease,
  nowMs: number,
): Pick<StoreSession, 'leaseOver' | 'leaseDaysLeft'> {
  if (enrolmentTerms === undefined || leaseCheck === undefined)
    return { leaseOver: false, leaseDaysLeft: null };
  const leaseMs = leaseDurationMs(enrolmentTerms.lease);
  if (isLeaseOver(leaseCheck, leaseMs, nowMs)) return { leaseOver: true, leaseDaysLeft: null };
  return { leaseOver: false, leaseDaysLeft: leaseWarningDays(leaseLeftMs(leaseCheck, leaseMs, nowMs)) };
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
    const leaseCheck = await readMeta(db, 'lease');
    if (leaseCheck !== undefined) await putMeta(db, 'lease', take(leaseCheck, nowMs));
    else if ((await readMeta(db, 'enrolment')) !== undefined)
      await putMeta(db, 'lease', leaseAfterContact(nowMs));
  });
}
