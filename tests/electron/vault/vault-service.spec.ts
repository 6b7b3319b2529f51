import fs from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { kdfPassesFor, minimumKdf } from '#electron/vault/derive-key.ts';
import { deriveKeyHere } from '#electron/vault/derive-key-here.ts';
import { someKeychain, startVaults } from '#tests/support/shell/start-vaults.ts';
import { makeVault, passphrase, quickDerive } from '#tests/support/shell/vaults-in-profile.ts';

// Changed as a thief would: both files alike, without the checksum that finds damage.
const headerOf = (folder: string): Record<string, unknown> & { kdf: Record<string, unknown> } => {
  const { sum: _, ...header } = JSON.parse(fs.readFileSync(path.join(folder, 'vault.json'), 'utf8'));
  return header;
};
const writeHeaderOf = (folder: string, header: object): void => {
  for (const name of ['vault.json', 'vault.copy.json'])
    fs.writeFileSync(path.join(folder, name), JSON.stringify(header));
};

describe('[security 2] a vault', () => {
  test('opens with its passphrase, also at the next start, and is the same vault', async () => {
    const laptop = startVaults();
    const made = await laptop.vaultService.create({ label: ' Field  laptop ', passphrase });
    const { device } = laptop.vaultSession.requireOpen().vault.deviceKey();
    await laptop.vaultSession.lock();
    const again = startVaults({ userData: laptop.userData });
    const id = again.vaultService.state().vaults[0]?.id ?? '';
    expect(await again.vaultService.unlock({ id, passphrase })).toEqual(made);
    expect(again.vaultSession.requireOpen().vault.deviceKey().device).toBe(device);
    expect(again.vaultService.state()).toEqual({
      current: { id, label: 'Field laptop' },
      vaults: [{ id, label: 'Field laptop', waitMs: 0, header: 'whole', erases: null }],
      keychain: 'none',
      refusedPlain: false,
      erased: [],
    });
  });

  test('has Argon2id with at least 64 MiB and three passes between it and a guess', async () => {
    const laptop = startVaults();
    const { kdf } = headerOf(laptop.folderOf(await makeVault(laptop)));
    expect(kdf).toMatchObject({ name: 'argon2id', memoryKiB: 65_536, lanes: 1 });
    expect(kdf['passes']).toBeGreaterThanOrEqual(3);
    expect([50, 270, 499, 500, 2_000].map(kdfPassesFor)).toEqual([42, 8, 4, 3, 3]);
  });

  test('is derived by the Argon2id that others have too', async () => {
    const salt = Buffer.alloc(32, 2).toString('base64');
    const key = await deriveKeyHere(passphrase, { ...minimumKdf, salt });
    // By OpenSSL 3.5: kdf ARGON2ID, iter 3, memcost 65536, lanes 1, 32 bytes.
    expect(Buffer.from(key).toString('hex')).toBe(
      '9c0530fb82c4f4030152af337b32c4e9ab6664329f80152e1dff5d0dc219fc86',
    );
  });

  test('needs a label, and a passphrase that is not too easy', async () => {
    const { vaultService, bugs } = startVaults();
    expect(await vaultService.create({ label: ' ', passphrase })).toEqual({ kind: 'refused', code: 'label' });
    expect(await vaultService.create({ label: 'x', passphrase: 'eleven char' })).toEqual({
      kind: 'refused',
      code: 'weak',
    });
    expect([vaultService.state().vaults, bugs]).toEqual([[], []]);
  });

  test('is one of several on a laptop, with a device and keys of its own', async () => {
    const laptop = startVaults();
    const [first, second] = [await makeVault(laptop, 'First'), await makeVault(laptop, 'Second')];
    const seen = [];
    for (const id of [first, second]) {
      await laptop.vaultService.unlock({ id, passphrase });
      const { database, store } = laptop.vaultSession.storeKeys();
      seen.push(
        laptop.vaultSession.requireOpen().vault.deviceKey().device,
        database,
        Buffer.from(store).toString('hex'),
      );
      await laptop.vaultSession.lock();
    }
    expect(new Set(seen).size).toBe(6);
    expect(seen).toContain(`fieldbook-${second}`);
  });

  test('says no word about its content on the disk', async () => {
    const laptop = startVaults();
    await laptop.vaultService.create({ label: 'Field laptop', passphrase });
    const { vault } = laptop.vaultSession.requireOpen();
    const secrets = [vault.deviceKey().publicKey, vault.deviceKey().device, passphrase];
    const [folder = ''] = laptop.vaultService.state().vaults.map(({ id }) => laptop.folderOf(id));
    const files = fs.readdirSync(folder).map((name) => fs.readFileSync(path.join(folder, name)));
    expect(files.length).toBeGreaterThan(2);
    for (const secret of secrets) expect(files.some((file) => file.includes(secret))).toBe(false);
    expect(files.some((file) => file.includes('Field laptop'))).toBe(true); // the control: labels are readable
  });
});

