import type { LogId } from '#domain/ids.ts';
import { isGraceOver, type Listed, listAgain } from '#domain/privacy/grace.ts';
import type { FieldDatabase } from '../database.ts';
import { knownMeta } from '../known-rows.ts';
import { putMeta, readMeta } from '../meta.ts';
import { readAgreedNowMs } from '../notes/read-due.ts';
import type { LogRow } from '../rows.ts';

/** Something of a mission that is due, and by which day it is listed. */
interface Due {
  readonly row: LogRow;
  readonly dueAtMs: number;
}

/** One of the lists that the person sees before anything is erased, and what stands in it. */
export interface DueList<D extends Due> {
  readonly name: 'dueMissions' | 'dueParts';
  readonly find: (db: FieldDatabase, atMs: number) => Promise<readonly D[]>;
}

/** Brings a list up to date; answers what has stood in it for long enough. While it is not known how late it is, it stands. */
export async function keepDueList<D extends Due>(
  db: FieldDatabase,
  { name, find }: DueList<D>,
  nowMs: number,
): Promise<readonly D[]> {
  const atMs = await readAgreedNowMs(db, nowMs);
  if (atMs === null) return [];
  const due = await find(db, atMs);
  const before = await knownMeta(db, name);
  if (due.length === 0 && before === undefined) return [];
  const listed: Record<LogId, Listed> = {};
  for (const { row, dueAtMs } of due) listed[row.log] = listAgain(before?.[row.log], dueAtMs, atMs);
  await putMeta(db, name, listed);
  return due.filter((one) => isReady(one, listed[one.row.log], atMs));
}

/** What of a mission is still due by the day that it was listed by, and has stood in the list for long enough; else null. */
export async function readListed<D extends Due>(
  db: FieldDatabase,
  { name, find }: DueList<D>,
  log: LogId,
  nowMs: number,
): Promise<{ readonly due: D; readonly atMs: number } | null> {
  const atMs = await readAgreedNowMs(db, nowMs);
  if (atMs === null) return null;
  const listed = (await readMeta(db, name))?.[log];
  const due = (await find(db, atMs)).find(({ row }) => row.log === log);
  return due === undefined || !isReady(due, listed, atMs) ? null : { due, atMs };
}

/** It is gone, or is not to be listed any more. */
export async function takeOffDueList(
  db: FieldDatabase,
  name: DueList<Due>['name'],
  log: LogId,
): Promise<void> {
  const { [log]: listed, ...others } = (await readMeta(db, name)) ?? {};
  if (listed) await putMeta(db, name, others);
}

const isReady = ({ dueAtMs }: Due, listed: Listed | undefined, atMs: number): boolean =>
  listed !== undefined && listed.dueAtMs === dueAtMs && isGraceOver(listed, atMs);
