import fs from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { loadSodium } from '#electron/vault/encryption.ts';
import { openBlobStore } from '#electron/vault/vault-session.ts';
import { temporaryFolder } from '#tests/support/temporary/temporary-folder.ts';

const sodium = await loadSodium();
const picture = new TextEncoder().encode('a picture of a door, and nobody else reads it'.repeat(50));
const aKey = (byte: number) => new Uint8Array(32).fill(byte);

function aShelf() {
  const folder = temporaryFolder('blobs');
  return { folder, shelf: openBlobStore(sodium, folder, aKey(7)) };
}

const keep = (shelf: ReturnType<typeof openBlobStore>, bytes: Uint8Array): string => {
  const keptResult = shelf.write(bytes);
  if (keptResult.kind !== 'kept') throw new Error(keptResult.code);
  return keptResult.blob;
};
const filesIn = (folder: string): readonly string[] =>
  fs.readdirSync(path.join(folder, 'blobs')).map((name) => path.join(folder, 'blobs', name));

test('an answer file is stored encrypted and returned unchanged, also after a restart', () => {
  const { folder, shelf } = aShelf();
  const blob = keep(shelf, picture);
  expect(openBlobStore(sodium, folder, aKey(7)).read(blob)).toEqual(new Uint8Array(picture));
  const [file = ''] = filesIn(folder);
  expect(fs.readFileSync(file).includes('door')).toBe(false);
  expect(fs.statSync(file).mode & 0o077).toBe(0);
});

test("another vault's key, another blob's name or a changed bit opens nothing", () => {
  const { folder, shelf } = aShelf();
  const blob = keep(shelf, picture);
  const other = keep(shelf, picture);
  expect(openBlobStore(sodium, folder, aKey(8)).read(blob)).toBeNull();
  fs.copyFileSync(path.join(folder, 'blobs', `${other}.blob`), path.join(folder, 'blobs', `${blob}.blob`));
  expect(shelf.read(blob)).toBeNull();
  const bytes = fs.readFileSync(path.join(folder, 'blobs', `${other}.blob`));
  bytes[40] = (bytes[40] ?? 0) ^ 1;
  fs.writeFileSync(path.join(folder, 'blobs', `${other}.blob`), bytes);
  expect(shelf.read(other)).toBeNull();
});

test('a missing blob reads as null, and a disk refusal is reported', () => {
  const { folder, shelf } = aShelf();
  expect(shelf.read('0'.repeat(32))).toBeNull();
  fs.writeFileSync(path.join(folder, 'blobs'), 'a file where the folder would be');
  expect(shelf.write(picture)).toEqual({ kind: 'refused', code: 'failed' });
});
