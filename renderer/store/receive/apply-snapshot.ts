import { Dexie } from 'dexie';
import { addToGroup } from '#base/group.ts';
import { epochTimestamp, type HlcTimestamp, isTimestampFollowed, laterTimestamp } from '#domain/clock/hlc.ts';
import type { Document } from '#domain/document/document.ts';
import { type Dot, dotOf, highestSeenNumber, numberOfDot } from '#domain/document/op.ts';
import type { DeviceId, DocumentId, LogId } from '#domain/ids.ts';
import type { SignatureVerifier, SnapshotPosition } from '#sync/client/ports.ts';
import type { SnapshotPage } from '#sync/protocol/snapshot.ts';
import { type FieldDatabase, receivingTables } from '../db/database.ts';
import { foldDocument } from '../db/fold-document.ts';
import { readLogRow } from '../db/meta.ts';
import { quarantineUnreadable } from '../db/quarantine.ts';
import {
  type BaseRow,
  chainEndOf,
  type LogRow,
  type OpRow,
  opFromRow,
  type SnapshotCoverage,
} from '../db/rows.ts';
import { commitLogTransaction } from '../write/commit-log-transaction.ts';
import { saveContact } from '../write/lease-clock.ts';
import { LogTransaction } from '../write/log-transaction.ts';
import { LogReceiver } from './log-receiver.ts';
import { type OpenedEntry, openLogEntries, readDeviceKeys, verifyEntrySignatures } from './open-entries.ts';
import { OutOfOrderPacks } from './out-of-order-packs.ts';
import { readEntryDocuments } from './receive-log.ts';

/** Store the documents of a page as bases, each with the local ops on top that it lacks. Awaits only Dexie. */
async function applySnapshotDocuments(
  db: FieldDatabase,
  transaction: LogTransaction,
  page: SnapshotPage,
): Promise<void> {
  const { log } = transaction.row;
  const [first, last] = [page.documents[0], page.documents.at(-1)];
  if (first === undefined || last === undefined) return;
  // Pages are in the order of ids, so the local ops of their documents are one range of the index.
  const range = [[log, first.doc] as const, [log, last.doc] as const, true, true] as const;
  const opsByDoc = new Map<DocumentId, OpRow[]>();
  for (const row of await db.ops
    .where('[log+doc]')
    .between(...range)
    .toArray())
    addToGroup(opsByDoc, row.doc, row);
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
      isHeld: (dot) => dot in transaction.row.held,
      hasTaken: (dot) => transaction.hasTaken(dot),
    });
    if (folded === undefined || folded === base) {
      transaction.setDocument({ ...base, isBase: true });
    } else {
      transaction.setDocument(folded);
      transaction.addBase(base);
    }
    transaction.confirmDocument(document.doc);
  }
}

/** Latest timestamp of the values, without those too far ahead for a reader's clock; null: all. */
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

/** Page as it arrived, with the log that was requested. */
interface ArrivedSnapshotPage {
  readonly log: LogId;
  readonly from: SnapshotPosition;
  readonly page: SnapshotPage;
  readonly nowMs: number;
  /** The journal has numbers of the log, under any identity of this device. */
  readonly isJournaled: boolean;
}

