import path from 'node:path';
import { sql } from 'kysely';
import { describe, expect, test } from 'vitest';
import { readSealingKeys, type SealingKeys } from '#server/db/encryption/sealing-keys.ts';
import { NewerStoreError, openServerStore, type StoreLocation } from '#server/db/open-store.ts';
import { buildServer, failedCommand } from '#tests/support/server/built-server.ts';
import { embedded, openUntilTheEnd, postgres } from '#tests/support/server/stores.ts';
import { testSealingKeys } from '#tests/support/server/test-sealing-keys.ts';

const later = '9999-of-a-later-version';

/** A store in which a later version has run a migration that this one does not know. */
async function ofLaterVersion(
  storeLocation: StoreLocation,
  sealingKeys: SealingKeys = testSealingKeys,
): Promise<StoreLocation> {
  const store = await openServerStore(storeLocation, sealingKeys);
  await sql`insert into kysely_migration (name, timestamp) values (${later}, '2030-01-01T00:00:00.000Z')`.execute(
    store,
  );
  await store.destroy();
  return storeLocation;
}

const sentence = `the store was written by a newer version of Fieldbook (migration ${later} is unknown here): start that version or a later one; nothing was changed`;

describe.each([embedded, postgres])('a store of a later version: $name', ({ newLocation }) => {
  test('is refused by a name that an operator understands', async () => {
    const storeLocation = await ofLaterVersion(await newLocation());
    const opening = openServerStore(storeLocation, testSealingKeys);
    await expect(opening).rejects.toThrow(NewerStoreError);
    await expect(opening).rejects.toThrow(sentence);
  });
});

test('a store of this version opens again', async () => {
  const storeLocation = await embedded.newLocation();
  await (await openServerStore(storeLocation, testSealingKeys)).destroy();
  expect(await openUntilTheEnd(storeLocation)).toBeDefined();
});

test('a server on a newer store prints one line with a code and exits 1', async () => {
  await buildServer();
  const storeLocation = await embedded.blankLocation();
  if (storeLocation.kind !== 'embedded') throw new Error('The embedded store is in a folder');
  const data = ['--data', storeLocation.folder];
  // The command makes the store and its sealing key, and fails because the person is missing.
  await failedCommand('admin', 'enrol-code', '--person', '018f0000-0000-7000-8000-000000000001', ...data);
  await ofLaterVersion(storeLocation, readSealingKeys(path.join(storeLocation.folder, 'sealing.key')));
  const { code, stderr } = await failedCommand(...data);
  expect([code, JSON.parse(stderr)]).toEqual([1, { error: sentence, code: 'newer-data' }]);
});
