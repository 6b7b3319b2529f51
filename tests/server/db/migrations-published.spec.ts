import { createHash } from 'node:crypto';
import fs from 'node:fs';
import {
  type Dialect,
  DummyDriver,
  Kysely,
  PostgresAdapter,
  PostgresIntrospector,
  PostgresQueryCompiler,
  SqliteAdapter,
  SqliteIntrospector,
  SqliteQueryCompiler,
} from 'kysely';
import { expect, test } from 'vitest';
import { inRepository } from '#build/repository.mjs';
import { migrations } from '#server/db/migrations.ts';

/** Dialects that compile each statement and run none. */
const silentDialects: readonly Dialect[] = [
  {
    createAdapter: () => new PostgresAdapter(),
    createDriver: () => new DummyDriver(),
    createIntrospector: (db) => new PostgresIntrospector(db),
    createQueryCompiler: () => new PostgresQueryCompiler(),
  },
  {
    createAdapter: () => new SqliteAdapter(),
    createDriver: () => new DummyDriver(),
    createIntrospector: (db) => new SqliteIntrospector(db),
    createQueryCompiler: () => new SqliteQueryCompiler(),
  },
];

/** Statements of a migration of empty tables, of both engines, as the beginning of their SHA-256. */
async function hashStatements(name: string): Promise<string> {
  const hash = createHash('sha256');
  for (const dialect of silentDialects) {
    const db = new Kysely<unknown>({
      dialect,
      log: ({ query }) => void hash.update(JSON.stringify([query.sql, query.parameters])),
    });
    await migrations[name]?.up(db);
  }
  return hash.digest('hex').slice(0, 16);
}

/** Published versions. A new migration appends its line; a line never changes. */
const published = {
  '0001-log-and-people': 'c3781dbdd42f1f1c',
  '0002-renewed-devices': '48d0d09ea594b068',
  '0003-recovery-and-audit-chain': 'a9b04c4ad6866ca1',
  '0004-row-level-security': '34068a2d5c5190ab',
  '0006-server-keys': '915063b51fce3bd0',
  '0007-console-sign-in': '4da778148b7402c3',
  '0008-desks': '985547debc58f080',
  '0009-waiting': '4ff376fc63e624b8',
  '0010-session-beginnings': '9dbc132ceca32535',
  '0011-retention': 'e697a09d879e0267',
  '0012-sealed-words': '5ad38adf97387af8',
  '0013-data-requests': 'a98406cba2976bf7',
  '0014-data-searches': 'b083d2542584a201',
  '0015-erased-packs': 'e41d56bad9c16509',
  '0016-data-request-entries': '82e5484725822e2c',
  '0017-erased-data-requests': '7dc2ed5c1d406251',
  '0018-erased-fields': '0f085ca551826469',
  '0019-sealed-secrets': 'de6d04b4a72864a8',
  '0020-revoked-keys': '6fc965d21342a7b7',
  '0021-cut-unreadable': '4bc8a78d1a9c8a3f',
  '0022-registers': '7ad495fcded9769b',
  '0023-approvals': 'a55dc0389875f606',
  '0024-recovery-statement': '6fcfad752520652a',
  '0025-document-figures': '2d2a5deaac747d3e',
  '0027-mail': '4e21892a536c172a',
  '0028-plan-items': '2bfc4aa730b98c35',
  '0029-groups': '57a19d1162987965',
  '0030-ends-of-grants': 'c27d8af9079a2071',
  '0031-documents-by-kind': '5dc350515a4f9b62',
  '0032-erasure-notices': 'ae376886d1a82fd6',
};

test('a published migration executes its statements unchanged', async () => {
  const names = Object.keys(migrations);
  const executed = await Promise.all(names.map(async (name) => [name, await hashStatements(name)] as const));
  expect(Object.fromEntries(executed)).toEqual(published);
});

test('each migration is one file, under the name that a store remembers', () => {
  const files = fs.readdirSync(inRepository('server/db/migrations')).toSorted();
  expect(files).toEqual(Object.keys(migrations).map((name) => `${name}.ts`));
});
