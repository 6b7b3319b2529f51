import type { Dot } from '#domain/document/dot.ts';
import { instrumentKind } from '#domain/instrument/published/instrument-kind.ts';
import type { DocumentId, LogId } from '#domain/ids.ts';
import { readLogRows } from '../log-table.ts';
import type { LogRow } from '../rows.ts';
import type { Answer } from './question.ts';
import { readSeesHeld } from './sees-held.ts';
import { missionTitles, readAllSummaries } from './summaries.ts';

/** Where every record is; what waits on this laptop comes first, then the last changed. */
export const answerWhereabouts: Answer<'whereabouts'> = async (sources) => {
  const { db } = sources;
  // Instruments are headquarters': nobody asks where theirs is.
  const rows = (await readAllSummaries(db)).filter(({ kind }) => kind !== instrumentKind);
  const titles = missionTitles(rows);
  const heldCounts = countHeld(await readLogRows(db), await readSeesHeld(sources));
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

function countHeld(
  logs: readonly LogRow[],
  sees: (log: LogId, dot: Dot) => boolean,
): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  // Keys of a parsed record are dots; Object.entries forgets that.
  for (const { log, held } of logs)
    for (const [dot, doc] of Object.entries(held) as [Dot, DocumentId][])
      if (sees(log, dot)) counts.set(keyOf(log, doc), (counts.get(keyOf(log, doc)) ?? 0) + 1);
  return counts;
}

const keyOf = (log: LogId, doc: DocumentId): string => `${log} ${doc}`;