describe('[security 2] a vault is not opened by', () => {
  test.each<[string, (header: ReturnType<typeof headerOf>) => object, string]>([
    ['a cheaper derivation', (h) => ({ ...h, kdf: { ...h.kdf, passes: 1 } }), 'damaged'],
    ['less memory', (h) => ({ ...h, kdf: { ...h.kdf, memoryKiB: 1_024 } }), 'damaged'],
    [
      'another salt',
      (h) => ({ ...h, kdf: { ...h.kdf, salt: Buffer.alloc(32).toString('base64') } }),
      'wrong',
    ],
    ['more passes than it was made with', (h) => ({ ...h, kdf: { ...h.kdf, passes: 50 } }), 'wrong'],
    ['another label', (h) => ({ ...h, label: 'Somebody else' }), 'wrong'],
    ['the id of another vault', (h) => ({ ...h, id: crypto.randomUUID() }), 'damaged'],
    ['a version of the future', (h) => ({ ...h, v: 2 }), 'later'],
  ])('its header with %s', async (_what, change, outcome) => {
    const laptop = startVaults();
    const id = await makeVault(laptop);
    writeHeaderOf(laptop.folderOf(id), change(headerOf(laptop.folderOf(id))));
    const answer = await laptop.vaultService.unlock({ id, passphrase });
    expect('code' in answer ? answer.code : answer.kind).toBe(outcome);
    expect(laptop.vaultSession.current()).toBeNull();
  });

  test('the header of another vault, put in its place with its id', async () => {
    const laptop = startVaults();
    const [own, other] = [await makeVault(laptop, 'Own'), await makeVault(laptop, 'Other')];
    writeHeaderOf(laptop.folderOf(own), { ...headerOf(laptop.folderOf(other)), id: own });
    expect(await laptop.vaultService.unlock({ id: own, passphrase })).toMatchObject({ kind: 'wrong' });
  });

  test('the passphrase on another machine, where the system keeps a second secret', async () => {
    const laptop = startVaults({ keychain: someKeychain() });
    const id = await makeVault(laptop);
    expect(await laptop.vaultService.unlock({ id, passphrase })).toMatchObject({ kind: 'open' });
    const { userData } = laptop;
    for (const elsewhere of [startVaults({ userData }), startVaults({ userData, keychain: someKeychain() })])
      expect(await elsewhere.vaultService.unlock({ id, passphrase })).toEqual({
        kind: 'refused',
        code: 'keychain',
      });
    writeHeaderOf(laptop.folderOf(id), { ...headerOf(laptop.folderOf(id)), keychain: null });
    expect(await startVaults({ userData }).vaultService.unlock({ id, passphrase })).toMatchObject({
      kind: 'wrong',
    });
  });

  test('unencrypted data of an early build, which is reported, left unchanged and blocks nothing', async () => {
    const laptop = startVaults();
    const plain = path.join(laptop.userData, 'vaults', '8d3e0c6e-3c1f-4f4b-9c53-1f0d3a7f2b11');
    fs.mkdirSync(plain, { recursive: true });
    fs.writeFileSync(path.join(plain, 'device.json'), '{"v":1}');
    expect(laptop.vaultService.state()).toMatchObject({ refusedPlain: true, vaults: [] });
    await makeVault(laptop);
    expect(laptop.vaultService.state().vaults).toHaveLength(1);
    expect(fs.readFileSync(path.join(plain, 'device.json'), 'utf8')).toBe('{"v":1}');
  });
});

