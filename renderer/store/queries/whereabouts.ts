import type { DocumentId, LogId } from '#domain/ids.ts';
import { readLogRows } from '../log-table.ts';
import type { LogRow } from '../rows.ts';
import type { Answer } from './question.ts';
import { missionTitles, readAllSummaries } from './summaries.ts';

/** Where every record is; what waits on this laptop comes first, then the last changed. */
export const answerWhereabouts: Answer<'whereabouts'> = async ({ db }) => {
  const rows = await readAllSummaries(db);
  const titles = missionTitles(rows);
  const heldCounts = countHeld(await readLogRows(db));
  return rows
    .map((row) => ({
      log: row.log,
      doc: row.doc,
      kind: row.kind,
      title: row.title,
      mission: titles.get(row.log) ?? '',
      changedAtMs: row.changedAtMs,
      waiting: row.waiting,
      receiptAtMs: row.receiptAtMs,
      heldAtHeadquarters: heldCounts.get(keyOf(row.log, row.doc)) ?? 0,
    }))
    .sort((a, b) => b.waiting - a.waiting || b.changedAtMs - a.changedAtMs);
};

function countHeld(logs: readonly LogRow[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const { log, held } of logs)
    for (const doc of Object.values(held))
      counts.set(keyOf(log, doc), (counts.get(keyOf(log, doc)) ?? 0) + 1);
  return counts;
}

const keyOf = (log: LogId, doc: DocumentId): string => `${log} ${doc}`;
