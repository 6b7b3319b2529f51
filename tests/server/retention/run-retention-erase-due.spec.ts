import { describe, expect, test } from 'vitest';
import { adminCommands } from '#server/cli/admin-commands.ts';
import { verifyAuditTrail } from '#server/db/audit-trail.ts';
import { eraseDueSubject } from '#server/retention/run-retention.ts';
import type { PackEntry } from '#sync/protocol/wire.ts';
import { TypedNote } from '#tests/support/server/erasing-headquarters.ts';
import { standsAnywhere } from '#tests/support/server/every-row.ts';
import { aHeadquartersWithAPast, day, dayMs } from '#tests/support/server/headquarters-with-a-past.ts';
import { aDoc } from '#tests/support/server/pack-writer.ts';
import { embedded, postgres, type StoreLocations } from '#tests/support/server/stores.ts';

const name = 'Amina Example';
const [mission, workshop] = [
  { doc: aDoc(2), kind: 'mission' },
  { doc: aDoc(3), kind: 'workshop' },
];

/** A mission with a team, a workshop and remarks of the field, one of them strictly confidential. */
async function setUp(storeLocations: StoreLocations) {
  const all = await aHeadquartersWithAPast(storeLocations);
  const { hq, store, log, a } = all;
  await hq.push(
    a,
    a.pack(
      log,
      { ...mission, path: 'team/two/name', value: `${name} 1` },
      { ...mission, path: 'country', value: 'XA' },
    ),
    a.pack(log, { ...mission, path: 'team/two/name', value: `${name} 2`, over: [a.dot(4)] }),
    a.pack(
      log,
      { ...workshop, path: 'title', value: 'Court' },
      { ...workshop, path: 'sessions/s1/notes', text: new TypedNote().type(0, `${name} 3`) },
      { ...workshop, path: 'attendance/K7Q2/b1', value: true },
    ),
    a.pack(
      log,
      { path: 'comments/c1/text', value: `${name} 4` },
      { path: 'comments/c2/text', value: `${name} 5` },
    ),
  );
  const adviser = await hq.addLaptop('adviser', log);
  await hq.push(adviser, adviser.pack(log, { path: 'comments/c1/mark', value: 'SC' }));
  // Held: an adviser names nobody.
  const held = { ...mission, path: 'team/three/name', value: `${name} 6` };
  expect(await hq.push(adviser, adviser.pack(log, held))).toMatchObject([{ held: [2] }]);
  const names = async () => {
    const left: number[] = [];
    for (const one of [1, 2, 3, 4, 5, 6]) if (await standsAnywhere(store, `${name} ${one}`)) left.push(one);
    return left;
  };
  return { ...all, names };
}

