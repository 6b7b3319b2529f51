import type { DeviceId, LogId } from '#domain/ids.ts';
import { readConfirmedEnd } from './confirmed-end.ts';
import type { FieldDatabase } from './database.ts';
import { type Journal, JournalRefused } from './journal.ts';
import type { FileAccount, JournalAccount } from './journal-account.ts';
import type { GrantsEntry, JournalEntry } from './journal-entry.ts';
import { asideIn, keepAside, mayMoveAside } from './keep-aside.ts';
import { knownLogRows, knownMeta } from './known-rows.ts';
import { notesIn } from './notes/keep-notes.ts';
import { readErased } from './retention/erased-logs.ts';
import { scrubErased } from './retention/scrub-erased.ts';
import type { ChainEnd } from './rows.ts';

export interface TidyParts {
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
export async function tidyJournal(parts: TidyParts): Promise<void> {
  try {
    await scrubErased(parts);
    if (!parts.journal.isThere) return;
    await keepTerms(parts);
    await keepAside(parts, 'later');
    await letGo(parts);
  } catch (error) {
    if (!(error instanceof JournalRefused)) throw error;
  }
}

async function keepTerms({ db, journal, account }: TidyParts): Promise<void> {
  const terms = await readTerms(db);
  if (terms !== null && !isSame(terms, account.terms)) await journal.append([terms]);
}

/** What the person may do, as the database has it. */
export async function readTerms(db: FieldDatabase): Promise<GrantsEntry | null> {
  const [grants, enrolment] = [await knownMeta(db, 'grants'), await knownMeta(db, 'enrolment')];
  return grants === undefined ? null : { kind: 'grants', grants, ...(enrolment && { enrolment }) };
}

const isSame = (a: GrantsEntry, b: Omit<GrantsEntry, 'kind'> | null): boolean =>
  JSON.stringify([a.grants, a.enrolment]) === JSON.stringify([b?.grants, b?.enrolment]);

async function letGo({ db, device, journal, account }: TidyParts): Promise<void> {
  if (account.past.length === 0) return;
  const ends = await readEnds(db, device);
  const files = coveredFiles(account, device, ends);
  if (files.length === 0) return;
  const terms = await readTerms(db);
  const mark: JournalEntry = { kind: 'mark', device, logs: Object.fromEntries(ends) };
  const going = account.past.filter(({ file }) => files.includes(file));
  const notes = await notesIn(db, account, going);
  if (notes === null) return;
  await journal.append([
    mark,
    ...(terms === null ? [] : [terms]),
    ...(await asideIn(db, going)),
    ...notes,
    // Whoever builds the database anew has to know of them for good, and they are few.
    ...(await readErased(db)),
  ]);
  await journal.drop(files);
}

/**
 * The files that nothing would be missed of. A file with damaged frames stays, since nobody knows what is in them. One
 * that takes something back stays as long as an older one does: without it, ops of a former identity would count again,
 * or a mission that was brought back would be erased.
 */
function coveredFiles(
  account: JournalAccount,
  own: DeviceId,
  ends: ReadonlyMap<LogId, ChainEnd>,
): readonly number[] {
  const covered: number[] = [];
  let isOldest = true;
  for (const one of account.past) {
    const mayGo = isCovered(one, account, own, ends) && (isOldest || !one.takesBack);
    if (mayGo) covered.push(one.file);
    else isOldest = false;
  }
  return covered;
}

const isCovered = (
  file: FileAccount,
  account: JournalAccount,
  own: DeviceId,
  ends: ReadonlyMap<LogId, ChainEnd>,
): boolean =>
  file.damaged === 0 &&
  mayMoveAside(file) &&
  file.lastNumbers.every(({ device, log, n }) =>
    device === own ? n <= (ends.get(log)?.n ?? 0) : account.isFormer(device),
  );

async function readEnds(db: FieldDatabase, own: DeviceId): Promise<ReadonlyMap<LogId, ChainEnd>> {
  const ends = new Map<LogId, ChainEnd>();
  for (const row of await knownLogRows(db)) {
    const end = await readConfirmedEnd(db, own, row);
    if (end !== null) ends.set(row.log, end);
  }
  return ends;
}
