import fs from 'node:fs';
import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import zlib from 'node:zlib';
import { describe, expect, onTestFinished, test } from 'vitest';
import { temporaryFolder } from '#tests/support/temporary/temporary-folder.ts';
import { logRecords } from './leveldb.ts';
import { needlesOfKey, needlesOfText } from './needles.ts';
import { searchFolders } from './search-folder.ts';
import { unsnappy } from './snappy.ts';

// The search that proves "nothing readable on disk" must itself be able to find.

const secret = 'k7Qw9zXp2Lr8VbN4tYc6';
const key = Uint8Array.from({ length: 32 }, (_, place) => (place * 37 + 11) % 256);

function hitsIn(name: string, content: Uint8Array | string): readonly string[] {
  const folder = temporaryFolder('search');
  fs.writeFileSync(path.join(folder, name), content);
  const { hits } = searchFolders([folder], [...needlesOfText('text', secret), ...needlesOfKey('key', key)]);
  return hits;
}

test.each([
  ['utf-8', Buffer.from(`before ${secret} after`)],
  ['utf-16', Buffer.from(`before ${secret} after`, 'utf16le')],
  ['base64 at 0', Buffer.from(Buffer.from(`abc${secret} after`).toString('base64'))],
  ['base64 at 1', Buffer.from(Buffer.from(`abcd${secret} after`).toString('base64'))],
  ['base64 at 2', Buffer.from(Buffer.from(`abcde${secret}`).toString('base64url'))],
])('a text is found in %s', (form, content) => {
  expect(hitsIn('some.bin', content)).toContain(`some.bin: text (${form})`);
});

test.each([
  ['raw', Buffer.from(key)],
  ['hex', Buffer.from(Buffer.from(key).toString('hex'))],
  ['base64 at 0', Buffer.from(Buffer.from(key).toString('base64'))],
  ['base64 at 2', Buffer.from(Buffer.from([1, 2, ...key, 3]).toString('base64url'))],
])('a key is found as %s', (form, content) => {
  expect(hitsIn('some.bin', content)).toContain(`some.bin: key (${form})`);
});

test('a text is found in the name of a file', () => {
  expect(hitsIn(`${secret}.txt`, '')).toEqual([`${secret}.txt: text (utf-8)`]);
});

test('a text is found in the compressed content of a cache', () => {
  const cached = Buffer.concat([
    Buffer.from('header'),
    zlib.gzipSync(`a ${secret} b`.repeat(50)),
    Buffer.from('end'),
  ]);
  expect(hitsIn('f_000001', cached)).toEqual(['f_000001: text (utf-8)']);
});

test('a text is found in a log record that was cut in two', () => {
  const record = Buffer.from(secret);
  const block = Buffer.alloc(32_768, 'x');
  const header = (length: number, type: number): Buffer =>
    Buffer.from([0, 0, 0, 0, length & 255, length >> 8, type]);
  const fill = block.length - 2 * 7 - 8;
  const first = Buffer.concat([
    header(fill, 1),
    Buffer.alloc(fill, 'x'),
    header(8, 2),
    record.subarray(0, 8),
  ]);
  const file = Buffer.concat([first, header(record.length - 8, 4), record.subarray(8)]);
  expect(file.includes(record)).toBe(false);
  expect(Buffer.from(logRecords(file)).includes(record)).toBe(true);
  expect(hitsIn('000003.log', file)).toEqual(['000003.log: text (utf-8)']);
});

describe('of a text in SQLite', () => {
  /**
   * A database with rows of two pages; the first page takes 1,900 bytes. Of 60 needles around there some are cut in
   * two. Returns the needles that the search finds, and the number that the raw bytes show.
   */
  function databaseOf(act: (db: DatabaseSync) => void, isClosed = true) {
    const folder = temporaryFolder('search');
    const file = path.join(folder, 'database');
    const db = new DatabaseSync(file);
    db.exec('PRAGMA page_size = 4096; PRAGMA journal_mode = WAL; PRAGMA secure_delete = OFF');
    db.exec('CREATE TABLE records (id INTEGER PRIMARY KEY, value BLOB NOT NULL)');
    const put = db.prepare('INSERT INTO records (value) VALUES (?)');
    for (let at = 0; at < texts.length; at += 1)
      put.run(Buffer.from(`${'x'.repeat(1_700 + at * 4)}${texts[at]}`.padEnd(6_000, 'y')));
    act(db);
    if (isClosed) db.close();
    else onTestFinished(() => db.close());
    const needles = texts.flatMap((text, at) => needlesOfText(`text ${at}`, text));
    const asItLies = fs.readdirSync(folder).map((name) => fs.readFileSync(path.join(folder, name)));
    return {
      found: new Set(
        searchFolders([folder], needles).hits.map((hit) => hit.replace(/^.*: (text \d+) .*$/, '$1')),
      ),
      asItLies: texts.filter((text) => asItLies.some((bytes) => bytes.includes(text))).length,
    };
  }
  const texts = Array.from({ length: 60 }, (_, at) => `${secret}${String(at).padStart(2, '0')}`);

  test('a row that goes over several pages is found whole', () => {
    const { found, asItLies } = databaseOf(() => undefined);
    expect(found.size).toBe(texts.length);
    expect(asItLies).toBeLessThan(texts.length);
  });

  test('rows that were deleted are found in freed pages', () => {
    const { found, asItLies } = databaseOf((db) => {
      db.exec('DELETE FROM records');
      expect(Number(db.prepare('PRAGMA freelist_count').get()?.['freelist_count'])).toBeGreaterThan(80);
    });
    expect(asItLies).toBeLessThan(texts.length);
    expect(found.size).toBeGreaterThan(asItLies);
    // The list of freed pages overwrote the beginnings of a few.
    expect(found.size).toBeGreaterThan(texts.length - 3);
  });

  test('rows that were deleted from a page that others still use are found', () => {
    const { found } = databaseOf((db) => db.exec('DELETE FROM records WHERE id % 2 = 0'));
    expect(found.size).toBe(texts.length);
  });

  test('rows of a write-ahead log are found, also those that a later change replaced', () => {
    const { found } = databaseOf((db) => db.exec("UPDATE records SET value = 'nothing'"), false);
    expect(found.size).toBe(texts.length);
  });

  test('a value that was compressed is found, whichever page it goes on in', () => {
    const folder = temporaryFolder('search');
    const db = new DatabaseSync(path.join(folder, 'database'));
    db.exec('CREATE TABLE records (id INTEGER PRIMARY KEY, value BLOB NOT NULL)');
    const chance = crypto.getRandomValues(new Uint8Array(20_000));
    const value = zlib.zstdCompressSync(Buffer.concat([chance, Buffer.from(secret.repeat(20))]));
    db.prepare('INSERT INTO records (value) VALUES (?)').run(value);
    db.close();
    expect(searchFolders([folder], needlesOfText('text', secret)).hits).toContain('database: text (utf-8)');
  });
});

test('snappy is taken apart: literals, and copies that overlap themselves', () => {
  // 'abcd' and then 12 bytes copied from 4 back.
  expect(
    Buffer.from(
      unsnappy(Uint8Array.from([16, 3 << 2, 97, 98, 99, 100, ((12 - 1) << 2) | 2, 4, 0])),
    ).toString(),
  ).toBe('abcdabcdabcdabcd');
});
