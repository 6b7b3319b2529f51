import { isRating } from '#domain/people/path-class.ts';
import type { DocumentId, LogId, PersonId } from '#domain/ids.ts';
import { openStored } from '../log/read-ops.ts';
import type { StoreTransaction } from '../store/open-store.ts';

/**
 * Did this person ever write a rating or a decision about one into this assessment, from any device and in whatever role
 * they had then? Also what was replaced since, and what is held. Reads no packs but their own.
 */
export async function hasRated(
  tx: StoreTransaction,
  person: PersonId,
  { log, doc }: { readonly log: LogId; readonly doc: DocumentId },
): Promise<boolean> {
  const packs = await tx
    .selectFrom('document_places')
    .innerJoin('entries', (join) =>
      join
        .onRef('entries.log', '=', 'document_places.log')
        .onRef('entries.place', '=', 'document_places.place'),
    )
    .innerJoin('devices', 'devices.device', 'entries.device')
    .select('entries.payload')
    .where('document_places.log', '=', log)
    .where('document_places.doc', '=', doc)
    .where('entries.kind', '=', 'pack')
    .where('devices.person', '=', person)
    .execute();
  return packs.some(({ payload }) =>
    openStored(payload).ops.some((op) => op.doc === doc && isRating(op.path)),
  );
}
