import { Dexie } from 'dexie';
import { epochStamp, merge } from '#domain/clock/hlc.ts';
import { numberOf } from '#domain/document/dot.ts';
import { seenUpTo } from '#domain/document/version-vector.ts';
import type { DeviceId, LogId } from '#domain/ids.ts';
import type { SnapshotFrom, Verifier } from '#sync/client/ports.ts';
import type { SnapshotPage } from '#sync/protocol/snapshot.ts';
import type { FieldDatabase } from './database.ts';
import { Forks } from './forks.ts';
import { keepContact } from './lease.ts';
import { readLogRow } from './log-table.ts';
import { LogWork } from './log-work.ts';
import { putMeta, readMeta } from './meta.ts';
import { openEntries, type OpenedEntry } from './open-entries.ts';
import { receivingTables } from './own-tables.ts';
import { readDocuments, readEarly } from './receive-log.ts';
import { parkUnreadable } from './park.ts';
import { chainEndOf, type LogRow } from './rows.ts';
import { saveWork } from './save-work.ts';
import { checkSignatures, readNamedDevices } from './signatures.ts';
import { countValues, latestStamp, takeDocuments } from './snapshot-documents.ts';
import { beginTaking, takeAllWaiting, type Taking } from './take-packs.ts';

/** A page as it came, to the question that it answers. */
export interface ArrivedPage {
  readonly log: LogId;
  readonly from: SnapshotFrom;
  readonly page: SnapshotPage;
  readonly nowMs: number;
  /** The journal has numbers of the log, under whichever identity of this device. */
  readonly isJournaled: boolean;
}

/**
 * Takes one page of a log's snapshot in ONE transaction, with where the snapshot stands, so that after a crash the next
 * page is asked for. Each document is taken as it came, with the ops that are here and not in it on top. After the last
 * page the log goes on from the place of the FIRST one: what later pages know more than that comes again, and the
 * documents say that they hold it already. Answers how many values were taken; `forked` when headquarters has own ops
 * that are not known here, behind a chain whose beginning is not here either, or lacks some that are not here any more:
 * only another device can go on (P2). Packs with held ops are checked as those of any other road.
 */
export async function takePage(
  db: FieldDatabase,
  own: DeviceId,
  arrived: ArrivedPage,
  verifier?: Verifier,
): Promise<number | 'forked'> {
  const { log, from, page, nowMs, isJournaled } = arrived;
  const opened = openEntries(log, page.held);
  const held = await checkSignatures(verifier, () => readNamedDevices(db), own, opened);
  // Nothing but Dexie is awaited in here.
  return db.transaction('rw', receivingTables(db), async () => {
    const row = await readLogRow(db, log);
    const at = row.snapshot;
    if (at === undefined || at?.after !== from?.after || at?.place !== from?.place) return 0;

    const early = await readEarly(db, log);
    const work = new LogWork(row, await readDocuments(db, log, [...early, ...held]));
    const first = at ?? { place: page.place, have: page.have };
    if (at === null && (await isBrokenOff(db, row, own, seenUpTo(page.have, own)))) return 'forked';
    if (at === null && seenUpTo(page.have, own) > chainEndOf(row, own).n) {
      if (!(await isWhole(db, log, own, chainEndOf(row, own).n))) return 'forked';
      // Own ops of which no pack is here: they have to come back themselves (see `beginsBySnapshot`).
      work.leaveSnapshot();
    } else if (page.place < first.place) {
      // Headquarters was restored to an earlier state: what was fetched is of another time.
      work.startSnapshot();
    } else {
      const correctedNowMs = nowMs + ((await readMeta(db, 'clockOffsetMs')) ?? 0);
      const before = (await readMeta(db, 'clock')) ?? epochStamp;
      const clock = merge(before, latestStamp(page.documents, correctedNowMs), correctedNowMs);
      const forks = await Forks.read(db, own, log);
      const taking = beginTaking({ db, work, own, nowMs, correctedNowMs, early, forks, clock });
      await takeDocuments(db, work, page);
      const last = page.documents.at(-1);
      if (page.more && last !== undefined) {
        work.fetchSnapshot({ ...first, after: last.doc });
      } else {
        const isOfBefore = isJournaled || seenUpTo(first.have, own) > 0;
        const mayHaveErased = isOfBefore || (await hasPacks(db, log)) || (await hasParked(db, log));
        const since = mayHaveErased ? Math.min(afterFirstPlace, first.place) : first.place;
        work.endSnapshot(since, first.have);
        for (const entry of held) await takeHeld(taking, entry);
        await takeAllWaiting(taking);
        await forks.keep(db);
      }
      await putMeta(db, 'clock', taking.clock);
    }
    await saveWork(db, work, nowMs);
    await keepContact(db, nowMs);
    return countValues(page.documents);
  });
}

/**
 * Packs that are here, what is parked, and what the journal still has of own ones, also of a former identity, may be from
 * before an erasure that the snapshot does not tell of: the log is then read through again, of which headquarters leaves
 * out what `have` covers (S3). Nothing at its first place was ever an erasure, and what is read from the very beginning
 * may become a snapshot once more.
 */
const afterFirstPlace = 1;

const hasPacks = async (db: FieldDatabase, log: LogId): Promise<boolean> =>
  (await db.packs
    .where('[log+device+first]')
    .between([log, Dexie.minKey, Dexie.minKey], [log, Dexie.maxKey, Dexie.maxKey])
    .first()) !== undefined;

/** What was parked names its log in its text, whole or damaged. */
const hasParked = async (db: FieldDatabase, log: LogId): Promise<boolean> =>
  (await db.parked.filter(({ text }) => text.includes(log)).first()) !== undefined;

/**
 * Has headquarters less of the own chain than it had, as after it was restored, and is what it lacks not here either, as
 * after the mission was taken off? Then nothing can follow there any more.
 */
async function isBrokenOff(db: FieldDatabase, row: LogRow, own: DeviceId, there: number): Promise<boolean> {
  if (there >= chainEndOf(row, own).n) return false;
  return (await db.packs.get([row.log, own, there + 1])) === undefined;
}

/** Are all own ops up to there here as rows? After a database was lost the journal may begin later (D3). */
async function isWhole(db: FieldDatabase, log: LogId, own: DeviceId, upTo: number): Promise<boolean> {
  const rows = db.ops.where('[log+device+n]').between([log, own, 1], [log, own, upTo], true, true);
  return (await rows.count()) === upTo;
}

/** Keeps what a held pack holds back (J5): what its other ops do is in the documents. */
async function takeHeld({ db, work, nowMs }: Taking, entry: OpenedEntry): Promise<void> {
  if (entry.kind === 'unreadable') return parkUnreadable(db, entry, nowMs);
  if (entry.kind === 'release') return;
  const { row, opened, held } = entry;
  const { log, device, first } = row;
  if ((await db.packs.get([log, device, first])) === undefined) await db.packs.add(row);
  for (const op of opened.ops) {
    if (!held.includes(numberOf(op.dot))) continue;
    const isHere = (await db.ops.get([log, device, numberOf(op.dot)])) !== undefined;
    if (isHere) work.hold(op.dot, op.doc);
    else work.keepHeld(op);
  }
}
