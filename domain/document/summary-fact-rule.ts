import type { JsonValue } from '#base/json.ts';
import type { Document, DocumentLookup } from './document.ts';

/** Facts of one kind of document in lists, beside its title and status. */
export type SummaryFacts = Readonly<Record<string, JsonValue>>;

/** Sources of facts. A rule that reads `whole` costs the document's size at each write. */
export interface SummaryFactSources {
  /** Single registers. */
  readonly view: DocumentLookup;
  /** Number of counted items. */
  readonly count: number;
  /** Registers of the kept areas alone, as a document. */
  readonly kept: () => Document;
  readonly whole: () => Document;
}

/** Rule that keeps the facts of one kind up to date while registers change. */
export interface SummaryFactRule {
  /** Names of the counted items that a path belongs to. */
  readonly countedNamesAt?: (path: string) => readonly string[];
  /** Return whether an item of that name counts. Reads single registers alone. */
  readonly isCounted?: (view: DocumentLookup, name: string) => boolean;
  /** Areas of few registers that the facts read as a whole, such as `review`. */
  readonly keptAreas?: readonly string[];
  readonly facts: (parts: SummaryFactSources) => SummaryFacts;
}
