import type { IncomingHttpHeaders } from 'node:http';
import type { ConsoleDocumentResponse, ConsoleDocumentRow } from '#api/console-api.ts';
import {
  type InstitutionChange,
  type InstitutionsResponse,
  mostProposedInstitutions,
  type ProposedInstitution,
} from '#api/programme-api.ts';
import { compareTexts, type JsonValue } from '#base/json.ts';
import { ok, type Result } from '#base/result.ts';
import { assessmentKind } from '#domain/assessment/assessment.ts';
import { plainTextAt } from '#domain/document/document.ts';
import type { Path } from '#domain/document/op.ts';
import type { LogId, PersonId } from '#domain/ids.ts';
import { recordsOfKind } from '#domain/kinds/records-of-kind.ts';
import { contentRightsByKind } from '#domain/kinds/rights.ts';
import { missionKind } from '#domain/mission/mission.ts';
import type { OverviewAssessment } from '#domain/overview/roll-up.ts';
import {
  decideInstitution,
  decidePartnerState,
  findAlike,
  findInstitution,
  type InstitutionRefusal,
  type InstitutionRegister,
  institutionKeyIn,
  institutionNameKey,
  institutionNamesIn,
  institutionPath,
  partnerStatePath,
  type RecordedInstitution,
  readInstitutions,
  readPartnerStates,
  recordedInstitutionOf,
} from '#domain/programme/institutions.ts';
import { withInstitutionNames } from '#domain/report/report-sources.ts';
import { readableByPerson } from '../auth/read-conditions.ts';
import { rolesInConsole } from '../auth/roles-in-log.ts';
import type { RuntimeDependencies, ServerStore, StoreTransaction } from '../db/open-store.ts';
import { findProgrammeLog } from '../log/log-registry.ts';
import { textOrNull } from './documents.ts';
import {
  loadProgrammeDocument,
  type ProgrammeRefusal,
  type ProgrammeWrite,
  writeProgrammeValues,
} from './programme.ts';

/** Load the institutions of the programme; an empty register before it is opened. */
export async function loadInstitutions(tx: StoreTransaction): Promise<InstitutionRegister> {
  const logId = await findProgrammeLog(tx);
  return readInstitutions(logId === null ? [] : [await loadProgrammeDocument(tx, logId)]);
}

/** Part of the register that a person may change. */
type RegisterPart = Pick<InstitutionsResponse, 'institutions' | 'states' | 'mayChange'>;

/** Read the register for a person, without the person's records. */
export async function readRegister(
  tx: StoreTransaction,
  personId: PersonId,
): Promise<{ readonly register: InstitutionRegister; readonly response: RegisterPart }> {
  const logId = await findProgrammeLog(tx);
  const document = logId === null ? undefined : await loadProgrammeDocument(tx, logId);
  const register = readInstitutions([document]);
  const roles = logId === null ? [] : await rolesInConsole(tx, logId, personId);
  return {
    register,
    response: {
      institutions: [...register.entries.values()].map((entry) => ({ ...entry, records: 0 })),
      states: readPartnerStates(document),
      mayChange: roles.some((role) => contentRightsByKind.programme.facts?.includes(role)),
    },
  };
}

/** Add the person's records: their number in each entry, and the names that the register does not have. */
export async function addRecordsToRegister(
  ownServerStore: ServerStore,
  personId: PersonId,
  register: InstitutionRegister,
  response: RegisterPart,
): Promise<InstitutionsResponse> {
  const counts = new Map<string, number>();
  const proposed = new Map<string, ProposedInstitution>();
  for (const record of await readRecordedInstitutions(ownServerStore, personId)) {
    const { country, name } = record.institution;
    const foundInstitution = findInstitution(register, record.institution);
    if (foundInstitution.kind === 'registered') {
      counts.set(foundInstitution.entry.id, (counts.get(foundInstitution.entry.id) ?? 0) + 1);
      continue;
    }
    const text = name.trim().slice(0, 200);
    const key = `${country ?? ''} ${institutionNameKey(text) || text}`;
    if (text === '') continue;
    const previousInstitution = proposed.get(key);
    proposed.set(key, {
      country,
      name: text,
      type: record.type ?? previousInstitution?.type ?? null,
      records: (previousInstitution?.records ?? 0) + 1,
      first: previousInstitution?.first ?? record.place,
      problem: previousInstitution?.problem ?? foundInstitution.problem,
      alike: [],
    });
  }
  const all = [...proposed.values()].toSorted(
    (a, b) => compareTexts(a.country ?? '', b.country ?? '') || compareTexts(a.name, b.name),
  );
  return {
    ...response,
    institutions: response.institutions.map((row) => ({ ...row, records: counts.get(row.id) ?? 0 })),
    proposed: all.slice(0, mostProposedInstitutions).map((proposedInstitution) => ({
      ...proposedInstitution,
      alike: findAlike(register, [proposedInstitution.name], proposedInstitution.country).map(({ id }) => id),
    })),
    moreProposed: Math.max(0, all.length - mostProposedInstitutions),
  };
}