describe('[security 2] wrong passphrases', () => {
  test('cause longer and longer waits, also after a restart and with any clock', async () => {
    let nowMs = 10_000_000;
    const start = { nowMs: () => nowMs };
    const laptop = startVaults(start);
    const id = await makeVault(laptop);
    const tryAt = (vaultService = laptop.vaultService, word = 'not the passphrase') =>
      vaultService.unlock({ id, passphrase: word });
    expect(await tryAt()).toEqual({ kind: 'wrong', waitMs: 1_000, left: null });
    expect(await tryAt(laptop.vaultService, passphrase)).toEqual({ kind: 'wait', waitMs: 1_000 });
    nowMs += 1_000;
    expect(await tryAt()).toEqual({ kind: 'wrong', waitMs: 2_000, left: null });

    const again = startVaults({ ...start, userData: laptop.userData });
    nowMs -= 5_000_000;
    expect(again.vaultService.state().vaults[0]?.waitMs).toBe(2_000);
    expect(await tryAt(again.vaultService, passphrase)).toEqual({ kind: 'wait', waitMs: 2_000 });
    nowMs += 2_000;
    expect(await tryAt(again.vaultService, passphrase)).toEqual({ kind: 'open', id });
    await again.vaultSession.lock();
    expect(await tryAt(again.vaultService)).toMatchObject({ kind: 'wrong', waitMs: 1_000 }); // the right one reset the counter
  });

  test('that come at the same time do not share one wait', async () => {
    const laptop = startVaults();
    const id = await makeVault(laptop);
    const tries = ['one of many', 'another one', passphrase].map((word) =>
      laptop.vaultService.unlock({ id, passphrase: word }),
    );
    expect((await Promise.all(tries)).map(({ kind }) => kind)).toEqual(['wrong', 'wait', 'wait']);
  });

  test('count before they are tried, so that ending the app does not undo one', async () => {
    const laptop = startVaults();
    const id = await makeVault(laptop);
    const ended = startVaults({ userData: laptop.userData, derive: () => new Promise(() => {}) });
    void ended.vaultService.unlock({ id, passphrase: 'not the passphrase' });
    await expect
      .poll(() => startVaults({ userData: laptop.userData }).vaultService.state().vaults[0]?.waitMs)
      .toBe(1_000);
  });
});

describe('[security 2] the keys of the store', () => {
  test('are given once per unlock and page, and to nobody while the vault is locked', async () => {
    const laptop = startVaults();
    const id = await makeVault(laptop);
    expect(() => laptop.vaultSession.storeKeys()).toThrow(expect.objectContaining({ code: 'locked' }));
    await laptop.vaultService.unlock({ id, passphrase });
    const { store } = laptop.vaultSession.storeKeys();
    expect(() => laptop.vaultSession.storeKeys()).toThrow(expect.objectContaining({ code: 'given' }));
    laptop.vaultSession.pageLoaded();
    expect(laptop.vaultSession.storeKeys().store).toEqual(store);
  });

  test('are zeros when it is locked, and the files are closed', async () => {
    const laptop = startVaults();
    const id = await makeVault(laptop);
    await laptop.vaultService.unlock({ id, passphrase });
    const { key, vault } = laptop.vaultSession.requireOpen();
    expect(key.some((byte) => byte !== 0)).toBe(true);
    const ended = laptop.vaultSession.lock();
    expect([key.every((byte) => byte === 0), laptop.vaultSession.current()]).toEqual([true, null]);
    await ended;
    expect(() => vault.renew('lost')).toThrow(expect.objectContaining({ code: 'locked' }));
  });
});

