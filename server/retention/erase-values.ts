import { MovedRecord } from '#domain/assessment/assessment.ts';
import { type ErasedPart, eraseOpContents } from '#domain/document/erase-ops.ts';
import { type Dot, dotOf, isTextOp, type Op, type Path, pathOf } from '#domain/document/op.ts';
import type { DeviceId, DocumentId, LogId } from '#domain/ids.ts';
import { isSameOp } from '#sync/protocol/erased-pack.ts';
import type { ServerSigningKey } from '../auth/server-identity.ts';
import { lockLog } from '../db/log-lock.ts';
import type { StoreTransaction } from '../db/open-store.ts';
import { loadPacksTouching, type PlacedPack } from '../db/stored-packs.ts';
import { emptyQuarantinedPacksWith } from '../log/quarantine.ts';
import { writePackErasure } from '../log/write-erasure.ts';
import { loadDocuments } from '../projections/load-documents.ts';

/** Field of one document. */
export interface DocumentField {
  readonly doc: DocumentId;
  readonly path: Path;
}

const fieldKeyOf = ({ doc, path }: Pick<Op, 'doc' | 'path'>): string => `${doc} ${path}`;

/** Record that these fields are erased up to the end of the log. The caller must hold its lock. */
async function recordErasedFields(
  tx: StoreTransaction,
  logId: LogId,
  documentFields: readonly DocumentField[],
): Promise<void> {
  const { next_place: next } = await tx
    .selectFrom('logs')
    .select('next_place')
    .where('log', '=', logId)
    .executeTakeFirstOrThrow();
  for (const { doc, path } of documentFields)
    await tx
      .insertInto('erased_fields')
      .values({ log: logId, doc, path, place: next - 1 })
      .onConflict((conflict) => conflict.columns(['log', 'doc', 'path']).doUpdateSet({ place: next - 1 }))
      .execute();
}

/** Return the fields with content that is not erased: never erased, or written since. */
export async function withoutErasedFields<F extends DocumentField>(
  tx: StoreTransaction,
  logId: LogId,
  fields: readonly F[],
): Promise<readonly F[]> {
  const rows = await tx.selectFrom('erased_fields').selectAll().where('log', '=', logId).execute();
  if (rows.length === 0) return fields;
  const placeByField = new Map(rows.map((row) => [fieldKeyOf(row), row.place]));
  const since = Math.min(...placeByField.values());
  const placedPacks = await loadPacksTouching(tx, logId, [...new Set(rows.map(({ doc }) => doc))], since);
  const written = new Set(
    placedPacks.flatMap(({ place, opened }) =>
      opened.ops.flatMap((op) => {
        const erasedUpTo = placeByField.get(fieldKeyOf(op));
        return op.erased !== true && erasedUpTo !== undefined && erasedUpTo < place ? [fieldKeyOf(op)] : [];
      }),
    ),
  );
  return fields.filter((field) => {
    const name = fieldKeyOf(field);
    return !placeByField.has(name) || written.has(name);
  });
}

/** Content to erase: all values ever written in a field, or only former ones. */
interface ErasureTarget extends DocumentField {
  readonly part: ErasedPart;
}

/**
 * Erase values in a mission's log (docs/requirements.md E8 and E9), under its lock. Every affected pack keeps its place
 * with its remaining content, signed by headquarters (`erased-pack.ts`). A new entry announces it to every device.
 * Documents and quarantine are updated; other ops, numbers, hashes and chains stay. Copies of moved records that the
 * other mission refused are in its quarantine, where no search finds them: they go too.
 * @returns the number of ops that this erased, by the device that wrote them; none when all was erased before, or there
 *   is no such log
 * @throws ErasureTooLarge when the rest of a pack would exceed the size of one; nothing is changed
 */
