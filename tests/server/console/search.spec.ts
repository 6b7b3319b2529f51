import { describe, expect, test } from 'vitest';
import { SearchResponse } from '#api/console-api.ts';
import type { JsonValue } from '#base/json.ts';
import { Path } from '#domain/document/op.ts';
import { LogId, type PersonId } from '#domain/ids.ts';
import type { Role } from '#domain/people/role.ts';
import { emptyRequestForm } from '#domain/request/request.ts';
import { newUuid } from '#server/db/open-store.ts';
import { addLog } from '#server/log/log-registry.ts';
import { aDoc } from '#tests/support/server/pack-writer.ts';
import { embedded, postgres, type StoreLocations } from '#tests/support/server/stores.ts';
import { TestBrowser } from '#tests/support/server/test-browser.ts';
import { testDependencies } from '#tests/support/server/test-headquarters.ts';
import { startTestServer } from '#tests/support/server/test-server.ts';

type Values = Readonly<Record<string, JsonValue>>;

/** Two missions in Algeria and Uruguay with their records, and a search as one person. */
async function setUp(locations: StoreLocations = embedded) {
  const testServer = await startTestServer({ storeLocations: locations });
  const [algiers, otherLogId] = [await testServer.hq.addLog(), await testServer.hq.addLog()];
  const lead = await testServer.hq.addLaptop('lead', algiers, otherLogId);
  const write = async (logId: LogId, kind: string, doc: number, values: Values) => {
    const writes = Object.entries(values).map(([path, value]) => ({
      doc: aDoc(doc),
      kind,
      path: Path.parse(path),
      value,
    }));
    await testServer.hq.push(lead, lead.pack(logId, ...writes));
  };
  await write(algiers, 'mission', 1, { title: 'Evaluation of Algiers', country: 'DZ' });
  await write(otherLogId, 'mission', 2, { title: 'Second visit', country: 'UY' });
  await write(algiers, 'assessment', 3, {
    title: 'Baseline',
    'institution/name': 'Sûreté nationale',
  });
  await write(algiers, 'workshop', 4, { title: 'Digital evidence' });
  await write(otherLogId, 'assessment', 5, { title: 'Cybercrime unit', 'institution/name': 'Policía' });
  const browsers = new Map<PersonId, Promise<string>>();
  const browserOf = async (personId: PersonId): Promise<TestBrowser> => {
    const cookie = browsers.get(personId) ?? testServer.signedIn(personId);
    browsers.set(personId, cookie);
    return new TestBrowser(testServer.url, await cookie);
  };
  const searchAs = async (personId: PersonId, text: string): Promise<SearchResponse> =>
    SearchResponse.parse((await (await browserOf(personId)).post('/search', { text })).body);
  const personIn = (role: Role, ...logIds: readonly LogId[]) => testServer.hq.addPerson(role, ...logIds);
  return { server: testServer, algiers, other: otherLogId, write, browserOf, searchAs, personIn };
}

const namesOf = ({ missions, states, records, requests, people }: SearchResponse) => ({
  missions: missions.rows.map(({ title }) => title),
  states: states.rows.map(({ country }) => country),
  records: records.rows.map(({ title }) => title),
  others: requests.total + people.total,
});

describe.each([embedded, postgres])('the search of the console on the $name', (blankLocations) => {
  test('finds names without case and accents, and States in every official language', async () => {
    const { algiers, other, searchAs, personIn } = await setUp(blankLocations);
    const manager = await personIn('manager', algiers, other);
    expect(namesOf(await searchAs(manager, 'SURETE'))).toEqual({
      missions: [],
      states: [],
      records: ['Baseline'],
      others: 0,
    });
    for (const name of ['algeria', 'algérie', 'الجزائر', 'Argelia', 'Алжир', '阿尔及利亚']) {
      const found = namesOf(await searchAs(manager, name));
      expect([name, found.missions, found.states]).toEqual([name, ['Evaluation of Algiers'], ['DZ']]);
    }
    // Words of the mission's State and of the record itself, with one typing error.
    expect(namesOf(await searchAs(manager, 'algeria digitel')).records).toEqual(['Digital evidence']);
    expect(namesOf(await searchAs(manager, 'algeria policia'))).toMatchObject({ records: [], missions: [] });
  });

  test('finds nothing in missions of others, and no content for a partner', async () => {
    const { algiers, searchAs, personIn } = await setUp(blankLocations);
    const assessor = await personIn('assessor', algiers);
    expect(namesOf(await searchAs(assessor, 'cybercrime'))).toMatchObject({ records: [], missions: [] });
    expect(namesOf(await searchAs(assessor, 'uruguay')).states).toEqual([]);
    const partner = await personIn('partner', algiers);
    expect(namesOf(await searchAs(partner, 'algeria'))).toMatchObject({
      missions: [],
      states: [],
      records: [],
    });
  });

  test('gives an administrator people and missions, without any content', async () => {
    const { algiers, other, searchAs, personIn } = await setUp(blankLocations);
    const admin = await personIn('admin', algiers, other);
    const manager = await personIn('manager', algiers, other);
    expect(namesOf(await searchAs(manager, 'digital')).records).toEqual(['Digital evidence']);
    const { people } = await searchAs(admin, 'the');
    expect(people.rows.map(({ role }) => role).sort()).toEqual(['admin', 'lead', 'manager']);
    for (const word of ['digital', 'evaluation', 'algeria'])
      expect(namesOf(await searchAs(admin, word))).toEqual({
        missions: [],
        states: [],
        records: [],
        others: 0,
      });
    const byLog = await searchAs(admin, 'mission');
    expect(byLog.missions.rows.map(({ title, opens }) => [title, opens])).toEqual([
      ['A mission', false],
      ['A mission', false],
    ]);
    const reviewer = await personIn('reviewer', algiers);
    expect((await searchAs(reviewer, 'the')).people.total).toBe(0);
  });

  test('shows the first eight results and the number of all, without removed ones', async () => {
    const { algiers, write, searchAs, personIn } = await setUp(blankLocations);
    const manager = await personIn('manager', algiers);
    for (let at = 0; at < 10; at += 1) await write(algiers, 'workshop', 20 + at, { title: `Course ${at}` });
    await write(algiers, 'workshop', 20, { removed: true });
    const { records } = await searchAs(manager, 'course');
    expect([records.rows.length, records.total]).toEqual([8, 9]);
  });
});

