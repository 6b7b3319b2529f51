import type { Dot } from '#domain/document/dot.ts';
import { hasSeen } from '#domain/document/version-vector.ts';
import type { DocumentId, LogId } from '#domain/ids.ts';
import type { FieldDatabase } from './database.ts';
import type { BaseRow, DocumentRow } from './rows.ts';

/** Does the document hold this op already, since it came in a snapshot that did? Applied again it would count twice. */
export const isWithin = (document: Pick<DocumentRow, 'seen'> | undefined, dot: Dot): boolean =>
  document?.seen !== undefined && hasSeen(document.seen.have, dot) && !document.seen.held.includes(dot);

/** What the document was before the ops that are here as rows; undefined when these are all there is. */
export async function readBase(db: FieldDatabase, log: LogId, doc: DocumentId): Promise<BaseRow | undefined> {
  const base = await db.bases.get([log, doc]);
  if (base) return base;
  const document = await db.documents.get([log, doc]);
  return document?.isBase ? document : undefined;
}

/** The document as the row of `bases` that is kept once something is written on top of it. */
export function asBase(document: DocumentRow): BaseRow {
  const { isBase: _, ...base } = document;
  return base;
}
