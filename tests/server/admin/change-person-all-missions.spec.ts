import { describe, expect, test } from 'vitest';
import type { LogId, PersonId } from '#domain/ids.ts';
import { adminCommands } from '#server/cli/admin-commands.ts';
import { embedded, postgres, type StoreLocations } from '#tests/support/server/stores.ts';
import { testDependencies } from '#tests/support/server/test-headquarters.ts';
import { startWithAdministrators } from '#tests/support/server/two-administrators.ts';

/** Two administrators, with the roles of a person. */
async function setUp(storeLocations: StoreLocations = embedded) {
  const two = await startWithAdministrators(storeLocations);
  const { hq, asker } = two;
  const rolesOf = async (personId: PersonId) => {
    const rows = await hq.store.selectFrom('grants').selectAll().where('person', '=', personId).execute();
    return new Set(rows.map(({ log, role }) => `${log} ${role}`));
  };
  const change = (said: object) => asker.post('/admin/people/change', said);
  return { ...two, rolesOf, change };
}

describe.each([embedded, postgres])('[security 4] all missions on the $name', (blankLocations) => {
  test('are given by two administrators, and reach later missions too', async () => {
    const { hq, other, written, empty, rolesOf, change, decide } = await setUp(blankLocations);
    const manager = await hq.addPerson('manager');
    const asked = (await change({ act: 'give-every-log', person: manager })).body;
    expect(asked).toMatchObject({ done: false });
    expect(await rolesOf(manager)).toEqual(new Set());
    const { approvals } = (await other.get('/admin/approvals')).body;
    expect(approvals).toMatchObject([{ kind: 'grant-every-log', role: 'manager', logTitle: null }]);
    expect((await decide(asked.waitsFor)).status).toBe(200);
    const later = await hq.addLog();
    const everywhere = (logIds: readonly LogId[]) => new Set(logIds.map((log) => `${log} manager`));
    expect(await rolesOf(manager)).toEqual(everywhere([written, empty, later]));
    const { people } = (await other.get('/admin/people')).body;
    expect(people.find(({ person }: { person: string }) => person === manager)).toMatchObject({
      everyLog: true,
    });
  });

  test('are taken back at once, while another role in one mission stays', async () => {
    const { hq, written, empty, rolesOf, change, decide, trail } = await setUp(blankLocations);
    const officer = await hq.addPerson('me-officer');
    await decide((await change({ act: 'give-every-log', person: officer })).body.waitsFor);
    await change({ act: 'give', person: officer, log: empty, role: 'trainer' });
    expect((await rolesOf(officer)).has(`${written} me-officer`)).toBe(true);
    expect((await change({ act: 'take-every-log', person: officer })).body).toEqual({ done: true });
    expect(await rolesOf(officer)).toEqual(new Set([`${empty} trainer`]));
    await hq.addLog();
    expect(await rolesOf(officer)).toEqual(new Set([`${empty} trainer`]));
    expect((await trail()).at(-1)).toEqual({ act: 'take-every-log', person: officer, role: 'me-officer' });
  });

  test('one role for several people in several missions waits where somebody has written', async () => {
    const { hq, asker, other, written, empty, rolesOf, decide, trail } = await setUp(blankLocations);
    const [personId, two] = [await hq.addPerson('trainer', empty), await hq.addPerson('assessor')];
    const given = await asker.post('/admin/people/grants', {
      people: [personId, two],
      logs: [written, empty],
      role: 'trainer',
    });
    expect(given.body).toEqual({ given: 1, waiting: 2 });
    expect(await rolesOf(two)).toEqual(new Set([`${empty} trainer`]));
    const { approvals } = (await other.get('/admin/approvals')).body;
    expect(approvals).toHaveLength(2);
    expect(approvals[0]).toMatchObject({ kind: 'grant-many', role: 'trainer', logTitles: ['A mission'] });
    for (const { approval } of approvals) expect((await decide(approval)).status).toBe(200);
    expect(await rolesOf(personId)).toEqual(new Set([`${empty} trainer`, `${written} trainer`]));
    expect(await rolesOf(two)).toEqual(new Set([`${empty} trainer`, `${written} trainer`]));
    const grants = (await trail()).filter(({ act }) => act === 'grant');
    expect(grants.map(({ person, log }) => `${person} ${log}`)).toEqual(
      expect.arrayContaining([`${personId} ${written}`, `${two} ${written}`, `${two} ${empty}`]),
    );
  });
});

