import { describe, expect, test } from 'vitest';
import { MissionDetailsResponse, TeamCandidatesResponse } from '#api/missions-api.ts';
import { plainTextAt, valueAt } from '#domain/document/document.ts';
import { DocumentId, type LogId, type PersonId } from '#domain/ids.ts';
import { readMissionTeam } from '#domain/mission/mission-work.ts';
import type { Role } from '#domain/people/role.ts';
import { loadDocuments } from '#server/projections/load-documents.ts';
import { aDoc } from '#tests/support/server/pack-writer.ts';
import { embedded, postgres, type StoreLocations } from '#tests/support/server/stores.ts';
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
async function setUp(locations: StoreLocations = embedded) {
  const testServer = await startTestServer({ storeLocations: locations });
  const { hq } = testServer;
  const deskOf = async (personId: PersonId) =>
    new TestBrowser(testServer.url, await testServer.signedIn(personId));
  const person = (role: Role, ...logIds: readonly LogId[]) => hq.addPerson(role, ...logIds);
  const missionOf = async (logId: LogId) => {
    const documentId = DocumentId.parse(logId);
    return (await loadDocuments(hq.store, logId, [documentId])).get(documentId);
  };
  const details = async (desk: TestBrowser, logId: LogId) =>
    MissionDetailsResponse.parse((await desk.get(`/logs/${logId}/mission`)).body);
  const change = async (desk: TestBrowser, logId: LogId, said: object) => {
    const { seen } = await details(desk, logId);
    const { status, body } = await desk.post(`/logs/${logId}/mission`, { change: said, seen });
    return status === 200 ? 'done' : body.code;
  };
  const trail = async () =>
    (await hq.store.selectFrom('audit').select(['actor', 'act', 'subject']).orderBy('seq').execute()).map(
      ({ actor, act, subject }) => ({ actor, act, subject: JSON.parse(subject) }),
    );
  const logRow = (logId: LogId) =>
    hq.store.selectFrom('logs').select(['title', 'country']).where('log', '=', logId).executeTakeFirst();
  return { server: testServer, hq, deskOf, person, missionOf, details, change, trail, logRow };
}

describe.each([embedded, postgres])('a mission in the console on the $name', (blankLocations) => {
  test('is created with its details, its team and their roles, and reaches their laptops', async () => {
    const { hq, server, deskOf, person, missionOf, trail } = await setUp(blankLocations);
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
    const { hq, deskOf, person, details, change, missionOf, logRow, trail } = await setUp(blankLocations);
    const logId = await hq.addLog();
    const desk = await deskOf(await person('manager', logId));
    expect((await details(desk, logId)).statuses).toEqual(['planned', 'approved', 'cancelled']);
    expect(await change(desk, logId, { title: 'Baseline', country: 'KE', status: 'approved' })).toBe('done');
    expect(await logRow(logId)).toEqual({ title: 'Baseline', country: 'KE' });
    expect((await trail()).at(-1)).toMatchObject({
      act: 'change-mission',
      subject: {
        log: logId,
        title: 'Baseline',
        country: 'KE',
        status: 'approved',
        path: ['title', 'country', 'status'],
      },
    });
    expect(await change(desk, logId, { status: 'closed' })).toBe('forbidden');

    const leading = await deskOf(await person('mission-lead', logId));
    expect(await change(leading, logId, { status: 'completed' })).toBe('done');
    expect((await details(desk, logId)).statuses).toEqual(['completed', 'closed']);
    expect(await change(desk, logId, { status: 'closed' })).toBe('done');
    expect(valueAt(await missionOf(logId), 'status')).toBe('closed');
    expect(await change(desk, logId, { status: 'approved' })).toBe('forbidden');
    expect(await change(leading, logId, { status: 'completed' })).toBe('done');
  });
});

