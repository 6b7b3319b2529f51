import { isFarAhead, laterStamp, merge, type Stamp } from '#domain/clock/hlc.ts';
import { deviceOf, dotOf, numberOf } from '#domain/document/dot.ts';
import type { Op } from '#domain/document/op.ts';
import { seenUpTo } from '#domain/document/version-vector.ts';
import type { DeviceId } from '#domain/ids.ts';
import { comparedDoubts, compareWhole, raiseDoubt, settleDoubt } from '#sync/client/doubts.ts';
import { isErasedFormOf } from '#sync/protocol/erased-pack.ts';
import { sha256Of } from '#sync/protocol/hash.ts';
import { commonPoint, judgeByChain } from './chain.ts';
import type { FieldDatabase } from './database.ts';
import type { Forks } from './forks.ts';
import type { LogWork } from './log-work.ts';
import type { ArrivedPack, OpenedEntry } from './open-entries.ts';
import { openStored } from './open-stored.ts';
import { park, parkUnreadable } from './park.ts';
import { rollBack } from './roll-back.ts';
import { obeyErasure } from './retention/obey-erasure.ts';
import { doubtsOf, type EarlyRow, type PackRow, type ParkedRow } from './rows.ts';
import { isSuspicious } from './suspected-ops.ts';
import { sharesOf } from './waiting.ts';

/** What taking the packs of one log needs; runs inside one transaction. */
export interface Taking {
  readonly db: FieldDatabase;
  readonly work: LogWork;
  readonly own: DeviceId;
  readonly nowMs: number;
  /** By the clock as headquarters corrected it. */
  readonly correctedNowMs: number;
  /** Packs of this log that wait for an earlier one (M6), readable ones only, by their first number. */
  readonly early: ArrivedPack[];
  /** Chains that headquarters sends so that both copies are compared. */
  readonly comparing: ReadonlySet<DeviceId>;
  readonly forks: Forks;
  clock: Stamp;
  /** Ops of others that were new here. */
  taken: number;
  /** Own ops up to here are known to be in headquarters' log: it accepted them, or sent them back. */
  ownSeen: number;
  /** The first numbers of own packs that headquarters sent back, so that they never waited here. */
  readonly ownBack: Set<number>;
  /** Where headquarters' copy of the own chain parts from ours (P2); infinite as far as is known. */
  ownCommon: number;
  /** Headquarters' entries do not fit what was read of its log before: some of them are missing here. */
  missesSome: boolean;
  /** A chain is to be compared from its beginning. */
  compares: boolean;
}

/** A taking that has taken nothing yet. */
export const beginTaking = (
  start: Pick<Taking, 'db' | 'work' | 'own' | 'nowMs' | 'correctedNowMs' | 'early' | 'forks' | 'clock'>,
): Taking => ({
  ...start,
  comparing: new Set(comparedDoubts(doubtsOf(start.work.row))),
  taken: 0,
  ownSeen: 0,
  ownBack: new Set(),
  ownCommon: Number.POSITIVE_INFINITY,
  missesSome: false,
  compares: false,
});