/**
 * Apply one page of a log's snapshot in ONE transaction, with its position, from which a restart continues. Each
 * document becomes a base, with the local ops on top that it lacks. Packs with held ops are verified. After the last
 * page the log continues from the place of the FIRST one. Ops in between arrive again.
 * @returns the number of values. `forked` when only another device can continue (P2). Then headquarters has unknown own
 * ops behind a chain without its beginning here. Or it lacks own ops that are no longer here.
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

    const outOfOrder = await OutOfOrderPacks.open(db, log, nowMs);
    const documents = await readEntryDocuments(db, log, [...outOfOrder.packs, ...held]);
    const transaction = new LogTransaction(row, documents);
    const first = at ?? { place: page.place, have: page.have };
    if (at === null && (await isChainLost(db, row, own, highestSeenNumber(page.have, own)))) return 'forked';
    if (at === null && highestSeenNumber(page.have, own) > chainEndOf(row, own).n) {
      if (!(await hasAllOwnOps(db, log, own, chainEndOf(row, own).n))) return 'forked';
      // Own ops without a pack here: they have to come back as packs (see `startsWithSnapshot`).
      transaction.restartFromBeginning();
    } else if (page.place < first.place) {
      // Headquarters was restored to an earlier state: the fetched pages are outdated.
      transaction.continueSnapshot(null);
    } else {
      const receiver = await LogReceiver.load({ db, transaction, own, nowMs, outOfOrder });
      receiver.mergeClock(latestDocumentStamp(page.documents, receiver.correctedNowMs));
      await applySnapshotDocuments(db, transaction, page);
      const last = page.documents.at(-1);
      if (page.more && last !== undefined) {
        transaction.continueSnapshot({ ...first, after: last.doc });
      } else {
        const isOfBefore = isJournaled || highestSeenNumber(first.have, own) > 0;
        const mayHaveErased =
          isOfBefore || (await hasPacksOfLog(db, log)) || (await hasQuarantineOfLog(db, log));
        const since = mayHaveErased ? Math.min(placeAfterFirst, first.place) : first.place;
        transaction.endSnapshot(since, first.have);
        for (const entry of held) await applyHeldEntry(db, transaction, entry, nowMs);
        await receiver.applyWaitingPacks();
        await receiver.saveSuspects();
      }
      await receiver.saveClock();
    }
    await commitLogTransaction(db, transaction, nowMs);
    await saveContact(db, nowMs);
    return countDocumentValues(page.documents);
  });
}

/**
 * Local packs, quarantined items and journaled own ops, also of former identities, may predate an erasure. The snapshot
 * does not report it, so the log is read again; headquarters leaves out entries that `have` covers (S3). Its first
 * place is never an erasure, and a log read from the very beginning might become a snapshot again.
 */
const placeAfterFirst = 1;

const hasPacksOfLog = async (db: FieldDatabase, log: LogId): Promise<boolean> =>
  (await db.packs
    .where('[log+device+first]')
    .between([log, Dexie.minKey, Dexie.minKey], [log, Dexie.maxKey, Dexie.maxKey])
    .first()) !== undefined;

/** The text of a quarantined item names its log, whole or damaged. */
const hasQuarantineOfLog = async (db: FieldDatabase, log: LogId): Promise<boolean> =>
  (await db.parked.filter(({ text }) => text.includes(log)).first()) !== undefined;

/**
 * True when both sides lost a part of the own chain, so that nothing can continue it. Headquarters lost it in a
 * restore, for example, and this device by a removal of the mission.
 */
async function isChainLost(db: FieldDatabase, row: LogRow, own: DeviceId, there: number): Promise<boolean> {
  if (there >= chainEndOf(row, own).n) return false;
  return (await db.packs.get([row.log, own, there + 1])) === undefined;
}

/** True when all own ops up to there are rows here. After a lost database the journal may begin later (D3). */
async function hasAllOwnOps(db: FieldDatabase, log: LogId, own: DeviceId, upTo: number): Promise<boolean> {
  const rows = db.ops.where('[log+device+n]').between([log, own, 1], [log, own, upTo], true, true);
  return (await rows.count()) === upTo;
}

/** Keep the held ops of a pack (J5); the documents already contain the effect of its other ops. */
async function applyHeldEntry(
  db: FieldDatabase,
  transaction: LogTransaction,
  entry: OpenedEntry,
  nowMs: number,
): Promise<void> {
  if (entry.kind === 'unreadable') return quarantineUnreadable(db, entry, nowMs);
  if (entry.kind === 'release') return;
  const { row, opened, held } = entry;
  const { log, device, first } = row;
  if ((await db.packs.get([log, device, first])) === undefined) await db.packs.add(row);
  for (const op of opened.ops) {
    if (!held.includes(numberOfDot(op.dot))) continue;
    const isHere = (await db.ops.get([log, device, numberOfDot(op.dot)])) !== undefined;
    if (isHere) transaction.holdOp(op.dot, op.doc);
    else transaction.addHeldOp(op);
  }
}
