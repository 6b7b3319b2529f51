import fs from 'node:fs';
import path from 'node:path';
import type { Page } from '@playwright/test';
import { IDBFactory, IDBKeyRange } from 'fake-indexeddb';
import { deriveSubKey } from '#domain/vault/sub-keys.ts';
import { readFrames } from '#electron/journal/journal-frames.ts';
import { FieldDatabase } from '#renderer/store/db/database.ts';
import { createCipher } from '#renderer/store/db/encryption/cipher.ts';
import { frameSeal } from '#renderer/store/journal/journal.ts';
import { filesBelow } from '#tests/support/disk/search-folder.ts';
import { putRaw } from '#tests/support/laptop/raw-rows.ts';
import { openVaultKey } from './vault-keys.ts';

/** Content of a laptop's vault, opened with its passphrase by this journey alone. */
export interface OpenedDisk {
  /** The text of each frame in the files of the journal. */
  readonly frames: readonly string[];
  /** Each row of the database, with its table. */
  readonly rows: readonly { readonly table: string; readonly text: string }[];
}

/** Open journal and database of the only vault of this profile, which is open in this page. */
export async function openLaptopDisk(page: Page, profile: string, passphrase: string): Promise<OpenedDisk> {
  const { id, key } = await openVaultKey(profile, passphrase);
  const name = `fieldbook-${id}`;
  const [rows, frames] = await Promise.all([
    createCipher(deriveSubKey(key, 'store')),
    createCipher(deriveSubKey(key, 'journal')),
  ]);
  const seal = frameSeal(frames, name);
  const journal = filesBelow(profile).filter((file) => path.extname(file) === '.journal');
  const parts = { indexedDB: new IDBFactory(), IDBKeyRange };
  const db = new FieldDatabase(name, rows, parts);
  await db.open();
  for (const { table, row } of await sealedRows(page, name)) await putRaw(parts, name, table, bytesIn(row));
  const opened = db.tables.map(async (table) =>
    (await table.toArray()).map((row) => ({ table: table.name, text: JSON.stringify(row) })),
  );
  return {
    frames: journal.flatMap((file) =>
      readFrames(fs.readFileSync(file)).frames.flatMap((frame) => seal.open(frame) ?? []),
    ),
    rows: (await Promise.all(opened)).flat(),
  };
}

type Row = Readonly<Record<string, unknown>>;

/** All rows of the page's database as they lie, bytes as lists of numbers. */
const sealedRows = (page: Page, name: string) =>
  page.evaluate(async (called) => {
    const ended = <T>(request: IDBRequest<T>): Promise<T> =>
      new Promise((resolve, reject) => {
        request.addEventListener('success', () => resolve(request.result));
        request.addEventListener('error', () => reject(request.error ?? new Error('not answered')));
      });
    const db = await ended(indexedDB.open(called));
    const found: { readonly table: string; readonly row: Row }[] = [];
    for (const table of db.objectStoreNames)
      for (const row of await ended(db.transaction(table).objectStore(table).getAll() as IDBRequest<Row[]>)) {
        const plain = Object.entries(row).map(([field, value]) => [
          field,
          value instanceof Uint8Array ? { bytes: [...value] } : value,
        ]);
        found.push({ table, row: Object.fromEntries(plain) as Row });
      }
    db.close();
    return found;
  }, name);

const bytesIn = (row: Row): Row =>
  Object.fromEntries(
    Object.entries(row).map(([field, value]) => [
      field,
      typeof value === 'object' && value !== null && 'bytes' in value
        ? Uint8Array.from(value.bytes as number[]) // as `sealedRows` has written them
        : value,
    ]),
  );
