import { highestSeenNumber } from '#domain/document/op.ts';
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
 * Erase a mission here. The journal gets the erasure first, so that the mission cannot return after a crash. Then it
 * goes from every table, and from the journal's files. If the disk refuses that, the next start repeats it. Runs under
 * the mutex.
 * @param off Title for a removal by a person, who may restore the mission. Absent for a final erasure by the retention
 * clock.
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
    if (journal.isThere) uncommitted.add({ kind: 'logErased', erased: entry });
    throw error;
  }
  // Rows were removed: from now on the same number means other rows.
  account.comparedQuarantineCount = null;
  try {
    await scrubErasedLogs({ db, journal, device }, [entry]);
  } catch (error) {
    if (!(error instanceof JournalRefused)) throw error;
  }
}

/** Count an erasure for the notice to the person, except their own removals. */
const countErasedMission = async (db: FieldDatabase, atMs: number): Promise<void> =>
  putMeta(db, 'erasedMissions', {
    atMs,
    missions: ((await readMeta(db, 'erasedMissions'))?.missions ?? 0) + 1,
  });

/** End of the own chain in the erased log at headquarters. If that accepts nothing any more, the end here. */
async function readErasedChainEnd(db: FieldDatabase, own: DeviceId, row: LogRow): Promise<ChainEnd | null> {
  if (row.erased?.device === own) return row.erased.end;
  const { unsent } = await readLacking(db, own, row);
  const n = unsent > 0 ? highestSeenNumber(row.have, own) : row.acked;
  const { hash } = (await readConfirmedChainEnd(db, own, row)) ?? chainEndOf(row, own);
  return n > 0 ? { n, hash } : null;
}
