import { randomUUID } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { groupLimits } from '#api/groups-api.ts';
import { compareTexts } from '#base/json.ts';
import { GroupId, LogId, type PersonId } from '#domain/ids.ts';
import { embedded, postgres, type StoreLocations } from '#tests/support/server/stores.ts';
import type { TestBrowser } from '#tests/support/server/test-browser.ts';
import { startWithAdministrators } from '#tests/support/server/two-administrators.ts';

/** Two administrators, with the acts of one on groups. */
async function setUp(storeLocations: StoreLocations = embedded) {
  const two = await startWithAdministrators(storeLocations);
  const { hq, asker } = two;
  const grantsOf = async (personId: PersonId) => {
    const rows = await hq.store.selectFrom('grants').selectAll().where('person', '=', personId).execute();
    return rows
      .map(({ log, role, source }) => `${log} ${role} ${source === '' ? 'own' : 'group'}`)
      .toSorted((a, b) => a.localeCompare(b));
  };
  const groups = async () => (await asker.get('/admin/people')).body.groups;
  const versionOf = async (group: string): Promise<number> =>
    (await groups()).find((one: { group: string }) => one.group === group)?.version ?? 1;
  const add = async (name: string, ...people: readonly PersonId[]): Promise<string> =>
    (await asker.post('/admin/groups', { name, people })).body.group;
  const change = async (group: string, said: object) =>
    asker.post('/admin/groups/change', { group, version: await versionOf(group), ...said });
  const preview = async (group: string, said: object) =>
    (await asker.post('/admin/groups/consequences', { group, version: await versionOf(group), ...said }))
      .body;
  const give = (group: string, role: string, logs: readonly LogId[] | null, endsOn: string | null = null) =>
    change(group, { act: 'give-role', role, logs, endsOn });
  return { ...two, grantsOf, groups, add, change, preview, give };
}

describe.each([embedded, postgres])('[security 4] a group on the $name', (blankLocations) => {
  test('gives its roles to a new member, and takes exactly those back', async () => {
    const { hq, written, empty, grantsOf, add, change, give, trail } = await setUp(blankLocations);
    const [personId, two] = [await hq.addPerson('trainer', empty), await hq.addPerson('assessor', written)];
    const group = await add('Trainers');
    expect((await give(group, 'trainer', [empty])).body).toEqual({ done: true });
    expect((await change(group, { act: 'add-members', people: [personId, two] })).body).toEqual({
      done: true,
    });
    expect(await grantsOf(personId)).toEqual([`${empty} trainer group`, `${empty} trainer own`]);
    expect(await grantsOf(two)).toEqual(
      [`${empty} trainer group`, `${written} assessor own`].toSorted((a, b) => a.localeCompare(b)),
    );
    await change(group, { act: 'take-members', people: [personId, two] });
    expect(await grantsOf(personId)).toEqual([`${empty} trainer own`]);
    expect(await grantsOf(two)).toEqual([`${written} assessor own`]);
    expect((await trail()).slice(-3)).toEqual([
      { act: 'give-group-role', group, name: 'Trainers', people: [], role: ['trainer'], logs: [empty] },
      {
        act: 'add-group-members',
        group,
        name: 'Trainers',
        people: [personId, two],
        role: ['trainer'],
        logs: [empty],
      },
      { act: 'take-group-members', group, name: 'Trainers', people: [personId, two] },
    ]);
  });

  test('is no way around a second person: a role, a member and all missions wait', async () => {
    const { hq, other, written, empty, grantsOf, add, change, give, decide } = await setUp(blankLocations);
    const [personId, two] = [await hq.addPerson('trainer'), await hq.addPerson('trainer')];
    const group = await add('Trainers', personId);
    const role = (await give(group, 'trainer', [written, empty])).body;
    expect(role).toMatchObject({ done: false });
    expect(await grantsOf(personId)).toEqual([]);
    const { approvals } = (await other.get('/admin/approvals')).body;
    expect(approvals).toMatchObject([
      {
        kind: 'group-roles',
        group: { name: 'Trainers', people: [{ person: personId }], roles: [{ role: 'trainer' }, {}] },
      },
    ]);
    expect((await decide(role.waitsFor)).status).toBe(200);
    expect(await grantsOf(personId)).toHaveLength(2);
    const member = (await change(group, { act: 'add-members', people: [two] })).body;
    expect(member).toMatchObject({ done: false });
    expect(await grantsOf(two)).toEqual([]);
    await decide(member.waitsFor);
    expect(await grantsOf(two)).toHaveLength(2);
    expect((await give(await add('Others', two), 'adviser', null)).body).toMatchObject({ done: false });
  });

  test('with a role in all missions gives it in later ones too', async () => {
    const { hq, grantsOf, add, give, decide, change } = await setUp(blankLocations);
    const personId = await hq.addPerson('reviewer');
    const group = await add('Reviewers', personId);
    await decide((await give(group, 'reviewer', null)).body.waitsFor);
    await hq.addLog();
    expect(await grantsOf(personId)).toHaveLength(3);
    await change(group, { act: 'take-role', role: 'reviewer', log: null });
    expect(await grantsOf(personId)).toEqual([]);
  });

  test('changed by two people at once is changed by the first alone', async () => {
    const { hq, asker, other, empty, grantsOf, groups, add, give } = await setUp(blankLocations);
    const personId = await hq.addPerson('trainer');
    const group = await add('Trainers');
    await give(group, 'trainer', [empty]);
    const [{ version }] = await groups();
    const ask = async (testBrowser: TestBrowser) =>
      testBrowser.post('/admin/groups/change', { act: 'add-members', group, version, people: [personId] });
    const statuses = (await Promise.all([ask(asker), ask(other)])).map(({ status }) => status);
    expect(statuses.toSorted((a, b) => a - b)).toEqual([200, 409]);
    expect(await grantsOf(personId)).toEqual([`${empty} trainer group`]);
    expect((await ask(asker)).body.code).toBe('group-changed');
  });
});

