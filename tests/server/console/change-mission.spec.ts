import { describe, expect, test } from 'vitest';
import { MissionDetailsAnswer, TeamCandidatesAnswer } from '#api/missions-api.ts';
import { plainTextAt, valueAt } from '#domain/document/document.ts';
import { DocumentId, type LogId, type PersonId } from '#domain/ids.ts';
import { readMissionTeam } from '#domain/mission/mission-work.ts';
import type { Role } from '#domain/people/role.ts';
import { loadDocuments } from '#server/projections/load-documents.ts';
import { aDoc } from '#tests/support/server/pack-writer.ts';
import { embedded, postgres, type StorePlaces } from '#tests/support/server/stores.ts';
import { TestBrowser } from '#tests/support/server/test-browser.ts';
import { startTestServer } from '#tests/support/server/test-server.ts';

const wanted = {
  title: 'Second visit',
  country: 'KE',
  from: '2027-03-01',
  to: '2027-03-05',
  purpose: 'Follow up the baseline',
  place: 'Nairobi',
  mode: 'hybrid',
  team: [],
};

/** A headquarters with people of these roles in no mission, and their pages. */
async function setUp(places: StorePlaces = embedded) {
  const server = await startTestServer({ places });
  const { hq } = server;
  const deskOf = async (person: PersonId) => new TestBrowser(server.url, await server.signedIn(person));
  const person = (role: Role, ...logs: readonly LogId[]) => hq.addPerson(role, ...logs);
  const missionOf = async (log: LogId) => {
    const doc = DocumentId.parse(log);
    return (await loadDocuments(hq.store, log, [doc])).get(doc);
  };
  const details = async (desk: TestBrowser, log: LogId) =>
    MissionDetailsAnswer.parse((await desk.get(`/logs/${log}/mission`)).body);
  const change = async (desk: TestBrowser, log: LogId, said: object) => {
    const { seen } = await details(desk, log);
    const { status, body } = await desk.post(`/logs/${log}/mission`, { change: said, seen });
    return status === 200 ? 'done' : body.code;
  };
  const trail = async () =>
    (await hq.store.selectFrom('audit').select(['actor', 'act', 'subject']).orderBy('seq').execute()).map(
      ({ actor, act, subject }) => ({ actor, act, subject: JSON.parse(subject) }),
    );
  const logRow = (log: LogId) =>
    hq.store.selectFrom('logs').select(['title', 'country']).where('log', '=', log).executeTakeFirst();
  return { server, hq, deskOf, person, missionOf, details, change, trail, logRow };
}

describe.each([embedded, postgres])('a mission in the console on the $name', (places) => {
  test('is created with its details, its team and their roles, and reaches their laptops', async () => {
    const { hq, server, deskOf, person, missionOf, trail } = await setUp(places);
    const [manager, lead] = [await person('manager'), await person('assessor')];
    const desk = await deskOf(manager);
    const team = [{ person: lead, role: 'lead' }];
    const { status, body } = await desk.post('/missions', { ...wanted, team });
    expect(status).toBe(200);

    const mission = await missionOf(body.log);
    expect(plainTextAt(mission, 'title')).toBe('Second visit');
    expect(valueAt(mission, 'from')).toBe('2027-03-01');
    expect(valueAt(mission, 'mode')).toBe('hybrid');
    expect(valueAt(mission, 'status')).toBe('planned');
    expect(readMissionTeam(mission)).toEqual([{ id: lead, role: 'lead' }]);
    const grants = await hq.store
      .selectFrom('grants')
      .select(['person', 'role'])
      .where('log', '=', body.log)
      .execute();
    // The first person of a headquarters has every mission.
    const given = grants.filter(({ role }) => role !== 'reviewer').map((one) => `${one.person} ${one.role}`);
    expect(new Set(given)).toEqual(new Set([`${manager} manager`, `${lead} lead`]));
    expect((await trail()).filter(({ act }) => act !== 'sign-in').slice(-3)).toEqual([
      {
        actor: manager,
        act: 'create-mission',
        subject: { log: body.log, title: 'Second visit', country: 'KE' },
      },
      { actor: manager, act: 'grant', subject: { person: manager, log: body.log, role: 'manager' } },
      { actor: manager, act: 'grant', subject: { person: lead, log: body.log, role: 'lead' } },
    ]);

    const leadsDesk = await deskOf(lead);
    const { missions } = (await leadsDesk.get('/missions')).body;
    expect(missions).toMatchObject([
      { log: body.log, title: 'Second visit', from: '2027-03-01', roles: ['lead'] },
    ]);
    expect((await (await server.enrolled('lead', body.log)).sync({ [body.log]: { since: 0 } })).status).toBe(
      200,
    );
  });

  test('is renamed and closed by its manager, and administrators see the new title', async () => {
    const { hq, deskOf, person, details, change, missionOf, logRow, trail } = await setUp(places);
    const log = await hq.addLog();
    const desk = await deskOf(await person('manager', log));
    expect((await details(desk, log)).statuses).toEqual(['planned', 'approved', 'cancelled']);
    expect(await change(desk, log, { title: 'Baseline', country: 'KE', status: 'approved' })).toBe('done');
    expect(await logRow(log)).toEqual({ title: 'Baseline', country: 'KE' });
    expect((await trail()).at(-1)).toMatchObject({
      act: 'change-mission',
      subject: {
        log,
        title: 'Baseline',
        country: 'KE',
        status: 'approved',
        path: ['title', 'country', 'status'],
      },
    });
    expect(await change(desk, log, { status: 'closed' })).toBe('forbidden');

    const leading = await deskOf(await person('mission-lead', log));
    expect(await change(leading, log, { status: 'completed' })).toBe('done');
    expect((await details(desk, log)).statuses).toEqual(['completed', 'closed']);
    expect(await change(desk, log, { status: 'closed' })).toBe('done');
    expect(valueAt(await missionOf(log), 'status')).toBe('closed');
    expect(await change(desk, log, { status: 'approved' })).toBe('forbidden');
    expect(await change(leading, log, { status: 'completed' })).toBe('done');
  });
});

