import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { generateX25519Identity, identityToRecipient } from 'age-encryption';
import { beforeEach, describe, expect, test } from 'vitest';
import { dotOf } from '#domain/document/dot.ts';
import { createEraseByChoice, type EraseByChoiceParts } from '#electron/orders/erase-by-choice.ts';
import type { OpenedVault } from '#electron/orders/order-office.ts';
import { anOp } from '#tests/builders/ops.ts';
import { aLog } from '#tests/fakes/sample-ids.ts';
import { someEnrolResponse } from './some-server.ts';
import { openSomeVault } from './some-vault.ts';

const id = '0b8f6d4e-5d0c-4f5e-9a63-3f1b2c4d5e6f';
let folder = '';
beforeEach(() => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), 'fieldbook-erase-'));
});

/** An enrolled vault with one change that headquarters does not have. */
async function someUnsentWork(): Promise<OpenedVault> {
  const vault = openSomeVault(path.join(folder, 'vault'));
  const response = someEnrolResponse();
  const recipient = await identityToRecipient(await generateX25519Identity());
  vault.keepEnrolment('http://hq.test', {
    ...response,
    server: { ...response.server, recipients: [recipient] },
  });
  const op = anOp({ dot: dotOf(vault.deviceKey().device, 1) });
  const entry = JSON.stringify({ kind: 'ops', log: aLog(), ops: [op] });
  await vault.journal.append([Buffer.from(entry, 'utf8')]);
  return { id, label: 'Amal', vault, openFrame: (frame) => frame };
}

function office(opened: OpenedVault, parts: Partial<EraseByChoiceParts> = {}) {
  const erased: string[] = [];
  const choice = createEraseByChoice({
    current: () => opened,
    stopWork: () => Promise.resolve(),
    eraseVault: (vault) => Promise.resolve(void erased.push(vault)),
    leave: () => undefined,
    forHeadquarters: path.join(folder, 'for-headquarters'),
    noteFolder: path.join(folder, 'erased'),
    nowMs: () => 0,
    onBug: (error) => {
      throw error;
    },
    ...parts,
  });
  return { choice, erased };
}

describe('[security 2] erasing by choice', () => {
  test('seals what headquarters lacks, erases, and tells where the file is until it was read', async () => {
    const { choice, erased } = office(await someUnsentWork());
    await choice.eraseSealed();
    expect(erased).toEqual([id]);
    const [name = ''] = fs.readdirSync(path.join(folder, 'for-headquarters'));
    const file = path.join(folder, 'for-headquarters', name);
    expect(choice.notices()).toEqual([{ vault: id, label: 'Amal', sealed: { kind: 'file', file } }]);
    choice.dismiss(id);
    expect([choice.notices(), fs.existsSync(file)]).toEqual([[], true]);
  });

  test('erases all the same when the sealing does not end in time, and says so', async () => {
    const never = new Promise<void>(() => undefined);
    const { choice, erased } = office(await someUnsentWork(), { stopWork: () => never, sealWithinMs: 5 });
    await choice.eraseSealed();
    expect(erased).toEqual([id]);
    expect(choice.notices()).toEqual([{ vault: id, label: 'Amal', sealed: { kind: 'failed' } }]);
  });
});
