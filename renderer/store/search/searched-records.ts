import type { Document } from '#domain/document/document.ts';
import { isRemovedWithoutConflict } from '#domain/document/removal-conflicts.ts';
import type { DocumentId, LogId, PersonId } from '#domain/ids.ts';
import {
  type InterviewNote,
  type InterviewNoteId,
  interviewNoteTitle,
} from '#domain/interview/interview-note.ts';
import { isSearchedKind, type SearchedText, searchedTextsOf } from '#domain/search/searched-texts.ts';
import type { FieldDatabase } from '../db/database.ts';
import { readFreeTextQuestions } from '../queries/instrument-queries.ts';

/** Key of a record that a search finds. */
export type SearchedKey =
  | { readonly kind: 'document'; readonly log: LogId; readonly doc: DocumentId }
  | { readonly kind: 'note'; readonly note: InterviewNoteId };

/** Text of a key, for maps and the index. */
export const searchedKeyText = (key: SearchedKey): string =>
  key.kind === 'note' ? key.note : `${key.log} ${key.doc}`;

/** Text of a record; an interview note has no registers. */
export type RecordText = Omit<SearchedText, 'path'> & { readonly path: SearchedText['path'] | null };

/** Record with its texts, as the screens show them to this person. */
export interface SearchedRecord {
  readonly log: LogId;
  readonly changedAtMs: number;
  readonly texts: readonly RecordText[];
  /** Title of a note; null for a document, which has it in its summary. */
  readonly title: string | null;
  /** Null for a note. */
  readonly kind: Document['kind'] | null;
}

/**
 * Read records for the index, in the order of their keys; null for one that is gone. Read one by one as lists, which
 * leaves the cache of documents to the screens.
 */
export const readSearchedRecords = (
  db: FieldDatabase,
  person: PersonId | null,
  keys: readonly SearchedKey[],
): Promise<readonly (SearchedRecord | null)[]> =>
  Promise.all(
    keys.map(async (key) => {
      if (key.kind === 'note') return noteRecordOf(await db.notes.get(key.note));
      const [row] = await db.documents.where('[log+doc]').equals([key.log, key.doc]).toArray();
      return row === undefined ? null : documentRecordOf(db, person, row);
    }),
  );

/** Read the few records of an answer, by the cache: the next letter asks for the same ones. */
export async function readFoundRecords(
  db: FieldDatabase,
  person: PersonId | null,
  keys: readonly SearchedKey[],
): Promise<readonly (SearchedRecord | null)[]> {
  const documentKeys = keys.flatMap((key) => (key.kind === 'document' ? [[key.log, key.doc] as const] : []));
  const rows = await db.documents.bulkGet(documentKeys);
  const rowOf = new Map<string, (typeof rows)[number]>(
    rows.map((row) => [row ? `${row.log} ${row.doc}` : '', row]),
  );
  return Promise.all(
    keys.map(async (key) => {
      if (key.kind === 'note') return noteRecordOf(await db.notes.get(key.note));
      const row = rowOf.get(searchedKeyText(key));
      return row === undefined ? null : knownRecordOf(db, person, row);
    }),
  );
}

type StoredRow = Document & { readonly log: LogId; readonly changedAtMs: number };

/** Records of rows in the cache of documents. A document that changes has another row, and these end with theirs. */
const recordsByRow = new WeakMap<StoredRow, { person: PersonId | null; record: SearchedRecord | null }>();

async function knownRecordOf(
  db: FieldDatabase,
  person: PersonId | null,
  row: StoredRow,
): Promise<SearchedRecord | null> {
  const known = recordsByRow.get(row);
  if (known?.person === person) return known.record;
  const record = await documentRecordOf(db, person, row);
  // The form of an assessment may still arrive.
  if (!hasFormAnswers(row)) recordsByRow.set(row, { person, record });
  return record;
}

async function documentRecordOf(
  db: FieldDatabase,
  person: PersonId | null,
  row: StoredRow,
): Promise<SearchedRecord | null> {
  if (!isSearchedKind(row.kind) || isRemovedWithoutConflict(row)) return null;
  const written = hasFormAnswers(row) ? await readFreeTextQuestions(db, row) : noQuestions;
  const { log, kind, changedAtMs } = row;
  return { log, kind, changedAtMs, title: null, texts: searchedTextsOf(row, { person, written }) };
}

const noQuestions: ReadonlySet<string> = new Set();

const hasFormAnswers = ({ registers }: Document): boolean =>
  Object.keys(registers).some((path) => path.startsWith('answers/') && path.endsWith('/value'));

function noteRecordOf(note: InterviewNote | undefined): SearchedRecord | null {
  if (note === undefined) return null;
  const title = interviewNoteTitle(note);
  const texts = [title, note.text]
    .filter((text) => text.trim() !== '')
    .map((text): RecordText => ({ path: null, subject: '', target: null, text }));
  return { log: note.log, kind: null, changedAtMs: note.changedAtMs, title, texts };
}
