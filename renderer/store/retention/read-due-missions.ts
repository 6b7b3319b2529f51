import { erasableFromMs } from '#domain/privacy/grace.ts';
import type { LogId } from '#domain/ids.ts';
import type { FieldDatabase } from '../database.ts';
import { readLogRow } from '../log-table.ts';
import { type MetaValue, readMeta } from '../meta.ts';
import { missionTitles, readAllSummaries } from '../queries/summaries.ts';
import type { DueMission } from '../store-api.ts';
import { readUnsent } from './unsent.ts';

/** One list of what is about to be erased here, whole missions or what goes before the rest of them, as the person is shown it: what goes first at the top. */
export async function readDueMissions(
  db: FieldDatabase,
  list: 'dueMissions' | 'dueParts',
): Promise<readonly DueMission[]> {
  // Keys of a parsed record are log ids; Object.entries forgets that.
  const listed = Object.entries((await readMeta(db, list)) ?? {}) as [LogId, MetaValue<typeof list>[LogId]][];
  if (listed.length === 0) return [];
  const [sentinel, grants, rows] = await Promise.all([
    readMeta(db, 'sentinel'),
    readMeta(db, 'grants'),
    readAllSummaries(db),
  ]);
  if (sentinel === undefined) return [];
  const titles = missionTitles(rows);
  const missions = listed.map(async ([log, one]) => {
    const row = await readLogRow(db, log);
    return {
      log,
      title: row.erased?.off?.title ?? titles.get(log) ?? grants?.about?.[log]?.title ?? '',
      dueAtMs: one.dueAtMs,
      erasedFromMs: erasableFromMs(one, one.lookedAtMs),
      ...(await readUnsent(db, sentinel.device, row)),
    };
  });
  return (await Promise.all(missions)).sort((a, b) => a.erasedFromMs - b.erasedFromMs);
}
