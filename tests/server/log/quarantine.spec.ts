import type { KyselyPlugin } from 'kysely';
import { describe, expect, onTestFinished, test } from 'vitest';
import type { StoreTransaction } from '#server/db/open-store.ts';
import { emptyQuarantinedPacksWith } from '#server/log/quarantine.ts';
import { packHash } from '#sync/protocol/erased-pack.ts';
import { embedded, postgres } from '#tests/support/server/stores.ts';
import { TestHeadquarters } from '#tests/support/server/test-headquarters.ts';

const packCount = 130;

describe.each([embedded, postgres])('parked packs of a mission in the $name', ({ newLocation }) => {
  test('are read in steps for an erasure, and all with the erased field are emptied', async () => {
    const hq = await TestHeadquarters.open(await newLocation());
    onTestFinished(() => hq.store.destroy());
    const logId = await hq.addLog();
    const laptop = await hq.addLaptop('lead', logId);
    const packs = Array.from({ length: packCount }, (_, at) =>
      laptop.pack(logId, { path: at % 3 === 0 ? 'title' : 'answers/D1.1/rationale', value: `Value ${at}` }),
    );
    for (const pack of packs)
      await hq.store
        .insertInto('parked')
        .values({
          log: logId,
          hash: packHash(pack),
          sender: laptop.id,
          code: 'fork',
          received_ms: 0,
          sig: pack.sig,
          payload: pack.payload,
          erased_key: null,
        })
        .execute();

    let mostRows = 0;
    const counting: KyselyPlugin = {
      transformQuery: ({ node }) => node,
      transformResult: async ({ result }) => {
        mostRows = Math.max(mostRows, result.rows.length);
        return result;
      },
    };
    await hq.store.transaction().execute((tx) =>
      // A transaction with a plugin is one still.
      emptyQuarantinedPacksWith(
        tx.withPlugin(counting) as StoreTransaction,
        logId,
        ({ path }) => path === 'title',
      ),
    );
    const rows = await hq.store.selectFrom('parked').select(['hash', 'payload']).execute();
    const emptied = rows.filter(({ payload }) => payload === '').map(({ hash }) => hash);
    const erasedSha256s = packs.filter((_, at) => at % 3 === 0).map(packHash);
    expect(emptied.toSorted()).toEqual(erasedSha256s.toSorted());
    expect(mostRows).toBeLessThan(packCount / 2);
  });
});
