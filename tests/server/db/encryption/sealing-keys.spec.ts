import fs from 'node:fs';
import path from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { DocumentId, LogId } from '#domain/ids.ts';
import {
  defaultSealingKeyFile,
  openStoreWithKeys,
  unreadableRemarksWarning,
} from '#server/cli/open-store-with-keys.ts';
import { decryptRemark, encryptRemark, storeConfidentialRemark } from '#server/console/encrypted-remarks.ts';
import { readSealingKeys } from '#server/db/encryption/sealing-keys.ts';
import { newFolder } from '#tests/support/server/stores.ts';

const document = {
  log: LogId.parse('018f0000-0000-4000-8000-0000000000c1'),
  doc: DocumentId.parse('018f0000-0000-4000-8000-0000000000c2'),
  point: '018f0000-0000-4000-8000-0000000000c3',
};
const newFile = (): string => path.join(newFolder(), 'sealing.key');

describe('[E4] the file of sealing keys', () => {
  test('is made where there is none, for its owner alone, and read from then on', () => {
    const file = newFile();
    const made = readSealingKeys(file);
    expect(fs.statSync(file).mode & 0o777).toBe(0o600);
    expect(readSealingKeys(file).sealsWith.id).toBe(made.sealsWith.id);
    expect(fs.readFileSync(file, 'utf8')).toMatch(/^[\w-]{43}\n$/);
    expect(fs.readdirSync(path.dirname(file))).toEqual(['sealing.key']);
  });

  test('may have several keys: the last one seals, and the other keys still open', () => {
    const [file, next] = [newFile(), newFile()];
    const firstSealingKey = readSealingKeys(file).sealsWith;
    const sealed = encryptRemark(firstSealingKey, document, 'The words');
    const second = readSealingKeys(next).sealsWith;
    fs.appendFileSync(file, fs.readFileSync(next));
    const both = readSealingKeys(file);
    expect(both.sealsWith.id).toBe(second.id);
    const sealingKey = both.byId.get(firstSealingKey.id);
    expect(sealingKey && decryptRemark(sealingKey, document, sealed)).toBe('The words');
    expect(decryptRemark(second, document, sealed)).toBeNull();
  });

  test.each(['', 'no key', `${'A'.repeat(42)}\n`])('is refused when it is no such file: %j', (text) => {
    const file = newFile();
    fs.writeFileSync(file, text);
    expect(() => readSealingKeys(file)).toThrow('is not a file of sealing keys');
  });
});

test('[E4] words that were changed, cut off or put in another place do not open', () => {
  const sealingKey = readSealingKeys(newFile()).sealsWith;
  const sealed = encryptRemark(sealingKey, document, 'The words');
  const bytes = Buffer.from(sealed, 'base64');
  for (const at of [0, 12, bytes.length - 1]) {
    const spoilt = Buffer.from(bytes);
    spoilt[at] = (spoilt[at] ?? 0) ^ 1;
    expect(decryptRemark(sealingKey, document, spoilt.toString('base64'))).toBeNull();
  }
  expect(decryptRemark(sealingKey, document, bytes.subarray(0, 20).toString('base64'))).toBeNull();
  expect(decryptRemark(sealingKey, { ...document, point: document.doc }, sealed)).toBeNull();
  expect(decryptRemark(sealingKey, document, sealed)).toBe('The words');
});

describe('[E4] a server that starts', () => {
  test('keeps the keys beside the embedded store; on PostgreSQL it has none by default', () => {
    const folder = newFolder();
    expect(defaultSealingKeyFile({ kind: 'embedded', folder })).toBe(path.join(folder, 'sealing.key'));
    expect(defaultSealingKeyFile({ kind: 'postgres', url: 'postgres://x' })).toBeNull();
  });

  test('says how many words it cannot read, since their key is not in the file', async () => {
    const openedKeys = await openStoreWithKeys({ data: newFolder() });
    onTestFinished(() => openedKeys.store.destroy());
    await openedKeys.store.transaction().execute((tx) => storeConfidentialRemark(tx, document, 'The words'));
    expect(await unreadableRemarksWarning(openedKeys)).toBeNull();
    await openedKeys.store
      .updateTable('sealed_words')
      .set({ key_id: '0'.repeat(32) })
      .execute();
    expect(await unreadableRemarksWarning(openedKeys)).toBe(
      `strictly confidential remarks that cannot be read, since their key is not in ${openedKeys.sealingFile}: 1`,
    );
  });
});
