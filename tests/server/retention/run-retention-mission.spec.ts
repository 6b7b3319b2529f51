import { describe, expect, test } from 'vitest';
import { ok } from '#base/result.ts';
import { changePerson } from '#server/admin/change-person.ts';
import { performAuditedAct } from '#server/admin/perform-act.ts';
import { rebuildProjections } from '#server/admin/rebuild-projections.ts';
import { adminCommands } from '#server/cli/admin-commands.ts';
import { appendConsoleOps } from '#server/log/append-console-ops.ts';
import {
  aHeadquartersWithAPast,
  day,
  dayMs,
  everything,
  secret,
} from '#tests/support/server/headquarters-with-a-past.ts';
import { viewRows } from '#tests/support/server/projection-rows.ts';
import { embedded, postgres } from '#tests/support/server/stores.ts';

describe.each([embedded, postgres])(
  '[E] a mission that was erased at headquarters, on the $name',
  (blankLocations) => {
    async function erased() {
      const all = await aHeadquartersWithAPast(blankLocations);
      const { hq, clock, log, a, b, sayEnd, lookFor } = all;
      const previousSyncResponse = await hq.sync(a, { logs: { [log]: { since: 0, have: {} } } });
      const [firstLogEntry] = previousSyncResponse.logs[log]?.entries ?? [];
      if (firstLogEntry === undefined || !('pack' in firstLogEntry)) throw new Error('There is a pack');
      // Packs that were refused when they came lie beside the log.
      await hq.push(b, b.packAt(log, 1, '0'.repeat(64) as never, [{ path: 'title', value: `${secret} 5` }]));
      await sayEnd('2028-06-30');
      clock.nowMs = day('2033-06-30');
      expect((await lookFor(30)).erased).toHaveLength(1);
      return { ...all, stored: firstLogEntry.pack };
    }

    test('keeps numbers, hash and erasure mark of each pack; the ends of chains stay', async () => {
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

    test('does not exist for any device, regardless of the data that the device has', async () => {
      const { hq, log, programme, a } = await erased();
      const answer = await hq.sync(a, {
        logs: { [log]: { since: 2, have: { [a.id]: 3 } }, [programme]: { since: 0 } },
      });
      expect(Object.keys(answer.logs)).toEqual([programme]);
      expect(Object.keys(answer.grants?.logs ?? {})).toEqual([programme]);
      const freshPackWriter = await hq.addLaptop('lead');
      expect(Object.keys((await hq.sync(freshPackWriter, { logs: { [log]: { since: 0 } } })).logs)).toEqual(
        [],
      );
    });

    test('does not return: a laptop’s old and new ops are refused and not kept', async () => {
      const { hq, store, log, a, b, stored } = await erased();
      const refused = { verdict: 'refused', code: 'access' };
      expect(await hq.push(a, stored)).toMatchObject([refused]);
      expect(await hq.push(b, stored)).toMatchObject([refused]);
      expect(await hq.push(a, a.pack(log, { path: 'title', value: `${secret} 6` }))).toMatchObject([refused]);
      expect(await everything(store)).not.toContain('xylophone');
      const parkedSha256s = await store
        .selectFrom('parked')
        .select(['hash', 'payload'])
        .where('log', '=', log)
        .execute();
      expect(parkedSha256s.length).toBeGreaterThan(1);
      expect(parkedSha256s.every(({ payload }) => payload === '')).toBe(true);
    });

    test('is erased completely, regardless of packs that arrive at the very moment', async () => {
      const { hq, store, clock, log, a, b, look, lookFor, sayEnd } =
        await aHeadquartersWithAPast(blankLocations);
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
      const { store, log, administrator, dependencies } = await erased();
      const written = await store.transaction().execute((tx) =>
        appendConsoleOps(tx, dependencies, {
          person: administrator,
          log,
          docs: [],
          decide: () => ok([]),
        }),
      );
      expect(written).toEqual({ ok: false, refusal: { kind: 'absent' } });
    });

    test('gives nobody a role: by hand, by a role in every log, or by command', async () => {
      const { hq, store, dependencies, log, administrator, b } = await erased();
      const personId = hq.personOf(b);
      const give = { act: 'give', person: personId, log, role: 'reviewer' } as const;
      const given = await store
        .transaction()
        .execute((tx) => changePerson(tx, dependencies, administrator, give));
      expect(given).toMatchObject({ ok: false });
      await expect(
        adminCommands['grant']?.run({ store, dependencies }, { person: personId, log, role: 'lead' }),
      ).rejects.toThrow('no such log');
      await store.updateTable('persons').set({ every_log: 1 }).where('person', '=', personId).execute();
      const change = { kind: 'change-role', person: personId, role: 'reviewer' } as const;
      await store
        .transaction()
        .execute((tx) => performAuditedAct(tx, dependencies, { by: administrator }, change));
      expect(await store.selectFrom('grants').selectAll().where('log', '=', log).execute()).toEqual([]);
    });

    test('stays away when the views are made anew, which gives all others as they were', async () => {
      const { hq, store, log, programme } = await erased();
      const otherLogId = await hq.addLog();
      const laptop = await hq.addLaptop('lead', otherLogId);
      await hq.push(laptop, laptop.pack(otherLogId, { path: 'title', value: 'Court' }));
      const before = await viewRows(store);
      expect(await rebuildProjections(store)).toBe(2);
      expect(await viewRows(store)).toEqual(before);
      const logs = (rows: readonly { readonly log: string }[]) =>
        [...new Set(rows.map((row) => row.log))].sort();
      expect(logs(before.documents)).toEqual([otherLogId, programme].sort());
      expect(logs(before.registers)).not.toContain(log);
    });
  },
);
