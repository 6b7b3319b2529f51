import { type Dot, dotOf } from '#domain/document/dot.ts';
import { erasedFurther } from '#domain/document/erase-ops.ts';
import type { Op } from '#domain/document/op.ts';
import { readServerKeys } from '../identity/server-keys.ts';
import type { Arrival } from '../log/append-pack.ts';
import type { StoreTransaction } from '../store/open-store.ts';
import { packWithHash, type StoredPack } from './stored-packs.ts';
import { writeErasure } from './write-erasure.ts';

/**
 * Carries an erasure out that headquarters has lost, as when a backup from before was put back, from a pack that still tells
 * of it under headquarters' own signature. What was erased here beyond that stays erased. For whoever holds the log's lock.
 */
export async function takeErasure(
  tx: StoreTransaction,
  { hash, opened, sender, nowMs }: Arrival,
  place: number,
): Promise<void> {
  const stored = await packWithHash(tx, opened.log, hash);
  const keys = await readServerKeys(tx);
  if (keys === null) throw new Error('A signature of a server without keys cannot hold');
  const told = new Map(opened.ops.map((op) => [op.dot, op]));
  const erased = new Map<Dot, Op>();
  for (const op of stored.opened.ops) {
    const further = erasedFurther(op, told.get(op.dot) ?? op);
    if (further !== null) erased.set(op.dot, further);
  }
  const held = await heldDots(tx, stored);
  await writeErasure(
    tx,
    { log: opened.log, place, keys, nowMs, broughtBy: sender },
    { packs: [stored], erased, isHeld: (dot) => held.has(dot) },
  );
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