test('a change of a value that changed meanwhile is refused, and writes nothing', async () => {
  const { hq, deskOf, person, details, change, missionOf } = await setUp();
  const logId = await hq.addLog();
  const [testBrowser, otherTestBrowser] = [
    await deskOf(await person('manager', logId)),
    await deskOf(await person('lead', logId)),
  ];
  const { seen } = await details(testBrowser, logId);
  expect(await change(otherTestBrowser, logId, { place: 'Nakuru' })).toBe('done');
  const late = await testBrowser.post(`/logs/${logId}/mission`, {
    change: { place: 'Nairobi', mode: 'virtual' },
    seen,
  });
  expect([late.status, late.body.code]).toEqual([409, 'record-moved']);
  expect(valueAt(await missionOf(logId), 'mode')).toBeUndefined();
  // Another field than the changed one merges.
  const beside = await testBrowser.post(`/logs/${logId}/mission`, { change: { mode: 'virtual' }, seen });
  expect(beside.status).toBe(200);
  expect(plainTextAt(await missionOf(logId), 'place')).toBe('Nakuru');
});

test('a last day before the first is refused, in a new mission and in a change', async () => {
  const { hq, deskOf, person, change } = await setUp();
  const logId = await hq.addLog();
  const desk = await deskOf(await person('manager', logId));
  const previousBrowserResponse = await desk.post('/missions', { ...wanted, to: '2027-02-28' });
  expect(previousBrowserResponse.body.code).toBe('ends-before-it-starts');
  expect(await change(desk, logId, { from: '2027-03-02' })).toBe('done');
  expect(await change(desk, logId, { to: '2027-03-01' })).toBe('ends-before-it-starts');
  expect(await change(desk, logId, { to: '2027-03-02' })).toBe('done');
});

test.each<[what: string, own: Role, role: Role]>([
  ['an approver of an assessor', 'assessor', 'reviewer'],
  ['a manager of a reviewer', 'reviewer', 'manager'],
  ['a member of an administrator', 'admin', 'assessor'],
])('its creator makes %s nowhere, and no mission begins', async (_what, ownRole, role) => {
  const { hq, deskOf, person } = await setUp();
  const [manager, member] = [await person('manager'), await person(ownRole)];
  const desk = await deskOf(manager);
  const refused = await desk.post('/missions', { ...wanted, team: [{ person: member, role }] });
  expect([refused.status, refused.body.code]).toEqual([403, 'forbidden']);
  expect(await hq.store.selectFrom('logs').select('log').execute()).toEqual([]);
});

test('creators choose the team from active people who read missions', async () => {
  const { hq, deskOf, person } = await setUp();
  const [manager, reviewer, formerPersonId] = [
    await person('manager'),
    await person('reviewer'),
    await person('lead'),
  ];
  await person('admin');
  await hq.store
    .updateTable('persons')
    .set({ deactivated_ms: 1 })
    .where('person', '=', formerPersonId)
    .execute();
  const { people } = TeamCandidatesResponse.parse(
    (await (await deskOf(manager)).get('/missions/people')).body,
  );
  const addedTeamCandidates = people.filter(({ name }) => name.startsWith('The '));
  expect(addedTeamCandidates.map((candidate) => candidate.person)).toEqual([manager, reviewer]);
});

test('the programme has no such details, and no reader without the right changes any', async () => {
  const { hq, deskOf, person, change, details } = await setUp();
  const logId = await hq.addLog();
  const desk = await deskOf(await person('reviewer', logId));
  expect((await details(desk, logId)).mayChange).toEqual(['status']);
  expect(await change(desk, logId, { title: 'Other' })).toBe('forbidden');
  await hq.store.updateTable('logs').set({ kind: 'programme' }).where('log', '=', logId).execute();
  expect((await desk.get(`/logs/${logId}/mission`)).status).toBe(404);
  expect((await desk.post(`/logs/${logId}/mission`, { change: { title: 'x' }, seen: {} })).status).toBe(404);
  expect(await hq.store.selectFrom('documents').select('doc').where('doc', '=', aDoc(1)).execute()).toEqual(
    [],
  );
});
