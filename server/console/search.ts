import type * as z from 'zod';
import { foundRowLimit, type SearchRequest, type SearchResponse } from '#api/console-api.ts';
import type { JsonValue } from '#base/json.ts';
import type { LogId, PersonId } from '#domain/ids.ts';
import { kindsWhere } from '#domain/kinds/kind-descriptors.ts';
import { mayReadLog, mayReadOverviews } from '#domain/kinds/permit.ts';
import { deskReaderRoles } from '#domain/kinds/rights.ts';
import { missionKind } from '#domain/mission/mission.ts';
import type { Role } from '#domain/people/role.ts';
import {
  allNamesOf,
  findInstitution,
  institutionNameIn,
  recordedInstitutionOf,
} from '#domain/programme/institutions.ts';
import { loosened, matchText, parseSearchQuery, type QueryWord } from '#domain/search/search-words.ts';
import { stateCodes, stateNamesOf } from '#domain/states/state-names.ts';
import { rolesByLogOf } from '../auth/grants.ts';
import { grantInForce, readableByPerson } from '../auth/read-conditions.ts';
import type { ServerStore } from '../db/open-store.ts';
import { readDeskRequests } from './desk-requests.ts';
import { textOrNull } from './documents.ts';
import type { ReaderNames } from './institutions.ts';
import { globalRoleOf } from './signed-in-person.ts';

/** Find records by their names among those that this person reads. Without an exact result one typing error counts. */
export async function searchRecords(
  store: ServerStore,
  ownServerStore: ServerStore,
  personId: PersonId,
  { text }: z.infer<typeof SearchRequest>,
  readerNames: ReaderNames,
): Promise<SearchResponse> {
  const queryWords = parseSearchQuery(text);
  const role = await globalRoleOf(ownServerStore, personId);
  if (queryWords.length === 0 || role === null) return nothingFound;
  const searchedRecords = await readSearchedRecords(store, ownServerStore, personId, role, readerNames);
  const exact = findIn(searchedRecords, queryWords);
  return Object.values(exact).some(({ total }) => total > 0)
    ? exact
    : findIn(searchedRecords, queryWords.map(loosened));
}

const none = { rows: [], total: 0 };
const nothingFound: SearchResponse = {
  missions: none,
  states: none,
  people: none,
  records: none,
  requests: none,
};

type Rows<kind extends keyof SearchResponse> = SearchResponse[kind]['rows'];

/** Everything that this person finds, the newest change first. */
interface SearchedRecords {
  readonly missions: Rows<'missions'>;
  readonly people: Rows<'people'>;
  readonly records: readonly {
    readonly row: Rows<'records'>[number];
    /** All names of the institution in the register. */
    readonly names: string;
    readonly country: string | null;
  }[];
  readonly requests: Rows<'requests'>;
  readonly hasOverviews: ReadonlySet<LogId>;
}

async function readSearchedRecords(
  store: ServerStore,
  ownServerStore: ServerStore,
  personId: PersonId,
  role: Role,
  readerNames: ReaderNames,
): Promise<SearchedRecords> {
  const rolesByLog = await rolesByLogOf(ownServerStore, personId);
  const missions = await readSearchedMissions(ownServerStore, personId, {
    roles: rolesByLog,
    seesAll: role === 'admin',
  });
  const deskRequests = deskReaderRoles.includes(role)
    ? await readDeskRequests(store, ownServerStore, personId)
    : null;
  return {
    missions: [...missions.values()],
    people: role === 'admin' ? await readPeople(ownServerStore) : [],
    records: await readTitledRecords(ownServerStore, personId, missions, readerNames),
    requests: (deskRequests?.requests ?? []).map(({ doc, form: { state, reference, authority } }) => ({
      doc,
      state,
      reference,
      authority,
    })),
    hasOverviews: new Set(
      [...rolesByLog].filter(([, inLog]) => inLog.some(mayReadOverviews)).map(([log]) => log),
    ),
  };
}

/** Read the missions of the person's roles; an administrator gets all, by the titles of their logs. */
async function readSearchedMissions(
  ownServerStore: ServerStore,
  personId: PersonId,
  { roles, seesAll }: { readonly roles: ReadonlyMap<LogId, readonly Role[]>; readonly seesAll: boolean },
): Promise<ReadonlyMap<LogId, Rows<'missions'>[number]>> {
  const logs = await ownServerStore
    .selectFrom('logs')
    .select(['log', 'title', 'country'])
    .where('kind', '=', 'mission')
    .where('erased_ms', 'is', null)
    .$if(!seesAll, (query) =>
      query.where('log', 'in', (eb) =>
        eb.selectFrom('grants').select('grants.log').where('person', '=', personId).where(grantInForce()),
      ),
    )
    // Ids are in order of time.
    .orderBy('log', 'desc')
    .execute();
  const documents = await ownServerStore
    .selectFrom('documents')
    .select(['log', 'title', 'facts'])
    .where('kind', '=', missionKind)
    .where('removed', '=', 0)
    .where((eb) => readableByPerson(personId, eb.ref('documents.log')))
    // The oldest mission document of a log is shown.
    .orderBy('doc', 'desc')
    .execute();
  const contents = new Map(documents.map(({ log, ...document }) => [log, document]));
  return new Map(
    logs.map(({ log, title, country }) => {
      const content = contents.get(log);
      const opens = mayReadLog(roles.get(log) ?? []);
      return [
        log,
        {
          log,
          title: content?.title || title,
          country: (content && factsOf(content.facts, 'country')) ?? country,
          opens,
        },
      ];
    }),
  );
}

