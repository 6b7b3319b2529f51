import { DocumentId, LogId, type PersonId } from '#domain/ids.ts';
import { InterviewNoteId } from '#domain/interview/interview-note.ts';
import type { SearchIndex } from '#domain/search/search-index.ts';
import { excerptOf, matchText, parseSearchQuery, type QueryWord } from '#domain/search/search-words.ts';
import {
  type FoundRecord,
  type FoundText,
  maximumFoundRecords,
  maximumFoundTexts,
  type SearchAnswer,
} from '../api/search-api.ts';
import type { FieldDatabase } from '../db/database.ts';
import { readMeta } from '../db/meta.ts';
import { institutionFactsIn, missionTitles, readAllSummaries } from '../queries/summaries.ts';
import {
  type RecordText,
  readFoundRecords,
  type SearchedKey,
  type SearchedRecord,
  searchedKeyText,
} from './searched-records.ts';

/**
 * Answer a search. The index names records; their texts are read from the database now. So an answer never has a text
 * that was erased meanwhile.
 */
export async function answerSearch(
  db: FieldDatabase,
  index: SearchIndex,
  person: PersonId | null,
  typed: string,
): Promise<Omit<SearchAnswer, 'building'>> {
  const { keys, total, query } = index.find(parseSearchQuery(typed), maximumFoundRecords);
  if (keys.length === 0) return { records: [], total };
  const searched = keys.map(parseSearchedKey);
  const records = await readFoundRecords(db, person, searched);
  const rows = await readAllSummaries(db);
  const titles = missionTitles(rows, await readMeta(db, 'grants'));
  const docs = new Set(searched.map((key) => (key.kind === 'document' ? key.doc : null)));
  const rowOf = new Map<string, (typeof rows)[number]>();
  for (const row of rows) if (docs.has(row.doc)) rowOf.set(`${row.log} ${row.doc}`, row);
  return {
    total,
    records: searched.flatMap((key, at): readonly FoundRecord[] => {
      const record = records[at] ?? null;
      if (record === null) return [];
      const row = rowOf.get(searchedKeyText(key));
      const found = foundRecordOf(key, record, record.noteTitle?.title ?? row?.title ?? '', query);
      if (found === null) return [];
      const mission = titles.get(record.log) ?? '';
      return found.kind === 'note'
        ? [{ ...found, mission }]
        : [{ ...found, mission, facts: row === undefined ? {} : institutionFactsIn(row) }];
    }),
  };
}

const parseSearchedKey = (key: string): SearchedKey => {
  const [first = '', second] = key.split(' ');
  return second === undefined
    ? { kind: 'note', note: InterviewNoteId.parse(first) }
    : { kind: 'document', log: LogId.parse(first), doc: DocumentId.parse(second) };
};

type FoundRecordPart = FoundRecord extends infer Found
  ? Found extends FoundRecord
    ? Omit<Found, 'mission' | 'facts'>
    : never
  : never;

/** Null when the record changed since it was indexed, and has the words no more. */
function foundRecordOf(
  key: SearchedKey,
  { log, kind, texts, noteTitle }: SearchedRecord,
  title: string,
  query: readonly QueryWord[],
): FoundRecordPart | null {
  const all = (1 << query.length) - 1;
  // Several texts are about one question.
  const bySubject = new Map(texts.map(({ subject }) => [subject, 0]));
  for (const subject of bySubject.keys()) bySubject.set(subject, matchText(subject, query).words);
  const found = texts
    .map((text) => ({
      text,
      ...matchText(text.text, query),
      ofSubject: bySubject.get(text.subject) ?? 0,
    }))
    .filter(({ ranges, ofSubject }) => ranges.length > 0 || ofSubject === all);
  if (found.reduce((bits, { words, ofSubject }) => bits | words | ofSubject, 0) !== all) return null;
  const countOf = ({ words, ofSubject }: (typeof found)[number]): number => countBits(words | ofSubject);
  const best = found.toSorted((a, b) => countOf(b) - countOf(a));
  const shown = best.slice(0, maximumFoundTexts).map(({ text, ranges }): FoundText => {
    const { path, subject, target }: RecordText = text;
    return { path, subject, target, excerpt: excerptOf(text.text, ranges) };
  });
  const fields = { log, title, texts: shown, more: best.length - shown.length };
  if (key.kind === 'note') {
    const { institution = '', function: role = '' } = noteTitle ?? {};
    return { ...fields, kind: 'note', note: key.note, institution, function: role };
  }
  return kind === null ? null : { ...fields, kind: 'document', doc: key.doc, documentKind: kind };
}

const countBits = (byte: number): number => byte.toString(2).replaceAll('0', '').length;
