import { type Dot, dotOf } from '#domain/document/dot.ts';
import { type ErasedPart, eraseOps } from '#domain/document/erase-ops.ts';
import type { Op } from '#domain/document/op.ts';
import type { DocumentId, LogId } from '#domain/ids.ts';
import type { SigningKey } from '../identity/server-keys.ts';
import { lockLog } from '../log/log-lock.ts';
import type { StoreTransaction } from '../store/open-store.ts';
import { loadDocuments } from '../views/load-documents.ts';
import { emptyParkedWith } from './empty-parked.ts';
import { nameOfField, noteErased, type PlacedField } from './erased-fields.ts';
import { packsTouching, type StoredPack } from './stored-packs.ts';
import { writeErasure } from './write-erasure.ts';

/** What is erased: all that was ever written in a field, or only what it said before. */
export interface EraseTarget extends PlacedField {
  readonly part: ErasedPart;
}

/**
 * Erases values in a mission's log (domain.md E, rules 8 and 9), under its lock: every pack that holds one of them stands
 * at its place as what is left of it, under headquarters' signature (`erased-pack.ts`), and a new entry tells every device
 * of it. The documents are without them, and so is what was parked. Other ops, numbers, hashes and chains stay as they
 * are. Answers how many ops were erased by this; 0 when all of it was erased before, or there is no such log. Throws
 * `ErasureTooLarge`, and nothing is changed, when what is left of a pack would no longer fit into one.
 */
export async function eraseValues(
  tx: StoreTransaction,
  keys: SigningKey,
  log: LogId,
  targets: readonly EraseTarget[],
  nowMs: number,
): Promise<number> {
  const place = await lockLog(tx, log);
  if (place === undefined) return 0;
  const docs = [...new Set(targets.map(({ doc }) => doc))];
  const packs = await packsTouching(tx, log, docs);
  const held = await heldDots(tx, log, docs);
  const isHeld = (dot: Dot): boolean => held.has(dot);
  const documents = await loadDocuments(tx, log, docs);
  const opsByField = groupByField(packs);
  const erased = targets.flatMap(({ doc, path, part }) => {
    const heads = new Set(documents.get(doc)?.registers[path]?.heads.map(({ dot }) => dot));
    return eraseOps({ ops: opsByField.get(nameOfField({ doc, path })) ?? [], heads, isHeld }, part);
  });
  const count = await writeErasure(
    tx,
    { log, place, keys, nowMs, broughtBy: '' },
    { packs, erased: new Map(erased.map((op) => [op.dot, op])), isHeld },
  );
  const whole = targets.filter(({ part }) => part === 'all');
  const names = new Set(whole.map(nameOfField));
  await emptyParkedWith(tx, log, (op) => names.has(nameOfField(op)));
  await noteErased(tx, log, whole);
  return count;
}

function groupByField(packs: readonly StoredPack[]): ReadonlyMap<string, readonly Op[]> {
  const opsByField = new Map<string, Op[]>();
  for (const op of packs.flatMap(({ opened }) => opened.ops)) {
    const before = opsByField.get(nameOfField(op));
    if (before === undefined) opsByField.set(nameOfField(op), [op]);
    else before.push(op);
  }
  return opsByField;
}

async function heldDots(tx: StoreTransaction, log: LogId, docs: readonly DocumentId[]) {
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
