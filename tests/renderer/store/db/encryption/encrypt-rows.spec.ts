import { expect, test, vi } from 'vitest';
import { FieldDatabase } from '#renderer/store/db/database.ts';
import type { Cipher } from '#renderer/store/db/encryption/cipher.ts';
import { newLogRow } from '#renderer/store/db/log-row.ts';
import { putMeta, readLogRows, readMeta } from '#renderer/store/db/meta.ts';
import { encryptRowsContract } from '#tests/contracts/encrypt-rows-contract.ts';
import { aLog } from '#tests/support/builders/sample-ids.ts';
import { nodeIndexedDb } from '#tests/support/laptop/node-database.ts';
import { everything, putRaw } from '#tests/support/laptop/raw-rows.ts';
import { testCipher } from '#tests/support/laptop/test-cipher.ts';

encryptRowsContract(nodeIndexedDb);

/** A database with one log, its cipher's decryptions, and access to its rows beside Dexie. */
async function withOneLog() {
  const parts = nodeIndexedDb();
  const name = `small-${crypto.randomUUID()}`;
  const openBytes = vi.fn<Cipher['openBytes']>((sealed, bound) => testCipher.openBytes(sealed, bound));
  const db = new FieldDatabase(name, { ...testCipher, openBytes }, parts);
  await db.logs.put(newLogRow(aLog()));
  await putMeta(db, 'paused', true);
  return { db, openBytes, parts, name };
}

test('a row of a small table is decrypted once until it changes, and shared frozen', async () => {
  const { db, openBytes } = await withOneLog();
  const [firstLogRow] = await readLogRows(db);
  expect((await readLogRows(db))[0]).toBe(firstLogRow);
  expect(Object.isFrozen(firstLogRow)).toBe(true);
  expect(openBytes).toHaveBeenCalledTimes(1);

  await db.logs.put({ ...newLogRow(aLog()), waiting: { changes: 3, bytes: 30 } });
  expect((await readLogRows(db))[0]?.waiting).toEqual({ changes: 3, bytes: 30 });
  expect(openBytes).toHaveBeenCalledTimes(2);
  db.close();
});

test('a changed byte of a row that was read before is noticed', async () => {
  const { db, parts, name } = await withOneLog();
  await readLogRows(db);
  const [row] = (await everything(parts, name)).rows['logs'] ?? [];
  const { sealed, ...clear } = row as { readonly sealed: Uint8Array };
  await putRaw(parts, name, 'logs', { ...clear, sealed: sealed.with(30, (sealed[30] ?? 0) ^ 1) });
  await expect(readLogRows(db)).rejects.toThrow('does not open');
  db.close();
});

test('an older row put back on the disk is read as it is there', async () => {
  const { db, parts, name } = await withOneLog();
  await readMeta(db, 'paused');
  const [row] = (await everything(parts, name)).rows['meta'] ?? [];
  await putMeta(db, 'paused', false);
  expect(await readMeta(db, 'paused')).toBe(false);
  await putRaw(parts, name, 'meta', row as Record<string, unknown>);
  expect(await readMeta(db, 'paused')).toBe(true);
  db.close();
});

test('rows of a small table are decrypted again after one is deleted', async () => {
  const { db, openBytes } = await withOneLog();
  await readLogRows(db);
  await db.logs.delete(aLog(2));
  await readLogRows(db);
  expect(openBytes).toHaveBeenCalledTimes(2);
  db.close();
});
