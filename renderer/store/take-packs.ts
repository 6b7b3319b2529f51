import { merge, type Stamp } from '#domain/clock/hlc.ts';
import { dotOf, numberOf } from '#domain/document/dot.ts';
import { seenUpTo } from '#domain/document/version-vector.ts';
import type { DeviceId } from '#domain/ids.ts';
import { judgeArrival } from '#sync/client/judge-arrival.ts';
import type { FieldDatabase } from './database.ts';
import type { LogWork } from './log-work.ts';
import type { ArrivedPack, OpenedEntry } from './open-entries.ts';
import { park } from './park.ts';
import { chainEndOf, type EarlyRow, type PackRow, type ParkedRow } from './rows.ts';

/** What taking the entries of one log needs; runs inside one transaction. */
export interface Taking {
  readonly db: FieldDatabase;
  readonly work: LogWork;
  readonly own: DeviceId;
  readonly nowMs: number;
  /** By the clock as headquarters corrected it. */
  readonly correctedNowMs: number;
  /** Packs of this log that wait for an earlier one (M6), readable ones only. */
  readonly early: ArrivedPack[];
  clock: Stamp;
  /** Ops of others that were new here. */
  taken: number;
  /** Own ops up to here are known to be in headquarters' log: it accepted them, or sent them back. */
  ownSeen: number;
}

/** Takes one entry at its place in the log. Taking it again changes nothing (S4). */
export async function takeEntry(taking: Taking, entry: OpenedEntry): Promise<void> {
  switch (entry.kind) {
    case 'unreadable':
      return parkText(taking, 'entry', entry.why, entry);
    case 'release':
      for (const n of entry.numbers) taking.work.release(dotOf(entry.device, n));
      return;
    case 'pack': {
      await takePack(taking, entry);
      await takeWaiting(taking, entry.opened.device);
    }
  }
}

async function takePack(taking: Taking, arrived: ArrivedPack): Promise<void> {
  const { db, work } = taking;
  const { row, opened } = arrived;
  const stored = await db.packs.get([row.log, row.device, row.first]);
  // Of the own device there may be ops beyond its last pack: those numbers are taken as well.
  const chain = chainEndOf(work.row, row.device);
  const n = seenUpTo(work.row.have, row.device);
  const hash = row.device !== taking.own && chain.n < n ? null : chain.hash;
  // What came in a snapshot is here without its packs.
  const isBased = stored === undefined && row.last <= seenUpTo(work.row.based ?? {}, row.device);
  const arrival = judgeArrival({ n, hash }, opened, isBased || stored?.hash === row.hash);
  switch (arrival.kind) {
    case 'next':
      seeOwn(taking, row);
      return takeOps(taking, arrived);
    case 'known':
      seeOwn(taking, row);
      return holdOps(work, arrived);
    case 'early':
      taking.early.push(arrived);
      await db.early.put({ ...row, held: arrived.held } satisfies EarlyRow);
      return;
    case 'broken':
      return parkText(taking, 'pack', arrival.why, { hash: row.hash, text: row.payload });
  }
}

function seeOwn(taking: Taking, row: PackRow): void {
  if (row.device === taking.own) taking.ownSeen = Math.max(taking.ownSeen, row.last);
}

async function takeOps(taking: Taking, { row, opened, held }: ArrivedPack): Promise<void> {
  const { db, work, own } = taking;
  const isHeld = new Set(held);
  for (const op of opened.ops) {
    work.take(op, isHeld.has(numberOf(op.dot)));
    work.confirmed.add(op.doc);
    taking.clock = merge(taking.clock, op.stamp, taking.correctedNowMs);
  }
  work.extendChain(row.device, row.last, row.hash);
  if (row.device !== own) taking.taken += opened.ops.length;
  await db.packs.add(row);
}

function holdOps(work: LogWork, { opened, held }: ArrivedPack): void {
  for (const op of opened.ops) if (held.includes(numberOf(op.dot))) work.hold(op.dot, op.doc);
}

/** M6: what waited for ops that came in a snapshot follows now. */
export async function takeAllWaiting(taking: Taking): Promise<void> {
  for (const device of new Set(taking.early.map(({ row }) => row.device))) await takeWaiting(taking, device);
}

/** M6: a hole was filled, so what waited for it follows, in the order of n. */
async function takeWaiting(taking: Taking, device: DeviceId): Promise<void> {
  const waiting = taking.early
    .filter(({ row }) => row.device === device)
    .sort((a, b) => a.row.first - b.row.first);
  for (const arrived of waiting) {
    const { row } = arrived;
    if (row.first > seenUpTo(taking.work.row.have, device) + 1) return;
    taking.early.splice(taking.early.indexOf(arrived), 1);
    await taking.db.early.delete([row.log, device, row.first]);
    await takePack(taking, arrived);
  }
}

const parkText = (
  { db, nowMs }: Taking,
  what: ParkedRow['what'],
  why: string,
  { hash, text }: Pick<ParkedRow, 'hash' | 'text'>,
): Promise<void> => park(db, { atMs: nowMs, what, why, hash, text });
