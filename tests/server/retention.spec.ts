import { describe, expect, test } from 'vitest';
import type { Json } from '#domain/base/json.ts';
import { ok } from '#domain/base/result.ts';
import { LogId } from '#domain/ids.ts';
import { addLog } from '#server/admin/add-log.ts';
import { changePerson } from '#server/admin/change-person.ts';
import { adminCommands } from '#server/command-line/admin-commands.ts';
import { verifyAudit } from '#server/identity/verify-audit.ts';
import { writeAtHeadquarters } from '#server/log/write-at-headquarters.ts';
import { setProgrammeEnd } from '#server/programme/programme-end.ts';
import { eraseDue } from '#server/retention/erase.ts';
import { startRetentionClock } from '#server/retention/retention-clock.ts';
import { lookAtRetention, type Look } from '#server/retention/look.ts';
import type { Surroundings } from '#server/surroundings.ts';
import { newUuid } from '#server/surroundings.ts';
import { rebuildViews } from '#server/views/rebuild-views.ts';
import { embedded, openUntilTheEnd, postgres, type StorePlaces } from './stores.ts';
import { TestHeadquarters, testSurroundings } from './test-headquarters.ts';
import { aDoc, nowMs } from './test-laptop.ts';

const dayMs = 24 * 60 * 60_000;
const day = (text: string): number => Date.parse(`${text}T00:00:00Z`);
const secret = 'The xylophone is never oiled';

/** A headquarters with a programme and one mission in which two laptops wrote, at a time that a test moves. */
async function setUp(places: StorePlaces) {
  const hq = new TestHeadquarters(await openUntilTheEnd(await places.newPlace()));
  const { store } = hq;
  const clock = { nowMs };
  const surroundings: Surroundings = { ...testSurroundings, nowMs: () => clock.nowMs };
  const programme = LogId.parse(newUuid(testSurroundings));
  const entry = { log: programme, kind: 'programme', title: 'CT TECH', country: null } as const;
  await store.transaction().execute((tx) => addLog(tx, testSurroundings, entry));
  const administrator = await hq.addPerson('admin');
  const log = await hq.addLog();
  const [a, b] = [await hq.addLaptop('lead', log), await hq.addLaptop('assessor', log)];
  const mission = { doc: aDoc(2), kind: 'mission' };
  await hq.push(
    a,
    a.pack(log, { ...mission, path: 'title', value: `${secret} 1` }),
    a.pack(log, { ...mission, path: 'team/one/name', value: `${secret} 2` }),
    a.pack(log, { path: 'answers/D1.1/rationale', value: `${secret} 3` }),
  );
  await hq.push(b, b.pack(log, { path: 'answers/D1.1/level', value: 3 }));
  // Held: an assessor finalizes nothing.
  await hq.push(b, b.pack(log, { path: 'review/approval', value: { note: `${secret} 4` } }));

  let seen: readonly string[] = [];
  const sayEnd = async (endsOn: string | null) => {
    const end = { endsOn, seen: seen as never }; // the dots that the last of these wrote
    const done = await store
      .transaction()
      .execute((tx) => setProgrammeEnd(tx, surroundings, administrator, end));
    if (!done.ok) throw new Error(done.refusal.kind);
    const { registers } = await store
      .selectFrom('documents')
      .select('registers')
      .where('log', '=', programme)
      .executeTakeFirstOrThrow();
    seen = JSON.parse(registers)['ends-on'].heads.map((head: { dot: string }) => head.dot);
  };
  const look = (erases = true): Promise<Look> =>
    lookAtRetention(store, surroundings, { erases, actor: 'retention clock' });
  /** Looks once a day for so many days; answers what is due at the end, and all that was erased. */
  const lookFor = async (days: number): Promise<Look> => {
    let last = await look();
    for (let at = 0; at < days; at += 1) {
      clock.nowMs += dayMs;
      const next = await look();
      last = { ...next, erased: [...last.erased, ...next.erased] };
    }
    return last;
  };
  return { hq, store, clock, surroundings, administrator, programme, log, a, b, sayEnd, look, lookFor };
}

/** The mission's title counts twice: as people wrote it, and as headquarters named the log. */
const wholeMission = { mission: 2, missionTeam: 1, ratings: 2, reviewComments: 1 };
/** Everything that the store has in any table, as text. */
async function everything(store: TestHeadquarters['store']): Promise<string> {
  const tables = [
    'entries',
    'documents',
    'document_places',
    'held_ops',
    'parked',
    'logs',
    'grants',
    'persons',
    'devices',
    'retention_list',
    'audit',
  ] as const;
  const rows: unknown[] = [];
  for (const table of tables) rows.push(await store.selectFrom(table).selectAll().execute());
  return JSON.stringify(rows);
}

