import { describe, expect, test } from 'vitest';
import { LogId } from '#domain/ids.ts';
import type { Role } from '#domain/people/role.ts';
import { programmeDocumentId } from '#domain/programme/programme.ts';
import { newUuid } from '#server/db/open-store.ts';
import { addLog } from '#server/log/log-registry.ts';
import { embedded, postgres, type StoreLocations } from '#tests/support/server/stores.ts';
import { TestBrowser } from '#tests/support/server/test-browser.ts';
import { testDependencies } from '#tests/support/server/test-headquarters.ts';
import { startTestServer } from '#tests/support/server/test-server.ts';

async function setUp(locations: StoreLocations) {
  const testServer = await startTestServer({ storeLocations: locations });
  const { hq } = testServer;
  const log = LogId.parse(newUuid(testDependencies));
  const entry = { log, kind: 'programme', title: 'CT TECH', country: null } as const;
  await hq.store.transaction().execute((tx) => addLog(tx, testDependencies, entry));
  const as = async (role: Role) => {
    const testBrowser = new TestBrowser(testServer.url, await testServer.signedIn(await hq.addPerson(role)));
    return {
      vaults: async () => (await testBrowser.get('/programme')).body.programme.vaults,
      say: (eraseAfter: unknown, seen: readonly string[] = []) =>
        testBrowser.post('/programme/erase-after', { eraseAfter, seen }),
    };
  };
  return { hq, log, as };
}

describe.each([embedded, postgres])(
  '[security 2] that vaults erase themselves, on the $name',
  (blankLocations) => {
    test('is off until the manager or an administrator sets it; each change leaves a line', async () => {
      const { hq, as } = await setUp(blankLocations);
      const administrator = await as('admin');
      expect(await administrator.vaults()).toEqual({ eraseAfter: null, seen: [], mayChange: true });
      expect((await administrator.say(20)).status).toBe(200);

      const manager = await as('manager');
      const { eraseAfter, seen } = await manager.vaults();
      expect([eraseAfter, seen.length]).toEqual([20, 1]);
      expect((await manager.say(null, seen)).status).toBe(200);
      expect(await administrator.vaults()).toMatchObject({ eraseAfter: null });

      const acts = await hq.store.selectFrom('audit').select(['act', 'subject']).orderBy('seq').execute();
      expect(acts.filter(({ act }) => act === 'set-erase-after').map(({ subject }) => subject)).toEqual([
        '{"eraseAfter":20}',
        '{"eraseAfter":null}',
      ]);
    });

    test('is a number from 10 to 100, and is not set over an unseen value', async () => {
      const { as } = await setUp(blankLocations);
      const administrator = await as('admin');
      for (const value of [9, 101, 10.5, '20', undefined])
        expect([value, (await administrator.say(value)).status]).toEqual([value, 400]);
      expect(await administrator.vaults()).toMatchObject({ eraseAfter: null });
      await administrator.say(20);
      const late = await administrator.say(10);
      expect([late.status, late.body.code]).toEqual([409, 'record-moved']);
      expect(await administrator.vaults()).toMatchObject({ eraseAfter: 20 });
    });

    test('is seen by the data-protection focal point, who changes nothing, and by nobody else', async () => {
      const { as } = await setUp(blankLocations);
      const focalPoint = await as('dpo');
      expect(await focalPoint.vaults()).toMatchObject({ mayChange: false });
      for (const one of [focalPoint, await as('reviewer')]) {
        const refused = await one.say(20);
        expect([refused.status, refused.body.code]).toEqual([403, 'forbidden']);
      }
    });

    test('[J5] is held when written from the laptop of anybody else', async () => {
      const { hq, log, as } = await setUp(blankLocations);
      const laptop = await hq.addLaptop('lead');
      const change = { doc: programmeDocumentId(log), kind: 'programme', path: 'erase-after', value: 10 };
      expect(await hq.push(laptop, laptop.pack(log, change))).toMatchObject([
        { verdict: 'accepted', held: [1] },
      ]);
      expect(await (await as('admin')).vaults()).toMatchObject({ eraseAfter: null });
    });

    test('reaches every laptop of the programme', async () => {
      const { hq, log, as } = await setUp(blankLocations);
      await (await as('admin')).say(20);
      const answer = await hq.sync(await hq.addLaptop('assessor'), { logs: { [log]: { since: 0 } } });
      const [logEntry] = answer.logs[log]?.entries ?? [];
      expect(logEntry !== undefined && 'pack' in logEntry && logEntry.pack.payload).toContain('erase-after');
    });
  },
);
