import { expect, test } from 'vitest';
import { SignedInPersonResponse } from '#api/signed-in-person-api.ts';
import { LogId } from '#domain/ids.ts';
import { newUuid } from '#server/db/open-store.ts';
import { addLog } from '#server/log/log-registry.ts';
import { embedded } from '#tests/support/server/stores.ts';
import { testDependencies } from '#tests/support/server/test-headquarters.ts';
import { startTestServer } from '#tests/support/server/test-server.ts';

test('a new headquarters names the steps that it still needs, until each is done', async () => {
  const { hq, url, signedIn } = await startTestServer({ storeLocations: embedded });
  const cookie = await signedIn(await hq.addPerson('admin'));
  const missing = async () => {
    const response = await fetch(`${url}/api/v1/console/me`, { headers: { cookie } });
    return SignedInPersonResponse.parse(await response.json()).missing;
  };
  expect(await missing()).toEqual(['administrators', 'programme', 'manager', 'mission']);
  await hq.addPerson('admin');
  expect(await missing()).toEqual(['programme', 'manager', 'mission']);
  const programme = { log: LogId.parse(newUuid(testDependencies)), kind: 'programme', title: 'P' } as const;
  await hq.store.transaction().execute((tx) => addLog(tx, testDependencies, { ...programme, country: null }));
  expect(await missing()).toEqual(['manager', 'mission']);
  await hq.addPerson('manager');
  expect(await missing()).toEqual(['mission']);
  await hq.addLog();
  expect(await missing()).toEqual([]);
});
