import { useMemo } from 'react';
import type { JsonValue } from '#base/json.ts';
import type { Document } from '#domain/document/document.ts';
import type { LogId } from '#domain/ids.ts';
import {
  type InstitutionRegister,
  institutionKeyIn,
  institutionNamesIn,
  type RecordedInstitution,
  recordedInstitutionOf,
  registerOf,
  searchedNamesIn,
} from '#domain/programme/institutions.ts';
import { withInstitutionNames } from '#domain/report/report-sources.ts';
import { useLanguage } from '#renderer/i18n';
import type { KnownRegister } from '#renderer/store/api/mission-api.ts';
import type { DocumentSummary } from '#renderer/store/api/store-api.ts';
import { useStoreQuery } from '../session/field-services.tsx';

/** Facts of a record, with the paths of its institution. */
type RecordFacts = Readonly<Record<string, JsonValue | undefined>>;

/** Names of institutions as the register has them now, in the language of the screen. */
export interface InstitutionNames {
  readonly register: InstitutionRegister;
  /** Name of the institution of a record; its own text without an entry, empty without an institution. */
  readonly nameOf: (logId: LogId, recordFacts: RecordFacts) => string;
  /** The same records, with the present names in their facts. */
  readonly withPresentNames: (documentSummaries: readonly DocumentSummary[]) => readonly DocumentSummary[];
  /** The same records, each titled by its institution with its own title behind it. */
  readonly withPresentTitles: <Row extends TitledRecord>(rows: readonly Row[]) => readonly Row[];
  /** The same record with present names, for lists and files; its stored texts are others. Notes keep theirs. */
  readonly withPresentName: (logId: LogId, document: Document) => Document;
  /** All names by which a search finds the institution of a record. */
  readonly searchedNamesOf: (logId: LogId, recordFacts: RecordFacts) => readonly string[];
  /** Key by which records of one institution belong together. */
  readonly keyOf: (logId: LogId, recordFacts: RecordFacts) => string;
  /** State of a mission; null while it names none. */
  readonly countryOf: (logId: LogId) => string | null;
}

/** Record in a list with its own title; without facts it has no institution. */
interface TitledRecord {
  readonly log: LogId;
  readonly title: string;
  readonly facts?: RecordFacts;
}

/** Read the present names of institutions on this device. */
export function useInstitutionNames(): InstitutionNames {
  const language = useLanguage();
  const queryResult = useStoreQuery('institutionRegister', null);
  return useMemo(
    () => institutionNamesOf(queryResult.kind === 'present' ? queryResult.result : noRegister, language),
    [queryResult, language],
  );
}

const noRegister: KnownRegister = { entries: [], countries: {} };

/** Present names by a register, in a language of the screens. */
export function institutionNamesOf(
  { entries, countries }: KnownRegister,
  language: string,
): InstitutionNames {
  const register = registerOf(entries);
  const present = institutionNamesIn(register, language);
  const recordedOf = (logId: LogId, recordFacts: RecordFacts): RecordedInstitution =>
    recordedInstitutionOf(recordFacts, countries[logId] ?? null);
  const nameOf: InstitutionNames['nameOf'] = (logId, recordFacts) => present(recordedOf(logId, recordFacts));
  return {
    register,
    nameOf,
    withPresentNames: (documentSummaries) =>
      documentSummaries.map((documentSummary) => {
        const { log, facts } = documentSummary;
        return 'institution/name' in facts
          ? { ...documentSummary, facts: { ...facts, 'institution/name': nameOf(log, facts) } }
          : documentSummary;
      }),
    withPresentTitles: (rows) =>
      rows.map((row) => {
        const institution = nameOf(row.log, row.facts ?? {});
        if (institution === '' || institution === row.title) return row;
        return { ...row, title: row.title === '' ? institution : `${institution} · ${row.title}` };
      }),
    withPresentName: (logId, document) =>
      withInstitutionNames(document, countries[logId] ?? null, present, true),
    searchedNamesOf: (logId, recordFacts) => searchedNamesIn(register, recordedOf(logId, recordFacts)),
    countryOf: (logId) => countries[logId] ?? null,
    keyOf: (logId, recordFacts) => institutionKeyIn(register, recordedOf(logId, recordFacts)),
  };
}