test('a request is not approved for members or roles that came after it', async () => {
  const { hq, written, empty, grantsOf, add, change, give, decide } = await setUp();
  const [personId, two, three] = [
    await hq.addPerson('trainer'),
    await hq.addPerson('trainer'),
    await hq.addPerson('trainer'),
  ];
  const group = await add('Trainers', personId);
  const role = (await give(group, 'trainer', [written])).body;
  await change(group, { act: 'add-members', people: [two] });
  expect((await decide(role.waitsFor)).body.code).toBe('group-changed');
  const again = (await give(group, 'trainer', [written])).body;
  await decide(again.waitsFor);
  const member = (await change(group, { act: 'add-members', people: [three] })).body;
  await give(group, 'lead', [empty]);
  expect((await decide(member.waitsFor)).body.code).toBe('group-changed');
  expect(await grantsOf(three)).toEqual([]);
});

test('a group never has more members than its bound, not by two approvals either', async () => {
  const { hq, written, grantsOf, groups, add, change, give, decide } = await setUp();
  const personIds: PersonId[] = [];
  while (personIds.length < groupLimits.members + 1) personIds.push(await hq.addPerson('trainer'));
  const [one, two, ...firstPersonIds] = personIds as [PersonId, PersonId, ...PersonId[]];
  const group = await add('Trainers', ...firstPersonIds);
  await decide((await give(group, 'trainer', [written])).body.waitsFor);
  const asked = [];
  for (const personId of [one, two])
    asked.push((await change(group, { act: 'add-members', people: [personId] })).body.waitsFor);
  expect((await decide(asked[0])).status).toBe(200);
  expect((await decide(asked[1])).body.code).toBe('group-changed');
  expect((await change(group, { act: 'add-members', people: [two] })).body.code).toBe('group-full');
  expect((await groups())[0].members).toHaveLength(groupLimits.members);
  expect(await grantsOf(two)).toEqual([]);
});