/** Institutions of the assessments that a person reads, the oldest first. */
async function readRecordedInstitutions(ownServerStore: ServerStore, personId: PersonId) {
  const rows = await ownServerStore
    .selectFrom('documents')
    .innerJoin('logs', 'logs.log', 'documents.log')
    .select([
      'documents.log',
      'documents.doc',
      'documents.kind',
      'documents.facts',
      'documents.title',
      'logs.title as logTitle',
      'logs.country',
    ])
    .where('documents.kind', 'in', [assessmentKind, missionKind])
    .where('documents.removed', '=', 0)
    .where('logs.erased_ms', 'is', null)
    .where((eb) => readableByPerson(personId, eb.ref('documents.log')))
    .orderBy('documents.doc')
    .execute();
  const missions = new Map<LogId, { readonly title: string; readonly country: string | null }>();
  for (const { log, facts, title } of recordsOfKind(rows, 'mission')) {
    if (missions.has(log)) continue;
    missions.set(log, { title, country: textOrNull(parseFacts(facts)['country']) });
  }
  return recordsOfKind(rows, 'assessment').map(({ log, doc, facts: column, logTitle, country }) => {
    const facts = parseFacts(column);
    const mission = missions.get(log);
    return {
      place: { log, doc, mission: mission?.title || logTitle },
      type: textOrNull(facts['institution/type']),
      institution: recordedInstitutionOf(facts, mission?.country ?? country),
    };
  });
}

const parseFacts = (column: string): Record<string, JsonValue> =>
  JSON.parse(column) as Record<string, JsonValue>; // written by `documentRowOf`

/** Name of the institution of a record for one reader: the present one, or the record's text without an entry. */
export type InstitutionNameOf = (recordedInstitution: RecordedInstitution) => string;

interface KeptInstitutions {
  readonly state: string;
  readonly register: InstitutionRegister;
}

const keptInstitutions = new WeakMap<ServerStore, KeptInstitutions>();

/** Read the register; it is loaded again only after something came into the programme's log. */
async function readKeptInstitutions(store: ServerStore): Promise<InstitutionRegister> {
  const rows = await store
    .selectFrom('logs')
    .select(['log', 'next_place', 'erased_ms'])
    .where('kind', '=', 'programme')
    .orderBy('made_ms')
    .orderBy('log')
    .execute();
  const state = JSON.stringify(rows);
  const kept = keptInstitutions.get(store);
  if (kept?.state === state) return kept.register;
  const register = await store.transaction().execute(loadInstitutions);
  keptInstitutions.set(store, { state, register });
  return register;
}

/** Load the present names, in the language of a request. */
export async function loadInstitutionNames(
  store: ServerStore,
  headers: Pick<IncomingHttpHeaders, 'accept-language'>,
): Promise<InstitutionNameOf> {
  return institutionNamesIn(await readKeptInstitutions(store), languageOfRequest(headers));
}

/** Language of the screen that asks, as the console sends it. */
export const languageOfRequest = (headers: Pick<IncomingHttpHeaders, 'accept-language'>): string =>
  headers['accept-language']?.slice(0, 2).toLowerCase() ?? 'en';

/** Show the present names in rows of documents of one log. */
export async function withPresentNames<Row extends Pick<ConsoleDocumentRow, 'facts'>>(
  ownServerStore: ServerStore,
  logId: LogId,
  nameOf: InstitutionNameOf,
  rows: readonly Row[],
): Promise<readonly Row[]> {
  if (rows.every(({ facts }) => facts.institution === null)) return rows;
  const country = await loadCountryOf(ownServerStore, logId);
  return rows.map((row) => {
    const { institution: name, institutionRef: ref = null } = row.facts;
    return name === null
      ? row
      : { ...row, facts: { ...row.facts, institution: nameOf({ ref, name, country }) } };
  });
}

