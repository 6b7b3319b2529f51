import type { Document, DocumentLookup } from '../document/document.ts';
import type { DocumentId } from '../ids.ts';
import type { RetentionEvent, RetentionEvents } from '../path-rules/data-groups.ts';
import type { KindSchema, SummaryFactRule } from '../path-rules/kind-schema.ts';
import type { KnownDocumentKind, PathClass } from '../path-rules/path-classes.ts';
import type { Role } from '../people/role.ts';
import type {
  SearchedInstitution,
  SearchedText,
  SearchReader,
  SearchSubject,
} from '../search/search-subjects.ts';
import type { KindLifecycle } from './rights.ts';

/**
 * Handling of one kind of document on every surface. Each part is required, so a new kind has an answer for all of
 * them. Figures stand in `figuresByKind`, because a page that needs no figure should not load the scoring model. That
 * table names only kinds that have some.
 */
export interface KindDescriptor<Kind extends KnownDocumentKind = KnownDocumentKind> {
  /** Its fields; texts for the check of personal data and for search follow from their rules. */
  readonly schema: KindSchema<Kind>;
  readonly lifecycle: KindLifecycle;
  readonly rights: { readonly [about in PathClass]?: readonly Role[] };
  /**
   * Most documents in one log, removed ones included. Far above real use: lists, searches and figures read all of
   * them. The first op of a further document is held at headquarters as `logFull` (J5).
   */
  readonly mostPerLog: number;
  /** Facts in lists, beside title and status. */
  readonly facts: SummaryFactRule;
  /** Question of a form that a path answers, empty for other paths; null for a kind without a form. */
  readonly answeredQuestionAt: ((path: string) => string) | null;
  /** Null where only the programme's end starts its retention periods. */
  readonly retention: KindRetention | null;
  /** Null for a kind that no search finds. */
  readonly search: KindSearch | null;
  readonly sharing: KindSharing;
  /** True where people write it at headquarters alone; held ops of such a kind are never released. */
  readonly isServerOnly: boolean;
  /**
   * Write that makes a document: people create a `record` as a whole, and undo removes the whole. A document that starts
   * with its `firstItem` is made by the way, and an undo leaves it empty.
   */
  readonly startsWith: 'record' | 'firstItem';
  /** Place among the records of a log. */
  readonly listedAs: KindListing;
  /** Screens of its fields in the field app. Tables of screens name the kinds that have some, and no others. */
  readonly screens: KindScreens;
}

/**
 * `mission` names its log. `record` is work of a mission: it has a report, and is found by its title. `request`
 * is listed by the desk. `programme` belongs to all missions. `edition` is published by headquarters: lists of records
 * and the delivery status leave it out.
 */
type KindListing = 'mission' | 'record' | 'request' | 'programme' | 'edition';

/**
 * `page`: each record has a page of its own. Undo of any field and Ctrl K lead to it, and the list of missions counts such
 * records. `part`: screens of single fields. `none`: the overview of its mission stands for the record.
 */
type KindScreens = 'page' | 'part' | 'none';

/** Events in a document that retention periods of its fields count from. */
export interface KindRetention {
  /** All events that it can state. */
  readonly events: readonly RetentionEvent[];
  /** Those that happened. A disputed day has not happened: no erasure follows it. */
  readonly eventsOf: (documentLookup: DocumentLookup | undefined) => RetentionEvents;
}

/** Places of found texts in a document. */
export interface KindSearch {
  /** Return whether this person is shown the text at a path. */
  readonly isShown: (document: Document, path: string, searchReader: SearchReader) => boolean;
  readonly subjectOf: (document: Document, segments: readonly string[]) => SearchSubject;
  /** Return the institutions that a document names in its found texts; null for a kind that names none. */
  readonly institutionsIn:
    | ((document: Document, searchedTexts: readonly SearchedText[]) => readonly SearchedInstitution[])
    | null;
}

/**
 * Conditions of sharing a document with somebody outside (docs/requirements.md E5). Path rules decide on its fields,
 * and a State gets no record of another State.
 */
export interface KindSharing {
  /** True for an edition of headquarters, which everybody may have. */
  readonly isPublic: boolean;
  readonly isSharedWithState: (document: Document) => boolean;
  readonly isSharedWithPartner: (document: Document, partnerItems: PartnerItems) => boolean;
  /** Paths of the items that a partner needs; it is shown no others. */
  readonly itemsForPartner: (document: Document, partnerItems: PartnerItems) => ReadonlySet<string>;
}

/** Items of a mission's plans in which a partner takes part. */
export interface PartnerItems {
  readonly hasAny: () => boolean;
  readonly itemsIn: (plan: Document) => readonly string[];
  /** Recommendations of an assessment that such items implement. */
  readonly recommendationsOf: (assessment: DocumentId) => readonly string[];
}
