import { Dexie } from 'dexie';
import {
  epochTimestamp,
  isTimestampFollowed,
  laterTimestamp,
  mergeTimestamp,
  type HlcTimestamp,
} from '#domain/clock/hlc.ts';
import { type Dot, dotOf, numberOfDot } from '#domain/document/dot.ts';
import { highestSeenNumber } from '#domain/document/version-vector.ts';
import type { DeviceId, DocumentId, LogId } from '#domain/ids.ts';
import type { SignatureVerifier, SnapshotPosition } from '#sync/client/ports.ts';
import type { SnapshotPage } from '#sync/protocol/snapshot.ts';
import { type FieldDatabase, receivingTables } from '../db/database.ts';
import { ForkWatch } from '../recovery/fork-watch.ts';
import { saveContact } from '../write/lease-clock.ts';
import { readLogRow } from '../db/log-rows.ts';
import { LogTransaction } from '../write/log-transaction.ts';
import { putMeta, readMeta } from '../db/meta.ts';
import { type OpenedEntry, openLogEntries, readDeviceKeys, verifyEntrySignatures } from './open-entries.ts';
import { readEntryDocuments, readOutOfOrderPacks } from './receive-log.ts';
import { quarantineUnreadable } from '../db/quarantine.ts';
import {
  type BaseRow,
  chainEndOf,
  type LogRow,
  opFromRow,
  type OpRow,
  type SnapshotCoverage,
} from '../db/rows.ts';
import { commitLogTransaction } from '../write/commit-log-transaction.ts';
import { applyAllWaitingPacks, createReceiveState, type ReceiveState } from './apply-packs.ts';
import type { Document } from '#domain/document/document.ts';
import { foldDocument } from '../write/fold-document.ts';

/** Takes the documents of a page as bases, each with the ops on top that are here and not in it. Awaits only Dexie. */
async function applySnapshotDocuments(
  db: FieldDatabase,
  work: LogTransaction,
  page: SnapshotPage,
): Promise<void> {
  const { log } = work.row;
  const [first, last] = [page.documents[0], page.documents.at(-1)];
  if (first === undefined || last === undefined) return;
  // Pages are in the order of ids, so what is here of their documents is one range of the index.
  const range = [[log, first.doc] as const, [log, last.doc] as const, true, true] as const;
  const opsByDoc = new Map<DocumentId, OpRow[]>();
  for (const row of await db.ops
    .where('[log+doc]')
    .between(...range)
    .toArray())
    opsByDoc.set(row.doc, [...(opsByDoc.get(row.doc) ?? []), row]);
  const docs = new Set(page.documents.map(({ doc }) => doc));
  const stale = await db.bases
    .where('[log+doc]')
    .between(...range)
    .primaryKeys();
  await db.bases.bulkDelete(stale.filter(([, doc]) => docs.has(doc)));

  const seen: SnapshotCoverage = { have: page.have, held: heldDotsOf(page.holds) };
  for (const document of page.documents) {
    const base: BaseRow = { ...document, log, seen, changedAtMs: latestDocumentStamp([document], null)[0] };
    const folded = foldDocument({
      log,
      doc: document.doc,
      base,
      ops: (opsByDoc.get(document.doc) ?? []).map(opFromRow),
      isHeld: (dot) => dot in work.row.held,
      hasTaken: (dot) => work.hasTaken(dot),
    });
    if (folded === undefined || folded === base) {
      work.setDocument({ ...base, isBase: true });
    } else {
      work.setDocument(folded);
      work.addBase(base);
    }
    work.confirmedDocuments.add(document.doc);
  }
}

/** The latest of the values' stamps, without those that a reader's clock does not follow; null: with all. */
function latestDocumentStamp(documents: readonly Document[], readerNowMs: number | null): HlcTimestamp {
  let latest = epochTimestamp;
  for (const { registers } of documents)
    for (const { heads } of Object.values(registers))
      for (const { stamp } of heads)
        if (readerNowMs === null || isTimestampFollowed(stamp, readerNowMs))
          latest = laterTimestamp(latest, stamp);
  return latest;
}

const countDocumentValues = (documents: readonly Document[]): number =>
  documents
    .flatMap(({ registers }) => Object.values(registers))
    .reduce((sum, { heads, text }) => sum + heads.length + (text === undefined ? 0 : 1), 0);

const heldDotsOf = (holds: SnapshotPage['holds']): readonly Dot[] =>
  // Keys of a parsed record are devices; Object.entries forgets that.
  (Object.entries(holds) as [DeviceId, readonly number[]][]).flatMap(([device, numbers]) =>
    numbers.map((n) => dotOf(device, n)),
  );

