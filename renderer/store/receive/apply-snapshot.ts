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
import { chainEndOf, type LogRow } from '../db/log-row.ts';
import { readLogRow } from '../db/meta.ts';
import { quarantineUnreadable } from '../db/quarantine.ts';
import { type BaseRow, type OpRow, opFromRow, type SnapshotCoverage } from '../db/rows.ts';
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
  snapshotPage: SnapshotPage,
): Promise<void> {
  const { log } = transaction.row;
  const [firstDocument, lastDocument] = [snapshotPage.documents[0], snapshotPage.documents.at(-1)];
  if (firstDocument === undefined || lastDocument === undefined) return;
  // Pages are in the order of ids, so the local ops of their documents are one range of the index.
  const range = [[log, firstDocument.doc] as const, [log, lastDocument.doc] as const, true, true] as const;
  const opsByDoc = new Map<DocumentId, OpRow[]>();
  for (const opRow of await db.ops
    .where('[log+doc]')
    .between(...range)
    .toArray())
    addToGroup(opsByDoc, opRow.doc, opRow);
  const documentIds = new Set(snapshotPage.documents.map(({ doc }) => doc));
  const stale = await db.bases
    .where('[log+doc]')
    .between(...range)
    .primaryKeys();
  await db.bases.bulkDelete(stale.filter(([, documentId]) => documentIds.has(documentId)));

  const seen: SnapshotCoverage = { have: snapshotPage.have, held: heldDotsOf(snapshotPage.holds) };
  for (const document of snapshotPage.documents) {
    const baseRow: BaseRow = {
      ...document,
      log,
      seen,
      changedAtMs: latestDocumentStamp([document], null)[0],
    };
    const folded = foldDocument({
      log,
      doc: document.doc,
      base: baseRow,
      ops: (opsByDoc.get(document.doc) ?? []).map(opFromRow),
      isHeld: (dot) => dot in transaction.row.held,
      hasTaken: (dot) => transaction.hasTaken(dot),
    });
    if (folded === undefined || folded === baseRow) {
      transaction.setDocument({ ...baseRow, isBase: true });
    } else {
      transaction.setDocument(folded);
      transaction.addBase(baseRow);
    }
    transaction.confirmDocument(document.doc);
  }
}