test('an approval gives nothing to people who left headquarters or became administrators meanwhile', async () => {
  const { hq, asker, written, grantsOf, groups, add, change, give, decide } = await setUp();
  const [personId, two, three] = [
    await hq.addPerson('trainer'),
    await hq.addPerson('trainer'),
    await hq.addPerson('trainer'),
  ];
  const group = await add('Trainers');
  await give(group, 'trainer', [written]);
  const { waitsFor } = (await change(group, { act: 'add-members', people: [personId, two, three] })).body;
  await asker.post('/admin/people/change', { act: 'deactivate', person: two });
  const role = (await asker.post('/admin/people/change', { act: 'role', person: three, role: 'admin' })).body;
  await decide(role.waitsFor);
  expect((await decide(waitsFor)).status).toBe(200);
  expect((await groups())[0].members).toEqual([personId]);
  expect([await grantsOf(two), await grantsOf(three)]).toEqual([[], []]);
});

test('several members with one unknown person or administrator change nothing', async () => {
  const { hq, asker, second, empty, grantsOf, groups, add, change, give } = await setUp();
  const [knownPersonId, gone] = [await hq.addPerson('trainer'), await hq.addPerson('trainer')];
  await asker.post('/admin/people/change', { act: 'deactivate', person: gone });
  const group = await add('Trainers');
  await give(group, 'trainer', [empty]);
  expect((await change(group, { act: 'add-members', people: [knownPersonId, gone] })).status).toBe(404);
  const administrator = await change(group, { act: 'add-members', people: [knownPersonId, second] });
  expect(administrator.body.code).toBe('group-administrator');
  expect((await groups())[0].members).toEqual([]);
  expect(await grantsOf(knownPersonId)).toEqual([]);
});

test('consequences name gains, losses and roles that stay, before anything is done', async () => {
  const { hq, written, empty, grantsOf, add, change, preview, give } = await setUp();
  const [personId, two] = [await hq.addPerson('trainer', empty), await hq.addPerson('trainer')];
  const group = await add('Trainers', personId);
  await give(group, 'trainer', [empty]);
  const trainer = { role: 'trainer', missions: 1, everyLog: false };
  expect(await preview(group, { act: 'add-members', people: [two] })).toEqual({
    people: [{ person: two, name: 'The trainer', gains: [trainer], loses: [], keeps: [] }],
    waits: false,
  });
  expect(await grantsOf(two)).toEqual([]);
  await change(group, { act: 'add-members', people: [two] });
  const { people } = await preview(group, { act: 'dissolve' });
  expect(people.find(({ person }: { person: string }) => person === personId)).toMatchObject({
    loses: [],
    keeps: [trainer],
  });
  expect(people.find(({ person }: { person: string }) => person === two)).toMatchObject({
    loses: [trainer],
    keeps: [],
  });
  const all = await preview(group, { act: 'give-role', role: 'lead', logs: [written], endsOn: null });
  expect(all.waits).toBe(true);
});

test('a dissolved group is gone with its roles, and the trail has its name', async () => {
  const { hq, empty, grantsOf, groups, add, change, give, trail } = await setUp();
  const personId = await hq.addPerson('trainer');
  const group = await add('Trainers', personId);
  await give(group, 'trainer', [empty]);
  await change(group, { act: 'rename', name: 'Trainers 2027' });
  await change(group, { act: 'dissolve' });
  expect(await groups()).toEqual([]);
  expect(await grantsOf(personId)).toEqual([]);
  expect((await trail()).slice(-2)).toEqual([
    { act: 'rename-group', group, from: 'Trainers', name: 'Trainers 2027' },
    { act: 'dissolve-group', group, name: 'Trainers 2027', people: [personId] },
  ]);
  expect((await change(group, { act: 'dissolve' })).status).toBe(404);
});

test('names are unique in any case and bounded, and roles never make an administrator', async () => {
  const { hq, asker, empty, add, change, give } = await setUp();
  const group = await add('Trainers', await hq.addPerson('trainer'));
  const named = (name: string) => asker.post('/admin/groups', { name, people: [] });
  expect((await named(' trainers ')).body.code).toBe('name-taken');
  expect((await named('x'.repeat(81))).status).toBe(400);
  expect((await change(await add('Others'), { act: 'rename', name: 'TRAINERS' })).body.code).toBe(
    'name-taken',
  );
  expect((await give(group, 'admin', [empty])).status).toBe(400);
  expect((await give(group, 'trainer', [empty], '2020-01-01')).body.code).toBe('end-in-the-past');
});

