import fs from 'node:fs';
import path from 'node:path';
import { Decrypter, generateX25519Identity, identityToRecipient } from 'age-encryption';
import sodium from 'libsodium-wrappers-sumo';
import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { dotOf } from '#domain/document/op.ts';
import { InterviewNote } from '#domain/interview/interview-note.ts';
import { DeviceRecord } from '#domain/workshop/device-record.ts';
import {
  DamagedBackupError,
  decryptBackupKey,
  NewerBackupError,
  readBackupLines,
} from '#electron/backup/backup-format.ts';
import { type EmptyRestoreVault, makeBackup, restoreBackup } from '#electron/backup/backup-service.ts';
import { readJournalEntries } from '#electron/remote-wipe/read-journal-entries.ts';
import type { Vault } from '#electron/vault/vault.ts';
import type { JournalEntry } from '#renderer/store/journal/journal-entry.ts';
import { aParticipantCard } from '#tests/support/builders/a-participant-card.ts';
import { anOp } from '#tests/support/builders/ops.ts';
import { aLog } from '#tests/support/builders/sample-ids.ts';
import { someEnrolResponse } from '#tests/support/shell/scripted-server.ts';
import { openSomeVault } from '#tests/support/shell/vault-files.ts';
import { temporaryFolder } from '#tests/support/temporary/temporary-folder.ts';

const passphrase = 'orchard lantern sparrow window';
const canary = 'seen on site by nobody else';
const nowMs = Date.UTC(2026, 10, 25);
const asIs = (bytes: Uint8Array): Uint8Array => bytes;
const utf8 = (text: string): Uint8Array => Buffer.from(text, 'utf8');

beforeAll(() => sodium.ready);
let folder = '';
beforeEach(() => {
  folder = temporaryFolder('backup');
});

const vaultIn = (name: string): Vault => openSomeVault(path.join(folder, name));
const file = (): string => path.join(folder, 'mine.fieldbook-backup');

async function entriesOf(vault: Vault): Promise<readonly JournalEntry[]> {
  const journalEntries: JournalEntry[] = [];
  for await (const journalEntry of readJournalEntries(vault.journal, asIs)) journalEntries.push(journalEntry);
  return journalEntries;
}

/** A laptop with some work in its journal, and its backup. */
async function backedUp(count = 3) {
  const identity = await generateX25519Identity();
  const recipient = await identityToRecipient(identity);
  const vault = vaultIn('laptop');
  const enrolResponse = someEnrolResponse();
  vault.saveEnrolment('http://hq.test', {
    ...enrolResponse,
    server: { ...enrolResponse.server, recipients: [recipient] },
  });
  const { device } = vault.deviceKey();
  const valueOps = Array.from({ length: count }, (_, at) =>
    anOp({ dot: dotOf(device, at + 1), value: canary }),
  );
  for (const valueOp of valueOps)
    await vault.journal.append([utf8(JSON.stringify({ kind: 'ops', log: aLog(), ops: [valueOp] }))]);
  const opened = { id: 'laptop', label: 'Assessor A', vault, openFrame: asIs };
  const made = await makeBackup(sodium, opened, { file: file(), passphrase, nowMs, logN: 10 });
  return { vault, made, identity, opened };
}

/** Restore into a new place; `erased` tells whether the vault was erased again. */
async function restore(words = passphrase) {
  const state = { erased: false, labels: [] as string[], vault: null as Vault | null };
  const create = async (label: string): Promise<EmptyRestoreVault> => {
    state.labels.push(label);
    const vault = vaultIn('elsewhere');
    state.vault = vault;
    return { id: 'elsewhere', vault, sealFrame: utf8, erase: async () => void (state.erased = true) };
  };
  const restored = await restoreBackup(sodium, { file: file(), passphrase: words }, create);
  return { restored, ...state };
}

