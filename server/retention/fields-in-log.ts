import { emptyDocument } from '#domain/document/document.ts';
import type { Path } from '#domain/document/path.ts';
import type { DocumentId, LogId } from '#domain/ids.ts';
import { type Field, fieldIn } from '#domain/privacy/due.ts';
import type { PlacedField } from '../erasure/erased-fields.ts';
import type { StoreTransaction } from '../store/open-store.ts';
import { loadDocuments, readDocument, withRegisters } from '../views/load-documents.ts';

/** A field of a record of a log, with the mark of the remark that it belongs to. */
export type FieldInLog = Field & PlacedField;

/** Every field of a log in which something was written. What is held is in no document, and here all the same. */
export async function fieldsInLog(tx: StoreTransaction, log: LogId): Promise<readonly FieldInLog[]> {
  return [...(await fieldsInDocuments(tx, log)), ...(await heldFields(tx, log))];
}

const documentsAtOnce = 100;

async function fieldsInDocuments(tx: StoreTransaction, log: LogId): Promise<readonly FieldInLog[]> {
  const fields: FieldInLog[] = [];
  for (let last = '' as DocumentId; ; ) {
    const rows = await tx
      .selectFrom('documents')
      .select(['log', 'doc', 'kind'])
      .where('log', '=', log)
      .where('doc', '>', last)
      .orderBy('doc')
      .limit(documentsAtOnce)
      .execute();
    for (const row of await withRegisters(tx, rows)) {
      const document = readDocument(row);
      // Keys of a parsed record are paths; Object.keys forgets that.
      for (const path of Object.keys(document.registers) as Path[])
        fields.push({ ...fieldIn(document, path), doc: row.doc });
      last = row.doc;
    }
    if (rows.length < documentsAtOnce) return fields;
  }
}

async function heldFields(tx: StoreTransaction, log: LogId): Promise<readonly FieldInLog[]> {
  const rows = await tx
    .selectFrom('held_ops')
    .select(['doc', 'kind', 'path'])
    .where('log', '=', log)
    .where('released_place', 'is', null)
    .execute();
  const documents = await loadDocuments(tx, log, [...new Set(rows.map(({ doc }) => doc))]);
  return rows.map(({ doc, kind, path }) => ({
    ...fieldIn({ ...(documents.get(doc) ?? emptyDocument(doc, kind)), kind }, path),
    doc,
  }));
}