/** Takes one entry at its place in the log. Taking it again changes nothing (S4). */
export async function takeEntry(taking: Taking, entry: OpenedEntry): Promise<void> {
  switch (entry.kind) {
    case 'unreadable':
      return parkUnreadable(taking.db, entry, taking.nowMs);
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
  const { db, work, own } = taking;
  const { row, opened } = arrived;
  const arrival = await judgeByChain(db, work.row, own, row, opened);
  switch (arrival.kind) {
    case 'next':
      return takeNext(taking, arrived);
    case 'known':
      return takeKnown(taking, arrived);
    case 'early':
      return keepEarly(taking, arrived);
    case 'broken':
      return takeBroken(taking, arrived, arrival.why);
  }
}

async function takeNext(taking: Taking, arrived: ArrivedPack): Promise<void> {
  const { work } = taking;
  const { device, first, last, hash, payload, sig } = arrived.row;
  if (arrived.isCarried) {
    // J5: headquarters has not said yet what of it is held. From there it comes again, with that word.
    if (arrived.opened.ops.some((op) => !work.checkRoom(op).ok))
      return parkText(taking, 'pack', 'tooLarge', { hash, text: payload, sig });
    if (device !== taking.own) work.doubt(raiseDoubt(doubtsOf(work.row), device, first));
  } else {
    seeOwn(taking, arrived.row);
    // It follows our last pack, and so headquarters has that and all before as we have them.
    work.doubt(settleDoubt(doubtsOf(work.row), device, last, last));
  }
  await takeOps(taking, arrived);
}

async function takeKnown(taking: Taking, arrived: ArrivedPack): Promise<void> {
  if (arrived.row.erased !== undefined) await takeErasedForm(taking, arrived);
  if (arrived.isCarried) return;
  const { work } = taking;
  const { device, last } = arrived.row;
  seeOwn(taking, arrived.row);
  work.doubt(settleDoubt(doubtsOf(work.row), device, last, seenUpTo(work.row.have, device)));
  // J5: its word on a pack counts, also where it was put back to a backup and judges otherwise than it did.
  work.applyHolds(arrived.opened.ops, arrived.held);
}

/** P1: it says what is erased in a pack that is here, and nothing else. One that says more changes nothing. */
async function takeErasedForm(taking: Taking, arrived: ArrivedPack): Promise<void> {
  const { db, work } = taking;
  const { row, opened } = arrived;
  const stored = await db.packs.get([row.log, row.device, row.first]);
  const isOther = stored?.hash === row.hash && !isErasedFormOf(opened, openStored(stored));
  if (isOther) await parkForm(taking, row);
  else await obeyErasure(db, work, arrived);
}

/** Not under the name that it gives itself: by that the pack which is here is known. */
const parkForm = (taking: Taking, { payload }: PackRow): Promise<void> =>
  parkText(taking, 'pack', 'erasure', { hash: sha256Of(payload), text: payload });

function seeOwn(taking: Taking, row: PackRow): void {
  if (row.device === taking.own) taking.ownSeen = Math.max(taking.ownSeen, row.last);
}

async function takeOps(taking: Taking, { row, opened, held, isCarried }: ArrivedPack): Promise<void> {
  const { db, work, own } = taking;
  const isHeld = new Set(held);
  for (const op of opened.ops) {
    const isSuspected = isCarried === true && isSuspicious(taking, op);
    const isOpHeld = isSuspected || isHeld.has(numberOf(op.dot));
    if (isSuspected) work.suspect(op);
    else work.take(op, isOpHeld);
    if (!isCarried) work.confirmed.add(op.doc);
    taking.clock = clockAfter(taking, op, isOpHeld);
    taking.forks.see(op);
  }
  work.extendChain(row.device, row.last, row.hash);
  await db.packs.add(row);
  if (row.device !== own) taking.taken += opened.ops.length;
  else if (!isCarried) taking.ownBack.add(row.first);
  // Back by another road: headquarters has not said that it has them (S1).
  else work.wait(sharesOf(opened.ops), Math.min(...opened.ops.map(({ stamp }) => stamp[0])));
}

/** Own stamps grow whatever else is true of them. A held op has no effect, so it moves no clock either (J5). */
function clockAfter({ clock, own, correctedNowMs }: Taking, { dot, stamp }: Op, isHeld: boolean): Stamp {
  if (deviceOf(dot) === own) return isFarAhead(stamp, correctedNowMs) ? clock : laterStamp(clock, stamp);
  return isHeld ? clock : merge(clock, stamp, correctedNowMs);
}

/** M6: it waits. Of two that claim the same numbers headquarters' counts, else the one that was here first. */
async function keepEarly(taking: Taking, arrived: ArrivedPack): Promise<void> {
  const { db, early } = taking;
  const { row, held, isCarried } = arrived;
  const there = early.find((one) => one.row.device === row.device && one.row.first === row.first);
  const isSame = there?.row.hash === row.hash;
  const isErased = row.erased !== undefined && there?.row.sig !== row.sig;
  if (there !== undefined && isSame && isErased && !isErasedFormOf(arrived.opened, there.opened))
    return parkForm(taking, row);
  if (isSame && !isErased && (isCarried || !there.isCarried)) return;
  if (there !== undefined && !isSame) {
    const loser = isCarried ? row : there.row;
    await parkText(taking, 'pack', 'fork', { hash: loser.hash, text: loser.payload, sig: loser.sig });
    if (isCarried) return;
  }
  if (there !== undefined) early.splice(early.indexOf(there), 1);
  early.push(arrived);
  await db.early.put({ ...row, held, ...(isCarried && { isCarried }) } satisfies EarlyRow);
  // Its log has no holes: what comes early from there follows something that we never saw.
  if (!isCarried) taking.missesSome = true;
}

/** P2: a second payload for the same numbers, or one that does not follow. Headquarters' word counts. */
async function takeBroken(taking: Taking, arrived: ArrivedPack, why: 'fork' | 'chain'): Promise<void> {
  const { db, work, own, nowMs } = taking;
  const { row, opened, isCarried } = arrived;
  const { device } = row;
  const doubt = doubtsOf(work.row)[device];
  if (!isCarried && device === own && taking.comparing.has(own)) {
    const common = await commonPoint(db, row, opened.prev);
    if (common !== null && common >= (doubt?.from ?? 1) - 1) taking.ownCommon = common;
    return;
  }
  if (!isCarried && device !== own) {
    const mayCut = doubt !== undefined && (doubt.step !== 'compare' || taking.comparing.has(device));
    const common = mayCut ? await commonPoint(db, row, opened.prev) : null;
    if (doubt !== undefined && common !== null && common >= doubt.from - 1) {
      await rollBack(db, work, device, common, { atMs: nowMs, what: 'pack', why: 'fork' });
      return takeNext(taking, arrived);
    }
    // What it said of this chain before does not go together with what it says now: all of it is asked for again.
    if (doubt === undefined || doubt.step === 'push') {
      work.doubt(compareWhole(doubtsOf(work.row), device));
      taking.compares = true;
      return;
    }
    if (doubt.step === 'compare' && !taking.comparing.has(device)) return;
  }
  return parkText(taking, 'pack', why, { hash: row.hash, text: row.payload, sig: row.sig });
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
  pack: Pick<ParkedRow, 'hash' | 'text' | 'sig'>,
): Promise<void> =>
  park(db, {
    atMs: nowMs,
    what,
    why,
    hash: pack.hash,
    text: pack.text,
    ...(pack.sig !== undefined && { sig: pack.sig }),
  });
