import type { Document } from '#domain/document/document.ts';
import { isRemovedWithoutConflict } from '#domain/document/removal-conflicts.ts';
import type { DocumentId, LogId, PersonId } from '#domain/ids.ts';
import {
  type InterviewNote,
  type InterviewNoteId,
  interviewNoteTitle,
} from '#domain/interview/interview-note.ts';
import { descriptorOf } from '#domain/kinds/kind-descriptors.ts';
import {
  type InstitutionRegister,
  type RecordedInstitution,
  searchedNamesIn,
} from '#domain/programme/institutions.ts';
import type { SearchedText } from '#domain/search/search-subjects.ts';
import { isSearchedKind, searchedTextsOf } from '#domain/search/searched-texts.ts';
import type { FieldDatabase } from '../db/database.ts';
import { readRegister, statesOfMissions } from '../queries/institution-queries.ts';
import { readFreeTextQuestions } from '../queries/instrument-queries.ts';
import { readAllSummaries } from '../queries/summaries.ts';

/** Key of a record that a search finds. */
export type SearchedKey =
  | { readonly kind: 'document'; readonly log: LogId; readonly doc: DocumentId }
  | { readonly kind: 'note'; readonly note: InterviewNoteId };

/** Text of a key, for maps and the index. */
export const searchedKeyText = (searchedKey: SearchedKey): string =>
  searchedKey.kind === 'note' ? searchedKey.note : `${searchedKey.log} ${searchedKey.doc}`;

/** Text of a record; an interview note has no registers. */
export type RecordText = Omit<SearchedText, 'path'> & { readonly path: SearchedText['path'] | null };

/** Record with its texts, as the screens show them to this person. */
export interface SearchedRecord {
  readonly log: LogId;
  readonly changedAtMs: number;
  readonly texts: readonly RecordText[];
  /** Title of a note as it is recorded, with its parts; null for a document, which has it in its summary. */
  readonly noteTitle: ({ readonly title: string } & Pick<InterviewNote, 'institution' | 'function'>) | null;
  /** Null for a note. */
  readonly kind: Document['kind'] | null;
}

/**
 * Read records for the index, in the order of their keys; null for one that is gone. Read one by one as lists, which
 * leaves the cache of documents to the screens.
 */
export async function readSearchedRecords(
  db: FieldDatabase,
  personId: PersonId | null,
  searchedKeys: readonly SearchedKey[],
): Promise<readonly (SearchedRecord | null)[]> {
  const reading = await readReading(db, personId);
  return Promise.all(
    searchedKeys.map(async (searchedKey) => {
      if (searchedKey.kind === 'note') return noteRecordOf(await db.notes.get(searchedKey.note), reading);
      const [baseRow] = await db.documents
        .where('[log+doc]')
        .equals([searchedKey.log, searchedKey.doc])
        .toArray();
      return baseRow === undefined ? null : documentRecordOf(db, reading, baseRow);
    }),
  );
}

/** Person who searches, with the names of institutions by which assessments and notes are found too. */
interface Reading {
  readonly person: PersonId | null;
  readonly register: InstitutionRegister;
  readonly countries: ReadonlyMap<LogId, string>;
}

const readReading = async (db: FieldDatabase, person: PersonId | null): Promise<Reading> => ({
  person,
  register: await readRegister(db),
  countries: statesOfMissions(await readAllSummaries(db)),
});

/** Read the few records of an answer, by the cache: the next letter asks for the same ones. */
export async function readFoundRecords(
  db: FieldDatabase,
  personId: PersonId | null,
  searchedKeys: readonly SearchedKey[],
): Promise<readonly (SearchedRecord | null)[]> {
  const documentKeys = searchedKeys.flatMap((searchedKey) =>
    searchedKey.kind === 'document' ? [[searchedKey.log, searchedKey.doc] as const] : [],
  );
  const baseRows = await db.documents.bulkGet(documentKeys);
  const reading = await readReading(db, personId);
  const rowOf = new Map<string, (typeof baseRows)[number]>(
    baseRows.map((row) => [row ? `${row.log} ${row.doc}` : '', row]),
  );
  return Promise.all(
    searchedKeys.map(async (searchedKey) => {
      if (searchedKey.kind === 'note') return noteRecordOf(await db.notes.get(searchedKey.note), reading);
      const baseRow = rowOf.get(searchedKeyText(searchedKey));
      return baseRow === undefined ? null : knownRecordOf(db, reading, baseRow);
    }),
  );
}

