import type { LogId } from '#domain/ids.ts';
import type { PackEntry } from '#sync/protocol/wire.ts';
import type { Store } from '../store/open-store.ts';
import { chunksOf } from './chunks.ts';
import { entryColumns, toEntry } from './read-entries.ts';

/**
 * The packs with ops that were held at a place, marked with just those ops: a release that came before is none of the
 * reader's business, one that comes later names ops and carries none (J5).
 */
export async function heldAt(tx: Store, log: LogId, place: number): Promise<readonly PackEntry[]> {
  const rows = await tx
    .selectFrom('held_ops')
    .select(['place', 'n'])
    .where('log', '=', log)
    .where('place', '<=', place)
    .where((eb) => eb.or([eb('released_place', 'is', null), eb('released_place', '>', place)]))
    .orderBy('place')
    .orderBy('n')
    .execute();
  const numbersByPlace = new Map<number, number[]>();
  for (const { place: at, n } of rows) numbersByPlace.set(at, [...(numbersByPlace.get(at) ?? []), n]);
  const entries: PackEntry[] = [];
  for (const places of chunksOf([...numbersByPlace.keys()])) {
    const packs = await tx
      .selectFrom('entries')
      .select(entryColumns)
      .where('log', '=', log)
      .where('place', 'in', places)
      .orderBy('place')
      .execute();
    for (const row of packs) {
      const entry = toEntry(row);
      if ('pack' in entry) entries.push({ ...entry, held: numbersByPlace.get(row.place) ?? [] });
    }
  }
  return entries;
}
