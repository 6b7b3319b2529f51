import crypto from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { Decrypter, generateX25519Identity, identityToRecipient } from 'age-encryption';
import { beforeEach, describe, expect, test } from 'vitest';
import { dotOf } from '#domain/document/op.ts';
import { deriveSubKey } from '#domain/vault/sub-keys.ts';
import { frameCipherUntilForgotten } from '#electron/journal/frame-cipher.ts';
import { collectUnsentPacks } from '#electron/remote-wipe/collect-unsent-packs.ts';
import { encryptUnsent } from '#electron/remote-wipe/encrypt-unsent.ts';
import {
  type CommandedVault,
  type ExecuteCommandDependencies,
  executeCommand,
  resumeLockedCommands,
} from '#electron/remote-wipe/execute-command.ts';
import {
  openRemoteCommandRecords,
  type RemoteCommandRecords,
} from '#electron/remote-wipe/remote-command-records.ts';
import { confirmCommands } from '#electron/remote-wipe/remote-command-service.ts';
import { createDeviceKeyPair, deviceKeyFromPair } from '#electron/vault/device-key.ts';
import { loadSodium } from '#electron/vault/encryption.ts';
import { createCipher } from '#renderer/store/db/encryption/cipher.ts';
import { frameSeal } from '#renderer/store/journal/journal.ts';
import { JournalState } from '#renderer/store/journal/journal-state.ts';
import { sha256Of } from '#sync/protocol/hash.ts';
import { decodePayload } from '#sync/protocol/pack-codec.ts';
import type { Order, Pack } from '#sync/protocol/wire.ts';
import { anOp } from '#tests/support/builders/ops.ts';
import { aLog } from '#tests/support/builders/sample-ids.ts';
import { temporaryFolder } from '#tests/support/temporary/temporary-folder.ts';

const pair = createDeviceKeyPair();
const key = deviceKeyFromPair(pair);
const log = aLog();
const op = (n: number) => anOp({ dot: dotOf(pair.device, n), value: `rationale ${n}` });

let profile = '';
let records: RemoteCommandRecords;
let erased: string[] = [];
beforeEach(() => {
  profile = temporaryFolder('orders');
  records = openRemoteCommandRecords(path.join(profile, 'orders'));
  erased = [];
});

const parts = (): ExecuteCommandDependencies => ({
  records,
  erase: (vault) => Promise.resolve(void erased.push(vault)),
  sealWithinMs: { revoke: 60_000, wipe: 20 },
});
const forHeadquarters = (): string => path.join(profile, 'for-headquarters');
const anOrder = (order: Order['order']): Order => ({
  order,
  device: pair.device,
  at: 1_764_000_000_000,
  sig: 's',
});

/** A vault with the work that the journal holds. */
function aVault(journalState: JournalState, recipients: readonly string[], stalls = false): CommandedVault {
  return {
    id: 'v1',
    label: 'Assessor A',
    url: 'http://hq.test',
    serverKey: 'key',
    key: pair,
    stopWork: () => Promise.resolve(),
    sealUnsent: async (stop) => {
      if (stalls) await new Promise(() => undefined);
      const packs = [...collectUnsentPacks(journalState, [pair.device], () => key)];
      return encryptUnsent(forHeadquarters(), { device: pair.device, recipients, packs, nowMs: 0 }, stop);
    },
  };
}

function aJournal(): JournalState {
  const journalState = new JournalState();
  journalState.applyEntry({ kind: 'ops', log, ops: [op(1), op(2)] });
  const [pack] = collectUnsentPacks(journalState, [pair.device], () => key);
  const { payload, sig } = pack ?? { payload: '', sig: '' };
  journalState.applyEntry({
    kind: 'pack',
    log,
    device: pair.device,
    first: 1,
    last: 2,
    hash: sha256Of(payload),
    pack: { payload, sig },
  });
  journalState.applyEntry({ kind: 'ops', log, ops: [op(3)] });
  return journalState;
}

async function anIdentity() {
  const identity = await generateX25519Identity();
  return { identity, recipient: await identityToRecipient(identity) };
}

async function openSealed(identity: string): Promise<readonly string[]> {
  const [name = ''] = fs.readdirSync(forHeadquarters());
  const decrypter = new Decrypter();
  decrypter.addIdentity(identity);
  const text = await decrypter.decrypt(fs.readFileSync(path.join(forHeadquarters(), name)), 'text');
  return text.trimEnd().split('\n');
}