/** Show the present names in a whole record. Its registers stay as recorded: review acts carry their hash. */
export async function withPresentNamesInRecord(
  ownServerStore: ServerStore,
  logId: LogId,
  nameOf: InstitutionNameOf,
  record: ConsoleDocumentResponse,
): Promise<ConsoleDocumentResponse> {
  const { doc, kind, registers } = record;
  const shownDocument = withInstitutionNames(
    { doc, kind, registers },
    await loadCountryOf(ownServerStore, logId),
    nameOf,
  );
  const renamed = Object.keys(shownDocument.registers).flatMap((key) => {
    const path = key as Path; // a key of the registers
    return shownDocument.registers[path] === registers[path]
      ? []
      : [[path, plainTextAt(shownDocument, path)] as const];
  });
  const [row = record] = await withPresentNames(ownServerStore, logId, nameOf, [record]);
  return renamed.length === 0 ? row : { ...row, institutionNames: Object.fromEntries(renamed) };
}

/** Load the State of a mission: its record's, else headquarters'. */
export async function loadCountryOf(ownServerStore: ServerStore, logId: LogId): Promise<string | null> {
  const mission = await ownServerStore
    .selectFrom('documents')
    .select('facts')
    .where('log', '=', logId)
    .where('kind', '=', missionKind)
    .where('removed', '=', 0)
    .orderBy('doc')
    .executeTakeFirst();
  const said = mission === undefined ? null : textOrNull(parseFacts(mission.facts)['country']);
  if (said !== null) return said;
  const row = await ownServerStore
    .selectFrom('logs')
    .select('country')
    .where('log', '=', logId)
    .executeTakeFirst();
  return row?.country ?? null;
}

/** Register of institutions, and the language of the reader. */
export interface ReaderNames {
  readonly register: InstitutionRegister;
  readonly language: string;
}

export const loadReaderNames = async (store: ServerStore, language: string): Promise<ReaderNames> => ({
  register: await readKeptInstitutions(store),
  language,
});

type InstitutionTexts = Pick<OverviewAssessment, 'institution' | 'institutionKey'>;

/** Texts found for one reading: assessments of one institution repeat its text. */
const institutionsOfReading = new WeakMap<ReaderNames, Map<string, InstitutionTexts>>();

/** Texts of an assessment by the register: its present name, and the key of its institution. */
export function presentInstitutionOf(
  { institution: text }: Pick<OverviewAssessment, 'institution'>,
  factsColumn: string,
  country: string | null | undefined,
  readerNames: ReaderNames,
): InstitutionTexts {
  // Most records name no entry; their facts need no parsing.
  const ref = factsColumn.includes('institution/ref')
    ? textOrNull(parseFacts(factsColumn)['institution/ref'])
    : null;
  const textsByInstitution = institutionsOfReading.get(readerNames) ?? new Map<string, InstitutionTexts>();
  institutionsOfReading.set(readerNames, textsByInstitution);
  const recorded = { ref, name: text, country: country ?? null };
  const key = JSON.stringify(recorded);
  const institutionTexts = textsByInstitution.get(key) ?? {
    institution: institutionNamesIn(readerNames.register, readerNames.language)(recorded),
    institutionKey: institutionKeyIn(readerNames.register, recorded),
  };
  textsByInstitution.set(key, institutionTexts);
  return institutionTexts;
}

/**
 * Change the register, all or none: each change counts for those after it. Refuses a person who saw another value of
 * one of the entries.
 */
export const setInstitutions = (
  tx: StoreTransaction,
  dependencies: RuntimeDependencies,
  personId: PersonId,
  institutionChanges: readonly InstitutionChange[],
): Promise<Result<true, InstitutionsRefusal>> =>
  writeProgrammeValues(tx, dependencies, personId, (present) =>
    decideChanges(readInstitutions([present]), institutionChanges),
  );

export type InstitutionsRefusal = ProgrammeRefusal | InstitutionRefusal;

function decideChanges(
  { entries, idsByName }: InstitutionRegister,
  institutionChanges: readonly InstitutionChange[],
): Result<readonly ProgrammeWrite[], InstitutionRefusal> {
  const changed = new Map(entries);
  const register = { entries: changed, idsByName };
  const programmeWrites: ProgrammeWrite[] = [];
  for (const { seen, ...change } of institutionChanges) {
    if (change.list === 'institutions') {
      const decided = decideInstitution(register, change.id, change.value);
      if (!decided.ok) return decided;
      if (decided.value === null) changed.delete(change.id);
      else changed.set(change.id, { id: change.id, value: decided.value, seen });
      programmeWrites.push({ path: institutionPath(change.id), value: decided.value, seen });
    } else {
      const decided = decidePartnerState(register, change.id, change.value);
      if (!decided.ok) return decided;
      programmeWrites.push({ path: partnerStatePath(change.id), value: decided.value, seen });
    }
  }
  return ok(programmeWrites);
}
