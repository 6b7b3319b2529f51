import { describe, expect, test } from 'vitest';
import { createFailedSignInRecorder } from '#server/auth/failed-sign-ins.ts';
import type { ServerStore } from '#server/db/open-store.ts';
import { generousRequestLimits } from '#server/http/create-app.ts';
import { embedded } from '#tests/support/server/stores.ts';
import { TestBrowser } from '#tests/support/server/test-browser.ts';
import { testDependencies } from '#tests/support/server/test-headquarters.ts';
import { startTestServer } from '#tests/support/server/test-server.ts';

async function failuresIn(store: ServerStore) {
  const rows = await store
    .selectFrom('audit')
    .select(['actor', 'subject'])
    .where('act', '=', 'failed-sign-in')
    .orderBy('seq')
    .execute();
  return rows.map(({ actor, subject }) => [actor, JSON.parse(subject)]);
}

const limits = { ...generousRequestLimits, failuresPerMinute: 1_000 };

describe('a failed sign-in', () => {
  test('leaves an audit line that names the way, and the person where one is known', async () => {
    const { hq, url, code } = await startTestServer({ storeLocations: embedded, limits });
    const personId = await hq.addPerson('reviewer', await hq.addLog());
    const testBrowser = new TestBrowser(url);
    await testBrowser.post('/console/sign-in', { code: await code('console', personId) });
    const { body } = await testBrowser.post('/console/authenticator', {});
    await hq.store
      .updateTable('authenticators')
      .set({ confirmed_ms: testDependencies.nowMs() })
      .where('person', '=', personId)
      .execute();
    const stranger = new TestBrowser(url);
    await stranger.post('/console/sign-in', { code: '0000-0000-0000' });
    await stranger.post('/console/sign-in/authenticator', { handle: body.handle, code: '000000' });
    await stranger.post('/console/sign-in/authenticator', { handle: 'AAAAA-AAAAA', code: '000000' });
    expect(await failuresIn(hq.store)).toEqual([
      ['unknown', { by: 'code' }],
      [personId, { by: 'authenticator' }],
      ['unknown', { by: 'authenticator' }],
    ]);
    const all = await hq.store.selectFrom('audit').select('subject').execute();
    expect(all.map(({ subject }) => subject).join(' ')).not.toContain('000000');
  });

  test('of a flood is counted beyond 20 lines in a minute, and the next line has the number', async () => {
    const { hq, clock } = await startTestServer({ storeLocations: embedded });
    const nowMs = () => testDependencies.nowMs() + clock.aheadMs;
    const record = createFailedSignInRecorder(hq.store, { ...testDependencies, nowMs });
    for (let at = 0; at < 25; at += 1) await record({ by: 'code', person: null });
    expect((await failuresIn(hq.store)).length).toBe(20);
    clock.aheadMs = 61_000;
    await record({ by: 'code', person: null });
    expect((await failuresIn(hq.store)).at(-1)).toEqual(['unknown', { by: 'code', count: 5 }]);
  });
});
