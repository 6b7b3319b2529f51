import { sealKeyFingerprint } from '#domain/privacy/sealed-value.ts';
import fs from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { LogId } from '#domain/ids.ts';
import { type AdminCommand, adminCommands } from '#server/cli/admin-commands.ts';
import { addLog } from '#server/log/log-registry.ts';
import { newUuid } from '#server/db/open-store.ts';
import { ageIdentityIn, openRecoveryKeyFile } from '#sync/recovery/recovery-key.ts';
import { openSealed, sealValue } from '#sync/seal/sealed-values.ts';
import { embedded, newFolder } from '#tests/support/server/stores.ts';
import { testDependencies } from '#tests/support/server/test-headquarters.ts';
import { startTestServer } from '#tests/support/server/test-server.ts';

const command = (name: string): AdminCommand => {
  const found = adminCommands[name];
  if (found === undefined) throw new Error(`There is no command ${name}`);
  return found;
};
const createSealKey = command('create-seal-key');
const listSealKeys = command('list-seal-keys');
const retireSealKey = command('retire-seal-key');

test('[E] a role key is published; its file with the printed words opens its values', async () => {
  const { hq } = await startTestServer({ places: embedded });
  const log = LogId.parse(newUuid(testDependencies));
  await hq.store
    .transaction()
    .execute((tx) =>
      addLog(tx, testDependencies, { log, kind: 'programme', title: 'CT TECH', country: null }),
    );
  const person = await hq.addPerson('admin');
  const context = { store: hq.store, dependencies: testDependencies };
  const out = path.join(newFolder(), 'desk.age');
  const made = await createSealKey.run(context, { role: 'certificate-desk', out, person });
  const { recipient, words } = made as { readonly recipient: string; readonly words: string };
  expect(made).toMatchObject({ fingerprint: sealKeyFingerprint(recipient) });
  expect(await listSealKeys.run(context, {})).toEqual({ 'certificate-desk': recipient });

  const opened = await openRecoveryKeyFile(fs.readFileSync(out, 'utf8'), [words]);
  const identity = opened.ok ? ageIdentityIn(opened.value) : null;
  const sealed = await sealValue('certificate-desk', recipient, 'Participant Marimba');
  expect(await openSealed(identity ?? '', sealed)).toBe('Participant Marimba');
  expect((await openRecoveryKeyFile(fs.readFileSync(out, 'utf8'), ['a b c d e f'])).ok).toBe(false);

  await retireSealKey.run(context, { role: 'certificate-desk', person });
  expect(await listSealKeys.run(context, {})).toEqual({});
});

test('[E] only an administrator publishes a seal key', async () => {
  const { hq } = await startTestServer({ places: embedded });
  const log = LogId.parse(newUuid(testDependencies));
  await hq.store
    .transaction()
    .execute((tx) =>
      addLog(tx, testDependencies, { log, kind: 'programme', title: 'CT TECH', country: null }),
    );
  const person = await hq.addPerson('manager');
  const context = { store: hq.store, dependencies: testDependencies };
  const out = path.join(newFolder(), 'desk.age');
  await expect(createSealKey.run(context, { role: 'me', out, person })).rejects.toThrow('administrator');
  expect(await listSealKeys.run(context, {})).toEqual({});
});
