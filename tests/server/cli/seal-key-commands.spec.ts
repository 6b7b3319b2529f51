import fs from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { LogId, type PersonId } from '#domain/ids.ts';
import { sealKeyFingerprint } from '#domain/path-rules/sealed-value.ts';
import { type AdminCommand, adminCommands } from '#server/cli/admin-commands.ts';
import { newUuid, systemDependencies } from '#server/db/open-store.ts';
import { addLog } from '#server/log/log-registry.ts';
import { ageIdentityIn, openRecoveryKeyFile } from '#sync/recovery/recovery-key.ts';
import { openSealed, sealValue } from '#sync/seal/sealed-values.ts';
import { embedded, newFolder } from '#tests/support/server/stores.ts';
import { TestBrowser } from '#tests/support/server/test-browser.ts';
import { testDependencies } from '#tests/support/server/test-headquarters.ts';
import { startTestServer } from '#tests/support/server/test-server.ts';

const command = (name: string): AdminCommand => {
  const foundAdminCommand = adminCommands[name];
  if (foundAdminCommand === undefined) throw new Error(`There is no command ${name}`);
  return foundAdminCommand;
};
const createSealKey = command('create-seal-key');
const listSealKeys = command('list-seal-keys');
const retireSealKey = command('retire-seal-key');

test('[E] a role key needs a second administrator; its file opens by the printed words', async () => {
  const testServer = await startTestServer({ storeLocations: embedded });
  const { hq } = testServer;
  const log = LogId.parse(newUuid(testDependencies));
  await hq.store
    .transaction()
    .execute((tx) =>
      addLog(tx, testDependencies, { log, kind: 'programme', title: 'CT TECH', country: null }),
    );
  const personId = await hq.addPerson('admin');
  const context = { store: hq.store, dependencies: systemDependencies };
  const out = path.join(newFolder(), 'desk.age');
  const made = await createSealKey.run(context, { role: 'certificate-desk', out, person: personId });
  const { recipient, words, waitsFor } = made as {
    readonly recipient: string;
    readonly words: string;
    readonly waitsFor: string;
  };
  const fingerprint = sealKeyFingerprint(recipient);
  expect(made).toMatchObject({ fingerprint });
  expect(await listSealKeys.run(context, {}), 'one person publishes none').toEqual({});
  const approval = { approval: waitsFor };
  await expect(command('approve').run(context, approval)).rejects.toThrow('another administrator');
  const decide = async (by: PersonId) => {
    const testBrowser = new TestBrowser(testServer.url, await testServer.signedIn(by));
    const { approvals } = (await testBrowser.get('/admin/approvals')).body;
    expect(approvals).toMatchObject([
      { kind: 'seal-key', role: null, sealKey: { role: 'certificate-desk', fingerprint } },
    ]);
    return (await testBrowser.post('/admin/approvals/decide', { ...approval, decision: 'approve' })).status;
  };
  expect(await decide(personId), 'the asker is no second person').toBe(403);
  expect(await listSealKeys.run(context, {})).toEqual({});
  const second = await hq.addPerson('admin');
  expect(await decide(second)).toBe(200);
  const lines = await hq.store
    .selectFrom('audit')
    .select('subject')
    .where('act', '=', 'create-seal-key')
    .execute();
  expect(lines.map(({ subject }) => JSON.parse(subject))).toEqual([
    { person: personId, role: 'certificate-desk', recipient, approvedBy: second },
  ]);
  expect(await listSealKeys.run(context, {})).toEqual({ 'certificate-desk': recipient });

  const opened = await openRecoveryKeyFile(fs.readFileSync(out, 'utf8'), [words]);
  const identity = opened.ok ? ageIdentityIn(opened.value) : null;
  const sealedValue = await sealValue('certificate-desk', recipient, 'Participant Marimba');
  expect(await openSealed(identity ?? '', sealedValue)).toBe('Participant Marimba');
  expect((await openRecoveryKeyFile(fs.readFileSync(out, 'utf8'), ['a b c d e f'])).ok).toBe(false);

  await retireSealKey.run(context, { role: 'certificate-desk', person: personId });
  expect(await listSealKeys.run(context, {})).toEqual({});
});

test('[E] only an administrator publishes a seal key', async () => {
  const { hq } = await startTestServer({ storeLocations: embedded });
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
