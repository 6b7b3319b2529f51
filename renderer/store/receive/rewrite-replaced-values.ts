import { areJsonEqual } from '#base/json.ts';
import { dotOf, highestSeenNumber, isTextOp, numberOfDot, type ValueOp } from '#domain/document/op.ts';
import type { DeviceId, LogId } from '#domain/ids.ts';
import { type FieldDatabase, ownOpTables } from '../db/database.ts';
import {
  type ForkedIdentity,
  putMeta,
  readCachedMeta,
  readLogRow,
  readMeta,
  readStoredDocuments,
} from '../db/meta.ts';
import { opFromRow } from '../db/rows.ts';
import { documentSharesOf } from '../db/stored-packs.ts';
import type { Journal } from '../journal/journal.ts';
import { commitLogTransaction } from '../write/commit-log-transaction.ts';
import { LogTransaction } from '../write/log-transaction.ts';
import type { UncommittedEntries } from '../write/uncommitted-entries.ts';

interface RewriteDependencies {
  readonly db: FieldDatabase;
  readonly device: DeviceId;
  readonly journal: Journal;
  readonly uncommitted: UncommittedEntries;
}

/**
 * Write values again that only a third device's op replaced, since it may have referred to another branch. The new own
 * ops replace nothing, so that a person sees both values and decides (M1, P2). Present values stay as they are. Runs
 * under the mutex.
 * @returns whether any op was written.
 */
export async function rewriteReplacedValues(parts: RewriteDependencies): Promise<boolean> {
  const { db, device, journal, uncommitted } = parts;
  const forkedIdentities = (await readCachedMeta(db, 'forks')) ?? [];
  let hasWritten = false;
  for (const forkedIdentity of forkedIdentities.filter(({ suspects }) => suspects.length > 0)) {
    const logRow = await readLogRow(db, forkedIdentity.log);
    if (logRow.returning) continue;
    const deadOps = await valuesReplacedByOthers(db, device, forkedIdentity);
    const next = highestSeenNumber(logRow.have, device) + 1;
    const [first, ...others] = deadOps.map((op, at) => ({ ...op, dot: dotOf(device, next + at), over: [] }));
    if (first !== undefined)
      await journal.append([{ kind: 'ops', log: forkedIdentity.log, ops: [first, ...others] }]);
    try {
      await db.transaction('rw', ownOpTables(db), async () => {
        if (first !== undefined) await saveRewrittenOps(db, forkedIdentity.log, [first, ...others]);
        await clearForkSuspects(db, forkedIdentity);
      });
    } catch (error) {
      if (first !== undefined && journal.isThere)
        uncommitted.add({ kind: 'ops', log: forkedIdentity.log, ops: [first, ...others] });
      throw error;
    }
    hasWritten ||= first !== undefined;
  }
  return hasWritten;
}

async function valuesReplacedByOthers(
  db: FieldDatabase,
  ownDeviceId: DeviceId,
  forkedIdentity: ForkedIdentity,
): Promise<readonly ValueOp[]> {
  const { log, device, suspects } = forkedIdentity;
  const { held } = await readLogRow(db, log);
  const deadOps: ValueOp[] = [];
  for (const dot of suspects) {
    const opRow = await db.ops.get([log, device, numberOfDot(dot)]);
    if (opRow === undefined || dot in held) continue;
    const op = opFromRow(opRow);
    if (isTextOp(op) || op.erased === true) continue;
    const heads = (await db.documents.get([log, op.doc]))?.registers[op.path]?.heads ?? [];
    if (heads.some((head) => head.dot === dot || areJsonEqual(head.value, op.value))) continue;
    const replacing = (await db.ops.where('[log+doc]').equals([log, op.doc]).toArray()).filter(
      (otherOpRow) => 'over' in otherOpRow && otherOpRow.over.includes(dot),
    );
    // The device itself, or this one, which knows the valid branch, replaced it deliberately.
    if (replacing.every((otherOpRow) => otherOpRow.device !== device && otherOpRow.device !== ownDeviceId))
      deadOps.push(op);
  }
  return deadOps;
}

async function saveRewrittenOps(
  db: FieldDatabase,
  logId: LogId,
  valueOps: readonly ValueOp[],
): Promise<void> {
  const documents = await readStoredDocuments(
    db,
    logId,
    valueOps.map(({ doc }) => doc),
  );
  const transaction = new LogTransaction(await readLogRow(db, logId), documents);
  for (const valueOp of valueOps) transaction.applyOp(valueOp, false);
  transaction.addWaiting(documentSharesOf(valueOps), Math.min(...valueOps.map(({ stamp }) => stamp[0])));
  await commitLogTransaction(db, transaction, null);
}

async function clearForkSuspects(db: FieldDatabase, seen: ForkedIdentity): Promise<void> {
  const forkedIdentities = (await readMeta(db, 'forks')) ?? [];
  await putMeta(
    db,
    'forks',
    forkedIdentities.map((forkedIdentity) =>
      forkedIdentity.log === seen.log && forkedIdentity.device === seen.device
        ? { ...forkedIdentity, suspects: [] }
        : forkedIdentity,
    ),
  );
}