test('finds requests of the desk by reference, authority and State, for its readers alone', async () => {
  const { server, algiers, browserOf, searchAs, personIn } = await setUp();
  const entry = { log: LogId.parse(newUuid(testDependencies)), kind: 'programme', title: 'CT TECH' } as const;
  await server.hq.store
    .transaction()
    .execute((tx) => addLog(tx, testDependencies, { ...entry, country: null }));
  const people = { manager: await personIn('manager'), reviewer: await personIn('reviewer') };
  const form = {
    ...emptyRequestForm,
    reference: 'NV/14',
    state: 'UY',
    authority: 'Ministry of Justice',
    'received-on': '2020-09-14',
  };
  const testBrowser = await browserOf(people.manager);
  expect((await testBrowser.post('/requests', { doc: aDoc(9), form })).status).toBe(200);
  const found = { doc: aDoc(9), state: 'UY', reference: 'NV/14', authority: 'Ministry of Justice' };
  for (const text of ['nv/14', 'justice ministry', 'uruguay justice'])
    expect((await searchAs(people.manager, text)).requests).toEqual({ rows: [found], total: 1 });
  expect((await searchAs(people.reviewer, 'justice')).requests.total).toBe(1);
  expect((await searchAs(people.manager, 'tech')).missions.total).toBe(0);
  expect((await searchAs(await personIn('assessor', algiers), 'justice')).requests.total).toBe(0);
});

test('[E8] finds no erased mission, and no erased person by a former name', async () => {
  const { server, algiers, other, searchAs, personIn } = await setUp();
  const [admin, gone] = [await personIn('admin'), await personIn('trainer')];
  expect((await searchAs(admin, 'the trainer')).people.total).toBe(1);
  await server.hq.store
    .updateTable('persons')
    .set({ erased_ms: 1, deactivated_ms: 1 })
    .where('person', '=', gone)
    .execute();
  expect((await searchAs(admin, 'the trainer')).people.total).toBe(0);
  const manager = await personIn('manager', algiers, other);
  await server.hq.store.updateTable('logs').set({ erased_ms: 1 }).where('log', '=', other).execute();
  expect(namesOf(await searchAs(manager, 'uruguay'))).toMatchObject({ missions: [], states: [] });
  expect((await searchAs(manager, 'cybercrime')).records.total).toBe(0);
});

test('finds no removed mission record, and shows rows with the words in their own names first', async () => {
  const { algiers, write, searchAs, personIn } = await setUp();
  const manager = await personIn('manager', algiers);
  await write(algiers, 'workshop', 6, { title: 'Algiers course' });
  await write(algiers, 'workshop', 7, { title: 'A later one' });
  const { records } = await searchAs(manager, 'algiers');
  expect(records.rows[0]?.title).toBe('Algiers course');
  expect(records.total).toBe(4);
  await write(algiers, 'mission', 1, { removed: true });
  expect((await searchAs(manager, 'evaluation')).missions.total).toBe(0);
});

test('finds nothing without a word, and words with an error only where none is exact', async () => {
  const { algiers, write, searchAs, personIn } = await setUp();
  const manager = await personIn('manager', algiers);
  await write(algiers, 'workshop', 6, { title: 'Digitel course' });
  expect(namesOf(await searchAs(manager, '?!'))).toEqual({
    missions: [],
    states: [],
    records: [],
    others: 0,
  });
  expect(namesOf(await searchAs(manager, 'digital')).records).toEqual(['Digital evidence']);
  expect(namesOf(await searchAs(manager, 'digitul')).records).toHaveLength(2);
});

test('finds missions of a person alone, by the title of their record or of their log', async () => {
  const { algiers, other, write, searchAs, personIn } = await setUp();
  const [assessor, partner] = [await personIn('assessor', algiers), await personIn('partner', other)];
  await write(algiers, 'workshop', 0, { title: 'An older record' });
  expect((await searchAs(assessor, 'mission')).missions.total).toBe(0);
  expect(namesOf(await searchAs(assessor, 'algiers')).missions).toEqual(['Evaluation of Algiers']);
  const { missions } = await searchAs(partner, 'mission');
  expect(missions.rows).toMatchObject([{ log: other, title: 'A mission', opens: false }]);
});

test('[E5] finds a State for nobody who is only its partner, nor for an administrator', async () => {
  const { server, algiers, searchAs, personIn } = await setUp();
  await server.hq.store.updateTable('logs').set({ country: 'DZ' }).where('log', '=', algiers).execute();
  const [admin, partner, both] = [
    await personIn('admin'),
    await personIn('partner', algiers),
    await personIn('partner', algiers),
  ];
  await server.hq.store
    .insertInto('grants')
    .values({ log: algiers, person: both, role: 'assessor' })
    .execute();
  for (const personId of [admin, partner])
    expect((await searchAs(personId, 'algeria')).states).toEqual({ rows: [], total: 0 });
  expect(namesOf(await searchAs(both, 'algeria')).states).toEqual(['DZ']);
});
