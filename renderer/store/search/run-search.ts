import { DocumentId, LogId, type PersonId } from '#domain/ids.ts';
import { InterviewNoteId } from '#domain/interview/interview-note.ts';
import type { SearchIndex } from '#domain/search/search-index.ts';
import { excerptOf, matchText, parseSearchQuery, type QueryWord } from '#domain/search/search-words.ts';
import {
  type FoundRecord,
  type FoundText,
  maximumFoundRecords,
  maximumFoundTexts,
  type SearchResult,
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
 * Run a search. The index names records; their texts are read from the database now. So a result never has a text
 * that was erased meanwhile.
 */
export async function runSearch(
  db: FieldDatabase,
  searchIndex: SearchIndex,
  personId: PersonId | null,
  typed: string,
): Promise<Omit<SearchResult, 'building'>> {
  const { keys, total, query } = searchIndex.find(parseSearchQuery(typed), maximumFoundRecords);
  if (keys.length === 0) return { records: [], total };
  const searchedKeys = keys.map(parseSearchedKey);
  const searchedRecords = await readFoundRecords(db, personId, searchedKeys);
  const summaryRows = await readAllSummaries(db);
  const titles = missionTitles(summaryRows, await readMeta(db, 'grants'));
  const docs = new Set(searchedKeys.map((key) => (key.kind === 'document' ? key.doc : null)));
  const rowOf = new Map<string, (typeof summaryRows)[number]>();
  for (const summaryRow of summaryRows)
    if (docs.has(summaryRow.doc)) rowOf.set(`${summaryRow.log} ${summaryRow.doc}`, summaryRow);
  return {
    total,
    records: searchedKeys.flatMap((searchedKey, at): readonly FoundRecord[] => {
      const searchedRecord = searchedRecords[at] ?? null;
      if (searchedRecord === null) return [];
      const summaryRow = rowOf.get(searchedKeyText(searchedKey));
      const foundRecordPart = foundRecordOf(
        searchedKey,
        searchedRecord,
        searchedRecord.noteTitle?.title ?? summaryRow?.title ?? '',
        query,
      );
      if (foundRecordPart === null) return [];
      const mission = titles.get(searchedRecord.log) ?? '';
      return foundRecordPart.kind === 'note'
        ? [{ ...foundRecordPart, mission }]
        : [
            {
              ...foundRecordPart,
              mission,
              facts: summaryRow === undefined ? {} : institutionFactsIn(summaryRow),
            },
          ];
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
  searchedKey: SearchedKey,
  { log, kind, texts, noteTitle }: SearchedRecord,
  title: string,
  queryWords: readonly QueryWord[],
): FoundRecordPart | null {
  const all = (1 << queryWords.length) - 1;
  // Several texts are about one question.
  const bySubject = new Map(texts.map(({ subject }) => [subject, 0]));
  for (const subject of bySubject.keys()) bySubject.set(subject, matchText(subject, queryWords).words);
  const found = texts
    .map((recordText) => ({
      text: recordText,
      ...matchText(recordText.text, queryWords),
      ofSubject: bySubject.get(recordText.subject) ?? 0,
    }))
    .filter(({ ranges, ofSubject }) => ranges.length > 0 || ofSubject === all);
  if (found.reduce((bits, { words, ofSubject }) => bits | words | ofSubject, 0) !== all) return null;
  const countOf = ({ words, ofSubject }: (typeof found)[number]): number => countBits(words | ofSubject);
  const best = found.toSorted((a, b) => countOf(b) - countOf(a));
  const shownFoundTexts = best.slice(0, maximumFoundTexts).map(({ text, ranges }): FoundText => {
    const { path, subject, target }: RecordText = text;
    return { path, subject, target, excerpt: excerptOf(text.text, ranges) };
  });
  const fields = { log, title, texts: shownFoundTexts, more: best.length - shownFoundTexts.length };
  if (searchedKey.kind === 'note') {
    const { institution = '', function: role = '' } = noteTitle ?? {};
    return { ...fields, kind: 'note', note: searchedKey.note, institution, function: role };
  }
  return kind === null ? null : { ...fields, kind: 'document', doc: searchedKey.doc, documentKind: kind };
}

const countBits = (byte: number): number => byte.toString(2).replaceAll('0', '').length;
