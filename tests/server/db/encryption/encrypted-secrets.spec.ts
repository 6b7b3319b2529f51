import type { KeyObject } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { Migrator } from 'kysely/migration';
import { describe, expect, onTestFinished, test } from 'vitest';
import { PersonId } from '#domain/ids.ts';
import { rotateServerKey } from '#server/admin/rotate-server-key.ts';
import { beginAuthenticator } from '#server/auth/authenticators.ts';
import { consoleDeviceOf } from '#server/auth/console-device.ts';
import { generateEncodedKeyPair } from '#server/auth/ed25519.ts';
import { addPerson } from '#server/auth/persons.ts';
import { loadServerIdentity, readServerKeys } from '#server/auth/server-identity.ts';
import { rotateSealingKey } from '#server/cli/admin.ts';
import { CommandProblem, storeLocationOf } from '#server/cli/command-options.ts';
import { openStoreWithKeys } from '#server/cli/open-store-with-keys.ts';
import { decryptSecret, encryptSecret } from '#server/db/encryption/encrypted-secrets.ts';
import { migrations, sealingMigration } from '#server/db/migrations.ts';
import { connectServerStore, newUuid, type ServerStore } from '#server/db/open-store.ts';
import { everyRow } from '#tests/support/server/every-row.ts';
import { embedded, newFolder, openUntilTheEnd, postgres } from '#tests/support/server/stores.ts';
import { testDependencies } from '#tests/support/server/test-headquarters.ts';
import { newSealingKeys } from '#tests/support/server/test-sealing-keys.ts';

/** Beginning of an Ed25519 key in PKCS #8, in base64. */
const privateKeyStart = 'MC4CAQAwBQYDK2VwBCIE';
const person = PersonId.parse(newUuid(testDependencies));

/**
 * Every kind of secret in a store: present and former keys, the key of a console device, the seed of an authenticator.
 */
async function fillWithSecrets(store: ServerStore) {
  await loadServerIdentity(store, testDependencies);
  const { publicKey } = await store.transaction().execute(async (tx) => {
    await addPerson(tx, testDependencies, { person, name: 'A person', role: 'lead', inEveryLog: false });
    const { key } = await rotateServerKey(tx, testDependencies);
    await consoleDeviceOf(tx, testDependencies, person);
    return { publicKey: key };
  });
  const begun = await beginAuthenticator(store, testDependencies, person);
  if (!begun.ok) throw new Error('It begins');
  return { publicKey, seed: begun.value.secret };
}

const bytesOf = (folder: string): string =>
  fs
    .readdirSync(folder)
    .filter((name) => name.startsWith('fieldbook.sqlite'))
    .map((name) => fs.readFileSync(path.join(folder, name), 'latin1'))
    .join();

/** An embedded store and its key file, as a command opens them, until the test is over. */
async function openFolder(data: string, sealingKey?: string) {
  const openedKeys = await openStoreWithKeys({
    data,
    ...(sealingKey !== undefined && { 'sealing-key': sealingKey }),
  });
  onTestFinished(() => openedKeys.store.destroy());
  return openedKeys;
}