describe.each([embedded, postgres])(
  '[E] what goes before the rest of its mission, on the $name',
  (blankLocations) => {
    test('is listed for 30 days, then erased with a line of group, count and day', async () => {
      const { store, clock, log, names, look, lookFor, sayEnd } = await setUp(blankLocations);
      await sayEnd('2028-06-30');
      clock.nowMs = day('2029-06-29');
      expect((await look()).due).toEqual([]);
      clock.nowMs = day('2029-06-30');
      expect((await look()).due).toEqual([
        {
          kind: 'part',
          id: log,
          title: 'A mission',
          groups: [{ group: 'missionTeam', fields: 3, dueOn: '2029-06-30' }],
          listedOn: '2029-06-30',
          erasedFrom: '2029-07-30',
        },
      ]);
      expect((await lookFor(29)).erased).toEqual([]);
      expect(await names()).toEqual([1, 2, 3, 4, 5, 6]);

      const erased = { kind: 'part', id: log, on: '2029-07-30', groups: { missionTeam: 3 } };
      expect(await lookFor(1)).toEqual({ due: [], erased: [erased] });
      expect(await names()).toEqual([3, 4, 5]);
      const lines = await store.selectFrom('audit').select(['actor', 'act', 'subject']).execute();
      const [line] = lines.filter(({ act }) => act === 'erase-part');
      expect([line?.actor, JSON.parse(line?.subject ?? '')]).toEqual([
        'retention clock',
        { log, on: '2029-07-30', groups: { missionTeam: 3 } },
      ]);
      expect((await verifyAuditTrail(store)).intact).toBe(true);
    });

    test('is erased by group: attendance, session notes and strictly confidential remarks a year later', async () => {
      const { hq, clock, log, names, lookFor, look, sayEnd } = await setUp(blankLocations);
      await sayEnd('2028-06-30');
      clock.nowMs = day('2029-06-30');
      await lookFor(40);
      clock.nowMs = day('2030-06-30');
      const groups = { markedReviewComments: 1, participantCode: 1, sessionNotesAttributed: 1 };
      expect((await lookFor(30)).erased).toMatchObject([{ kind: 'part', groups }]);
      expect(await names()).toEqual([5]);
      expect(await lookFor(40)).toEqual({ due: [], erased: [] });

      clock.nowMs = day('2033-06-30');
      expect((await look()).due.map(({ kind }) => kind)).toEqual(['log']);
      expect((await lookFor(30)).erased).toMatchObject([{ kind: 'log', id: log }]);
      expect(await hq.store.selectFrom('erased_fields').selectAll().execute()).toEqual([]);
    });

    test('is erased on every laptop of the mission, while neighbouring values stay', async () => {
      const { hq, clock, log, b, lookFor, sayEnd } = await setUp(blankLocations);
      const before = (await hq.sync(b, { logs: { [log]: { since: 0 } } })).logs[log]?.next ?? 0;
      await sayEnd('2028-06-30');
      clock.nowMs = day('2029-06-30');
      await lookFor(30);
      const told = (await hq.sync(b, { logs: { [log]: { since: before } } })).logs[log]?.entries ?? [];
      expect(told.length).toBe(4);
      expect((told as readonly PackEntry[]).every(({ pack }) => pack.erased !== undefined)).toBe(true);
      expect(JSON.stringify(told)).not.toContain(name);
      expect(JSON.stringify(told)).toContain('XA');
    });

    test('is listed again only for a name written since, not for other later writes', async () => {
      const { hq, clock, log, b, names, look, lookFor, sayEnd } = await setUp(blankLocations);
      await sayEnd('2028-06-30');
      clock.nowMs = day('2029-06-30');
      await lookFor(30);
      await hq.push(b, b.pack(log, { ...mission, path: 'national/x', value: 'Later' }));
      expect((await look()).due).toEqual([]);

      const lead = await hq.addLaptop('lead', log);
      await hq.push(lead, lead.pack(log, { ...mission, path: 'team/two/name', value: `${name} 2` }));
      const again = [{ group: 'missionTeam', fields: 1, dueOn: '2029-06-30' }];
      expect((await look()).due).toMatchObject([{ kind: 'part', groups: again, listedOn: '2029-07-30' }]);
      expect((await lookFor(30)).erased).toMatchObject([{ groups: { missionTeam: 1 } }]);
      expect(await names()).toEqual([3, 4, 5]);
    });

    test('a wrong end erases nothing within the 30 days, and is rechecked before the erasure', async () => {
      const { store, clock, dependencies, log, names, lookFor, sayEnd } = await setUp(blankLocations);
      await sayEnd('2028-06-30');
      clock.nowMs = day('2029-06-30');
      await lookFor(29);
      await sayEnd('2030-06-30');
      clock.nowMs += dayMs;
      const stale = { subject: { kind: 'part', id: log } as const, dueAtMs: day('2029-06-30') };
      expect(
        await store
          .transaction()
          .execute((tx) => eraseDueSubject(tx, dependencies, stale, 'retention clock')),
      ).toBeNull();
      expect(await lookFor(40)).toEqual({ due: [], erased: [] });
      expect(await names()).toEqual([1, 2, 3, 4, 5, 6]);
    });

    test('the command lists it, and with --erase erases it once it was listed long enough', async () => {
      const { store, clock, dependencies, log, names, sayEnd } = await setUp(blankLocations);
      const command = (erase: boolean) => {
        const { retention } = adminCommands;
        if (retention === undefined) throw new Error('There is such a command');
        return retention.run({ store, dependencies }, { erase });
      };
      await sayEnd('2028-06-30');
      clock.nowMs = day('2029-06-30');
      for (let at = 0; at < 30; at += 1) {
        expect(await command(true)).toMatchObject({ due: [{ kind: 'part', id: log }], erased: [] });
        clock.nowMs += dayMs;
      }
      expect(await command(true)).toMatchObject({ due: [], erased: [{ kind: 'part', id: log }] });
      expect(await names()).toEqual([3, 4, 5]);
    });
  },
);