test('a new group has its line in the trail, and takes no administrator, nobody unknown and nobody twice', async () => {
  const { hq, asker, second, groups, trail } = await setUp();
  const personId = await hq.addPerson('trainer');
  const added = async (name: string, ...people: readonly string[]) =>
    (await asker.post('/admin/groups', { name, people })).body;
  expect((await added('Trainers', personId, second)).code).toBe('group-administrator');
  expect((await added('Trainers', personId, randomUUID())).code).toBe('not-found');
  expect(await groups()).toEqual([]);
  const [{ group }, { group: empty }] = [await added('Trainers', personId, personId), await added('Others')];
  expect((await groups()).map(({ members }: { members: string[] }) => members)).toEqual([[], [personId]]);
  expect((await trail()).slice(-2)).toEqual([
    { act: 'add-group', group, name: 'Trainers', people: [personId] },
    { act: 'add-group', group: empty, name: 'Others' },
  ]);
});

test('there are at most so many groups as their bound, and so many roles in one', async () => {
  const { hq, asker, empty, add, give } = await setUp();
  const group = await add('Trainers', await hq.addPerson('trainer'));
  const rows = Array.from({ length: groupLimits.groups - 2 }, (_, n) => `Group ${n}`);
  await hq.store
    .insertInto('people_groups')
    .values(rows.map((name) => ({ group_id: GroupId.parse(randomUUID()), name, version: 1, made_ms: 0 })))
    .execute();
  const named = (name: string) => asker.post('/admin/groups', { name, people: [] });
  expect([(await named('Last')).status, (await named('One more')).body.code]).toEqual([200, 'groups-full']);
  await hq.store
    .insertInto('group_roles')
    .values(
      Array.from({ length: groupLimits.roles - 1 }, () => ({
        group_id: GroupId.parse(group),
        role: 'assessor' as const,
        log: LogId.parse(randomUUID()),
        ends_on: null,
      })),
    )
    .execute();
  expect((await give(group, 'trainer', [empty])).body).toEqual({ done: true });
  expect((await give(group, 'lead', [empty])).body.code).toBe('group-full');
});

test('a change that gives nobody a role has its line in the trail', async () => {
  const { hq, empty, add, change, give, trail } = await setUp();
  const [personId, two] = [await hq.addPerson('trainer'), await hq.addPerson('trainer')];
  const [group, name] = [await add('Trainers', personId), 'Trainers'];
  await change(group, { act: 'add-members', people: [two] });
  await give(group, 'trainer', [empty]);
  await give(group, 'trainer', [empty], '2099-01-31');
  await change(group, { act: 'take-role', role: 'trainer', log: empty });
  const [added, , shortened, taken] = (await trail()).slice(-4);
  expect([added, shortened, taken]).toEqual([
    { act: 'add-group-members', group, name, people: [two] },
    {
      act: 'give-group-role',
      group,
      name,
      people: [personId, two].toSorted(compareTexts),
      role: ['trainer'],
      logs: [empty],
      until: '2099-01-31',
    },
    { act: 'take-group-role', group, name, role: 'trainer', log: empty },
  ]);
});

test('a preview of a group that is gone or changed is refused', async () => {
  const { hq, add, preview, asker } = await setUp();
  const group = await add('Trainers', await hq.addPerson('trainer'));
  const late = await asker.post('/admin/groups/consequences', { group, version: 7, act: 'dissolve' });
  expect([late.status, late.body.code]).toEqual([409, 'group-changed']);
  expect((await preview(randomUUID(), { act: 'dissolve' })).code).toBe('not-found');
});

test('of two groups with one name that are added at once there is one', async () => {
  const { asker, other, groups } = await setUp(postgres);
  const add = (testBrowser: TestBrowser) =>
    testBrowser.post('/admin/groups', { name: 'Trainers', people: [] });
  const statuses = (await Promise.all([add(asker), add(other)])).map(({ status }) => status);
  expect(statuses.toSorted((a, b) => a - b)).toEqual([200, 409]);
  expect(await groups()).toHaveLength(1);
});