type StoredRow = Document & { readonly log: LogId; readonly changedAtMs: number };

/** Records of rows in the cache of documents. A document that changes has another row, and these end with theirs. */
const recordsByRow = new WeakMap<StoredRow, Reading & { readonly record: SearchedRecord | null }>();

async function knownRecordOf(
  db: FieldDatabase,
  reading: Reading,
  storedRow: StoredRow,
): Promise<SearchedRecord | null> {
  const known = recordsByRow.get(storedRow);
  const { person, register, countries } = reading;
  const isSame =
    known?.person === person &&
    known.register === register &&
    known.countries.get(storedRow.log) === countries.get(storedRow.log);
  if (isSame) return known.record;
  const searchedRecord = await documentRecordOf(db, reading, storedRow);
  // The form of an assessment may still arrive.
  if (!hasFormAnswers(storedRow)) recordsByRow.set(storedRow, { ...reading, record: searchedRecord });
  return searchedRecord;
}

async function documentRecordOf(
  db: FieldDatabase,
  reading: Reading,
  storedRow: StoredRow,
): Promise<SearchedRecord | null> {
  if (!isSearchedKind(storedRow.kind) || isRemovedWithoutConflict(storedRow)) return null;
  const written = hasFormAnswers(storedRow) ? await readFreeTextQuestions(db, storedRow) : noQuestions;
  const { log, kind, changedAtMs } = storedRow;
  const searchedTexts = searchedTextsOf(storedRow, { person: reading.person, written });
  return {
    log,
    kind,
    changedAtMs,
    noteTitle: null,
    texts: [...searchedTexts, ...otherNamesOf(storedRow, searchedTexts, reading)],
  };
}

/** Names of the institutions of a record that the record itself does not have. */
function otherNamesOf(
  storedRow: StoredRow,
  searchedTexts: readonly SearchedText[],
  { register, countries }: Reading,
): readonly RecordText[] {
  const institutionsIn = descriptorOf(storedRow.kind)?.search?.institutionsIn ?? null;
  if (institutionsIn === null || register.entries.size === 0) return [];
  const country = countries.get(storedRow.log) ?? null;
  return institutionsIn(storedRow, searchedTexts).flatMap(({ ref, name, ...searchSubject }) =>
    otherNamesIn(register, { ref, name, country }).map((text) => ({ ...searchSubject, text })),
  );
}

const otherNamesIn = (
  register: InstitutionRegister,
  recordedInstitution: RecordedInstitution,
): readonly string[] =>
  searchedNamesIn(register, recordedInstitution).filter((name) => name !== recordedInstitution.name);

const noQuestions: ReadonlySet<string> = new Set();

const hasFormAnswers = ({ registers }: Document): boolean =>
  Object.keys(registers).some((path) => path.startsWith('answers/') && path.endsWith('/value'));

function noteRecordOf(
  interviewNote: InterviewNote | undefined,
  { register, countries }: Reading,
): SearchedRecord | null {
  if (interviewNote === undefined) return null;
  const { log, institution, function: role, changedAtMs } = interviewNote;
  const title = interviewNoteTitle(interviewNote);
  const recorded = { ref: null, name: institution.trim(), country: countries.get(log) ?? null };
  const texts = [title, interviewNote.text, ...otherNamesIn(register, recorded)]
    .filter((text) => text.trim() !== '')
    .map((text): RecordText => ({ path: null, subject: '', target: null, text }));
  return { log, kind: null, changedAtMs, noteTitle: { title, institution, function: role }, texts };
}
