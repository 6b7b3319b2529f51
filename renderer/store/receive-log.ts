import { Dexie } from 'dexie';
import type { Stamp } from '#domain/clock/hlc.ts';
import { type Dot, dotOf } from '#domain/document/dot.ts';
import { hasSeen } from '#domain/document/version-vector.ts';
import type { DeviceId, DocumentId, LogId } from '#domain/ids.ts';
import type { LogAnswer } from '#sync/protocol/wire.ts';
import { compareHave } from './compare-have.ts';
import type { FieldDatabase } from './database.ts';
import { readStored } from './documents/read-stored.ts';
import { Forks } from './forks.ts';
import { hearOwnVerdicts, hearRelayVerdicts } from './hear-verdicts.ts';
import { readLogRow } from './log-table.ts';
import { LogWork } from './log-work.ts';
import type { Fork } from './meta.ts';
import { type ArrivedPack, type OpenedEntry, openPack } from './open-entries.ts';
import type { Verdicts } from './read-verdicts.ts';
import { chainEndOf, type LogRow } from './rows.ts';
import { saveWork } from './save-work.ts';
import { settle } from './settle.ts';
import { clearSuspected } from './suspected-ops.ts';
import { beginTaking, takeEntry } from './take-packs.ts';

export interface LogContext {
  readonly db: FieldDatabase;
  readonly own: DeviceId;
  readonly nowMs: number;
  readonly correctedNowMs: number;
  readonly clock: Stamp;
  readonly forks: readonly Fork[];
}

export interface LogReceived {
  readonly clock: Stamp;
  readonly changesUp: number;
  readonly changesDown: number;
  readonly hasProgress: boolean;
  /** There are entries of it to fetch at once. */
  readonly more: boolean;
  /** Headquarters has other ops under own numbers (P2). */
  readonly isForked: boolean;
}

/** Takes what headquarters says of one log; runs inside the transaction of the answer. */
export async function receiveLog(
  context: LogContext,
  log: LogId,
  entries: readonly OpenedEntry[],
  answer: LogAnswer,
  verdicts: Verdicts,
): Promise<LogReceived> {
  const { db, own, nowMs } = context;
  const before = await readLogRow(db, log);
  const early = await readEarly(db, log);
  const work = new LogWork(before, await readDocuments(db, log, [...entries, ...early]));
  const forks = Forks.of(context.forks, own, log);
  const taking = beginTaking({ ...context, work, early, forks });
  taking.ownSeen = verdicts.delivered.get(log) ?? 0;

  // Verdicts first: the release of an op that a repeated verdict calls held may be among the entries.
  for (const { sent, held } of verdicts.taken)
    if (sent.row.log === log) work.applyHolds(sent.opened.ops, held);
  await hearRelayVerdicts(taking, verdicts);
  const isForked = await hearOwnVerdicts(taking, verdicts);
  for (const entry of entries) await takeEntry(taking, entry);
  const changesUp = await settle(db, work, own, answer.acked, taking);
  moveCursor(work, before, answer, await compareHave(taking, before, answer));
  releaseUnheld(work, answer);
  clearSuspected(work);
  if (beginsBySnapshot(work, before, answer, own)) work.startSnapshot();
  await forks.keep(db);
  if (work.touchesDocuments || isDifferent(before, work.row)) await saveWork(db, work, nowMs);
  return {
    clock: taking.clock,
    changesUp,
    changesDown: taking.taken,
    more: answer.more || !work.row.caughtUp || work.row.asksHave === true,
    hasProgress: cursorsOf(before) !== cursorsOf(work.row),
    isForked,
  };
}

/** What moves when an answer brought the exchange on. */
const cursorsOf = ({ since, acked, doubts, asksHave }: LogRow): string =>
  JSON.stringify([since, acked, doubts ?? {}, asksHave ?? false]);

/**
 * How far the log is read now. When own ops turn out to be at headquarters and not here (an older disk image), or when
 * something else of its log was missed, the log is read again from its beginning, and the requests say what we have, so
 * that what is missing comes (S3).
 */
function moveCursor(work: LogWork, before: LogRow, answer: LogAnswer, readsAgain: boolean): void {
  if (readsAgain || (work.row.returning && before.caughtUp)) work.moveCursor(0, false);
  else work.moveCursor(answer.next, before.caughtUp || !answer.more);
}

/**
 * A log that is new here and does not fit into one answer comes as a snapshot. Not while headquarters has own ops that
 * no pack here holds: the snapshot would bring their values without their packs, which the own chain must go on from.
 */
const beginsBySnapshot = (work: LogWork, before: LogRow, answer: LogAnswer, own: DeviceId): boolean =>
  before.since === 0 &&
  !before.caughtUp &&
  Object.keys(before.have).every((device) => device === own) &&
  answer.more &&
  !work.row.returning &&
  answer.acked <= chainEndOf(work.row, own).n;

/**
 * J5: a headquarters that was put back to a backup may judge a pack otherwise than it did. Ops that it has and does not
 * hold take effect.
 */
function releaseUnheld(work: LogWork, { more, have, holds }: LogAnswer): void {
  if (more || have === undefined || holds === undefined) return;
  const suspected = new Set(work.row.suspected);
  // Keys of a parsed record are devices, and dots; Object.entries and Object.keys forget that.
  const numbers = Object.entries(holds) as [DeviceId, readonly number[]][];
  const heldThere = new Set(numbers.flatMap(([device, some]) => some.map((n) => dotOf(device, n))));
  for (const dot of Object.keys(work.row.held) as Dot[])
    if (hasSeen(have, dot) && !heldThere.has(dot) && !suspected.has(dot)) work.release(dot);
}

/** Packs that wait for an earlier one (M6). They were readable when they came, and are ours since. */
export async function readEarly(db: FieldDatabase, log: LogId): Promise<ArrivedPack[]> {
  const rows = await db.early
    .where('[log+device+first]')
    .between([log, Dexie.minKey, Dexie.minKey], [log, Dexie.maxKey, Dexie.maxKey])
    .toArray();
  return rows.flatMap((row) => {
    const opened = openPack(log, row, row.held);
    return opened.kind === 'pack' ? [row.isCarried ? { ...opened, isCarried: true } : opened] : [];
  });
}

export async function readDocuments(db: FieldDatabase, log: LogId, entries: readonly OpenedEntry[]) {
  const docs = new Set<DocumentId>();
  for (const entry of entries) if (entry.kind === 'pack') for (const op of entry.opened.ops) docs.add(op.doc);
  return readStored(db, log, docs);
}

/** An answer without news writes nothing, so that no live query asks again. Rows are replaced, never changed. */
const isDifferent = (before: LogRow, after: LogRow): boolean =>
  JSON.stringify(before) !== JSON.stringify(after);
