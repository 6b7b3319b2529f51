import type { LogId } from '#domain/ids.ts';
import type { Grants } from '#sync/protocol/wire.ts';
import type { FieldDatabase } from '../database.ts';
import type { LogErasedEntry } from '../journal-entry.ts';
import { readLogRows } from '../log-table.ts';

/** The missions that were erased here, as the journal says it. Runs in the caller's transaction, or in none. */
export const readErased = async (db: FieldDatabase): Promise<readonly LogErasedEntry[]> =>
  (await readLogRows(db)).flatMap(({ log, erased }) =>
    erased === undefined ? [] : [{ kind: 'logErased', log, ...erased }],
  );

/** Their logs, of which nothing is taken in any more, from wherever it comes. */
export const readErasedLogs = async (db: FieldDatabase): Promise<ReadonlySet<LogId>> =>
  new Set((await readErased(db)).map(({ log }) => log));

/**
 * What this person may do, without missions that were erased here: headquarters may still have them, and name them. With
 * no role in them nothing is written, asked for or fetched there.
 */
export function grantsWithout(grants: Grants, erased: ReadonlySet<LogId>): Grants {
  if (erased.size === 0) return grants;
  const { logs, about } = grants;
  return { ...grants, logs: without(logs, erased), ...(about && { about: without(about, erased) }) };
}

const without = <T>(
  byLog: Readonly<Record<LogId, T>>,
  erased: ReadonlySet<LogId>,
): Readonly<Record<LogId, T>> =>
  // Keys of a parsed record are log ids; Object.entries forgets that.
  Object.fromEntries((Object.entries(byLog) as [LogId, T][]).filter(([log]) => !erased.has(log)));