describe.each([embedded, postgres])('[E] headquarters’ retention clock, on the $name', (places) => {
  test('lists and erases nothing while nobody has said when the programme ends', async () => {
    const { store, clock, lookFor, sayEnd } = await setUp(places);
    clock.nowMs = day('2099-01-01');
    expect(await lookFor(40)).toEqual({ due: [], erased: [] });
    await sayEnd('2028-06-30');
    await sayEnd(null);
    expect(await lookFor(40)).toEqual({ due: [], erased: [] });
    expect(await everything(store)).toContain(secret);
  });

  test('lists a part that is due, which goes with the rest of its mission and not alone', async () => {
    const { store, clock, log, lookFor, sayEnd } = await setUp(places);
    await sayEnd('2028-06-30');
    clock.nowMs = day('2029-07-01');
    expect(await lookFor(40)).toEqual({
      erased: [],
      due: [
        {
          kind: 'log',
          id: log,
          title: 'A mission',
          groups: [{ group: 'missionTeam', fields: 1, dueOn: '2029-06-30' }],
          listedOn: '2029-07-01',
          erasedFrom: null,
        },
      ],
    });
    expect(await everything(store)).toContain(`${secret} 2`);
  });

  test('lists a mission whose periods are over for 30 days, and then erases it with a line of group, count and day', async () => {
    const { store, clock, log, look, lookFor, sayEnd } = await setUp(places);
    await sayEnd('2028-06-30');
    clock.nowMs = day('2033-06-29');
    expect((await look()).due).toMatchObject([{ erasedFrom: null }]);
    clock.nowMs = day('2033-06-30');
    expect((await look()).due).toMatchObject([{ listedOn: '2033-06-30', erasedFrom: '2033-07-30' }]);
    const before = await lookFor(29);
    expect([before.erased, before.due.length]).toEqual([[], 1]);
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
    expect((await verifyAudit(store)).intact).toBe(true);
    expect(await everything(store)).not.toContain('xylophone');
  });

  test('looks by itself when the server starts, and a server that ends waits for the look', async () => {
    const { store, clock, surroundings, look, lookFor, sayEnd } = await setUp(places);
    await sayEnd('2028-06-30');
    clock.nowMs = day('2033-06-30');
    await lookFor(29);
    clock.nowMs += dayMs;
    await look(false);
    expect(await everything(store)).toContain(secret);
    await startRetentionClock(store, surroundings)();
    expect(await everything(store)).not.toContain('xylophone');
  });

  test('a wrong end destroys nothing: changed within 30 days the mission is off the list, and another day begins anew', async () => {
    const { store, clock, look, lookFor, sayEnd } = await setUp(places);
    await sayEnd('2008-06-30');
    expect((await lookFor(29)).due).toHaveLength(1);
    await sayEnd('2028-06-30');
    expect(await lookFor(40)).toEqual({ due: [], erased: [] });
    await sayEnd('2008-06-29');
    const [listed] = (await look()).due;
    expect(listed?.listedOn).toBe(new Date(clock.nowMs).toISOString().slice(0, 10));
    await lookFor(20);
    await sayEnd('2008-06-28');
    expect((await lookFor(20)).erased).toEqual([]);
    expect(await everything(store)).toContain(secret);
  });

  test('is asked once more at the moment of erasing: an end that was changed just before is heeded', async () => {
    const { store, clock, surroundings, log, sayEnd } = await setUp(places);
    await sayEnd('2030-06-30');
    clock.nowMs = day('2033-07-30');
    const stale = { subject: { kind: 'log', id: log } as const, dueAtMs: day('2033-06-30') };
    const done = await store
      .transaction()
      .execute((tx) => eraseDue(tx, surroundings, stale, 'retention clock'));
    expect(done).toBeNull();
    expect(await everything(store)).toContain(secret);
  });

  test('[security 9] a clock that jumps ten years ahead for a while erases nothing', async () => {
    const { store, clock, look, lookFor, sayEnd } = await setUp(places);
    await sayEnd('2028-06-30');
    clock.nowMs += 10 * 365 * dayMs;
    expect((await look()).due).toHaveLength(1);
    clock.nowMs += 10 * 365 * dayMs;
    expect((await look()).erased).toEqual([]);
    clock.nowMs = nowMs;
    expect(await lookFor(40)).toEqual({ due: [], erased: [] });
    expect(await everything(store)).toContain(secret);
  });

  test('the command lists without erasing; with --erase it erases what has been listed long enough, and nothing else', async () => {
    const { hq, store, clock, surroundings, log, sayEnd } = await setUp(places);
    const command = (...flags: readonly Json[]) => {
      const { retention } = adminCommands;
      if (retention === undefined) throw new Error('There is such a command');
      return retention.run({ store, surroundings }, { erase: flags.includes('--erase') });
    };
    await sayEnd('2028-06-30');
    clock.nowMs = day('2033-06-30');
    const late = await hq.addLog();
    for (let at = 0; at < 30; at += 1) {
      expect(await command('--erase')).toMatchObject({ erased: [] });
      clock.nowMs += dayMs;
    }
    const { due } = (await command()) as Look;
    expect(due.map(({ id }) => id).sort()).toEqual([log, late].sort());
    const { erased } = (await command('--erase')) as Look;
    expect(erased.map(({ id }) => id).sort()).toEqual([log, late].sort());
    const { erased: again } = (await command('--erase')) as Look;
    expect(again).toEqual([]);
  });

  test('the name of somebody who left, and those of their laptops, go a year and 30 days later; ids and work stay', async () => {
    const { hq, store, clock, log, a, administrator, look, lookFor } = await setUp(places);
    const person = hq.personOf(a);
    await store
      .transaction()
      .execute((tx) => changePerson(tx, administrator, { act: 'deactivate', person }, clock.nowMs));
    clock.nowMs += 364 * dayMs;
    expect((await look()).due).toEqual([]);
    clock.nowMs += dayMs;
    expect((await look()).due).toMatchObject([
      { kind: 'person', id: person, title: 'The lead', groups: [{ group: 'accounts', fields: 2 }] },
    ]);
    const { erased, due } = await lookFor(30);
    expect(due).toEqual([]);
    expect(erased).toMatchObject([{ kind: 'person', id: person, groups: { accounts: 2 } }]);
    const row = await store
      .selectFrom('persons')
      .innerJoin('devices', 'devices.person', 'persons.person')
      .select(['name', 'role', 'label', 'device'])
      .where('persons.person', '=', person)
      .executeTakeFirst();
    expect(row).toEqual({ name: person.slice(-8), role: 'lead', label: a.id.slice(-8), device: a.id });
    const packs = await store.selectFrom('entries').select('payload').where('log', '=', log).execute();
    expect(packs.filter(({ payload }) => payload.includes(secret)).length).toBeGreaterThan(0);
  });
});

