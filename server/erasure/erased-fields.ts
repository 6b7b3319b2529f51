import type { Op } from '#domain/document/op.ts';
import type { Path } from '#domain/document/path.ts';
import type { DocumentId, LogId } from '#domain/ids.ts';
import type { StoreTransaction } from '../store/open-store.ts';
import { packsTouching } from './stored-packs.ts';

/** A field of one record. */
export interface PlacedField {
  readonly doc: DocumentId;
  readonly path: Path;
}

export const nameOfField = ({ doc, path }: Pick<Op, 'doc' | 'path'>): string => `${doc} ${path}`;

/** Notes that all that was written in these fields is erased, up to the end of the log; for whoever holds its lock. */
export async function noteErased(
  tx: StoreTransaction,
  log: LogId,
  fields: readonly PlacedField[],
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

/** Those of these fields in which something stands that was not erased: they were never, or somebody wrote there since. */
export async function withoutErased<F extends PlacedField>(
  tx: StoreTransaction,
  log: LogId,
  fields: readonly F[],
): Promise<readonly F[]> {
  const rows = await tx.selectFrom('erased_fields').selectAll().where('log', '=', log).execute();
  if (rows.length === 0) return fields;
  const placeByField = new Map(rows.map((row) => [nameOfField(row), row.place]));
  const since = Math.min(...placeByField.values());
  const packs = await packsTouching(tx, log, [...new Set(rows.map(({ doc }) => doc))], since);
  const written = new Set(
    packs.flatMap(({ place, opened }) =>
      opened.ops.flatMap((op) => {
        const erasedUpTo = placeByField.get(nameOfField(op));
        return op.erased !== true && erasedUpTo !== undefined && erasedUpTo < place ? [nameOfField(op)] : [];
      }),
    ),
  );
  return fields.filter((field) => {
    const name = nameOfField(field);
    return !placeByField.has(name) || written.has(name);
  });
}