/** Latest timestamp of the values, without those too far ahead for a reader's clock; null: all. */
function latestDocumentStamp(documents: readonly Document[], readerNowMs: number | null): HlcTimestamp {
  let latestHlcTimestamp = epochTimestamp;
  for (const { registers } of documents)
    for (const { heads } of Object.values(registers))
      for (const { stamp } of heads)
        if (readerNowMs === null || isTimestampFollowed(stamp, readerNowMs))
          latestHlcTimestamp = laterTimestamp(latestHlcTimestamp, stamp);
  return latestHlcTimestamp;
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
  ownDeviceId: DeviceId,
  arrivedSnapshotPage: ArrivedSnapshotPage,
  signatureVerifier?: SignatureVerifier,
): Promise<number | 'forked'> {
  const { log, from, page, nowMs, isJournaled } = arrivedSnapshotPage;
  const openedEntries = openLogEntries(log, page.held);
  const heldEntries = await verifyEntrySignatures(
    signatureVerifier,
    () => readDeviceKeys(db),
    ownDeviceId,
    openedEntries,
  );
  // Nothing but Dexie is awaited in here.
  return db.transaction('rw', receivingTables(db), async () => {
    const logRow = await readLogRow(db, log);
    const at = logRow.snapshot;
    if (at === undefined || at?.after !== from?.after || at?.place !== from?.place) return 0;

    const outOfOrder = await OutOfOrderPacks.open(db, log, nowMs);
    const documents = await readEntryDocuments(db, log, [...outOfOrder.packs, ...heldEntries]);
    const transaction = new LogTransaction(logRow, documents);
    const first = at ?? { place: page.place, have: page.have };
    if (
      at === null &&
      (await isChainLost(db, logRow, ownDeviceId, highestSeenNumber(page.have, ownDeviceId)))
    )
      return 'forked';
    if (at === null && highestSeenNumber(page.have, ownDeviceId) > chainEndOf(logRow, ownDeviceId).n) {
      if (!(await hasAllOwnOps(db, log, ownDeviceId, chainEndOf(logRow, ownDeviceId).n))) return 'forked';
      // Own ops without a pack here: they have to come back as packs (see `startsWithSnapshot`).
      transaction.restartFromBeginning();
    } else if (page.place < first.place) {
      // Headquarters was restored to an earlier state: the fetched pages are outdated.
      transaction.continueSnapshot(null);
    } else {
      const logReceiver = await LogReceiver.load({ db, transaction, own: ownDeviceId, nowMs, outOfOrder });
      logReceiver.mergeClock(latestDocumentStamp(page.documents, logReceiver.correctedNowMs));
      await applySnapshotDocuments(db, transaction, page);
      const lastDocument = page.documents.at(-1);
      if (page.more && lastDocument !== undefined) {
        transaction.continueSnapshot({ ...first, after: lastDocument.doc });
      } else {
        const isOfBefore = isJournaled || highestSeenNumber(first.have, ownDeviceId) > 0;
        const mayHaveErased =
          isOfBefore || (await hasPacksOfLog(db, log)) || (await hasQuarantineOfLog(db, log));
        const since = mayHaveErased ? Math.min(placeAfterFirst, first.place) : first.place;
        transaction.endSnapshot(since, first.have);
        for (const openedEntry of heldEntries) await applyHeldEntry(db, transaction, openedEntry, nowMs);
        await logReceiver.applyWaitingPacks();
        await logReceiver.saveSuspects();
      }
      await logReceiver.saveClock();
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

const hasPacksOfLog = async (db: FieldDatabase, logId: LogId): Promise<boolean> =>
  (await db.packs
    .where('[log+device+first]')
    .between([logId, Dexie.minKey, Dexie.minKey], [logId, Dexie.maxKey, Dexie.maxKey])
    .first()) !== undefined;

/** The text of a quarantined item names its log, whole or damaged. */
const hasQuarantineOfLog = async (db: FieldDatabase, logId: LogId): Promise<boolean> =>
  (await db.parked.filter(({ text }) => text.includes(logId)).first()) !== undefined;

/**
 * True when both sides lost a part of the own chain, so that nothing can continue it. Headquarters lost it in a
 * restore, for example, and this device by a removal of the mission.
 */
async function isChainLost(
  db: FieldDatabase,
  logRow: LogRow,
  ownDeviceId: DeviceId,
  there: number,
): Promise<boolean> {
  if (there >= chainEndOf(logRow, ownDeviceId).n) return false;
  return (await db.packs.get([logRow.log, ownDeviceId, there + 1])) === undefined;
}

/** True when all own ops up to there are rows here. After a lost database the journal may begin later (D3). */
async function hasAllOwnOps(
  db: FieldDatabase,
  logId: LogId,
  ownDeviceId: DeviceId,
  upTo: number,
): Promise<boolean> {
  const rows = db.ops
    .where('[log+device+n]')
    .between([logId, ownDeviceId, 1], [logId, ownDeviceId, upTo], true, true);
  return (await rows.count()) === upTo;
}

/** Keep the held ops of a pack (J5); the documents already contain the effect of its other ops. */
async function applyHeldEntry(
  db: FieldDatabase,
  transaction: LogTransaction,
  openedEntry: OpenedEntry,
  nowMs: number,
): Promise<void> {
  if (openedEntry.kind === 'unreadable') return quarantineUnreadable(db, openedEntry, nowMs);
  if (openedEntry.kind === 'release') return;
  const { row, opened, held } = openedEntry;
  const { log, device, first } = row;
  if ((await db.packs.get([log, device, first])) === undefined) await db.packs.add(row);
  for (const op of opened.ops) {
    if (!held.includes(numberOfDot(op.dot))) continue;
    const isHere = (await db.ops.get([log, device, numberOfDot(op.dot)])) !== undefined;
    if (isHere) transaction.holdOp(op.dot, op.doc);
    else transaction.addHeldOp(op);
  }
}
