import { deviceOfDot } from '#domain/document/op.ts';
import type { DeviceId, LogId } from '#domain/ids.ts';
import type { FieldDatabase } from '../db/database.ts';
import { JournalRefused } from '../db/disk-failure.ts';
import type { ChainEnd } from '../db/log-row.ts';
import { readCachedLogRows, readCachedMeta } from '../db/meta.ts';
import { readConfirmedChainEnd } from '../db/pack-chain.ts';
import { deviceOnlyEntriesIn } from './device-only-entries.ts';
import { adoptionWithoutLog, isErasedWithLog, isOpKept } from './erased-log-entries.ts';
import { readErasedEntries } from './erased-logs.ts';
import type { Journal } from './journal.ts';
import type { JournalAccount, JournalFileAccount } from './journal-account.ts';
import type { GrantsEntry, JournalEntry, LogErasedEntry } from './journal-entry.ts';
import { isCheapToRewrite, localEntriesIn, mirrorLocalRows } from './mirror-local-rows.ts';
import { scrubErased } from './scrub-erased.ts';

/**
 * Make unreadable all entries of erased missions in the journal's files, except the parts that must stay. An entry goes
 * whole; its remaining parts are written again before. Repeatable after a failure. Runs under the mutex.
 */
export async function scrubErasedLogs(
  {
    db,
    journal,
    device,
  }: { readonly db: FieldDatabase; readonly journal: Journal; readonly device: DeviceId },
  erasedEntries: readonly LogErasedEntry[],
): Promise<void> {
  const isGone = (journalEntry: JournalEntry): boolean =>
    erasedEntries.some((erasedEntry) => isErasedWithLog(erasedEntry, journalEntry));
  const stays = await readRemainingEntries({ db, journal, device }, erasedEntries, isGone);
  if (stays === null) return;
  if (stays.length > 0) await journal.append(stays);
  await journal.blank(isGone);
}

/** Entries to write again; null when nothing goes. */
async function readRemainingEntries(
  { db, journal, device }: Parameters<typeof scrubErasedLogs>[0],
  erasedEntries: readonly LogErasedEntry[],
  isGone: (journalEntry: JournalEntry) => boolean,
): Promise<readonly JournalEntry[] | null> {
  const adoptions: JournalEntry[] = [];
  const counts: JournalEntry[] = [];
  let [isAny, hasTerms] = [false, false];
  for await (const { entries } of journal.read())
    for (const journalEntry of entries) {
      const goes = isGone(journalEntry);
      isAny ||= goes;
      hasTerms ||= goes && journalEntry.kind === 'grants';
      // From the first match on, all of them: the last one says which identity this laptop has.
      if (journalEntry.kind === 'adopted' && (goes || adoptions.length > 0))
        adoptions.push(
          erasedEntries.reduce((left, erasedEntry) => adoptionWithoutLog(erasedEntry, left), journalEntry),
        );
      if (journalEntry.kind === 'ops' && goes)
        counts.push(...remainingCountsIn(journalEntry, device, erasedEntries));
    }
  if (!isAny) return null;
  const terms = hasTerms ? await readGrantsEntry(db) : null;
  return [...adoptions, ...counts, ...(terms === null ? [] : [terms])];
}

/** Counts that were journaled in one entry with erased ops. Those of a former identity are part of its adoption. */
function remainingCountsIn(
  { kind, log, ops }: Extract<JournalEntry, { kind: 'ops' }>,
  deviceId: DeviceId,
  erasedEntries: readonly LogErasedEntry[],
): readonly JournalEntry[] {
  const [firstOp, ...otherOps] = ops.filter(
    (op) =>
      deviceOfDot(op.dot) === deviceId &&
      erasedEntries.some((erasedEntry) => erasedEntry.log === log && isOpKept(erasedEntry, op)),
  );
  return firstOp === undefined ? [] : [{ kind, log, ops: [firstOp, ...otherOps] }];
}

export interface CompactionDependencies {
  readonly db: FieldDatabase;
  readonly device: DeviceId;
  readonly journal: Journal;
  readonly account: JournalAccount;
}

