import fs from 'node:fs';
import path from 'node:path';
import { generateX25519Identity, identityToRecipient } from 'age-encryption';
import { beforeEach, describe, expect, test } from 'vitest';
import { dotOf } from '#domain/document/op.ts';
import { frameCipherUntilForgotten } from '#electron/journal/frame-cipher.ts';
import {
  type ChosenErasureDependencies,
  createChosenErasure,
  type ReadableVaultLease,
} from '#electron/remote-wipe/remote-command-service.ts';
import { openErasureNotices } from '#electron/vault/erasure-notices.ts';
import type { Vault } from '#electron/vault/vault.ts';
import { anOp } from '#tests/support/builders/ops.ts';
import { aLog } from '#tests/support/builders/sample-ids.ts';
import { someEnrolResponse } from '#tests/support/shell/scripted-server.ts';
import { startVaults } from '#tests/support/shell/start-vaults.ts';
import { openSomeVault } from '#tests/support/shell/vault-files.ts';
import { passphrase, sodium } from '#tests/support/shell/vaults-in-profile.ts';
import { temporaryFolder } from '#tests/support/temporary/temporary-folder.ts';

const id = '0b8f6d4e-5d0c-4f5e-9a63-3f1b2c4d5e6f';
let folder = '';
beforeEach(() => {
  folder = temporaryFolder('erase');
});

const aDeviceOf = ({ vault }: { readonly vault: Vault }) => vault.deviceKey().device;

async function enrolSomewhere(vault: Vault): Promise<void> {
  const enrolResponse = someEnrolResponse();
  const recipient = await identityToRecipient(await generateX25519Identity());
  vault.saveEnrolment('http://hq.test', {
    ...enrolResponse,
    server: { ...enrolResponse.server, recipients: [recipient] },
  });
}

/** An enrolled vault with one change that headquarters lacks. */
async function someUnsentWork(): Promise<ReadableVaultLease> {
  const vault = openSomeVault(path.join(folder, 'vault'));
  await enrolSomewhere(vault);
  const valueOp = anOp({ dot: dotOf(vault.deviceKey().device, 1) });
  const entry = JSON.stringify({ kind: 'ops', log: aLog(), ops: [valueOp] });
  await vault.journal.append([Buffer.from(entry, 'utf8')]);
  return { id, label: 'Assessor A', vault, openFrame: (frame) => frame, release: () => Promise.resolve() };
}

function office(openedLease: ReadableVaultLease, parts: Partial<ChosenErasureDependencies> = {}) {
  const erased: string[] = [];
  const notes = openErasureNotices({
    folder: path.join(folder, 'erased'),
    isThere: (vault) => !erased.includes(vault),
    onBug: (error) => {
      throw error;
    },
  });
  const choice = createChosenErasure({
    current: () => openedLease,
    stopWork: () => Promise.resolve(),
    eraseVault: (vault) => Promise.resolve(void erased.push(vault)),
    leave: () => undefined,
    forHeadquarters: path.join(folder, 'for-headquarters'),
    notes,
    nowMs: () => 0,
    ...parts,
  });
  return { choice, notes, erased };
}

describe('[security 2] erasing by choice', () => {
  test('encrypts unsent work, erases the vault, and shows the file’s location until it is dismissed', async () => {
    const { choice, notes, erased } = office(await someUnsentWork());
    await choice.encryptAndErase();
    expect(erased).toEqual([id]);
    const [name = ''] = fs.readdirSync(path.join(folder, 'for-headquarters'));
    const file = path.join(folder, 'for-headquarters', name);
    expect(notes.notices()).toEqual([{ vault: id, label: 'Assessor A', sealed: { kind: 'file', file } }]);
    notes.dismiss(id);
    expect([notes.notices(), fs.existsSync(file)]).toEqual([[], true]);
  });

  test('finds the work even when the vault locks during encryption; the key is zeroed afterwards', async () => {
    const laptop = startVaults();
    await laptop.vaultService.create({ label: 'Assessor A', passphrase });
    const unlockedVault = laptop.vaultSession.requireOpen();
    const entry = JSON.stringify({
      kind: 'ops',
      log: aLog(),
      ops: [anOp({ dot: dotOf(aDeviceOf(unlockedVault), 1) })],
    });
    await unlockedVault.vault.journal.append([
      frameCipherUntilForgotten(sodium, unlockedVault).encrypt(entry),
    ]);
    await enrolSomewhere(unlockedVault.vault);
    const frames = frameCipherUntilForgotten(sodium, unlockedVault);
    const { choice, notes, erased } = office(
      {
        ...unlockedVault,
        openFrame: frames.decrypt,
        release: async () => {
          frames.forget();
          await unlockedVault.vault.journal.close();
        },
      },
      { stopWork: () => laptop.vaultSession.lock() },
    );
    await choice.encryptAndErase();
    expect([erased, laptop.vaultSession.current()]).toEqual([[unlockedVault.id], null]);
    expect(notes.notices()).toMatchObject([{ sealed: { kind: 'file' } }]);
    expect(() => frames.decrypt(new Uint8Array(80))).toThrow(expect.objectContaining({ code: 'locked' }));
  });

  test('erases all the same when the sealing does not end in time, and says so', async () => {
    const never = new Promise<void>(() => undefined);
    const { choice, notes, erased } = office(await someUnsentWork(), {
      stopWork: () => never,
      sealWithinMs: 5,
    });
    await choice.encryptAndErase();
    expect(erased).toEqual([id]);
    expect(notes.notices()).toEqual([{ vault: id, label: 'Assessor A', sealed: { kind: 'failed' } }]);
  });

  test('leaves no notice when interrupted before it begins, and the vault stays', async () => {
    const { choice, notes } = office(await someUnsentWork(), {
      eraseVault: () => Promise.reject(new Error('killed')),
    });
    await expect(choice.encryptAndErase()).rejects.toThrow('killed');
    expect(notes.notices()).toEqual([]);
  });
});
