import type * as z from 'zod';
import { foundRowLimit, type SearchAnswer, type SearchRequest } from '#api/console-api.ts';
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
import { grantInForce, readableByPerson } from '../auth/row-level-security.ts';
import type { ServerStore } from '../db/open-store.ts';
import { readDeskRequests } from './desk-requests.ts';
import { textOrNull } from './documents.ts';
import type { ReaderNames } from './institutions.ts';
import { globalRoleOf } from './signed-in-person.ts';

/** Find records by their names among those that this person reads. Without an exact result one typing error counts. */
export async function searchRecords(
  store: ServerStore,
  own: ServerStore,
  person: PersonId,
  { text }: z.infer<typeof SearchRequest>,
  names: ReaderNames,
): Promise<SearchAnswer> {
  const query = parseSearchQuery(text);
  const role = await globalRoleOf(own, person);
  if (query.length === 0 || role === null) return nothingFound;
  const searched = await readSearchedRecords(store, own, person, role, names);
  const exact = findIn(searched, query);
  return Object.values(exact).some(({ total }) => total > 0) ? exact : findIn(searched, query.map(loosened));
}

const none = { rows: [], total: 0 };
const nothingFound: SearchAnswer = {
  missions: none,
  states: none,
  people: none,
  records: none,
  requests: none,
};

type Rows<kind extends keyof SearchAnswer> = SearchAnswer[kind]['rows'];

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
  own: ServerStore,
  person: PersonId,
  role: Role,
  names: ReaderNames,
): Promise<SearchedRecords> {
  const roles = await rolesByLogOf(own, person);
  const missions = await readSearchedMissions(own, person, { roles, seesAll: role === 'admin' });
  const requests = deskReaderRoles.includes(role) ? await readDeskRequests(store, own, person) : null;
  return {
    missions: [...missions.values()],
    people: role === 'admin' ? await readPeople(own) : [],
    records: await readTitledRecords(own, person, missions, names),
    requests: (requests?.requests ?? []).map(({ doc, form: { state, reference, authority } }) => ({
      doc,
      state,
      reference,
      authority,
    })),
    hasOverviews: new Set([...roles].filter(([, inLog]) => inLog.some(mayReadOverviews)).map(([log]) => log)),
  };
}

/** Read the missions of the person's roles; an administrator gets all, by the titles of their logs. */
async function readSearchedMissions(
  own: ServerStore,
  person: PersonId,
  { roles, seesAll }: { readonly roles: ReadonlyMap<LogId, readonly Role[]>; readonly seesAll: boolean },
): Promise<ReadonlyMap<LogId, Rows<'missions'>[number]>> {
  const logs = await own
    .selectFrom('logs')
    .select(['log', 'title', 'country'])
    .where('kind', '=', 'mission')
    .where('erased_ms', 'is', null)
    .$if(!seesAll, (query) =>
      query.where('log', 'in', (eb) =>
        eb.selectFrom('grants').select('grants.log').where('person', '=', person).where(grantInForce()),
      ),
    )
    // Ids are in order of time.
    .orderBy('log', 'desc')
    .execute();
  const documents = await own
    .selectFrom('documents')
    .select(['log', 'title', 'facts'])
    .where('kind', '=', missionKind)
    .where('removed', '=', 0)
    .where((eb) => readableByPerson(person, eb.ref('documents.log')))
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
  own: ServerStore,
  person: PersonId,
  missions: ReadonlyMap<LogId, Rows<'missions'>[number]>,
  { register, language }: ReaderNames,
): Promise<SearchedRecords['records']> {
  const rows = await own
    .selectFrom('documents')
    .select(['log', 'doc', 'kind', 'title', 'facts'])
    .where('kind', 'in', recordKinds)
    .where('removed', '=', 0)
    .where((eb) => readableByPerson(person, eb.ref('documents.log')))
    .orderBy('changed_ms', 'desc')
    .execute();
  return rows.flatMap(({ facts, ...row }) => {
    const mission = missions.get(row.log);
    if (mission === undefined) return [];
    const { country } = mission;
    const recorded = recordedInstitutionOf(JSON.parse(facts) as Record<string, JsonValue>, country); // written by `documentRowOf`
    const found = findInstitution(register, recorded);
    const [institution, names] =
      found.kind === 'registered'
        ? [institutionNameIn(found.entry.value.names, language), allNamesOf(found.entry.value).join(' ')]
        : [recorded.name, ''];
    return [{ row: { ...row, institution, mission: mission.title }, names, country }];
  });
}

const factsOf = (column: string, name: string): string | null =>
  textOrNull((JSON.parse(column) as Record<string, JsonValue>)[name]); // written by `documentRowOf`

const readPeople = (own: ServerStore): Promise<Rows<'people'>> =>
  own
    .selectFrom('persons')
    .select(['person', 'name', 'role'])
    .where('erased_ms', 'is', null)
    .orderBy('name')
    .execute();

/** Names of each State in all languages, as one text. */
const namesByState = new Map(stateCodes.map((code) => [code, `${code} ${stateNamesOf(code).join(' ')}`]));

function findIn(searched: SearchedRecords, query: readonly QueryWord[]): SearchAnswer {
  const wanted = (1 << query.length) - 1;
  const wordsByText = new Map<string, number>();
  const wordsOf = (text: string): number => {
    const known = wordsByText.get(text);
    if (known !== undefined) return known;
    const { words } = matchText(text, query);
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
    searched.records,
    ({ row: { title, institution }, names }) => wordsOf(title) | wordsOf(institution) | wordsOf(names),
    ({ row: { mission }, country }) => wordsOf(mission) | wordsOfState(country),
  );
  return {
    missions: find(
      searched.missions,
      ({ title }) => wordsOf(title),
      ({ country }) => wordsOfState(country),
    ),
    states: find(
      countByState(searched),
      ({ country }) => wordsOfState(country),
      () => 0,
    ),
    people: find(
      searched.people,
      ({ name }) => wordsOf(name),
      () => 0,
    ),
    records: { ...records, rows: records.rows.map(({ row }) => row) },
    requests: find(
      searched.requests,
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
