import { describe, expect, test } from 'vitest';
import { SearchAnswer } from '#api/console-api.ts';
import type { JsonValue } from '#base/json.ts';
import { Path } from '#domain/document/op.ts';
import type { LogId, PersonId } from '#domain/ids.ts';
import type { Role } from '#domain/people/role.ts';
import { aDoc } from '#tests/support/server/pack-writer.ts';
import { embedded, postgres, type StorePlaces } from '#tests/support/server/stores.ts';
import { TestBrowser } from '#tests/support/server/test-browser.ts';
import { startTestServer } from '#tests/support/server/test-server.ts';

type Values = Readonly<Record<string, JsonValue>>;

/** Two missions in Algeria and Uruguay with their records, and a search as one person. */
async function setUp(places: StorePlaces = embedded) {
  const server = await startTestServer({ places });
  const [algiers, other] = [await server.hq.addLog(), await server.hq.addLog()];
  const lead = await server.hq.addLaptop('lead', algiers, other);
  const write = async (log: LogId, kind: string, doc: number, values: Values) => {
    const writes = Object.entries(values).map(([path, value]) => ({
      doc: aDoc(doc),
      kind,
      path: Path.parse(path),
      value,
    }));
    await server.hq.push(lead, lead.pack(log, ...writes));
  };
  await write(algiers, 'mission', 1, { title: 'Evaluation of Algiers', country: 'DZ' });
  await write(other, 'mission', 2, { title: 'Second visit', country: 'UY' });
  await write(algiers, 'assessment', 3, {
    title: 'Baseline',
    'institution/name': 'Sûreté nationale',
  });
  await write(algiers, 'workshop', 4, { title: 'Digital evidence' });
  await write(other, 'assessment', 5, { title: 'Cybercrime unit', 'institution/name': 'Policía' });
  const browsers = new Map<PersonId, Promise<string>>();
  const searchAs = async (person: PersonId, text: string): Promise<SearchAnswer> => {
    const cookie = browsers.get(person) ?? server.signedIn(person);
    browsers.set(person, cookie);
    const { body } = await new TestBrowser(server.url, await cookie).post('/search', { text });
    return SearchAnswer.parse(body);
  };
  const personIn = (role: Role, ...logs: readonly LogId[]) => server.hq.addPerson(role, ...logs);
  return { server, algiers, other, write, searchAs, personIn };
}

const namesOf = ({ missions, states, records, requests, people }: SearchAnswer) => ({
  missions: missions.rows.map(({ title }) => title),
  states: states.rows.map(({ country }) => country),
  records: records.rows.map(({ title }) => title),
  others: requests.total + people.total,
});

describe.each([embedded, postgres])('the search of the console on the $name', (places) => {
  test('finds names without case and accents, and States in every official language', async () => {
    const { algiers, other, searchAs, personIn } = await setUp(places);
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
    const { algiers, searchAs, personIn } = await setUp(places);
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
    const { algiers, other, searchAs, personIn } = await setUp(places);
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
    const { algiers, write, searchAs, personIn } = await setUp(places);
    const manager = await personIn('manager', algiers);
    for (let at = 0; at < 10; at += 1) await write(algiers, 'workshop', 20 + at, { title: `Course ${at}` });
    await write(algiers, 'workshop', 20, { removed: true });
    const { records } = await searchAs(manager, 'course');
    expect([records.rows.length, records.total]).toEqual([8, 9]);
  });
});
