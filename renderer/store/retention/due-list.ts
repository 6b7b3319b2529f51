import type { LogId } from '#domain/ids.ts';
import { agreedNowMs } from '#domain/kinds/device-lease.ts';
import { type GraceState, isGracePeriodOver, updateGraceState } from '#domain/privacy/retention-due.ts';
import type { FieldDatabase } from '../db/database.ts';
import type { LogRow } from '../db/log-row.ts';
import { putMeta, readCachedMeta, readMeta, readSomeMeta } from '../db/meta.ts';

/** List that the person sees before an erasure, with its entries. */
export interface DueList<D extends DueItem> {
  readonly name: 'dueMissions' | 'dueParts';
  readonly find: (db: FieldDatabase, atMs: number) => Promise<readonly D[]>;
}

/** Due content of a mission, and the day for its list. */
interface DueItem {
  readonly row: LogRow;
  readonly dueAtMs: number;
}

/**
 * Update a list.
 * @returns the entries that have been listed for long enough; none while the present time is uncertain.
 */
export async function updateDueList<D extends DueItem>(
  db: FieldDatabase,
  { name, find }: DueList<D>,
  nowMs: number,
): Promise<readonly D[]> {
  const atMs = await readAgreedNowMs(db, nowMs);
  if (atMs === null) return [];
  const due = await find(db, atMs);
  const before = await readCachedMeta(db, name);
  if (due.length === 0 && before === undefined) return [];
  const listed: Record<LogId, GraceState> = {};
  for (const { row, dueAtMs } of due) listed[row.log] = updateGraceState(before?.[row.log], dueAtMs, atMs);
  await putMeta(db, name, listed);
  return due.filter((one) => isErasable(one, listed[one.row.log], atMs));
}

/** Content of a mission that is still due by its day, and has been listed for long enough; else null. */
export async function readListedDue<D extends DueItem>(
  db: FieldDatabase,
  { name, find }: DueList<D>,
  logId: LogId,
  nowMs: number,
): Promise<{ readonly due: D; readonly atMs: number } | null> {
  const atMs = await readAgreedNowMs(db, nowMs);
  if (atMs === null) return null;
  const listedGraceState = (await readMeta(db, name))?.[logId];
  const due = (await find(db, atMs)).find(({ row }) => row.log === logId);
  return due === undefined || !isErasable(due, listedGraceState, atMs) ? null : { due, atMs };
}

/**
 * Earliest possible present time by headquarters' clock. Null while unknown, as in a rebuilt database before the first
 * answer. Runs in the caller's transaction over `meta`, or in none.
 */
export async function readAgreedNowMs(db: FieldDatabase, nowMs: number): Promise<number | null> {
  const { lease, clockOffsetMs } = await readSomeMeta(db, ['lease', 'clockOffsetMs']);
  return lease === undefined || clockOffsetMs === undefined
    ? null
    : agreedNowMs(lease, nowMs) + clockOffsetMs;
}

const isErasable = ({ dueAtMs }: DueItem, listedGraceState: GraceState | undefined, atMs: number): boolean =>
  listedGraceState !== undefined &&
  listedGraceState.dueAtMs === dueAtMs &&
  isGracePeriodOver(listedGraceState, atMs);
