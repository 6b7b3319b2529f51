import type { DocumentKind, Path } from '#domain/document/op.ts';
import type { DocumentId, LogId } from '#domain/ids.ts';
import type { InterviewNoteId } from '#domain/interview/interview-note.ts';
import type { ExcerptPart } from '#domain/search/search-words.ts';
import type { DocumentSummary } from './store-api.ts';

/** Result of a search in all texts on this laptop. */
export interface SearchResult {
  /** Records with all words, the best first; at most `maximumFoundRecords`. */
  readonly records: readonly FoundRecord[];
  /** Number of all records with all words. */
  readonly total: number;
  /** Records read so far while the index is being built; null when it is complete. */
  readonly building: null | { readonly read: number; readonly all: number };
}

/** Record with the texts in which words were found. */
export type FoundRecord = FoundDocument | FoundInterviewNote;

interface FoundRecordFields {
  readonly log: LogId;
  readonly title: string;
  /** Title of its mission. */
  readonly mission: string;
  /** Best texts of the record, those with most words first; at most `maximumFoundTexts`. */
  readonly texts: readonly FoundText[];
  /** Number of further texts. */
  readonly more: number;
}

export interface FoundDocument extends FoundRecordFields {
  readonly kind: 'document';
  readonly doc: DocumentId;
  readonly documentKind: DocumentKind;
  /** Facts of its institution; none without one. */
  readonly facts: DocumentSummary['facts'];
}

interface FoundInterviewNote extends FoundRecordFields {
  readonly kind: 'note';
  readonly note: InterviewNoteId;
  /** Parts of its title as they are recorded. */
  readonly institution: string;
  readonly function: string;
}

/** Text around matched words, with its place. */
export interface FoundText {
  /** Register of a document; null in an interview note. */
  readonly path: Path | null;
  /** Code of its question, or title of its session or plan item; empty for the record itself. */
  readonly subject: string;
  /** Question, session or item to open; null for the record itself. */
  readonly target: string | null;
  readonly excerpt: readonly ExcerptPart[];
}

/** Limits of a result: a further letter finds more than a longer list. */
export const maximumFoundRecords = 12;
export const maximumFoundTexts = 4;

/** Search that answers now, and again whenever a record changes, until the returned function is called. */
export interface TextSearch {
  watch(text: string, onResult: (searchResult: SearchResult) => void): () => void;
}
