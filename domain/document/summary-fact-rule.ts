import type { JsonValue } from '#base/json.ts';
import type { Document, DocumentLookup } from './document.ts';

/** What lists show of one kind of document beside its title and status. */
export type SummaryFacts = Readonly<Record<string, JsonValue>>;

/** What facts are made of. Whoever asks for `whole` pays the document's size at each write. */
export interface SummaryFactSources {
  /** Single registers. */
  readonly view: DocumentLookup;
  /** How many of the counted things count. */
  readonly count: number;
  /** Registers of the kept areas alone, as a document. */
  readonly kept: () => Document;
  readonly whole: () => Document;
}

/** How the facts of one kind are kept true while registers change. */
export interface SummaryFactRule {
  /** The counted things that a path says something of, by names. */
  readonly countedNamesAt?: (path: string) => readonly string[];
  /** Does a thing of that name count? Asks for single registers alone. */
  readonly isCounted?: (view: DocumentLookup, name: string) => boolean;
  /** Areas of few registers that the facts read as a whole, such as `review`. */
  readonly keptAreas?: readonly string[];
  readonly facts: (parts: SummaryFactSources) => SummaryFacts;
}
