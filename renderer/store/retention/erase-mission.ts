import { seenUpTo } from '#domain/document/version-vector.ts';
import type { DeviceId } from '#domain/ids.ts';
import { readConfirmedEnd } from '../confirmed-end.ts';
import type { FieldDatabase } from '../database.ts';
import { type Journal, JournalRefused } from '../journal.ts';
import type { JournalAccount } from '../journal-account.ts';
import type { LogErasedEntry } from '../journal-entry.ts';
import { putMeta, readMeta } from '../meta.ts';
import type { Owed } from '../owed.ts';
import { type ChainEnd, chainEndOf, type LogErased, type LogRow } from '../rows.ts';
import { scrubJournal } from './scrub-journal.ts';
import { takeLogOut } from './take-log-out.ts';
import { readLacking } from './unsent.ts';

export interface EraseParts {
  readonly db: FieldDatabase;
  readonly journal: Journal;
  readonly account: JournalAccount;
  readonly owed: Owed;
  readonly device: DeviceId;
}

/**
 * Erases a mission here: first the journal says so, so that it does not come back whatever happens next, then it goes
 * from every table, then its words from the journal's files. What the disk does not let go of now goes at the next start.
 * `off`: a person takes it off, and may bring it back; otherwise the retention clock erases it for good. Belongs into a turn.
 */
export async function eraseMission(
  parts: EraseParts,
  row: LogRow,
  atMs: number,
  off?: LogErased['off'],
): Promise<void> {
  const { db, journal, account, owed, device } = parts;
  const entry: LogErasedEntry = {
    kind: 'logErased',
    log: row.log,
    device,
    end: await readEnd(db, device, row),
    atMs,
    ...(off && { off }),
  };
  await journal.append([entry]);
  try {
    await db.transaction('rw', db.tables, async () => {
      await takeLogOut(db, entry, device);
      if (off === undefined) await countErased(db, atMs);
    });
  } catch (error) {
    if (journal.isThere) owed.owe({ kind: 'logErased', entry });
    throw error;
  }
  // Rows were taken out: as many are not the same any more.
  account.comparedParked = null;
  try {
    await scrubJournal({ db, journal, device }, [entry]);
  } catch (error) {
    if (!(error instanceof JournalRefused)) throw error;
  }
}

/** What the person is told of afterwards: of what they took off themselves nothing. */
const countErased = async (db: FieldDatabase, atMs: number): Promise<void> =>
  putMeta(db, 'erasedMissions', {
    atMs,
    missions: ((await readMeta(db, 'erasedMissions'))?.missions ?? 0) + 1,
  });

/** How far the own chain goes in what is erased: what headquarters has, or, where it takes nothing any more, all of it. */
async function readEnd(db: FieldDatabase, own: DeviceId, row: LogRow): Promise<ChainEnd | null> {
  if (row.erased?.device === own) return row.erased.end;
  const { unsent } = await readLacking(db, own, row);
  const n = unsent > 0 ? seenUpTo(row.have, own) : row.acked;
  const { hash } = (await readConfirmedEnd(db, own, row)) ?? chainEndOf(row, own);
  return n > 0 ? { n, hash } : null;
}