export async function eraseFieldValues(
  tx: StoreTransaction,
  keys: ServerSigningKey,
  logId: LogId,
  erasureTargets: readonly ErasureTarget[],
  nowMs: number,
): Promise<ReadonlyMap<DeviceId, number>> {
  const place = await lockLog(tx, logId);
  if (place === undefined) return new Map();
  const change = await planErasure(tx, logId, erasureTargets);
  const countByDevice = await writePackErasure(tx, { log: logId, place, keys, nowMs, broughtBy: '' }, change);
  const whole = erasureTargets.filter(({ part }) => part === 'all');
  for (const [quarantinedIn, names] of fieldKeysByLog(logId, whole, change.packs))
    await emptyQuarantinedPacksWith(tx, quarantinedIn, (op) => names.has(fieldKeyOf(op)));
  await recordErasedFields(tx, logId, whole);
  return countByDevice;
}

/** These fields of a log, and the same ones of each copy in another log that their records name or named. */
function fieldKeysByLog(
  logId: LogId,
  documentFields: readonly DocumentField[],
  placedPacks: readonly PlacedPack[],
): ReadonlyMap<LogId, ReadonlySet<string>> {
  const keys = new Map([[logId, new Set(documentFields.map(fieldKeyOf))]]);
  for (const op of placedPacks.flatMap(({ opened }) => opened.ops)) {
    const copy = op.path !== movedTo || isTextOp(op) ? undefined : MovedRecord.safeParse(op.value).data;
    if (copy === undefined) continue;
    const there = keys.get(copy.log) ?? new Set();
    for (const { doc, path } of documentFields)
      if (doc === op.doc) there.add(fieldKeyOf({ doc: copy.doc, path }));
    keys.set(copy.log, there);
  }
  return keys;
}

const movedTo = pathOf('moved-to');

/** Count the ops that an erasure would change, by the device that wrote them. Changes nothing. */
export async function previewErasure(
  tx: StoreTransaction,
  logId: LogId,
  erasureTarget: ErasureTarget,
): Promise<ReadonlyMap<DeviceId, number>> {
  const { packs, erased } = await planErasure(tx, logId, [erasureTarget]);
  const countByDevice = new Map<DeviceId, number>();
  for (const { device, opened } of packs) {
    const count = opened.ops.filter((op) => !isSameOp(op, erased.get(op.dot) ?? op)).length;
    if (count > 0) countByDevice.set(device, (countByDevice.get(device) ?? 0) + count);
  }
  return countByDevice;
}

/** Packs of the documents, and their ops after the erasure. */
async function planErasure(tx: StoreTransaction, logId: LogId, erasureTargets: readonly ErasureTarget[]) {
  const documentIds = [...new Set(erasureTargets.map(({ doc }) => doc))];
  const placedPacks = await loadPacksTouching(tx, logId, documentIds);
  const heldDots = await readHeldDotsInDocuments(tx, logId, documentIds);
  const isHeld = (dot: Dot): boolean => heldDots.has(dot);
  const documents = await loadDocuments(tx, logId, documentIds);
  const opsByField = groupOpsByField(placedPacks);
  const erasedOps = erasureTargets.flatMap(({ doc, path, part }) => {
    const heads = new Set(documents.get(doc)?.registers[path]?.heads.map(({ dot }) => dot));
    return eraseOpContents({ ops: opsByField.get(fieldKeyOf({ doc, path })) ?? [], heads, isHeld }, part);
  });
  return { packs: placedPacks, erased: new Map(erasedOps.map((op) => [op.dot, op])), isHeld };
}

function groupOpsByField(placedPacks: readonly PlacedPack[]): ReadonlyMap<string, readonly Op[]> {
  const opsByField = new Map<string, Op[]>();
  for (const op of placedPacks.flatMap(({ opened }) => opened.ops)) {
    const previousOps = opsByField.get(fieldKeyOf(op));
    if (previousOps === undefined) opsByField.set(fieldKeyOf(op), [op]);
    else previousOps.push(op);
  }
  return opsByField;
}

async function readHeldDotsInDocuments(
  tx: StoreTransaction,
  logId: LogId,
  documentIds: readonly DocumentId[],
) {
  const heldDots = new Set<Dot>();
  const isTouched = new Set<string>(documentIds);
  const rows = await tx
    .selectFrom('held_ops')
    .select(['device', 'n', 'doc'])
    .where('log', '=', logId)
    .where('released_place', 'is', null)
    .execute();
  for (const { device, n, doc } of rows) if (isTouched.has(doc)) heldDots.add(dotOf(device, n));
  return heldDots;
}