describe.each([embedded, postgres])(
  '[E] a mission that was erased at headquarters, on the $name',
  (places) => {
    async function erased() {
      const all = await setUp(places);
      const { hq, clock, log, a, b, sayEnd, lookFor } = all;
      const before = await hq.sync(a, { logs: { [log]: { since: 0, have: {} } } });
      const [first] = before.logs[log]?.entries ?? [];
      if (first === undefined || !('pack' in first)) throw new Error('There is a pack');
      // What was not taken when it came lies beside the log.
      await hq.push(b, b.packAt(log, 1, '0'.repeat(64) as never, [{ path: 'title', value: `${secret} 5` }]));
      await sayEnd('2028-06-30');
      clock.nowMs = day('2033-06-30');
      expect((await lookFor(30)).erased).toHaveLength(1);
      return { ...all, stored: first.pack };
    }

    test('keeps of each pack its numbers, its hash and that it was erased; the ends of the chains stay', async () => {
      const { store, log, a, b } = await erased();
      const entries = await store
        .selectFrom('entries')
        .select(['place', 'device', 'first', 'last', 'hash', 'sig', 'payload', 'erased_ms'])
        .where('log', '=', log)
        .orderBy('place')
        .execute();
      expect(entries.map(({ place, first, last }) => [place, first, last])).toEqual([
        [1, 1, 1],
        [2, 2, 2],
        [3, 3, 3],
        [4, 1, 1],
        [5, 2, 2],
      ]);
      for (const { hash, sig, payload, erased_ms: erasedMs } of entries)
        expect([hash?.length, sig, payload, erasedMs]).toEqual([64, '', '', expect.any(Number)]);
      const ends = await store
        .selectFrom('chain_ends')
        .select(['device', 'n'])
        .where('log', '=', log)
        .execute();
      expect(new Map(ends.map(({ device, n }) => [device, n]))).toEqual(
        new Map([
          [a.id, 3],
          [b.id, 2],
        ]),
      );
    });

    test('is to every device as if it did not exist, whatever it has of it', async () => {
      const { hq, log, programme, a } = await erased();
      const answer = await hq.sync(a, {
        logs: { [log]: { since: 2, have: { [a.id]: 3 } }, [programme]: { since: 0 } },
      });
      expect(Object.keys(answer.logs)).toEqual([programme]);
      expect(Object.keys(answer.grants?.logs ?? {})).toEqual([programme]);
      const fresh = await hq.addLaptop('lead');
      expect(Object.keys((await hq.sync(fresh, { logs: { [log]: { since: 0 } } })).logs)).toEqual([]);
    });

    test('is not brought back: what a laptop still holds and what it writes is refused, and not kept', async () => {
      const { hq, store, log, a, b, stored } = await erased();
      const refused = { verdict: 'refused', code: 'access' };
      expect(await hq.push(a, stored)).toMatchObject([refused]);
      expect(await hq.push(b, stored)).toMatchObject([refused]);
      expect(await hq.push(a, a.pack(log, { path: 'title', value: `${secret} 6` }))).toMatchObject([refused]);
      expect(await everything(store)).not.toContain('xylophone');
      const parked = await store
        .selectFrom('parked')
        .select(['hash', 'payload'])
        .where('log', '=', log)
        .execute();
      expect(parked.length).toBeGreaterThan(1);
      expect(parked.every(({ payload }) => payload === '')).toBe(true);
    });

    test('is gone whole, whatever comes in at the very moment', async () => {
      const { hq, store, clock, log, a, b, look, lookFor, sayEnd } = await setUp(places);
      await sayEnd('2028-06-30');
      clock.nowMs = day('2033-06-30');
      await lookFor(29);
      clock.nowMs += dayMs;
      const write = (at: number) => ({ path: `comments/c${at}/text`, value: `${secret} ${at}` });
      const pushing = [a, b].map(async (laptop) => {
        for (let at = 0; at < 8; at += 1) await hq.push(laptop, laptop.pack(log, write(at)));
      });
      const [{ erased: gone }] = await Promise.all([look(), ...pushing]);
      expect(gone).toHaveLength(1);
      await look();
      expect(await everything(store)).not.toContain('xylophone');
    });

    test('takes no write of headquarters’ own either', async () => {
      const { store, log, administrator, surroundings } = await erased();
      const written = await store.transaction().execute((tx) =>
        writeAtHeadquarters(tx, surroundings, {
          person: administrator,
          log,
          docs: [],
          decide: () => ok([]),
        }),
      );
      expect(written).toEqual({ ok: false, refusal: { kind: 'absent' } });
    });

    test('gets nobody a role: not by hand, not by a role in every log, not by the command', async () => {
      const { hq, store, surroundings, log, administrator, b } = await erased();
      const person = hq.personOf(b);
      const give = { act: 'give', person, log, role: 'reviewer' } as const;
      const given = await store.transaction().execute((tx) => changePerson(tx, administrator, give, nowMs));
      expect(given).toMatchObject({ ok: false });
      await expect(
        adminCommands['grant']?.run({ store, surroundings }, { person, log, role: 'lead' }),
      ).rejects.toThrow('no such log');
      await store.updateTable('persons').set({ every_log: 1 }).where('person', '=', person).execute();
      const change = { act: 'role', person, role: 'reviewer' } as const;
      await store.transaction().execute((tx) => changePerson(tx, administrator, change, nowMs));
      expect(await store.selectFrom('grants').selectAll().where('log', '=', log).execute()).toEqual([]);
    });

    test('stays away when the views are made anew, which gives all others as they were', async () => {
      const { hq, store, log, programme } = await erased();
      const other = await hq.addLog();
      const laptop = await hq.addLaptop('lead', other);
      await hq.push(laptop, laptop.pack(other, { path: 'title', value: 'Court' }));
      const rows = () => store.selectFrom('documents').selectAll().orderBy('log').execute();
      const before = await rows();
      expect(await rebuildViews(store)).toBe(2);
      expect(await rows()).toEqual(before);
      expect(before.map((row) => row.log).sort()).toEqual([other, programme].sort());
      expect(before.map((row) => row.log)).not.toContain(log);
    });
  },
);
