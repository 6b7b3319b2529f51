import type { DocumentId } from '../ids.ts';

/** Where a number comes from: a record, and the registers in it where that says more (paths, or prefixes of them). */
export interface RecordRef {
  readonly doc: DocumentId;
  readonly paths?: readonly string[];
}

/** The same records, each once, with all their paths. */
export function merged(refs: readonly RecordRef[]): readonly RecordRef[] {
  const pathsOf = new Map<DocumentId, readonly string[]>();
  for (const { doc, paths = [] } of refs)
    pathsOf.set(doc, [...new Set([...(pathsOf.get(doc) ?? []), ...paths])]);
  return [...pathsOf].map(([doc, paths]) => ({ doc, ...(paths.length > 0 && { paths }) }));
}