/** A page as it came, to the question that it answers. */
export interface ArrivedSnapshotPage {
  readonly log: LogId;
  readonly from: SnapshotPosition;
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
export async function applySnapshotPage(
  db: FieldDatabase,
  own: DeviceId,
  arrived: ArrivedSnapshotPage,
  verifier?: SignatureVerifier,
): Promise<number | 'forked'> {
  const { log, from, page, nowMs, isJournaled } = arrived;
  const opened = openLogEntries(log, page.held);
  const held = await verifyEntrySignatures(verifier, () => readDeviceKeys(db), own, opened);
  // Nothing but Dexie is awaited in here.
  return db.transaction('rw', receivingTables(db), async () => {
    const row = await readLogRow(db, log);
    const at = row.snapshot;
    if (at === undefined || at?.after !== from?.after || at?.place !== from?.place) return 0;

    const early = await readOutOfOrderPacks(db, log);
    const work = new LogTransaction(row, await readEntryDocuments(db, log, [...early, ...held]));
    const first = at ?? { place: page.place, have: page.have };
    if (at === null && (await isChainLost(db, row, own, highestSeenNumber(page.have, own)))) return 'forked';
    if (at === null && highestSeenNumber(page.have, own) > chainEndOf(row, own).n) {
      if (!(await hasAllOwnOps(db, log, own, chainEndOf(row, own).n))) return 'forked';
      // Own ops of which no pack is here: they have to come back themselves (see `startsWithSnapshot`).
      work.restartFromBeginning();
    } else if (page.place < first.place) {
      // Headquarters was restored to an earlier state: what was fetched is of another time.
      work.startSnapshot();
    } else {
      const correctedNowMs = nowMs + ((await readMeta(db, 'clockOffsetMs')) ?? 0);
      const before = (await readMeta(db, 'clock')) ?? epochTimestamp;
      const clock = mergeTimestamp(
        before,
        latestDocumentStamp(page.documents, correctedNowMs),
        correctedNowMs,
      );
      const forks = await ForkWatch.load(db, own, log);
      const taking = createReceiveState({ db, work, own, nowMs, correctedNowMs, early, forks, clock });
      await applySnapshotDocuments(db, work, page);
      const last = page.documents.at(-1);
      if (page.more && last !== undefined) {
        work.continueSnapshot({ ...first, after: last.doc });
      } else {
        const isOfBefore = isJournaled || highestSeenNumber(first.have, own) > 0;
        const mayHaveErased =
          isOfBefore || (await hasPacksOfLog(db, log)) || (await hasQuarantineOfLog(db, log));
        const since = mayHaveErased ? Math.min(placeAfterFirst, first.place) : first.place;
        work.endSnapshot(since, first.have);
        for (const entry of held) await applyHeldEntry(taking, entry);
        await applyAllWaitingPacks(taking);
        await forks.saveSuspects(db);
      }
      await putMeta(db, 'clock', taking.clock);
    }
    await commitLogTransaction(db, work, nowMs);
    await saveContact(db, nowMs);
    return countDocumentValues(page.documents);
  });
}

/**
 * Packs that are here, what is parked, and what the journal still has of own ones, also of a former identity, may be from
 * before an erasure that the snapshot does not tell of: the log is then read through again, of which headquarters leaves
 * out what `have` covers (S3). Nothing at its first place was ever an erasure, and what is read from the very beginning
 * may become a snapshot once more.
 */
const placeAfterFirst = 1;

const hasPacksOfLog = async (db: FieldDatabase, log: LogId): Promise<boolean> =>
  (await db.packs
    .where('[log+device+first]')
    .between([log, Dexie.minKey, Dexie.minKey], [log, Dexie.maxKey, Dexie.maxKey])
    .first()) !== undefined;

/** What was parked names its log in its text, whole or damaged. */
const hasQuarantineOfLog = async (db: FieldDatabase, log: LogId): Promise<boolean> =>
  (await db.parked.filter(({ text }) => text.includes(log)).first()) !== undefined;

/**
 * Has headquarters less of the own chain than it had, as after it was restored, and is what it lacks not here either, as
 * after the mission was taken off? Then nothing can follow there any more.
 */
async function isChainLost(db: FieldDatabase, row: LogRow, own: DeviceId, there: number): Promise<boolean> {
  if (there >= chainEndOf(row, own).n) return false;
  return (await db.packs.get([row.log, own, there + 1])) === undefined;
}

/** Are all own ops up to there here as rows? After a database was lost the journal may begin later (D3). */
async function hasAllOwnOps(db: FieldDatabase, log: LogId, own: DeviceId, upTo: number): Promise<boolean> {
  const rows = db.ops.where('[log+device+n]').between([log, own, 1], [log, own, upTo], true, true);
  return (await rows.count()) === upTo;
}

/** Keeps what a held pack holds back (J5): what its other ops do is in the documents. */
async function applyHeldEntry({ db, work, nowMs }: ReceiveState, entry: OpenedEntry): Promise<void> {
  if (entry.kind === 'unreadable') return quarantineUnreadable(db, entry, nowMs);
  if (entry.kind === 'release') return;
  const { row, opened, held } = entry;
  const { log, device, first } = row;
  if ((await db.packs.get([log, device, first])) === undefined) await db.packs.add(row);
  for (const op of opened.ops) {
    if (!held.includes(numberOfDot(op.dot))) continue;
    const isHere = (await db.ops.get([log, device, numberOfDot(op.dot)])) !== undefined;
    if (isHere) work.holdOp(op.dot, op.doc);
    else work.addHeldOp(op);
  }
}