test('a change of a value that changed meanwhile is refused, and writes nothing', async () => {
  const { hq, deskOf, person, details, change, missionOf } = await setUp();
  const log = await hq.addLog();
  const [one, other] = [await deskOf(await person('manager', log)), await deskOf(await person('lead', log))];
  const { seen } = await details(one, log);
  expect(await change(other, log, { place: 'Nakuru' })).toBe('done');
  const late = await one.post(`/logs/${log}/mission`, {
    change: { place: 'Nairobi', mode: 'virtual' },
    seen,
  });
  expect([late.status, late.body.code]).toEqual([409, 'record-moved']);
  expect(valueAt(await missionOf(log), 'mode')).toBeUndefined();
  // Another field than the changed one merges.
  const beside = await one.post(`/logs/${log}/mission`, { change: { mode: 'virtual' }, seen });
  expect(beside.status).toBe(200);
  expect(plainTextAt(await missionOf(log), 'place')).toBe('Nakuru');
});

test('a last day before the first is refused, in a new mission and in a change', async () => {
  const { hq, deskOf, person, change } = await setUp();
  const log = await hq.addLog();
  const desk = await deskOf(await person('manager', log));
  const before = await desk.post('/missions', { ...wanted, to: '2027-02-28' });
  expect(before.body.code).toBe('ends-before-it-starts');
  expect(await change(desk, log, { from: '2027-03-02' })).toBe('done');
  expect(await change(desk, log, { to: '2027-03-01' })).toBe('ends-before-it-starts');
  expect(await change(desk, log, { to: '2027-03-02' })).toBe('done');
});

test.each<[what: string, own: Role, role: Role]>([
  ['an approver of an assessor', 'assessor', 'reviewer'],
  ['a manager of a reviewer', 'reviewer', 'manager'],
  ['a member of an administrator', 'admin', 'assessor'],
])('its creator makes %s nowhere, and no mission begins', async (_what, own, role) => {
  const { hq, deskOf, person } = await setUp();
  const [manager, member] = [await person('manager'), await person(own)];
  const desk = await deskOf(manager);
  const refused = await desk.post('/missions', { ...wanted, team: [{ person: member, role }] });
  expect([refused.status, refused.body.code]).toEqual([403, 'forbidden']);
  expect(await hq.store.selectFrom('logs').select('log').execute()).toEqual([]);
});

test('creators choose the team from active people who read missions', async () => {
  const { hq, deskOf, person } = await setUp();
  const [manager, reviewer, former] = [
    await person('manager'),
    await person('reviewer'),
    await person('lead'),
  ];
  await person('admin');
  await hq.store.updateTable('persons').set({ deactivated_ms: 1 }).where('person', '=', former).execute();
  const { people } = TeamCandidatesAnswer.parse((await (await deskOf(manager)).get('/missions/people')).body);
  const added = people.filter(({ name }) => name.startsWith('The '));
  expect(added.map((candidate) => candidate.person)).toEqual([manager, reviewer]);
});

test('the programme has no such details, and no reader without the right changes any', async () => {
  const { hq, deskOf, person, change, details } = await setUp();
  const log = await hq.addLog();
  const desk = await deskOf(await person('reviewer', log));
  expect((await details(desk, log)).mayChange).toEqual(['status']);
  expect(await change(desk, log, { title: 'Other' })).toBe('forbidden');
  await hq.store.updateTable('logs').set({ kind: 'programme' }).where('log', '=', log).execute();
  expect((await desk.get(`/logs/${log}/mission`)).status).toBe(404);
  expect((await desk.post(`/logs/${log}/mission`, { change: { title: 'x' }, seen: {} })).status).toBe(404);
  expect(await hq.store.selectFrom('documents').select('doc').where('doc', '=', aDoc(1)).execute()).toEqual(
    [],
  );
});
