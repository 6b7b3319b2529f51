import fs from 'node:fs';
import path from 'node:path';
import { generateX25519Identity, identityToRecipient } from 'age-encryption';
import { expect, test } from 'vitest';
import type { SealRole } from '#domain/path-rules/sealed-value.ts';
import { adminCommands } from '#server/cli/admin-commands.ts';
import { openRegisterCommand } from '#server/cli/sealed-register-commands.ts';
import { sealValue } from '#sync/seal/sealed-values.ts';
import { aDoc, aLog } from '#tests/support/builders/sample-ids.ts';
import { embedded, newFolder } from '#tests/support/server/stores.ts';
import { testDependencies } from '#tests/support/server/test-headquarters.ts';
import { startTestServer } from '#tests/support/server/test-server.ts';

/** A folder with a plain identity file and a register of one value to it: an address, or a name for the desk. */
async function aSealedRegister(to: SealRole = 'me', text = 'marimba@institution.example') {
  const folder = newFolder();
  const [key, file, out] = ['key.txt', 'register.json', 'opened.csv'].map((name) => path.join(folder, name));
  const files = { key: key ?? '', file: file ?? '', out: out ?? '' };
  const identity = await generateX25519Identity();
  const certificate = to === 'me' ? null : { on: '2026-11-27' };
  const sealed = await sealValue(to, await identityToRecipient(identity), text);
  const values = [{ code: 'A-1', certificate, sealed }];
  const register = { fieldbookSealedRegister: 1, to, log: aLog(), workshop: aDoc(), values };
  fs.writeFileSync(files.key, `# a standard age identity\n${identity}\n`);
  fs.writeFileSync(files.file, JSON.stringify(register));
  return files;
}

test('[E] a plain age identity opens a register without words', async () => {
  const files = await aSealedRegister();
  expect(await openRegisterCommand.run(files)).toEqual({ opened: 1, unopened: [] });
  expect(fs.readFileSync(files.out, 'utf8')).toContain('A-1,marimba@institution.example');
  expect(fs.statSync(files.out).mode & 0o777).toBe(0o600);
});

test('[E] the desk reads the number of a certificate with the name, and no participant code', async () => {
  const files = await aSealedRegister('certificate-desk', 'Rowan Marsh\nK7QX-3MRT-9WBD');
  expect(await openRegisterCommand.run(files)).toEqual({ opened: 1, unopened: [] });
  const list = fs.readFileSync(files.out, 'utf8');
  expect(list).toContain('K7QX-3MRT-9WBD,2026-11-27,Rowan Marsh');
  expect(list).not.toContain('A-1');
});

test('[E] another key opens nothing and writes no file', async () => {
  const files = await aSealedRegister();
  fs.writeFileSync(files.key, await generateX25519Identity());
  await expect(openRegisterCommand.run(files)).rejects.toThrow('another key');
  expect(fs.existsSync(files.out)).toBe(false);
});

test('a file that is no register is refused before any key is asked for', async () => {
  const files = await aSealedRegister();
  for (const text of ['{}', 'no json'])
    await expect(
      openRegisterCommand.run({ ...files, key: 'nowhere', file: write(files.file, text) }),
    ).rejects.toThrow('no sealed register');
});

test('a workshop that headquarters lacks has no register', async () => {
  const { hq } = await startTestServer({ storeLocations: embedded });
  const context = { store: hq.store, dependencies: testDependencies };
  const out = path.join(newFolder(), 'register.json');
  const ask = { role: 'me', workshop: aDoc(7), out };
  await expect(adminCommands['export-register']?.run(context, ask)).rejects.toThrow('There is no workshop');
  expect(fs.existsSync(out)).toBe(false);
});

function write(file: string, text: string): string {
  fs.writeFileSync(file, text);
  return file;
}
