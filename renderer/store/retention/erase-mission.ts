import { highestSeenNumber } from '#domain/document/version-vector.ts';
import type { DeviceId } from '#domain/ids.ts';
import { readConfirmedChainEnd } from '../db/pack-chain.ts';
import type { FieldDatabase } from '../db/database.ts';
import { type Journal, JournalRefused } from '../journal/journal.ts';
import type { JournalAccount } from '../journal/journal-account.ts';
import type { LogErasedEntry } from '../journal/journal-entry.ts';
import { putMeta, readMeta } from '../db/meta.ts';
import type { UncommittedEntries } from '../recovery/uncommitted-entries.ts';
import { type ChainEnd, chainEndOf, type LogErasure, type LogRow } from '../db/rows.ts';
import { scrubErasedLogs } from '../journal/compact-journal.ts';
import { removeErasedLog } from './remove-log.ts';
import { readLacking } from './unsent-changes.ts';

export interface MissionErasureDependencies {
  readonly db: FieldDatabase;
  readonly journal: Journal;
  readonly account: JournalAccount;
  readonly uncommitted: UncommittedEntries;
  readonly device: DeviceId;
}

/**
 * Erases a mission here: first the journal says so, so that it does not come back whatever happens next, then it goes
 * from every table, then its words from the journal's files. What the disk does not let go of now goes at the next start.
 * `off`: a person takes it off, and may bring it back; otherwise the retention clock erases it for good. Belongs into a turn.
 */
export async function eraseMission(
  parts: MissionErasureDependencies,
  row: LogRow,
  atMs: number,
  off?: LogErasure['off'],
): Promise<void> {
  const { db, journal, account, uncommitted, device } = parts;
  const entry: LogErasedEntry = {
    kind: 'logErased',
    log: row.log,
    device,
    end: await readErasedChainEnd(db, device, row),
    atMs,
    ...(off && { off }),
  };
  await journal.append([entry]);
  try {
    await db.transaction('rw', db.tables, async () => {
      await removeErasedLog(db, entry, device);
      if (off === undefined) await countErasedMission(db, atMs);
    });
  } catch (error) {
    if (journal.isThere) uncommitted.add({ kind: 'logErased', entry });
    throw error;
  }
  // Rows were taken out: as many are not the same any more.
  account.comparedQuarantineCount = null;
  try {
    await scrubErasedLogs({ db, journal, device }, [entry]);
  } catch (error) {
    if (!(error instanceof JournalRefused)) throw error;
  }
}

/** What the person is told of afterwards: of what they took off themselves nothing. */
const countErasedMission = async (db: FieldDatabase, atMs: number): Promise<void> =>
  putMeta(db, 'erasedMissions', {
    atMs,
    missions: ((await readMeta(db, 'erasedMissions'))?.missions ?? 0) + 1,
  });

/** How far the own chain goes in what is erased: what headquarters has, or, where it takes nothing any more, all of it. */
async function readErasedChainEnd(db: FieldDatabase, own: DeviceId, row: LogRow): Promise<ChainEnd | null> {
  if (row.erased?.device === own) return row.erased.end;
  const { unsent } = await readLacking(db, own, row);
  const n = unsent > 0 ? highestSeenNumber(row.have, own) : row.acked;
  const { hash } = (await readConfirmedChainEnd(db, own, row)) ?? chainEndOf(row, own);
  return n > 0 ? { n, hash } : null;
}