test('a role that changed while all missions waited for approval is not given everywhere', async () => {
  const { hq, rolesOf, change, decide } = await setUp();
  const personId = await hq.addPerson('assessor');
  const { waitsFor } = (await change({ act: 'give-every-log', person: personId })).body;
  await change({ act: 'role', person: personId, role: 'reviewer' });
  expect((await decide(waitsFor)).body.code).toBe('not-found');
  expect(await rolesOf(personId)).toEqual(new Set());
});

test('an administrator gets no missions, and nobody gives themselves any', async () => {
  const { hq, asker, first, empty, change, rolesOf } = await setUp();
  const [administrator, lead] = [await hq.addPerson('admin'), await hq.addPerson('lead')];
  expect((await change({ act: 'give-every-log', person: administrator })).body.code).toBe('forbidden');
  const one = { act: 'give', person: administrator, log: empty, role: 'lead' };
  expect((await change(one)).body.code).toBe('forbidden');
  const both = { people: [lead, administrator], logs: [empty], role: 'lead' };
  expect((await asker.post('/admin/people/grants', both)).body.code).toBe('forbidden');
  expect([await rolesOf(lead), await rolesOf(administrator)]).toEqual([new Set(), new Set()]);
  expect((await change({ act: 'give-every-log', person: first })).body.code).toBe('another-person');
  const many = { people: [first], logs: [empty], role: 'lead' };
  expect((await asker.post('/admin/people/grants', many)).body.code).toBe('another-person');
});

test('a new administrator loses all roles in missions, also those that still wait', async () => {
  const { hq, empty, written, rolesOf, change, decide } = await setUp();
  const personId = await hq.addPerson('lead', empty);
  const { waitsFor } = (await change({ act: 'give', person: personId, log: written, role: 'lead' })).body;
  await decide((await change({ act: 'role', person: personId, role: 'admin' })).body.waitsFor);
  expect(await rolesOf(personId)).toEqual(new Set());
  expect((await decide(waitsFor)).body.code).toBe('not-found');
  expect(await rolesOf(personId)).toEqual(new Set());
});

test('several roles with one unknown person are given to nobody', async () => {
  const { hq, asker, empty, rolesOf } = await setUp();
  const [knownPersonId, gone] = [await hq.addPerson('lead'), await hq.addPerson('lead')];
  await asker.post('/admin/people/change', { act: 'deactivate', person: gone });
  const many = { people: [knownPersonId, gone], logs: [empty], role: 'lead' };
  expect((await asker.post('/admin/people/grants', many)).status).toBe(404);
  expect(await rolesOf(knownPersonId)).toEqual(new Set());
});

test('a corrected name is shown everywhere, and the trail has both', async () => {
  const { hq, asker, change, trail } = await setUp();
  const personId = await hq.addPerson('lead');
  expect((await change({ act: 'rename', person: personId, name: ' Second lead ' })).body).toEqual({
    done: true,
  });
  const { people } = (await asker.get('/admin/people')).body;
  expect(people.find((row: { person: string }) => row.person === personId).name).toBe('Second lead');
  expect((await trail()).at(-1)).toEqual({
    act: 'rename-person',
    person: personId,
    from: 'The lead',
    name: 'Second lead',
  });
  expect((await change({ act: 'rename', person: personId, name: '' })).status).toBe(400);
});

test('the operator adds a person with all missions, and no administrator so', async () => {
  const { hq, written, empty, rolesOf } = await setUp();
  const adminCommand = adminCommands['add-person'];
  const add = (role: string) =>
    adminCommand?.run(
      { store: hq.store, dependencies: testDependencies },
      { name: 'New one', role, 'all-missions': true },
    );
  const { person } = (await add('manager')) as { person: PersonId };
  expect(await rolesOf(person)).toEqual(new Set([`${written} manager`, `${empty} manager`]));
  await expect(add('admin')).rejects.toThrow('reads no mission');
});
