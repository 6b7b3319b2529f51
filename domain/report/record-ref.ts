import type { DocumentId } from '../ids.ts';

/** Where a number comes from: a record, and the registers in it where that says more (paths, or prefixes of them). */
export interface RecordRef {
  readonly doc: DocumentId;
  readonly paths?: readonly string[];
}
