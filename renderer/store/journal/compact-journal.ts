import { deviceOfDot } from '#domain/document/op.ts';
import type { DeviceId, LogId } from '#domain/ids.ts';
import type { FieldDatabase } from '../db/database.ts';
import { JournalRefused } from '../db/disk-failure.ts';
import { readCachedLogRows, readCachedMeta } from '../db/meta.ts';
import { readConfirmedChainEnd } from '../db/pack-chain.ts';
import type { ChainEnd } from '../db/rows.ts';
import { adoptionWithoutLog, isErasedWithLog, isOpKept } from './erased-log-entries.ts';
import { readErasedEntries } from './erased-logs.ts';
import type { Journal } from './journal.ts';
import type { JournalAccount, JournalFileAccount } from './journal-account.ts';
import type { GrantsEntry, JournalEntry, LogErasedEntry } from './journal-entry.ts';
import {
  deviceOnlyEntriesIn,
  isCheapToRewrite,
  localEntriesIn,
  mirrorLocalRows,
} from './mirror-local-rows.ts';
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
  erased: readonly LogErasedEntry[],
): Promise<void> {
  const isGone = (entry: JournalEntry): boolean => erased.some((one) => isErasedWithLog(one, entry));
  const stays = await readRemainingEntries({ db, journal, device }, erased, isGone);
  if (stays === null) return;
  if (stays.length > 0) await journal.append(stays);
  await journal.blank(isGone);
}

/** Entries to write again; null when nothing goes. */
async function readRemainingEntries(
  { db, journal, device }: Parameters<typeof scrubErasedLogs>[0],
  erased: readonly LogErasedEntry[],
  isGone: (entry: JournalEntry) => boolean,
): Promise<readonly JournalEntry[] | null> {
  const adoptions: JournalEntry[] = [];
  const counts: JournalEntry[] = [];
  let [isAny, hasTerms] = [false, false];
  for await (const { entries } of journal.read())
    for (const entry of entries) {
      const goes = isGone(entry);
      isAny ||= goes;
      hasTerms ||= goes && entry.kind === 'grants';
      // From the first match on, all of them: the last one says which identity this laptop has.
      if (entry.kind === 'adopted' && (goes || adoptions.length > 0))
        adoptions.push(erased.reduce((left, one) => adoptionWithoutLog(one, left), entry));
      if (entry.kind === 'ops' && goes) counts.push(...remainingCountsIn(entry, device, erased));
    }
  if (!isAny) return null;
  const terms = hasTerms ? await readGrantsEntry(db) : null;
  return [...adoptions, ...counts, ...(terms === null ? [] : [terms])];
}

/** Counts that were journaled in one entry with erased ops. Those of a former identity are part of its adoption. */
function remainingCountsIn(
  { kind, log, ops }: Extract<JournalEntry, { kind: 'ops' }>,
  device: DeviceId,
  erased: readonly LogErasedEntry[],
): readonly JournalEntry[] {
  const [first, ...others] = ops.filter(
    (op) => deviceOfDot(op.dot) === device && erased.some((one) => one.log === log && isOpKept(one, op)),
  );
  return first === undefined ? [] : [{ kind, log, ops: [first, ...others] }];
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
  const [grants, enrolment] = [await readCachedMeta(db, 'grants'), await readCachedMeta(db, 'enrolment')];
  return grants === undefined ? null : { kind: 'grants', grants, ...(enrolment && { enrolment }) };
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
  account: JournalAccount,
  own: DeviceId,
  ends: ReadonlyMap<LogId, ChainEnd>,
): readonly number[] {
  const covered: number[] = [];
  let isOldest = true;
  for (const one of account.pastFiles) {
    const mayGo = isFileCovered(one, account, own, ends) && (isOldest || !one.revokesEarlier);
    if (mayGo) covered.push(one.file);
    else isOldest = false;
  }
  return covered;
}

const isFileCovered = (
  file: JournalFileAccount,
  account: JournalAccount,
  own: DeviceId,
  ends: ReadonlyMap<LogId, ChainEnd>,
): boolean =>
  file.damaged === 0 &&
  isCheapToRewrite(file) &&
  file.lastNumbers.every(({ device, log, n }) =>
    device === own ? n <= (ends.get(log)?.n ?? 0) : account.isFormerDevice(device),
  );

async function readConfirmedChainEnds(
  db: FieldDatabase,
  own: DeviceId,
): Promise<ReadonlyMap<LogId, ChainEnd>> {
  const ends = new Map<LogId, ChainEnd>();
  for (const row of await readCachedLogRows(db)) {
    const end = await readConfirmedChainEnd(db, own, row);
    if (end !== null) ends.set(row.log, end);
  }
  return ends;
}
