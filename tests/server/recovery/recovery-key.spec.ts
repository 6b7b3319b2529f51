import fs from 'node:fs';
import path from 'node:path';
import { Decrypter, Encrypter, generateX25519Identity, identityToRecipient } from 'age-encryption';
import { describe, expect, onTestFinished, test } from 'vitest';
import { openEscrowedKey } from '#renderer/console/api/open-escrowed-key.ts';
import { generateEncodedKeyPair } from '#server/auth/ed25519.ts';
import { loadServerIdentity } from '#server/auth/server-identity.ts';
import { acceptRecipientsStatement, recoveryKeyWarning } from '#server/auth/stated-recipients.ts';
import { standaloneCommands } from '#server/cli/admin.ts';
import { openStoreWithKeys } from '#server/cli/open-store-with-keys.ts';
import { createRecoveryKey, parseRecoveryRoot } from '#server/recovery/recovery-key.ts';
import type { RecipientsStatement } from '#sync/protocol/recipients-statement.ts';
import { readRecoveryBlock, recoveryPassphrase } from '#sync/protocol/vault-recovery.ts';
import { ageIdentityIn, openRecoveryKeyFile } from '#sync/recovery/recovery-key.ts';
import { everyRow } from '#tests/support/server/every-row.ts';
import { embedded, newFolder, openUntilTheEnd, postgres } from '#tests/support/server/stores.ts';
import { testDependencies } from '#tests/support/server/test-headquarters.ts';
import { newRecovery } from '#tests/support/server/test-recovery.ts';

const newKey = () => createRecoveryKey(testDependencies, { holders: 3, identity: null, former: null });
const makeKey = (values: object): Promise<object> => {
  const standaloneCommand = standaloneCommands['recovery-key'];
  if (standaloneCommand === undefined) throw new Error('There is the command');
  return standaloneCommand.run(values);
};

const fileOf = ({ files }: Awaited<ReturnType<typeof newKey>>, name: string): string =>
  files.find((recoveryKeyFile) => recoveryKeyFile.name === name)?.text ?? '';

async function sealedTo(recipient: string, keyBytes: Uint8Array): Promise<string> {
  const encrypter = new Encrypter();
  encrypter.addRecipient(recipient);
  return Buffer.from(await encrypter.encrypt(keyBytes)).toString('base64');
}

describe('[H3] the recovery key', () => {
  test('opens by the words of any two holders in any order, never of one alone', async () => {
    const made = await newKey();
    const [one = '', two = '', three = ''] = made.words;
    const identities = new Set<string | null>();
    for (const [name, words] of [
      ['recovery-key-1-and-2.age', [two, one]],
      ['recovery-key-1-and-3.age', [one, three]],
      ['recovery-key-2-and-3.age', [two, three]],
    ] as const) {
      const opened = await openRecoveryKeyFile(fileOf(made, name), words);
      identities.add(opened.ok ? ageIdentityIn(opened.value) : null);
      for (const said of [words[0], words[1]])
        expect(await openRecoveryKeyFile(fileOf(made, name), [said, said])).toMatchObject({
          refusal: 'words',
        });
    }
    const [identity] = identities;
    expect(identities.size).toBe(1);
    expect([await identityToRecipient(identity ?? '')]).toEqual(made.statement.recipients);
  });

  test('is apart from the root, which goes on with the next number', async () => {
    const made = await newKey();
    const [one = '', two = ''] = made.words;
    const opened = await openRecoveryKeyFile(fileOf(made, 'recovery-root-1-and-2.age'), [one, two]);
    const recoveryRoot = parseRecoveryRoot(opened.ok ? opened.value : '');
    if (recoveryRoot === null) throw new Error('It is a root');
    expect([ageIdentityIn(opened.ok ? opened.value : ''), recoveryRoot.publicKey]).toEqual([
      null,
      made.statement.root,
    ]);
    const former = { root: recoveryRoot, n: made.statement.n };
    const nextKey = await createRecoveryKey(testDependencies, { holders: 2, identity: null, former });
    expect([nextKey.statement.root, nextKey.statement.n]).toEqual([recoveryRoot.publicKey, 2]);
  });

  test('opened in the console gives block and words that open to the vault key', async () => {
    const made = await newKey();
    const [one = '', two = ''] = made.words;
    const file = fileOf(made, 'recovery-key-1-and-2.age');
    const key = new Uint8Array(testDependencies.randomBytes(32));
    const sealed = await sealedTo(made.statement.recipients[0] ?? '', key);
    const answer = await openEscrowedKey(sealed, file, [one, two]);
    if (!answer.ok) throw new Error(answer.refusal);
    const decrypter = new Decrypter();
    decrypter.addPassphrase(recoveryPassphrase(answer.value.words) ?? '');
    const block = Buffer.from(readRecoveryBlock(answer.value.block) ?? '', 'base64url');
    expect((await decrypter.decrypt(Uint8Array.from(block))).slice(0, 32)).toEqual(key);

    expect(await openEscrowedKey(sealed, 'no file', [one, two])).toMatchObject({ refusal: 'file' });
    expect(await openEscrowedKey(sealed, file, [one, 'six words of nobody at all'])).toMatchObject({
      refusal: 'words',
    });
    const root = fileOf(made, 'recovery-root-1-and-2.age');
    expect(await openEscrowedKey(sealed, root, [one, two])).toMatchObject({ refusal: 'file' });
    const foreign = await sealedTo((await newRecovery()).recipient, key);
    expect(await openEscrowedKey(foreign, file, [one, two])).toMatchObject({ refusal: 'otherKey' });
  });

  test('is made without a store, for its account alone, and never into an existing folder', async () => {
    const out = path.join(newFolder(), 'recovery');
    await makeKey({ out, holders: '2' });
    expect(fs.readdirSync(out).sort()).toEqual([
      'recovery-key-1-and-2.age',
      'recovery-root-1-and-2.age',
      'statement.json',
    ]);
    expect(fs.statSync(path.join(out, 'recovery-key-1-and-2.age')).mode & 0o077).toBe(0);
    await expect(makeKey({ out })).rejects.toThrow('is there already');
  });
});

