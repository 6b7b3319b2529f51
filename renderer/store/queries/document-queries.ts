import { decidedConflictsOf } from '#domain/assessment/decided-conflicts.ts';
import {
  type Dot,
  deviceOfDot,
  isTextOp,
  numberOfDot,
  type Op,
  type Path,
  type ValueOp,
} from '#domain/document/op.ts';
import type { DeviceId, DocumentId } from '#domain/ids.ts';
import {
  admitOp,
  admitText,
  dotsReferencedBy,
  type HoldReason,
  TextRuns,
  textsReferencedBy,
} from '#domain/kinds/admit-op.ts';
import { pendingDecisionPaths } from '#domain/kinds/pending-decisions.ts';
import type { Role } from '#domain/people/role.ts';
import type { ConflictEntry } from '../api/store-api.ts';
import type { FieldDatabase } from '../db/database.ts';
import type { LogRow } from '../db/log-row.ts';
import { readLogRow, readMeta } from '../db/meta.ts';
import { type DocumentRow, opFromRow } from '../db/rows.ts';
import { readNextStep, type UndoStep } from '../db/undo-list.ts';
import { emptyUndoPosition } from '../db/undo-position.ts';
import type { QueryFunction } from './live-query.ts';
import { readOwnDevice, readPeopleByDevice } from './session-queries.ts';
import { documentSummaryOf, readLogSummaries } from './summaries.ts';

/** Documents of one log, the last changed first, without removed ones. */
export const queryDocuments: QueryFunction<'documents'> = async ({ db }, { log }) =>
  (await readLogSummaries(db, log)).map(documentSummaryOf).sort((a, b) => b.changedAtMs - a.changedAtMs);

/** Whether the newest act is in a record and can be taken back, or the next one repeated. */
export const queryUndoable: QueryFunction<'undoable'> = async ({ db }, { log, doc }) => {
  const undoPosition = (await readMeta(db, 'undoPlace')) ?? emptyUndoPosition;
  const isHere = (undoStep: UndoStep | null): boolean =>
    undoStep !== null && undoStep.barred === undefined && undoStep.log === log && undoStep.docs.includes(doc);
  return {
    canUndo: isHere(await readNextStep(db, undoPosition, 'undo')),
    canRedo: isHere(await readNextStep(db, undoPosition, 'redo')),
  };
};

/** One document with everything for its screen; null when it is not on this device. */
export const queryDocument: QueryFunction<'document'> = async (querySources, { log, doc }) => {
  const { db, live } = querySources;
  const baseRow = await db.documents.get([log, doc]);
  if (baseRow === undefined) return null;
  const grants = await readMeta(db, 'grants');
  const logRow = await readLogRow(db, log);
  const roles = grants?.logs[log] ?? [];
  return {
    log,
    document: { doc, kind: baseRow.kind, registers: baseRow.registers },
    roles,
    people: await readPeopleByDevice(db, live),
    held: await readOwnHeldOps(db, await readOwnDevice(querySources), logRow, baseRow, roles),
  };
};

/**
 * Reason that an op is held. One reason is invisible here: headquarters lacks a value or text that the op references
 * (M2, M4).
 */
function holdReasonOf(op: Op, roles: readonly Role[], documentRow: DocumentRow): HoldReason | null {
  const admitted = admitOp(op, roles, documentRow);
  if (!admitted.ok) return admitted.refusal;
  if (!isTextOp(op)) return namesColleague(op) ? { kind: 'aheadOfValue' } : null;
  const author = { devices: [deviceOfDot(op.dot)], usedUnbound: () => true };
  const fits = admitText(op, TextRuns.fromText(documentRow.registers[op.path]?.text), author);
  return fits.ok ? { kind: 'aheadOfText' } : fits.refusal;
}

const namesColleague = (valueOp: ValueOp): boolean =>
  dotsReferencedBy(valueOp).some((dot) => deviceOfDot(dot) !== deviceOfDot(valueOp.dot)) ||
  textsReferencedBy(valueOp).length > 0;

/**
 * Own ops of the document that headquarters holds (J5). The wire has no reason; the same rule here mostly finds it.
 * Null means that this device cannot see the reason.
 */
async function readOwnHeldOps(
  db: FieldDatabase,
  deviceId: DeviceId,
  { log, held }: LogRow,
  documentRow: DocumentRow,
  roles: readonly Role[],
): Promise<Readonly<Record<Dot, HoldReason | null>>> {
  // Keys of a parsed record are dots; Object.entries forgets that.
  const dots = (Object.entries(held) as [Dot, DocumentId][])
    .filter(([dot, documentId]) => documentId === documentRow.doc && deviceOfDot(dot) === deviceId)
    .map(([dot]) => dot);
  const opRows = await db.ops.bulkGet(dots.map((dot) => [log, deviceId, numberOfDot(dot)] as const));
  return Object.fromEntries(
    opRows.flatMap((opRow) => {
      if (opRow === undefined) return [];
      const op = opFromRow(opRow);
      return [[op.dot, holdReasonOf(op, roles, documentRow)]];
    }),
  );
}

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