const recordKinds = kindsWhere(({ listedAs }) => listedAs === 'record');

async function readTitledRecords(
  ownServerStore: ServerStore,
  personId: PersonId,
  missions: ReadonlyMap<LogId, Rows<'missions'>[number]>,
  { register, language }: ReaderNames,
): Promise<SearchedRecords['records']> {
  const rows = await ownServerStore
    .selectFrom('documents')
    .select(['log', 'doc', 'kind', 'title', 'facts'])
    .where('kind', 'in', recordKinds)
    .where('removed', '=', 0)
    .where((eb) => readableByPerson(personId, eb.ref('documents.log')))
    .orderBy('changed_ms', 'desc')
    .execute();
  return rows.flatMap(({ facts, ...row }) => {
    const mission = missions.get(row.log);
    if (mission === undefined) return [];
    const { country } = mission;
    const recordedInstitution = recordedInstitutionOf(
      JSON.parse(facts) as Record<string, JsonValue>,
      country,
    ); // written by `documentRowOf`
    const foundInstitution = findInstitution(register, recordedInstitution);
    const [institution, names] =
      foundInstitution.kind === 'registered'
        ? [
            institutionNameIn(foundInstitution.entry.value.names, language),
            allNamesOf(foundInstitution.entry.value).join(' '),
          ]
        : [recordedInstitution.name, ''];
    return [{ row: { ...row, institution, mission: mission.title }, names, country }];
  });
}

const factsOf = (column: string, name: string): string | null =>
  textOrNull((JSON.parse(column) as Record<string, JsonValue>)[name]); // written by `documentRowOf`

const readPeople = (ownServerStore: ServerStore): Promise<Rows<'people'>> =>
  ownServerStore
    .selectFrom('persons')
    .select(['person', 'name', 'role'])
    .where('erased_ms', 'is', null)
    .orderBy('name')
    .execute();

/** Names of each State in all languages, as one text. */
const namesByState = new Map(stateCodes.map((code) => [code, `${code} ${stateNamesOf(code).join(' ')}`]));

function findIn(searchedRecords: SearchedRecords, queryWords: readonly QueryWord[]): SearchResponse {
  const wanted = (1 << queryWords.length) - 1;
  const wordsByText = new Map<string, number>();
  const wordsOf = (text: string): number => {
    const known = wordsByText.get(text);
    if (known !== undefined) return known;
    const { words } = matchText(text, queryWords);
    wordsByText.set(text, words);
    return words;
  };
  const wordsOfState = (code: string | null): number =>
    code === null ? 0 : wordsOf(namesByState.get(code) ?? code);
  /** Keep the rows with all words, those with more of them in their own names first. */
  const find = <Row>(rows: readonly Row[], inName: (row: Row) => number, around: (row: Row) => number) => {
    const matching = rows
      .map((row) => ({ row, name: inName(row) }))
      .filter(({ row, name }) => (name | around(row)) === wanted)
      .toSorted((a, b) => countBits(b.name) - countBits(a.name));
    return { rows: matching.slice(0, foundRowLimit).map(({ row }) => row), total: matching.length };
  };
  const records = find(
    searchedRecords.records,
    ({ row: { title, institution }, names }) => wordsOf(title) | wordsOf(institution) | wordsOf(names),
    ({ row: { mission }, country }) => wordsOf(mission) | wordsOfState(country),
  );
  return {
    missions: find(
      searchedRecords.missions,
      ({ title }) => wordsOf(title),
      ({ country }) => wordsOfState(country),
    ),
    states: find(
      countByState(searchedRecords),
      ({ country }) => wordsOfState(country),
      () => 0,
    ),
    people: find(
      searchedRecords.people,
      ({ name }) => wordsOf(name),
      () => 0,
    ),
    records: { ...records, rows: records.rows.map(({ row }) => row) },
    requests: find(
      searchedRecords.requests,
      ({ reference, authority }) => wordsOf(reference) | wordsOf(authority),
      ({ state }) => wordsOfState(state),
    ),
  };
}

function countBits(bits: number): number {
  let count = 0;
  for (let rest = bits; rest > 0; rest &= rest - 1) count += 1;
  return count;
}

/** States of missions with overviews, and their numbers of missions. */
function countByState({ missions, hasOverviews }: SearchedRecords): Rows<'states'> {
  const counts = new Map<string, number>();
  for (const { log, country } of missions)
    if (country !== null && hasOverviews.has(log)) counts.set(country, (counts.get(country) ?? 0) + 1);
  return [...counts].map(([country, count]) => ({ country, missions: count }));
}
