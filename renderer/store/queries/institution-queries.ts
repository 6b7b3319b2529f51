import { compareTexts } from '#base/json.ts';
import type { KnownInstitution } from '#domain/assessment/create-assessment.ts';
import type { Document } from '#domain/document/document.ts';
import type { LogId } from '#domain/ids.ts';
import { recordsOfKind } from '#domain/kinds/records-of-kind.ts';
import {
  findInstitution,
  type InstitutionRegister,
  institutionNameIn,
  institutionNameKey,
  readInstitutions,
  recordedInstitutionOf,
} from '#domain/programme/institutions.ts';
import { programmeDocumentId } from '#domain/programme/programme.ts';
import type { FieldDatabase } from '../db/database.ts';
import type { SummaryRow } from '../db/rows.ts';
import { asLiveQueryInParts, type QueryFunction, type SubscribeQuery } from './live-query.ts';
import { readProgrammeLogs } from './programme-queries.ts';
import { readAllSummaries } from './summaries.ts';

/** Register of the documents that were read last: a search asks for it at each letter. */
const lastRegisters = new WeakMap<
  FieldDatabase,
  { readonly documents: readonly (Document | undefined)[]; readonly register: InstitutionRegister }
>();

/** Read the register of institutions, as headquarters last sent it. The same one until a programme changes. */
export async function readRegister(db: FieldDatabase): Promise<InstitutionRegister> {
  const logIds = await readProgrammeLogs(db);
  const documents = await db.documents.bulkGet(logIds.map((log) => [log, programmeDocumentId(log)] as const));
  const last = lastRegisters.get(db);
  if (
    last?.documents.length === documents.length &&
    documents.every((baseRow, at) => baseRow === last.documents[at])
  )
    return last.register;
  const register = readInstitutions(documents);
  lastRegisters.set(db, { documents, register });
  return register;
}

/** Each write changes summaries; only a change of the programme reads the register again. */
export const subscribeToInstitutionRegister: SubscribeQuery<'institutionRegister'> = asLiveQueryInParts(
  async ({ db }) => statesOfMissions(await readAllSummaries(db)),
  async ({ db }) => [...(await readRegister(db)).entries.values()],
  (states, entries) => ({ entries, countries: Object.fromEntries(states) }),
);

/** Institutions to offer in a mission: those of the register, then those of assessments in the same State. */
export const queryInstitutions: QueryFunction<'institutions'> = async ({ db }, { log }) => {
  const summaryRows = await readAllSummaries(db);
  const register = await readRegister(db);
  const states = statesOfMissions(summaryRows);
  const country = states.get(log) ?? null;
  const offeredInstitutions = [...register.entries.values()]
    .filter(({ value }) => !value.isClosed && value.mergedInto === null)
    .filter(({ value }) => value.state === null || value.state === country)
    .map((institutionEntry): KnownInstitution => {
      const { names, type } = institutionEntry.value;
      return { name: institutionNameIn(names, 'en'), type, entry: institutionEntry };
    });
  const byKey = new Map<string, KnownInstitution>();
  const assessments = recordsOfKind(summaryRows, 'assessment')
    .filter((row) => row.log === log || (country !== null && states.get(row.log) === country))
    .toSorted((a, b) => a.changedAtMs - b.changedAtMs);
  for (const { facts } of assessments) {
    const recordedInstitution = recordedInstitutionOf(facts, country);
    const name = recordedInstitution.name.trim();
    if (name === '' || findInstitution(register, recordedInstitution).kind === 'registered') continue;
    const key = institutionNameKey(name) || name;
    const type = facts['institution/type'];
    const known = typeof type === 'string' ? type : (byKey.get(key)?.type ?? null);
    byKey.set(key, { name, type: known, entry: null });
  }
  return [...offeredInstitutions, ...byKey.values()].sort((a, b) => compareTexts(a.name, b.name));
};

/** State of each mission that names one. */
export const statesOfMissions = (summaryRows: readonly SummaryRow[]): ReadonlyMap<LogId, string> =>
  new Map(
    recordsOfKind(summaryRows, 'mission').flatMap(({ log, facts: { country } }) =>
      typeof country === 'string' && country !== '' ? [[log, country] as const] : [],
    ),
  );
