import { expect, test } from 'vitest';
import type { GroupId, LogId, PersonId } from '#domain/ids.ts';
import { addGroup, changeGroup } from '#server/admin/change-group.ts';
import { endGroupRoles, listGroups, performGroupGain } from '#server/admin/groups.ts';
import { changePerson } from '#server/admin/people.ts';
import { rolesByLogOf, rolesInLog } from '#server/auth/grants.ts';
import { TestClock } from '#tests/support/clock/test-clock.ts';
import { embedded } from '#tests/support/server/stores.ts';
import { TestHeadquarters, testDependencies } from '#tests/support/server/test-headquarters.ts';

const dayMs = 24 * 60 * 60_000;

/** A headquarters with a group of one trainer in one mission. */
async function setUp(endsOn: string | null = null) {
  const hq = await TestHeadquarters.open(await embedded.newPlace());
  const clock = new TestClock(Date.UTC(2026, 10, 24, 12));
  const dependencies = { ...testDependencies, nowMs: clock.now };
  const [log, person] = [await hq.addLog(), await hq.addPerson('trainer')];
  const group = await hq.store.transaction().execute(async (tx) => {
    const added = await addGroup(tx, dependencies, null, { name: 'Trainers', people: [person] });
    if (!added.ok) throw new Error(added.refusal);
    return added.value;
  });
  const give = (of: GroupId, logs: readonly LogId[]) =>
    hq.store.transaction().execute(async (tx) => {
      const [row] = (await listGroups(tx)).filter((one) => one.group === of);
      const version = row?.version ?? 0;
      const change = { act: 'give-role', group: of, version, role: 'trainer', logs, endsOn } as const;
      return changeGroup(tx, dependencies, null, change);
    });
  await give(group, [log]);
  const rolesOf = async (who: PersonId) => rolesInLog(hq.store, log, who);
  return { hq, clock, dependencies, log, person, group, give, rolesOf };
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