describe('[security 4] a revoked laptop', () => {
  test('encrypts unsent work to headquarters alone, as signed packs, and then erases the vault', async () => {
    const { identity, recipient } = await anIdentity();
    const commandRecord = await executeCommand(parts(), aVault(aJournal(), [recipient]), anOrder('revoke'));
    expect(commandRecord).toMatchObject({
      step: 'erased',
      sealed: { kind: 'file', packs: 2 },
      label: 'Assessor A',
    });
    expect(erased).toEqual(['v1']);

    const lines = (await openSealed(identity)).map((line) => JSON.parse(line) as { readonly pack?: Pack });
    expect(lines.at(0)).toEqual({ fieldbook: 1, from: pair.device, made: 0, logs: [log] });
    const packs = lines.flatMap(({ pack }) => pack ?? []);
    const numbers = packs.map(({ payload, sig }) => {
      const publicKey = crypto.createPublicKey({
        key: { kty: 'OKP', crv: 'Ed25519', x: pair.publicKey },
        format: 'jwk',
      });
      expect(crypto.verify(null, Buffer.from(payload), publicKey, Buffer.from(sig, 'base64url'))).toBe(true);
      const opened = decodePayload(payload);
      return opened.ok ? opened.value.ops.map(({ dot }) => dot) : [];
    });
    expect(numbers).toEqual([[op(1).dot, op(2).dot], [op(3).dot]]);
  });

  test('has no plain text in its encrypted file, with a positive control after decryption', async () => {
    const { identity, recipient } = await anIdentity();
    await executeCommand(parts(), aVault(aJournal(), [recipient]), anOrder('revoke'));
    const [name = ''] = fs.readdirSync(forHeadquarters());
    expect(fs.readFileSync(path.join(forHeadquarters(), name)).includes('rationale 3')).toBe(false);
    expect((await openSealed(identity)).join('\n')).toContain('rationale 3');
  });

  test.each([
    ['without recipients', [], 'noRecipients'],
    ['with one that is none', ['age1nobody'], expect.any(String)],
  ])('is erased also when its work cannot be sealed: %s', async (_how, recipients, why) => {
    const commandRecord = await executeCommand(parts(), aVault(aJournal(), recipients), anOrder('revoke'));
    expect(commandRecord).toMatchObject({ step: 'erased', sealed: { kind: 'failed', why } });
    expect(erased).toEqual(['v1']);
    expect(fs.existsSync(forHeadquarters()) ? fs.readdirSync(forHeadquarters()) : []).toEqual([]);
  });

  test('a wipe does not wait for a sealing that takes long', async () => {
    const { recipient } = await anIdentity();
    const commandRecord = await executeCommand(
      parts(),
      aVault(aJournal(), [recipient], true),
      anOrder('wipe'),
    );
    expect(commandRecord).toMatchObject({ step: 'erased', sealed: { kind: 'failed', why: 'slow' } });
    expect(erased).toEqual(['v1']);
  });
});

test('[security 4] the shell opens the frames that the page sealed, and no other vault’s', async () => {
  const id = '0198a1b2-0000-7000-8000-000000000001';
  const vaultKey = new Uint8Array(32).fill(5);
  const page = frameSeal(await createCipher(deriveSubKey(vaultKey, 'journal')), `fieldbook-${id}`);
  const sodium = await loadSodium();
  const shell = frameCipherUntilForgotten(sodium, { id, key: vaultKey });
  const frame = page.seal('{"kind":"ops"}');
  expect(Buffer.from(shell.decrypt(frame) ?? []).toString()).toBe('{"kind":"ops"}');
  expect(page.open(shell.encrypt('{"kind":"pack"}'))).toBe('{"kind":"pack"}');
  expect(frameCipherUntilForgotten(sodium, { id: 'other', key: vaultKey }).decrypt(frame)).toBeNull();
});

describe('[security 4] an order outlives a crash', () => {
  const crashing = (): ExecuteCommandDependencies => ({
    ...parts(),
    erase: () => Promise.reject(new Error('killed')),
  });

  test('after the sealing: the next start erases, without any key', async () => {
    const { recipient } = await anIdentity();
    await expect(
      executeCommand(crashing(), aVault(aJournal(), [recipient]), anOrder('revoke')),
    ).rejects.toThrow('killed');
    await resumeLockedCommands({
      ...parts(),
      records: openRemoteCommandRecords(path.join(profile, 'orders')),
      isThere: () => true,
    });
    expect(erased).toEqual(['v1']);
    expect(records.find('v1')).toMatchObject({ step: 'erased', sealed: { kind: 'file' } });
  });

  const begun = async (order: Order['order']): Promise<void> => {
    await expect(executeCommand(crashing(), aVault(aJournal(), []), anOrder(order))).rejects.toThrow(
      'killed',
    );
    const commandRecord = records.find('v1');
    if (commandRecord) records.save({ ...commandRecord, sealed: { kind: 'notYet' } });
  };

  test('during it: a wipe erases at the next start', async () => {
    await begun('wipe');
    await resumeLockedCommands({ ...parts(), isThere: () => true });
    expect([erased, records.find('v1')?.step]).toEqual([['v1'], 'erased']);
  });

  test('during it: a revoked vault waits for its passphrase to encrypt until the third attempt', async () => {
    const { recipient } = await anIdentity();
    await begun('revoke');
    await resumeLockedCommands({ ...parts(), isThere: () => true });
    expect(erased).toEqual([]);
    expect(await executeCommand(parts(), aVault(aJournal(), [recipient]), anOrder('revoke'))).toMatchObject({
      sealed: { kind: 'file' },
    });

    await begun('revoke');
    expect(await executeCommand(parts(), aVault(aJournal(), [recipient]), anOrder('revoke'))).toMatchObject({
      step: 'erased',
      sealed: { kind: 'failed', why: 'attempts' },
    });
  });

  test('a revoked vault that erased itself meanwhile waits for no passphrase', async () => {
    await begun('revoke');
    await resumeLockedCommands({ ...parts(), isThere: () => false });
    expect([erased, records.find('v1')?.step]).toEqual([['v1'], 'erased']);
  });

  test('a confirmation that gets no answer is kept, with the key that signs it', async () => {
    await executeCommand(parts(), aVault(new JournalState(), []), anOrder('revoke'));
    const nobody = () => Promise.reject(new Error('no network'));
    await confirmCommands(records, {
      fetch: nobody,
      nowMs: Date.now,
      stop: () => new AbortController().signal,
    });
    expect(records.find('v1')).toMatchObject({ step: 'erased', key: pair });
  });
});
