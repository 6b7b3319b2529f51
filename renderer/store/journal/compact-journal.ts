import type { DeviceId, LogId } from '#domain/ids.ts';
import { readConfirmedChainEnd } from '../db/pack-chain.ts';
import type { FieldDatabase } from '../db/database.ts';
import { type Journal, JournalRefused } from './journal.ts';
import type { JournalAccount, JournalFileAccount } from './journal-account.ts';
import type { GrantsEntry, JournalEntry, LogErasedEntry } from './journal-entry.ts';
import { isCheapToRewrite, localEntriesIn, mirrorLocalRows, noteEntriesIn } from './mirror-local-rows.ts';
import { readCachedLogRows, readCachedMeta } from '../db/row-cache.ts';
import { readErasedEntries } from '../retention/erased-logs.ts';
import { scrubErased } from './scrub-erased.ts';
import type { ChainEnd } from '../db/rows.ts';
import { deviceOfDot } from '#domain/document/dot.ts';
import { adoptionWithoutLog, isErasedWithLog, isOpKept } from './erased-log-entries.ts';

/**
 * Makes everything in the journal's files unreadable that does not stay of erased missions. An entry goes whole; what else
 * stands in it is written again before. Asked again it goes on. Belongs into a turn.
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

/** What has to be written again; null when nothing goes. */
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
      // From the first on, all of them: the last one says who this laptop is.
      if (entry.kind === 'adopted' && (goes || adoptions.length > 0))
        adoptions.push(erased.reduce((left, one) => adoptionWithoutLog(one, left), entry));
      if (entry.kind === 'ops' && goes) counts.push(...remainingCountsIn(entry, device, erased));
    }
  if (!isAny) return null;
  const terms = hasTerms ? await readGrantsEntry(db) : null;
  return [...adoptions, ...counts, ...(terms === null ? [] : [terms])];
}

/** Numbers that were journaled in one entry with what goes. Those of a former identity live on in what was adopted. */
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
 * Keeps the journal as it should be once headquarters has answered: what the person may do is in it, and files are let
 * go whose own ops headquarters has confirmed and the database has committed (D3). Before that a mark says how far own
 * chains are at headquarters, so that a database which is rebuilt goes on from there. What headquarters erased goes from
 * it. A journal that takes nothing now is tidied after another answer.
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

/** What the person may do, as the database has it. */
export async function readGrantsEntry(db: FieldDatabase): Promise<GrantsEntry | null> {
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
  const notes = await noteEntriesIn(db, account, going);
  if (notes === null) return;
  await journal.append([
    mark,
    ...(terms === null ? [] : [terms]),
    ...(await localEntriesIn(db, going)),
    ...notes,
    // Whoever builds the database anew has to know of them for good, and they are few.
    ...(await readErasedEntries(db)),
  ]);
  await journal.drop(files);
}

/**
 * The files that nothing would be missed of. A file with damaged frames stays, since nobody knows what is in them. One
 * that takes something back stays as long as an older one does: without it, ops of a former identity would count again,
 * or a mission that was brought back would be erased.
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
