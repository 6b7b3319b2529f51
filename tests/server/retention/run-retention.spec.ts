import { describe, expect, test } from 'vitest';
import type { JsonValue } from '#base/json.ts';
import { changePerson } from '#server/admin/change-person.ts';
import { adminCommands } from '#server/cli/admin-commands.ts';
import { verifyAuditTrail } from '#server/db/audit-trail.ts';
import {
  eraseDueSubject,
  type RetentionResult,
  startRetentionTimer,
} from '#server/retention/run-retention.ts';
import {
  aHeadquartersWithAPast,
  day,
  dayMs,
  everything,
  secret,
} from '#tests/support/server/headquarters-with-a-past.ts';
import { nowMs } from '#tests/support/server/pack-writer.ts';
import { embedded, postgres } from '#tests/support/server/stores.ts';

/** The mission's title counts twice: as people wrote it, and as headquarters named the log. */
const wholeMission = { mission: 2, missionTeam: 1, ratings: 2, reviewComments: 1 };

describe.each([embedded, postgres])('[E] headquarters’ retention clock, on the $name', (blankLocations) => {
  test('lists and erases nothing while nobody has said when the programme ends', async () => {
    const { store, clock, lookFor, sayEnd } = await aHeadquartersWithAPast(blankLocations);
    clock.nowMs = day('2099-01-01');
    expect(await lookFor(40)).toEqual({ due: [], erased: [] });
    await sayEnd('2028-06-30');
    await sayEnd(null);
    expect(await lookFor(40)).toEqual({ due: [], erased: [] });
    expect(await everything(store)).toContain(secret);
  });

  test('lists a mission with ended periods for 30 days, then erases it with a line', async () => {
    const { store, clock, log, look, lookFor, sayEnd } = await aHeadquartersWithAPast(blankLocations);
    await sayEnd('2028-06-30');
    clock.nowMs = day('2033-06-29');
    expect((await look()).due).toMatchObject([{ kind: 'part' }]);
    clock.nowMs = day('2033-06-30');
    expect((await look()).due).toMatchObject([
      { kind: 'log', listedOn: '2033-06-30', erasedFrom: '2033-07-30' },
    ]);
    const previousRetentionResult = await lookFor(29);
    expect([previousRetentionResult.erased, previousRetentionResult.due.length]).toEqual([[], 1]);
    expect(await everything(store)).toContain(secret);

    const after = await lookFor(1);
    const erased = { kind: 'log', id: log, on: '2033-07-30', groups: wholeMission };
    expect(after).toEqual({ due: [], erased: [erased] });
    const lines = await store.selectFrom('audit').select(['actor', 'act', 'subject']).execute();
    const [line] = lines.filter(({ act }) => act === 'erase-log');
    expect([line?.actor, JSON.parse(line?.subject ?? '')]).toEqual([
      'retention clock',
      { log, on: '2033-07-30', groups: wholeMission },
    ]);
    expect((await verifyAuditTrail(store)).intact).toBe(true);
    expect(await everything(store)).not.toContain('xylophone');
  });

  test('runs by itself when the server starts, and a stopping server waits for it', async () => {
    const { store, clock, dependencies, look, lookFor, sayEnd } =
      await aHeadquartersWithAPast(blankLocations);
    await sayEnd('2028-06-30');
    clock.nowMs = day('2033-06-30');
    await lookFor(29);
    clock.nowMs += dayMs;
    await look(false);
    expect(await everything(store)).toContain(secret);
    await startRetentionTimer(store, dependencies)();
    expect(await everything(store)).not.toContain('xylophone');
  });

  test('an end corrected within 30 days unlists the mission; another end starts the days anew', async () => {
    const { store, clock, look, lookFor, sayEnd } = await aHeadquartersWithAPast(blankLocations);
    await sayEnd('2008-06-30');
    expect((await lookFor(29)).due).toHaveLength(1);
    await sayEnd('2028-06-30');
    expect(await lookFor(40)).toEqual({ due: [], erased: [] });
    await sayEnd('2008-06-29');
    const [listedDueRow] = (await look()).due;
    expect(listedDueRow?.listedOn).toBe(new Date(clock.nowMs).toISOString().slice(0, 10));
    await lookFor(20);
    await sayEnd('2008-06-28');
    expect((await lookFor(20)).erased).toEqual([]);
    expect(await everything(store)).toContain(secret);
  });

  test('checks again at the moment of erasing, and respects an end changed just before', async () => {
    const { store, clock, dependencies, log, sayEnd } = await aHeadquartersWithAPast(blankLocations);
    await sayEnd('2030-06-30');
    clock.nowMs = day('2033-07-30');
    const stale = { subject: { kind: 'log', id: log } as const, dueAtMs: day('2033-06-30') };
    const done = await store
      .transaction()
      .execute((tx) => eraseDueSubject(tx, dependencies, stale, 'retention clock'));
    expect(done).toBeNull();
    expect(await everything(store)).toContain(secret);
  });

  test('[security 9] a clock that jumps ten years ahead for a while erases nothing', async () => {
    const { store, clock, look, lookFor, sayEnd } = await aHeadquartersWithAPast(blankLocations);
    await sayEnd('2028-06-30');
    clock.nowMs += 10 * 365 * dayMs;
    expect((await look()).due).toHaveLength(1);
    clock.nowMs += 10 * 365 * dayMs;
    expect((await look()).erased).toEqual([]);
    clock.nowMs = nowMs;
    expect(await lookFor(40)).toEqual({ due: [], erased: [] });
    expect(await everything(store)).toContain(secret);
  });

  test('the command only lists; with --erase it erases just the entries listed long enough', async () => {
    const { hq, store, clock, dependencies, log, sayEnd } = await aHeadquartersWithAPast(blankLocations);
    const command = (...flags: readonly JsonValue[]) => {
      const { retention } = adminCommands;
      if (retention === undefined) throw new Error('There is such a command');
      return retention.run({ store, dependencies }, { erase: flags.includes('--erase') });
    };
    await sayEnd('2028-06-30');
    clock.nowMs = day('2033-06-30');
    const late = await hq.addLog();
    for (let at = 0; at < 30; at += 1) {
      expect(await command('--erase')).toMatchObject({ erased: [] });
      clock.nowMs += dayMs;
    }
    const { due } = (await command()) as RetentionResult;
    expect(due.map(({ id }) => id).sort()).toEqual([log, late].sort());
    const { erased } = (await command('--erase')) as RetentionResult;
    expect(erased.map(({ id }) => id).sort()).toEqual([log, late].sort());
    const { erased: again } = (await command('--erase')) as RetentionResult;
    expect(again).toEqual([]);
  });

  test('names of departed people and laptops are erased after 395 days; ids and work stay', async () => {
    const { hq, store, clock, dependencies, log, a, administrator, look, lookFor } =
      await aHeadquartersWithAPast(blankLocations);
    const personId = hq.personOf(a);
    await store
      .transaction()
      .execute((tx) =>
        changePerson(tx, dependencies, administrator, { act: 'deactivate', person: personId }),
      );
    clock.nowMs += 364 * dayMs;
    expect((await look()).due).toEqual([]);
    clock.nowMs += dayMs;
    expect((await look()).due).toMatchObject([
      { kind: 'person', id: personId, title: 'The lead', groups: [{ group: 'accounts', fields: 2 }] },
    ]);
    const { erased, due } = await lookFor(30);
    expect(due).toEqual([]);
    expect(erased).toMatchObject([{ kind: 'person', id: personId, groups: { accounts: 2 } }]);
    const row = await store
      .selectFrom('persons')
      .innerJoin('devices', 'devices.person', 'persons.person')
      .select(['name', 'role', 'label', 'device'])
      .where('persons.person', '=', personId)
      .executeTakeFirst();
    expect(row).toEqual({ name: personId.slice(-8), role: 'lead', label: a.id.slice(-8), device: a.id });
    const packs = await store.selectFrom('entries').select('payload').where('log', '=', log).execute();
    expect(packs.filter(({ payload }) => payload.includes(secret)).length).toBeGreaterThan(0);
  });
});