describe('[security 2] a backup', () => {
  test('restores the work on another laptop under a new identity not yet reported to headquarters', async () => {
    const { vault, made } = await backedUp();
    expect(made).toEqual({ kind: 'made' });
    const again = await restore();
    expect(again.restored).toEqual({ kind: 'open', id: 'elsewhere' });
    expect(again.labels).toEqual(['Assessor A']);
    const otherVault = again.vault ?? vault;
    expect(await entriesOf(otherVault)).toEqual(await entriesOf(vault));
    expect(otherVault.deviceKey().device).not.toBe(vault.deviceKey().device);
    expect(otherVault.formerDevices()).toEqual([vault.deviceKey().device]);
    expect(otherVault.unreportedRenewal()).toMatchObject({ why: 'restored' });
    expect(otherVault.enrolment()).toEqual(vault.enrolment());
  });

  test('is readable for nobody without the passphrase; headquarters can open it as well', async () => {
    const { identity } = await backedUp();
    const bytes = fs.readFileSync(file());
    expect(bytes.includes(canary)).toBe(false);
    const decrypter = new Decrypter();
    decrypter.addIdentity(identity);
    const plain = await decrypter.decrypt(bytes.subarray(bytes.indexOf(10) + 1), 'text');
    expect(plain).toContain(canary);
  });

  const note = (at: number): JournalEntry => ({
    kind: 'note',
    note: InterviewNote.parse({
      id: '0192f0c1-0009-4000-8000-000000000001',
      log: aLog(),
      institution: 'National Police',
      function: 'head of unit',
      date: '2026-11-12',
      text: `said in confidence ${at}`,
      links: [],
      revision: at,
      changedAtMs: at,
    }),
  });
  const record = (at: number): JournalEntry => ({
    kind: 'deviceRecord',
    record: DeviceRecord.parse({
      ...aParticipantCard({ name: `Participant confidence ${at}` }),
      revision: at,
      changedAtMs: at,
    }),
  });

  test.each([
    ['interview notes', note],
    ['device records', record],
  ] as const)(
    '[E] brings %s back, and keeps them closed to headquarters, which can open the rest',
    async (_, entryOf) => {
      const ownJournalEntries = Array.from({ length: 60 }, (_unused, at) => entryOf(at + 1));
      const { vault, identity, opened } = await backedUp();
      for (const journalEntry of ownJournalEntries)
        await vault.journal.append([utf8(JSON.stringify(journalEntry))]);
      await makeBackup(sodium, opened, { file: file(), passphrase, nowMs, logN: 10 });

      const decrypter = new Decrypter();
      decrypter.addIdentity(identity);
      const bytes = fs.readFileSync(file());
      const plain = await decrypter.decrypt(bytes.subarray(bytes.indexOf(10) + 1), 'text');
      expect([plain.includes(canary), plain.includes('confidence'), plain.includes('"own"')]).toEqual([
        true,
        false,
        true,
      ]);
      const again = await restore();
      const journalEntries = await entriesOf(again.vault ?? vault);
      expect(journalEntries.filter(({ kind }) => kind === ownJournalEntries[0]?.kind)).toEqual(
        ownJournalEntries,
      );
    },
  );

  test('with another passphrase it is refused and nothing is made', async () => {
    await backedUp();
    expect(await restore('another passphrase')).toMatchObject({ restored: { kind: 'wrong' }, labels: [] });
  });

  test('cut off anywhere, or changed in any place, it is refused and nothing is made', async () => {
    await backedUp(40);
    const whole = fs.readFileSync(file());
    const begin = whole.indexOf(10) + 1;
    const cuts = [0, 10, begin, begin + 150, whole.length - 5_000, whole.length - 1].map((end) =>
      whole.subarray(0, end),
    );
    const flipped = Buffer.from(whole);
    flipped[whole.length - 40] = (flipped[whole.length - 40] ?? 0) ^ 1;
    for (const bytes of [...cuts, flipped, Buffer.concat([whole, Buffer.from('more')])]) {
      fs.writeFileSync(file(), bytes);
      expect(await restore()).toMatchObject({ restored: { kind: 'refused' }, labels: [] });
    }
  });

  test('another file is no backup', async () => {
    fs.writeFileSync(file(), '{"not":"one"}\nage-encryption.org/v1\n');
    expect((await restore()).restored).toEqual({ kind: 'refused', code: 'notBackup' });
    expect(await decryptBackupKey(sodium, file(), passphrase)).toEqual({ kind: 'notBackup' });
  });

  test.each([['head', () => `${JSON.stringify({ fieldbookBackup: 2, key: 'AA==', kdf: 'other' })}\nage\n`]])(
    'one of a later version is refused as that, by its %s, and stays as it is',
    async (_, text) => {
      fs.writeFileSync(file(), text());
      expect(await restore()).toMatchObject({ restored: { kind: 'refused', code: 'newer' }, labels: [] });
      expect(fs.readFileSync(file(), 'utf8')).toBe(text());
    },
  );

  test('lines of a later version are newer and not damaged', async () => {
    const read = async (...lines: readonly object[]): Promise<unknown> => {
      async function* pieces() {
        yield Buffer.from(`${lines.map((line) => JSON.stringify(line)).join('\n')}\n`);
      }
      for await (const _ of readBackupLines(pieces(), async (sealed) => sealed));
      return null;
    };
    const head = { fieldbookBackup: 1, madeAtMs: nowMs, label: 'A', device: {}, enrolment: null };
    const later = { kind: 'fromTomorrow' };
    await expect(read({ ...head, fieldbookBackup: 2 })).rejects.toBeInstanceOf(NewerBackupError);
    await expect(read(head, { entry: later })).rejects.toBeInstanceOf(NewerBackupError);
    await expect(read(head, { entry: { kind: 'mark', device: 3 } })).rejects.toBeInstanceOf(
      DamagedBackupError,
    );
  });

  test('a failed write leaves no file behind', async () => {
    await backedUp();
    const opened = { id: 'laptop', label: 'Assessor A', vault: vaultIn('laptop'), openFrame: asIs };
    const target = path.join(file(), 'below-a-file');
    expect(await makeBackup(sodium, opened, { file: target, passphrase, nowMs, logN: 10 })).toMatchObject({
      kind: 'refused',
    });
    expect(fs.readdirSync(folder).filter((name) => name.endsWith('.part'))).toEqual([]);
  });

  test('when there is no room for it, the begun vault is taken away again', async () => {
    await backedUp();
    let erased = 0;
    const full = vaultIn('full');
    const journal = {
      ...full.journal,
      append: async () => ({ kind: 'refused', code: 'full', why: 'full' }) as const,
    };
    const restored = await restoreBackup(sodium, { file: file(), passphrase }, async () => ({
      id: 'full',
      vault: { ...full, journal },
      sealFrame: utf8,
      erase: async () => void (erased += 1),
    }));
    expect([restored, erased]).toEqual([{ kind: 'refused', code: 'full' }, 1]);
  });
});