test('[H3] a new store has no recovery key, and the server warns of it at start', async () => {
  const store = await openUntilTheEnd(await embedded.newLocation());
  const { recovery, publicKey } = await loadServerIdentity(store, testDependencies);
  const rows = await everyRow(store);
  expect(rows).toContain(publicKey);
  expect(rows).not.toContain('AGE-SECRET-KEY');
  expect(recovery).toEqual({ statement: null, recipients: [], isInStore: false });
  expect(recoveryKeyWarning(recovery)).toMatch(/^no-recovery-key: /);
});

test('[H3] the key in an earlier version’s store is extracted once, verified, and erased there', async () => {
  const data = newFolder();
  const { store } = await openStoreWithKeys({ data });
  onTestFinished(() => store.destroy());
  await loadServerIdentity(store, testDependencies);
  const identity = await generateX25519Identity();
  const recipient = await identityToRecipient(identity);
  const former = { recovery_identity: identity, recovery_recipient: recipient };
  await store.updateTable('server').set(former).execute();
  const previousRecoveryRecipients = (await loadServerIdentity(store, testDependencies)).recovery;
  expect(previousRecoveryRecipients).toEqual({ statement: null, recipients: [recipient], isInStore: true });
  expect(recoveryKeyWarning(previousRecoveryRecipients)).toMatch(/^recovery-key-in-store: /);
  const bytes = (): string =>
    fs
      .readdirSync(data)
      .filter((name) => name.startsWith('fieldbook.sqlite'))
      .map((name) => fs.readFileSync(path.join(data, name), 'latin1'))
      .join();
  expect(bytes()).toContain('AGE-SECRET-KEY');

  const out = path.join(newFolder(), 'recovery');
  const told = await makeKey({ out, 'from-store': true, data });
  expect(bytes()).toContain(recipient);
  expect(bytes()).not.toContain('AGE-SECRET-KEY');
  const { recovery } = await loadServerIdentity(store, testDependencies);
  expect(recovery).toMatchObject({ recipients: [recipient], isInStore: false, statement: { n: 1 } });
  expect(recoveryKeyWarning(recovery)).toBeNull();
  const { holders } = told as { readonly holders: readonly { readonly words: string }[] };
  const file = fs.readFileSync(path.join(out, 'recovery-key-2-and-3.age'), 'utf8');
  const opened = await openRecoveryKeyFile(
    file,
    holders.slice(1).map(({ words }) => words),
  );
  expect(opened.ok && ageIdentityIn(opened.value)).toBe(identity);
  await expect(makeKey({ out: `${out}-again`, 'from-store': true, data })).rejects.toThrow(
    'no recovery key in it',
  );
});

describe.each([embedded, postgres])('[H3] a statement on the recipients, on the $name', (blankLocations) => {
  test('is taken when it is newer under the same root, and refused otherwise', async () => {
    const store = await openUntilTheEnd(await blankLocations.newLocation());
    await loadServerIdentity(store, testDependencies);
    const take = async (recipientsStatement: RecipientsStatement, allowsNewRoot = false) => {
      const taken = await store
        .transaction()
        .execute((tx) => acceptRecipientsStatement(tx, recipientsStatement, allowsNewRoot));
      return taken.ok ? 'taken' : taken.refusal;
    };
    const firstTestRecovery = await newRecovery();
    const nextTestRecovery = await newRecovery(firstTestRecovery.root, 2);
    const stranger = await newRecovery(generateEncodedKeyPair(), 3);
    expect(await take({ ...firstTestRecovery.statement, sig: nextTestRecovery.statement.sig })).toBe(
      'signature',
    );
    expect(await take(firstTestRecovery.statement)).toBe('taken');
    expect(await take(nextTestRecovery.statement)).toBe('taken');
    expect(await take(firstTestRecovery.statement)).toBe('number');
    expect(await take(stranger.statement)).toBe('root');
    expect(await take(stranger.statement, true)).toBe('taken');
    const { recovery } = await loadServerIdentity(store, testDependencies);
    expect(recovery.statement).toEqual(stranger.statement);
  });
});
