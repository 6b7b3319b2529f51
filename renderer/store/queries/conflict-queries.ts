import { decidedConflictsOf } from '#domain/assessment/decided-conflicts.ts';
import { deviceOfDot, isTextOp, type Path } from '#domain/document/op.ts';
import { pendingDecisionPaths } from '#domain/kinds/pending-decisions.ts';
import type { ConflictEntry } from '../api/store-api.ts';
import { type DocumentRow, opFromRow } from '../db/rows.ts';
import type { QueryFunction } from './live-query.ts';

/** All decisions that wait for a person: registers in conflict (M3) and contested removals (M5). */
export const queryConflicts: QueryFunction<'conflicts'> = async ({ db }) => {
  const summaryRows = (await db.summaryCache.read()).filter(({ conflicts }) => conflicts > 0);
  const documents = await db.documents.bulkGet(summaryRows.map(({ log, doc }) => [log, doc] as const));
  return documents.flatMap((document, at) => {
    const title = summaryRows[at]?.title ?? '';
    return document
      ? pendingDecisionPaths(document).map((path) => conflictEntryOf(document, title, path))
      : [];
  });
};

function conflictEntryOf(documentRow: DocumentRow, title: string, path: Path): ConflictEntry {
  const { log, doc, kind } = documentRow;
  const heads = (documentRow.registers[path]?.heads ?? []).map(({ dot, stamp, value }) => ({
    dot,
    stamp,
    device: deviceOfDot(dot),
    value,
  }));
  return { log, doc, kind, title, path, heads };
}

/** Only records that changed since are read: the ops of a record are many. */
export const queryDecidedConflicts: QueryFunction<'decidedConflicts'> = async ({ db }, { sinceMs }) => {
  const changedSummaryRows = (await db.summaryCache.read()).filter(
    (row) => !row.isGone && row.changedAtMs >= sinceMs,
  );
  const found = await Promise.all(
    changedSummaryRows.map(async ({ log, doc, title }) => {
      const baseRow = await db.documents.get([log, doc]);
      const ops = (await db.ops.where('[log+doc]').equals([log, doc]).toArray()).map(opFromRow);
      if (baseRow === undefined) return [];
      const { kind, registers } = baseRow;
      const values = ops.flatMap((op) =>
        isTextOp(op) ? [] : [{ ...op, value: op.erased ? undefined : op.value }],
      );
      return decidedConflictsOf({ doc, kind, registers }, values, sinceMs).map((decidedConflict) => ({
        log,
        doc,
        kind,
        title,
        ...decidedConflict,
      }));
    }),
  );
  return found.flat().toSorted((a, b) => b.atMs - a.atMs);
};
