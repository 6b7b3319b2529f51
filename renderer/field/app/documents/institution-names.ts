import { useMemo } from 'react';
import type { JsonValue } from '#base/json.ts';
import { type Document, valueAt } from '#domain/document/document.ts';
import type { LogId } from '#domain/ids.ts';
import {
  institutionKeyIn,
  institutionNamesIn,
  type InstitutionRegister,
  type RecordedInstitution,
  recordedInstitutionOf,
  registerOf,
} from '#domain/programme/institutions.ts';
import { useLanguage } from '#renderer/i18n';
import type { DocumentSummary } from '#renderer/store/store-api.ts';
import { useStoreQuery } from '../session/field-services.tsx';

/** Facts of a record, with the paths of its institution. */
type RecordFacts = Readonly<Record<string, JsonValue | undefined>>;

/** Names of institutions as the register has them now, in the language of the screen. */
export interface InstitutionNames {
  readonly register: InstitutionRegister;
  /** Name of the institution of a record; its own text without an entry, empty without an institution. */
  readonly nameOf: (log: LogId, facts: RecordFacts) => string;
  /** The same records, with the present names in their facts. */
  readonly withPresentNames: (summaries: readonly DocumentSummary[]) => readonly DocumentSummary[];
  /** Key by which records of one institution belong together. */
  readonly keyOf: (log: LogId, facts: RecordFacts) => string;
}

/** Facts of the institution of a whole record. */
export const institutionFactsOf = (document: Document): RecordFacts => ({
  'institution/name': valueAt(document, 'institution/name'),
  'institution/ref': valueAt(document, 'institution/ref'),
});

/** Read the present names of institutions on this device. */
export function useInstitutionNames(): InstitutionNames {
  const language = useLanguage();
  const found = useStoreQuery('institutionRegister', null);
  return useMemo(() => {
    const { entries, countries } =
      found.kind === 'present' ? found.answer : { entries: [], countries: {} as Record<LogId, string> };
    const register = registerOf(entries);
    const present = institutionNamesIn(register, language);
    const recordedOf = (log: LogId, facts: RecordFacts): RecordedInstitution =>
      recordedInstitutionOf(facts, countries[log] ?? null);
    const nameOf: InstitutionNames['nameOf'] = (log, facts) => present(recordedOf(log, facts));
    return {
      register,
      nameOf,
      withPresentNames: (summaries) =>
        summaries.map((summary) => {
          const { log, facts } = summary;
          return 'institution/name' in facts
            ? { ...summary, facts: { ...facts, 'institution/name': nameOf(log, facts) } }
            : summary;
        }),
      keyOf: (log, facts) => institutionKeyIn(register, recordedOf(log, facts)),
    };
  }, [found, language]);
}
