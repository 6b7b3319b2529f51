import { assessmentKind } from '#domain/assessment/assessment.ts';
import { institutionFactsOf } from '#domain/assessment/assessment-summary.ts';
import type { Document } from '#domain/document/document.ts';
import { pathOf } from '#domain/document/op.ts';
import { isRemovedWithoutConflict } from '#domain/document/removal-conflicts.ts';
import type { DocumentId, LogId, PersonId } from '#domain/ids.ts';
import {
  type InterviewNote,
  type InterviewNoteId,
  interviewNoteTitle,
} from '#domain/interview/interview-note.ts';
import {
  type InstitutionRegister,
  type RecordedInstitution,
  recordedInstitutionOf,
  searchedNamesIn,
} from '#domain/programme/institutions.ts';
import { isSearchedKind, type SearchedText, searchedTextsOf } from '#domain/search/searched-texts.ts';
import { workshopKind } from '#domain/workshop/workshop.ts';
import type { FieldDatabase } from '../db/database.ts';
import { readFreeTextQuestions } from '../queries/instrument-queries.ts';
import { readRegister, statesOfMissions } from '../queries/mission-queries.ts';
import { readAllSummaries } from '../queries/summaries.ts';

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
  person: PersonId | null,
  keys: readonly SearchedKey[],
): Promise<readonly (SearchedRecord | null)[]> {
  const reading = await readReading(db, person);
  return Promise.all(
    keys.map(async (key) => {
      if (key.kind === 'note') return noteRecordOf(await db.notes.get(key.note), reading);
      const [row] = await db.documents.where('[log+doc]').equals([key.log, key.doc]).toArray();
      return row === undefined ? null : documentRecordOf(db, reading, row);
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
  person: PersonId | null,
  keys: readonly SearchedKey[],
): Promise<readonly (SearchedRecord | null)[]> {
  const documentKeys = keys.flatMap((key) => (key.kind === 'document' ? [[key.log, key.doc] as const] : []));
  const rows = await db.documents.bulkGet(documentKeys);
  const reading = await readReading(db, person);
  const rowOf = new Map<string, (typeof rows)[number]>(
    rows.map((row) => [row ? `${row.log} ${row.doc}` : '', row]),
  );
  return Promise.all(
    keys.map(async (key) => {
      if (key.kind === 'note') return noteRecordOf(await db.notes.get(key.note), reading);
      const row = rowOf.get(searchedKeyText(key));
      return row === undefined ? null : knownRecordOf(db, reading, row);
    }),
  );
}

type StoredRow = Document & { readonly log: LogId; readonly changedAtMs: number };

/** Records of rows in the cache of documents. A document that changes has another row, and these end with theirs. */
const recordsByRow = new WeakMap<StoredRow, Reading & { readonly record: SearchedRecord | null }>();

async function knownRecordOf(
  db: FieldDatabase,
  reading: Reading,
  row: StoredRow,
): Promise<SearchedRecord | null> {
  const known = recordsByRow.get(row);
  const { person, register, countries } = reading;
  const isSame =
    known?.person === person &&
    known.register === register &&
    known.countries.get(row.log) === countries.get(row.log);
  if (isSame) return known.record;
  const record = await documentRecordOf(db, reading, row);
  // The form of an assessment may still arrive.
  if (!hasFormAnswers(row)) recordsByRow.set(row, { ...reading, record });
  return record;
}

async function documentRecordOf(
  db: FieldDatabase,
  reading: Reading,
  row: StoredRow,
): Promise<SearchedRecord | null> {
  if (!isSearchedKind(row.kind) || isRemovedWithoutConflict(row)) return null;
  const written = hasFormAnswers(row) ? await readFreeTextQuestions(db, row) : noQuestions;
  const { log, kind, changedAtMs } = row;
  const texts = searchedTextsOf(row, { person: reading.person, written });
  return { log, kind, changedAtMs, noteTitle: null, texts: [...texts, ...otherNamesOf(row, texts, reading)] };
}

/** Names of institutions of an assessment, and of the notes of a workshop, that the record itself does not have. */
function otherNamesOf(
  row: StoredRow,
  texts: readonly SearchedText[],
  { register, countries }: Reading,
): readonly RecordText[] {
  if (register.entries.size === 0) return [];
  const country = countries.get(row.log) ?? null;
  const place = { path: pathOf('institution', 'name'), subject: '', target: null };
  if (row.kind === assessmentKind)
    return otherNamesIn(register, recordedInstitutionOf(institutionFactsOf(row), country)).map((text) => ({
      ...place,
      text,
    }));
  if (row.kind !== workshopKind) return [];
  return texts
    .filter(({ path }) => /^entries\/[^/]+\/institution$/.test(path))
    .flatMap((found) =>
      otherNamesIn(register, { ref: null, name: found.text, country }).map((text) => ({ ...found, text })),
    );
}

const otherNamesIn = (register: InstitutionRegister, recorded: RecordedInstitution): readonly string[] =>
  searchedNamesIn(register, recorded).filter((name) => name !== recorded.name);

const noQuestions: ReadonlySet<string> = new Set();

const hasFormAnswers = ({ registers }: Document): boolean =>
  Object.keys(registers).some((path) => path.startsWith('answers/') && path.endsWith('/value'));

function noteRecordOf(
  note: InterviewNote | undefined,
  { register, countries }: Reading,
): SearchedRecord | null {
  if (note === undefined) return null;
  const { log, institution, function: role, changedAtMs } = note;
  const title = interviewNoteTitle(note);
  const recorded = { ref: null, name: institution.trim(), country: countries.get(log) ?? null };
  const texts = [title, note.text, ...otherNamesIn(register, recorded)]
    .filter((text) => text.trim() !== '')
    .map((text): RecordText => ({ path: null, subject: '', target: null, text }));
  return { log, kind: null, changedAtMs, noteTitle: { title, institution, function: role }, texts };
}