describe.each([embedded, postgres])('[H3] a copy of the $name', (blankLocations) => {
  test('has no private key and no seed in any row', async () => {
    const store = await openUntilTheEnd(await blankLocations.newLocation());
    const { publicKey, seed } = await fillWithSecrets(store);
    const text = await everyRow(store);
    expect(text).toContain(publicKey); // or the search could not fail
    for (const secret of [privateKeyStart, seed]) expect(text).not.toContain(secret);
  });

  test('opens no secret in another row or table, and none by another key', async () => {
    const storeLocation = await blankLocations.newLocation();
    const store = await openUntilTheEnd(storeLocation);
    const sealed = encryptSecret(store, { table: 'desks', row: 'one' }, 'the key');
    expect(decryptSecret(store, { table: 'desks', row: 'one' }, sealed)).toBe('the key');
    const thief = await openUntilTheEnd(storeLocation, newSealingKeys());
    for (const open of [
      () => decryptSecret(store, { table: 'desks', row: 'two' }, sealed),
      () => decryptSecret(store, { table: 'server', row: 'one' }, sealed),
      () => decryptSecret(thief, { table: 'desks', row: 'one' }, sealed),
      () => decryptSecret(store, { table: 'desks', row: 'one' }, 'the key'),
    ])
      expect(open).toThrow('is not encrypted with a key of this server');
  });

  test('of an earlier version is encrypted during its migration, and works as before', async () => {
    const storeLocation = await blankLocations.blankLocation();
    const previousServerStore = await connectServerStore(storeLocation);
    const former = Object.fromEntries(Object.entries(migrations).filter(([name]) => name < sealingMigration));
    const provider = { getMigrations: async () => former };
    await new Migrator({ db: previousServerStore, provider }).migrateToLatest();
    const [present, old, desk] = [
      generateEncodedKeyPair(),
      generateEncodedKeyPair(),
      generateEncodedKeyPair(),
    ];
    await previousServerStore.transaction().execute(async (tx) => {
      // By the columns that a store of then had.
      await tx
        .insertInto('persons')
        .values({ person, name: 'A person', role: 'lead', every_log: 0, added_ms: 0 })
        .execute();
      const server = { id: 'server', name: 'HQ', first_person: person } as const;
      await tx
        .insertInto('server')
        .values({ ...server, public_key: present.publicKey, private_key: present.privateKey })
        .execute();
      const step = { n: 1, next_key: present.publicKey, sig: 'sig', rotated_ms: 0 };
      await tx
        .insertInto('server_keys')
        .values({ ...step, public_key: old.publicKey, private_key: old.privateKey })
        .execute();
      await tx
        .insertInto('desks')
        .values({ person, device: 'd' as never, private_key: desk.privateKey, stamp_ms: 0, stamp_count: 0 })
        .execute();
    });
    expect(await everyRow(previousServerStore)).toContain(privateKeyStart);
    await previousServerStore.destroy();

    const store = await openUntilTheEnd(storeLocation);
    expect(await everyRow(store)).not.toContain(privateKeyStart);
    const keys = await readServerKeys(store);
    const textOf = (key: KeyObject): string =>
      key.export({ format: 'der', type: 'pkcs8' }).toString('base64');
    if (keys === null) throw new Error('The server has keys');
    expect(keys.publicKey).toBe(present.publicKey);
    expect(textOf(keys.privateKey)).toBe(present.privateKey);
    // A former key signs nothing more, so its private part is gone.
    const keptKeys = await store.selectFrom('server_keys').select('private_key').execute();
    expect(keptKeys).toEqual([{ private_key: '' }]);
    const { private_key: sealed } = await store
      .selectFrom('desks')
      .select('private_key')
      .executeTakeFirstOrThrow();
    expect(decryptSecret(store, { table: 'desks', row: 'd' }, sealed)).toBe(desk.privateKey);
    // On PostgreSQL the rows are enough: the tables are rewritten.
    const bytes = storeLocation.kind === 'embedded' ? bytesOf(storeLocation.folder) : await everyRow(store);
    expect(bytes).toContain(present.publicKey);
    expect(bytes).not.toContain(privateKeyStart);
  });
});

describe('[H3] a start of the server', () => {
  test('makes the key of a new store, and finds it again', async () => {
    const data = newFolder();
    const firstKeys = await openFolder(data);
    const { publicKey } = await fillWithSecrets(firstKeys.store);
    const again = await openFolder(data);
    expect((await loadServerIdentity(again.store, testDependencies)).publicKey).toBe(publicKey);
    expect(firstKeys.sealingFile).toBe(path.join(data, 'sealing.key'));
  });

  test('without the key of its store is refused, makes none, and works once it returns', async () => {
    const data = newFolder();
    await fillWithSecrets((await openFolder(data)).store);
    const [file, aside] = [path.join(data, 'sealing.key'), path.join(newFolder(), 'aside')];
    fs.renameSync(file, aside);
    const problem = await openFolder(data).catch((error: unknown) => error);
    expect(problem).toBeInstanceOf(CommandProblem);
    expect(problem).toMatchObject({
      code: 'sealing-key-missing',
      message: expect.stringContaining('put the file back'),
    });
    expect(fs.existsSync(file)).toBe(false);
    expect((await openFolder(data, aside)).sealing.byId.size).toBe(1);
  });

  test('with another key than that of its store is refused and changes nothing', async () => {
    const data = newFolder();
    const { store } = await openFolder(data);
    await fillWithSecrets(store);
    const before = await everyRow(store);
    const other = path.join(newFolder(), 'sealing.key');
    await openFolder(newFolder(), other);
    await expect(openFolder(data, other)).rejects.toMatchObject({ code: 'sealing-key-other' });
    expect(await everyRow(store)).toBe(before);
  });

  test('on PostgreSQL without a file for the key is refused', async () => {
    const storeLocation = await postgres.newLocation();
    const url = storeLocation.kind === 'postgres' ? storeLocation.url : '';
    expect(storeLocationOf({ 'database-url': url })).toEqual(storeLocation);
    await expect(openStoreWithKeys({ 'database-url': url })).rejects.toMatchObject({
      code: 'sealing-key-missing',
    });
  });
});

test('[H3] a new sealing key seals all secrets anew, and the former one alone opens none', async () => {
  const data = newFolder();
  const { store, sealingFile } = await openFolder(data);
  const { publicKey } = await fillWithSecrets(store);
  const former = fs.readFileSync(sealingFile, 'utf8');
  expect(await rotateSealingKey(store, testDependencies, sealingFile)).toMatchObject({
    secrets: 3, // a former key has no private part
    words: 0,
    unreadable: 0,
  });
  const again = await openFolder(data);
  expect((await loadServerIdentity(again.store, testDependencies)).publicKey).toBe(publicKey);
  fs.writeFileSync(sealingFile, former);
  await expect(openFolder(data)).rejects.toMatchObject({ code: 'sealing-key-other' });
});
