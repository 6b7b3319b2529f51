import { type Dot, dotOf } from '#domain/document/dot.ts';
import { erasedFurther } from '#domain/document/erase-ops.ts';
import type { Op } from '#domain/document/op.ts';
import { isErasedFormOf } from '#sync/protocol/erased-pack.ts';
import { presentKeys } from '../identity/server-keys.ts';
import type { Arrival } from '../log/append-pack.ts';
import type { StoreTransaction } from '../store/open-store.ts';
import { noteTakenErasure } from './note-taken-erasure.ts';
import { packWithHash, type StoredPack } from './stored-packs.ts';
import { writeErasure } from './write-erasure.ts';

/**
 * Carries an erasure out that headquarters has lost, as when a backup from before was put back, from a pack that still tells
 * of it under headquarters' own signature. What was erased here beyond that stays erased. For whoever holds the log's lock.
 * Returns false, and changes nothing, when the pack differs from the one here in more than what is erased (J1).
 */
export async function takeErasure(tx: StoreTransaction, arrival: Arrival, place: number): Promise<boolean> {
  const { hash, opened, sender, nowMs } = arrival;
  const stored = await packWithHash(tx, opened.log, hash);
  if (!isErasedFormOf(opened, stored.opened)) return false;
  const keys = await presentKeys(tx);
  const told = new Map(opened.ops.map((op) => [op.dot, op]));
  const erased = new Map<Dot, Op>();
  for (const op of stored.opened.ops) {
    const further = erasedFurther(op, told.get(op.dot) ?? op);
    if (further !== null) erased.set(op.dot, further);
  }
  if (erased.size === 0) return true;
  const held = await heldDots(tx, stored);
  await writeErasure(
    tx,
    { log: opened.log, place, keys, nowMs, broughtBy: sender },
    { packs: [stored], erased, isHeld: (dot) => held.has(dot) },
  );
  await noteTakenErasure(tx, arrival, [...erased.values()]);
  return true;
}

async function heldDots(tx: StoreTransaction, { opened, first, last }: StoredPack): Promise<Set<Dot>> {
  const rows = await tx
    .selectFrom('held_ops')
    .select(['device', 'n'])
    .where('log', '=', opened.log)
    .where('device', '=', opened.device)
    .where('n', '>=', first)
    .where('n', '<=', last)
    .where('released_place', 'is', null)
    .execute();
  return new Set(rows.map(({ device, n }) => dotOf(device, n)));
}
