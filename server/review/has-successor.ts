import { assessmentKind } from '#domain/assessment/assessment.ts';
import { statusOf } from '#domain/assessment/review-steps.ts';
import { takesPlaceOf } from '#domain/assessment/takes-place.ts';
import type { Document } from '#domain/document/document.ts';
import type { LogId } from '#domain/ids.ts';
import type { Store } from '../store/open-store.ts';
import { readDocument, withRegisters } from '../views/load-documents.ts';

/** Is there an assessment in the same log that can take the place of this one? Asked of final ones only. */
export async function hasSuccessor(store: Store, log: LogId, document: Document): Promise<boolean> {
  if (document.kind !== assessmentKind || statusOf(document) !== 'final') return false;
  const rows = await store
    .selectFrom('documents')
    .select(['log', 'doc', 'kind'])
    .where('log', '=', log)
    .where('kind', '=', assessmentKind)
    .where('doc', '!=', document.doc)
    .execute();
  return (await withRegisters(store, rows)).some((row) => takesPlaceOf(readDocument(row), document));
}
