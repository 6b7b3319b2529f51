import { MovedRecord } from '#domain/assessment/assessment.ts';
import { type ErasedPart, eraseOpContents } from '#domain/document/erase-ops.ts';
import { type Dot, dotOf, isTextOp, type Op, type Path, pathOf } from '#domain/document/op.ts';
import type { DeviceId, DocumentId, LogId } from '#domain/ids.ts';
import { isSameOp } from '#sync/protocol/erased-pack.ts';
import type { ServerSigningKey } from '../auth/server-identity.ts';
import type { StoreTransaction } from '../db/open-store.ts';
import { loadPacksTouching, lockLog, type PlacedPack } from '../db/stored-packs.ts';
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
  log: LogId,
  fields: readonly DocumentField[],
): Promise<void> {
  const { next_place: next } = await tx
    .selectFrom('logs')
    .select('next_place')
    .where('log', '=', log)
    .executeTakeFirstOrThrow();
  for (const { doc, path } of fields)
    await tx
      .insertInto('erased_fields')
      .values({ log, doc, path, place: next - 1 })
      .onConflict((conflict) => conflict.columns(['log', 'doc', 'path']).doUpdateSet({ place: next - 1 }))
      .execute();
}

/** Return the fields with content that is not erased: never erased, or written since. */
export async function withoutErasedFields<F extends DocumentField>(
  tx: StoreTransaction,
  log: LogId,
  fields: readonly F[],
): Promise<readonly F[]> {
  const rows = await tx.selectFrom('erased_fields').selectAll().where('log', '=', log).execute();
  if (rows.length === 0) return fields;
  const placeByField = new Map(rows.map((row) => [fieldKeyOf(row), row.place]));
  const since = Math.min(...placeByField.values());
  const packs = await loadPacksTouching(tx, log, [...new Set(rows.map(({ doc }) => doc))], since);
  const written = new Set(
    packs.flatMap(({ place, opened }) =>
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
  log: LogId,
  targets: readonly ErasureTarget[],
  nowMs: number,
): Promise<ReadonlyMap<DeviceId, number>> {
  const place = await lockLog(tx, log);
  if (place === undefined) return new Map();
  const change = await planErasure(tx, log, targets);
  const countByDevice = await writePackErasure(tx, { log, place, keys, nowMs, broughtBy: '' }, change);
  const whole = targets.filter(({ part }) => part === 'all');
  for (const [quarantinedIn, names] of fieldKeysByLog(log, whole, change.packs))
    await emptyQuarantinedPacksWith(tx, quarantinedIn, (op) => names.has(fieldKeyOf(op)));
  await recordErasedFields(tx, log, whole);
  return countByDevice;
}

/** These fields of a log, and the same ones of each copy in another log that their records name or named. */
function fieldKeysByLog(
  log: LogId,
  fields: readonly DocumentField[],
  packs: readonly PlacedPack[],
): ReadonlyMap<LogId, ReadonlySet<string>> {
  const keys = new Map([[log, new Set(fields.map(fieldKeyOf))]]);
  for (const op of packs.flatMap(({ opened }) => opened.ops)) {
    const copy = op.path !== movedTo || isTextOp(op) ? undefined : MovedRecord.safeParse(op.value).data;
    if (copy === undefined) continue;
    const there = keys.get(copy.log) ?? new Set();
    for (const { doc, path } of fields) if (doc === op.doc) there.add(fieldKeyOf({ doc: copy.doc, path }));
    keys.set(copy.log, there);
  }
  return keys;
}

const movedTo = pathOf('moved-to');

/** Count the ops that an erasure would change, by the device that wrote them. Changes nothing. */
export async function previewErasure(
  tx: StoreTransaction,
  log: LogId,
  target: ErasureTarget,
): Promise<ReadonlyMap<DeviceId, number>> {
  const { packs, erased } = await planErasure(tx, log, [target]);
  const countByDevice = new Map<DeviceId, number>();
  for (const { device, opened } of packs) {
    const count = opened.ops.filter((op) => !isSameOp(op, erased.get(op.dot) ?? op)).length;
    if (count > 0) countByDevice.set(device, (countByDevice.get(device) ?? 0) + count);
  }
  return countByDevice;
}

/** Packs of the documents, and their ops after the erasure. */
async function planErasure(tx: StoreTransaction, log: LogId, targets: readonly ErasureTarget[]) {
  const docs = [...new Set(targets.map(({ doc }) => doc))];
  const packs = await loadPacksTouching(tx, log, docs);
  const held = await readHeldDotsInDocuments(tx, log, docs);
  const isHeld = (dot: Dot): boolean => held.has(dot);
  const documents = await loadDocuments(tx, log, docs);
  const opsByField = groupOpsByField(packs);
  const erased = targets.flatMap(({ doc, path, part }) => {
    const heads = new Set(documents.get(doc)?.registers[path]?.heads.map(({ dot }) => dot));
    return eraseOpContents({ ops: opsByField.get(fieldKeyOf({ doc, path })) ?? [], heads, isHeld }, part);
  });
  return { packs, erased: new Map(erased.map((op) => [op.dot, op])), isHeld };
}

function groupOpsByField(packs: readonly PlacedPack[]): ReadonlyMap<string, readonly Op[]> {
  const opsByField = new Map<string, Op[]>();
  for (const op of packs.flatMap(({ opened }) => opened.ops)) {
    const before = opsByField.get(fieldKeyOf(op));
    if (before === undefined) opsByField.set(fieldKeyOf(op), [op]);
    else before.push(op);
  }
  return opsByField;
}

async function readHeldDotsInDocuments(tx: StoreTransaction, log: LogId, docs: readonly DocumentId[]) {
  const held = new Set<Dot>();
  const isTouched = new Set<string>(docs);
  const rows = await tx
    .selectFrom('held_ops')
    .select(['device', 'n', 'doc'])
    .where('log', '=', log)
    .where('released_place', 'is', null)
    .execute();
  for (const { device, n, doc } of rows) if (isTouched.has(doc)) held.add(dotOf(device, n));
  return held;
}
