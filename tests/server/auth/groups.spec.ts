import { expect, test } from 'vitest';
import type { GroupId, LogId, PersonId } from '#domain/ids.ts';
import { addGroup, changeGroup } from '#server/admin/change-group.ts';
import { changePerson } from '#server/admin/change-person.ts';
import { endGroupRoles } from '#server/auth/end-group-roles.ts';
import { rolesByLogOf } from '#server/auth/grants.ts';
import { listGroups, performGroupGain } from '#server/auth/groups.ts';
import { rolesInLog } from '#server/auth/roles-in-log.ts';
import { withRowLevelSecurity } from '#server/auth/row-level-security.ts';
import { readMissionRows } from '#server/console/missions.ts';
import { readDeviceRows } from '#server/console/signed-in-person.ts';
import { TestClock } from '#tests/support/clock/test-clock.ts';
import { embedded, postgres } from '#tests/support/server/stores.ts';
import { TestHeadquarters, testDependencies } from '#tests/support/server/test-headquarters.ts';

const dayMs = 24 * 60 * 60_000;

/** A headquarters with a group of one trainer in one mission. */
async function setUp(endsOn: string | null = null) {
  const testClock = new TestClock(Date.UTC(2026, 10, 24, 12));
  const hq = await TestHeadquarters.open(await embedded.newLocation(), testClock.now);
  const dependencies = { ...testDependencies, nowMs: testClock.now };
  const [logId, personId] = [await hq.addLog(), await hq.addPerson('trainer')];
  const groupId = await hq.store.transaction().execute(async (tx) => {
    const added = await addGroup(tx, dependencies, null, { name: 'Trainers', people: [personId] });
    if (!added.ok) throw new Error(added.refusal);
    return added.value;
  });
  const give = (of: GroupId, logs: readonly LogId[]) =>
    hq.store.transaction().execute(async (tx) => {
      const [groupRow] = (await listGroups(tx)).filter((one) => one.group === of);
      const version = groupRow?.version ?? 0;
      const change = { act: 'give-role', group: of, version, role: 'trainer', logs, endsOn } as const;
      return changeGroup(tx, dependencies, null, change);
    });
  await give(groupId, [logId]);
  const rolesOf = async (who: PersonId) => rolesInLog(hq.store, logId, who);
  return { hq, clock: testClock, dependencies, log: logId, person: personId, group: groupId, give, rolesOf };
}

test('a role with an end is there on its last day, and gone after it with a line', async () => {
  const { hq, clock, dependencies, person, group, log, rolesOf } = await setUp('2026-11-25');
  clock.advance(dayMs);
  expect(await endGroupRoles(hq.store, dependencies)).toBe(0);
  expect(await rolesOf(person)).toEqual(['trainer']);
  clock.advance(dayMs);
  expect(await endGroupRoles(hq.store, dependencies)).toBe(1);
  expect(await rolesOf(person)).toEqual([]);
  const line = await hq.store
    .selectFrom('audit')
    .select(['actor', 'act', 'subject'])
    .orderBy('seq', 'desc')
    .executeTakeFirstOrThrow();
  expect({ ...line, subject: JSON.parse(line.subject) }).toEqual({
    actor: 'retention clock',
    act: 'end-group-role',
    subject: { group, name: 'Trainers', role: 'trainer', log, until: '2026-11-25' },
  });
});

test('a role is out of force after its last day, without a look of the retention clock', async () => {
  const { hq, clock, dependencies, person, group, log, rolesOf } = await setUp('2026-11-25');
  clock.advance(2 * dayMs);
  expect(await rolesOf(person)).toEqual([]);
  expect(await rolesByLogOf(hq.store, person)).toEqual(new Map());
  expect((await readMissionRows(hq.store, person)).map((row) => row.log)).toEqual([]);
  expect(await readDeviceRows(hq.store, person)).toEqual([]);
  const otherPersonId = await hq.addPerson('trainer');
  await hq.store
    .transaction()
    .execute((tx) =>
      changeGroup(tx, dependencies, null, { act: 'add-members', group, version: 2, people: [otherPersonId] }),
    );
  expect(await rolesOf(otherPersonId)).toEqual([]);
  expect(await hq.store.selectFrom('grants').select('log').where('log', '=', log).execute()).toEqual([]);
});

test('a new mission gives no role of a group whose last day is over', async () => {
  const { hq, clock, dependencies, person, group } = await setUp();
  const give = (version: number, role: 'lead' | 'assessor', endsOn: string) =>
    hq.store
      .transaction()
      .execute((tx) =>
        changeGroup(tx, dependencies, null, { act: 'give-role', group, version, role, logs: null, endsOn }),
      );
  await give(2, 'lead', '2026-11-25');
  await give(3, 'assessor', '2026-11-30');
  clock.advance(2 * dayMs);
  const missionId = await hq.addLog();
  const given = hq.store.selectFrom('grants').select(['person', 'role', 'ends_on']);
  expect(await given.where('log', '=', missionId).execute()).toEqual([
    { person, role: 'assessor', ends_on: '2026-11-30' },
  ]);
});

