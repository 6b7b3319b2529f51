import { type Kysely, sql } from 'kysely';

/** Index the documents of a log by kind, so that their number is known without reading each (`documentsPerLog`). */
export async function addDocumentsByKind(db: Kysely<unknown>): Promise<void> {
  await sql.raw('create index documents_kind on documents (log, kind)').execute(db);
}
