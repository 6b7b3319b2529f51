import type { PersonId } from '#domain/ids.ts';

/**
 * The register of requests about personal data, a row for each version; `content` is a `DataRequest`. Never changed but for
 * that: it is empty once its words were erased.
 */
export interface DataRequestsTable {
  readonly number: number;
  readonly version: number;
  readonly at_ms: number;
  /** Who wrote this version. */
  readonly person: PersonId;
  readonly content: string;
  /** By which id the page entered it; null for versions after the first, and for requests of before. */
  readonly entry: string | null;
}