test('of several roles of a group only the ended one ends, and its others keep their members', async () => {
  const { hq, clock, dependencies, person, group, log, rolesOf } = await setUp('2026-11-25');
  const give = (version: number, role: 'lead' | 'trainer', logs: LogId[] | null, endsOn: string | null) =>
    hq.store
      .transaction()
      .execute((tx) =>
        changeGroup(tx, dependencies, null, { act: 'give-role', group, version, role, logs, endsOn }),
      );
  await give(2, 'lead', [log], '2026-11-28');
  clock.advance(2 * dayMs);
  expect(await rolesOf(person)).toEqual(['lead']);
  expect(await endGroupRoles(hq.store, dependencies)).toBe(1);
  expect(await rolesOf(person)).toEqual(['lead']);
  expect(await listGroups(hq.store)).toMatchObject([
    { members: [person], roles: [{ role: 'lead', log, endsOn: '2026-11-28' }] },
  ]);
  clock.advance(3 * dayMs);
  expect(await endGroupRoles(hq.store, dependencies)).toBe(1);
  expect(await rolesOf(person)).toEqual([]);
});

test('of two ends of the same role the later one counts', async () => {
  const { hq, clock, dependencies, person, group, rolesOf } = await setUp('2026-11-25');
  await hq.store.transaction().execute((tx) =>
    changeGroup(tx, dependencies, null, {
      act: 'give-role',
      group,
      version: 2,
      role: 'trainer',
      logs: null,
      endsOn: '2026-11-27',
    }),
  );
  clock.advance(2 * dayMs);
  expect(await rolesOf(person)).toEqual(['trainer']);
  await endGroupRoles(hq.store, dependencies);
  expect(await rolesOf(person)).toEqual(['trainer']);
  clock.advance(2 * dayMs);
  expect(await rolesOf(person)).toEqual([]);
});

test('in PostgreSQL, row-level security ends a role with its day as well', async () => {
  const hq = await TestHeadquarters.open(await postgres.newLocation());
  const [logId, personId] = [await hq.addLog(), await hq.addPerson('trainer')];
  const lead = await hq.addLaptop('lead', logId);
  await hq.push(lead, lead.pack(logId, { path: 'title', value: 'Kestrel' }));
  const grant = { log: logId, person: personId, role: 'trainer', source: 'group' } as const;
  const seen = () =>
    withRowLevelSecurity(hq.store, personId, (ownServerStore) =>
      ownServerStore.selectFrom('documents').select('doc').execute(),
    );
  await hq.store
    .insertInto('grants')
    .values({ ...grant, ends_on: '9999-12-31' })
    .execute();
  expect(await seen()).toHaveLength(1);
  await hq.store
    .updateTable('grants')
    .set({ ends_on: '2026-11-25' })
    .where('person', '=', personId)
    .execute();
  expect(await seen()).toEqual([]);
});

test('a role whose last day passed while it waited is given to nobody', async () => {
  const { hq, clock, dependencies, person, group, log, rolesOf } = await setUp();
  const roles = [{ role: 'lead', log, endsOn: '2026-11-24' }] as const;
  const act = { kind: 'group-roles', person, group, people: [person], roles } as const;
  const approve = () =>
    hq.store.transaction().execute((tx) => performGroupGain(tx, dependencies, { by: person }, act));
  clock.advance(dayMs);
  expect(await approve()).toMatchObject({ refusal: 'changed' });
  expect(await rolesOf(person)).toEqual(['trainer']);
  clock.advance(-dayMs);
  expect(await approve()).toMatchObject({ ok: true });
});

test('a laptop learns the same role from two sources once', async () => {
  const { hq, person, log } = await setUp();
  await hq.store.insertInto('grants').values({ log, person, role: 'trainer' }).execute();
  expect(await rolesByLogOf(hq.store, person)).toEqual(new Map([[log, ['trainer']]]));
});

test('a role of the person that is taken leaves that of the group', async () => {
  const { hq, dependencies, person, log, rolesOf } = await setUp();
  const by = await hq.addPerson('admin');
  await hq.store.insertInto('grants').values({ log, person, role: 'trainer' }).execute();
  await hq.store
    .transaction()
    .execute((tx) => changePerson(tx, dependencies, by, { act: 'take', person, log, role: 'trainer' }));
  expect(await rolesOf(person)).toEqual(['trainer']);
});

test('a deactivated person is a member no longer', async () => {
  const { hq, dependencies, person, rolesOf } = await setUp();
  const by = await hq.addPerson('admin');
  await hq.store
    .transaction()
    .execute((tx) => changePerson(tx, dependencies, by, { act: 'deactivate', person }));
  expect(await rolesOf(person)).toEqual([]);
  expect(await listGroups(hq.store)).toMatchObject([{ members: [] }]);
});
