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
  place: StoreLocation,
  sealing: SealingKeys = testSealingKeys,
): Promise<StoreLocation> {
  const store = await openServerStore(place, sealing);
  await sql`insert into kysely_migration (name, timestamp) values (${later}, '2030-01-01T00:00:00.000Z')`.execute(
    store,
  );
  await store.destroy();
  return place;
}

const sentence = `the store was written by a newer version of Fieldbook (migration ${later} is unknown here): start that version or a later one; nothing was changed`;

describe.each([embedded, postgres])('a store of a later version: $name', ({ newPlace }) => {
  test('is refused by a name that an operator understands', async () => {
    const place = await ofLaterVersion(await newPlace());
    const opening = openServerStore(place, testSealingKeys);
    await expect(opening).rejects.toThrow(NewerStoreError);
    await expect(opening).rejects.toThrow(sentence);
  });
});

test('a store of this version opens again', async () => {
  const place = await embedded.newPlace();
  await (await openServerStore(place, testSealingKeys)).destroy();
  expect(await openUntilTheEnd(place)).toBeDefined();
});

test('a server on a newer store prints one line with a code and exits 1', async () => {
  await buildServer();
  const place = await embedded.blankPlace();
  if (place.kind !== 'embedded') throw new Error('The embedded store is in a folder');
  const data = ['--data', place.folder];
  // The command makes the store and its sealing key, and fails because the person is missing.
  await failedCommand('admin', 'enrol-code', '--person', '018f0000-0000-7000-8000-000000000001', ...data);
  await ofLaterVersion(place, readSealingKeys(path.join(place.folder, 'sealing.key')));
  const { code, stderr } = await failedCommand(...data);
  expect([code, JSON.parse(stderr)]).toEqual([1, { error: sentence, code: 'newer-data' }]);
});