describe('[security 2] a new passphrase', () => {
  test('opens, the old one does not, and nothing else is written', async () => {
    const laptop = startVaults();
    const id = await makeVault(laptop);
    await laptop.vaultService.unlock({ id, passphrase });
    const { device } = laptop.vaultSession.requireOpen().vault.deviceKey();
    const next = 'another five words for it';
    const { vaultService, vaultSession } = laptop;
    expect(await vaultService.changePassphrase({ current: passphrase, next: 'short' })).toEqual({
      kind: 'refused',
      code: 'weak',
    });
    expect(await vaultService.changePassphrase({ current: passphrase, next })).toEqual({ kind: 'changed' });
    await vaultSession.lock();
    expect(fs.readdirSync(laptop.folderOf(id))).not.toContain('vault.json.tmp');
    expect(await vaultService.unlock({ id, passphrase: next })).toEqual({ kind: 'open', id });
    expect(vaultSession.requireOpen().vault.deviceKey().device).toBe(device);
    await vaultSession.lock();
    expect(await vaultService.unlock({ id, passphrase })).toMatchObject({ kind: 'wrong' });
  });

  test('is refused to who does not know the present one, with the same waits', async () => {
    const laptop = startVaults();
    const id = await makeVault(laptop);
    await laptop.vaultService.unlock({ id, passphrase });
    const ask = { current: 'not the passphrase', next: 'another five words for it' };
    expect(await laptop.vaultService.changePassphrase(ask)).toEqual({ kind: 'wrong', waitMs: 1_000 });
    expect(await laptop.vaultService.changePassphrase(ask)).toEqual({ kind: 'wait', waitMs: 1_000 });
  });
});

describe('[security 2] erasing', () => {
  test('leaves nothing that opens, even if the power is cut right after the header', async () => {
    const laptop = startVaults();
    const id = await makeVault(laptop);
    await laptop.vaultService.unlock({ id, passphrase });
    const folder = laptop.folderOf(id);
    const before = fs.readFileSync(path.join(folder, 'vault.json'), 'utf8');
    const { wrapped } = headerOf(folder);
    const ended = laptop.vaultService.erase();
    for (const name of ['vault.json', 'vault.copy.json'])
      expect(fs.readFileSync(path.join(folder, name), 'utf8')).not.toContain(String(wrapped));
    expect(before).toContain(String(wrapped));
    await ended;
    expect(fs.readdirSync(folder)).toEqual(['vault.json']);
    expect(laptop.vaultService.state()).toMatchObject({ current: null, vaults: [], erased: [id] });
    expect(await laptop.vaultService.unlock({ id, passphrase })).toEqual({
      kind: 'refused',
      code: 'damaged',
    });
    laptop.vaultService.forget(id);
    expect([laptop.vaultService.state().erased, fs.existsSync(folder)]).toEqual([[], false]);
  });

  test('is finished at the next start, and the other vaults stay', async () => {
    const laptop = startVaults();
    const [gone, kept] = [await makeVault(laptop, 'Gone'), await makeVault(laptop, 'Kept')];
    const folder = laptop.folderOf(gone);
    writeHeaderOf(folder, { erased: gone });
    fs.writeFileSync(path.join(folder, 'left'), 'sealed');
    const again = startVaults({ userData: laptop.userData });
    again.vaultService.finishErasing();
    expect(fs.readdirSync(folder)).toEqual(['vault.json']);
    again.vaultService.forget(kept); // only the erased one is forgotten
    expect(await again.vaultService.unlock({ id: kept, passphrase })).toEqual({ kind: 'open', id: kept });
  });
});

test('[D4] a full disk keeps nobody out of their vault', async () => {
  const laptop = startVaults();
  const id = await makeVault(laptop);
  // Nothing can be written where a folder has the name already.
  fs.mkdirSync(path.join(laptop.folderOf(id), 'throttle.json.tmp'));
  const again = startVaults({ userData: laptop.userData, derive: quickDerive });
  expect(await again.vaultService.unlock({ id, passphrase: 'not the passphrase' })).toMatchObject({
    kind: 'wrong',
  });
  expect(await again.vaultService.unlock({ id, passphrase })).toMatchObject({ kind: 'wait' });
  const later = startVaults({ userData: laptop.userData });
  expect(await later.vaultService.unlock({ id, passphrase })).toMatchObject({ kind: 'open' });
});