/**
 * Compact the journal after an answer of headquarters, and add the present grants to it. Files are dropped once
 * headquarters has confirmed their own ops and the database has committed them (D3). Before, a mark records the end of
 * own chains at headquarters, from which a rebuilt database continues. Content that headquarters erased is scrubbed. If
 * the journal refuses writes now, the next answer tries again.
 */
export async function compactJournal(parts: CompactionDependencies): Promise<void> {
  try {
    await scrubErased(parts);
    if (!parts.journal.isThere) return;
    await journalTerms(parts);
    await mirrorLocalRows(parts, 'later');
    await dropCoveredFiles(parts);
  } catch (error) {
    if (!(error instanceof JournalRefused)) throw error;
  }
}

async function journalTerms({ db, journal, account }: CompactionDependencies): Promise<void> {
  const terms = await readGrantsEntry(db);
  if (terms !== null && !isSameTerms(terms, account.terms)) await journal.append([terms]);
}

/** Grants of the person, as the database has them. */
async function readGrantsEntry(db: FieldDatabase): Promise<GrantsEntry | null> {
  const [grants, enrolmentTerms] = [
    await readCachedMeta(db, 'grants'),
    await readCachedMeta(db, 'enrolment'),
  ];
  return grants === undefined
    ? null
    : { kind: 'grants', grants, ...(enrolmentTerms && { enrolment: enrolmentTerms }) };
}

const isSameTerms = (a: GrantsEntry, b: Omit<GrantsEntry, 'kind'> | null): boolean =>
  JSON.stringify([a.grants, a.enrolment]) === JSON.stringify([b?.grants, b?.enrolment]);

async function dropCoveredFiles({ db, device, journal, account }: CompactionDependencies): Promise<void> {
  if (account.pastFiles.length === 0) return;
  const ends = await readConfirmedChainEnds(db, device);
  const files = findCoveredFiles(account, device, ends);
  if (files.length === 0) return;
  const terms = await readGrantsEntry(db);
  const mark: JournalEntry = { kind: 'mark', device, logs: Object.fromEntries(ends) };
  const going = account.pastFiles.filter(({ file }) => files.includes(file));
  const rows = await deviceOnlyEntriesIn(db, account, going);
  if (rows === null) return;
  await journal.append([
    mark,
    ...(terms === null ? [] : [terms]),
    ...(await localEntriesIn(db, going)),
    ...rows,
    // A rebuilt database needs them permanently, and they are few.
    ...(await readErasedEntries(db)),
  ]);
  await journal.drop(files);
}

/**
 * Files that nothing depends on. A file with damaged frames stays, since their content is unknown. A file that revokes
 * earlier entries stays as long as an older file does. Without it, ops of a former identity would count again, or a
 * restored mission would be erased.
 */
function findCoveredFiles(
  journalAccount: JournalAccount,
  ownDeviceId: DeviceId,
  ends: ReadonlyMap<LogId, ChainEnd>,
): readonly number[] {
  const covered: number[] = [];
  let isOldest = true;
  for (const fileAccount of journalAccount.pastFiles) {
    const mayGo =
      isFileCovered(fileAccount, journalAccount, ownDeviceId, ends) &&
      (isOldest || !fileAccount.revokesEarlier);
    if (mayGo) covered.push(fileAccount.file);
    else isOldest = false;
  }
  return covered;
}

const isFileCovered = (
  fileAccount: JournalFileAccount,
  journalAccount: JournalAccount,
  ownDeviceId: DeviceId,
  ends: ReadonlyMap<LogId, ChainEnd>,
): boolean =>
  fileAccount.damaged === 0 &&
  isCheapToRewrite(fileAccount) &&
  fileAccount.lastNumbers.every(({ device, log, n }) =>
    device === ownDeviceId ? n <= (ends.get(log)?.n ?? 0) : journalAccount.isFormerDevice(device),
  );

async function readConfirmedChainEnds(
  db: FieldDatabase,
  ownDeviceId: DeviceId,
): Promise<ReadonlyMap<LogId, ChainEnd>> {
  const ends = new Map<LogId, ChainEnd>();
  for (const logRow of await readCachedLogRows(db)) {
    const chainEnd = await readConfirmedChainEnd(db, ownDeviceId, logRow);
    if (chainEnd !== null) ends.set(logRow.log, chainEnd);
  }
  return ends;
}
