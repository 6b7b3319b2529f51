import type { LogId } from '#domain/ids.ts';
import type { Grants } from '#sync/protocol/wire.ts';
import type { FieldDatabase } from '../db/database.ts';
import { readLogRows } from '../db/meta.ts';
import type { LogErasedEntry } from './journal-entry.ts';

/** Missions erased here, as journal entries. Runs in the caller's transaction, or in none. */
export const readErasedEntries = async (db: FieldDatabase): Promise<readonly LogErasedEntry[]> =>
  (await readLogRows(db)).flatMap(({ log, erased }) =>
    erased === undefined ? [] : [{ kind: 'logErased', log, ...erased }],
  );

/** Their logs, of which nothing is received or imported any more. */
export const readErasedLogs = async (db: FieldDatabase): Promise<ReadonlySet<LogId>> =>
  new Set((await readErasedEntries(db)).map(({ log }) => log));

/**
 * Grants without missions that were erased here: headquarters may still have and name them. Without a role nothing is
 * written, requested or fetched there.
 */
export function grantsWithoutLogs(grants: Grants, erasedLogIds: ReadonlySet<LogId>): Grants {
  if (erasedLogIds.size === 0) return grants;
  const { logs, about } = grants;
  return {
    ...grants,
    logs: omitLogs(logs, erasedLogIds),
    ...(about && { about: omitLogs(about, erasedLogIds) }),
  };
}

const omitLogs = <T>(
  byLog: Readonly<Record<LogId, T>>,
  erasedLogIds: ReadonlySet<LogId>,
): Readonly<Record<LogId, T>> =>
  // Keys of a parsed record are log ids; Object.entries forgets that.
  Object.fromEntries((Object.entries(byLog) as [LogId, T][]).filter(([log]) => !erasedLogIds.has(log)));
