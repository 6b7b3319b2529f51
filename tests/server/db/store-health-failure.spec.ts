import { expect, test } from 'vitest';
import { StoreFailedError, storeFailureOf, unlessStoreFull } from '#server/db/store-health.ts';

const failure = (message: string, parts: object): Error => Object.assign(new Error(message), parts);
const sqlite = (errcode: number): Error => failure('', { code: 'ERR_SQLITE_ERROR', errcode });
const postgres = (code: string): Error => failure('', { code, severity: 'ERROR' });
const system = (code: string): Error => failure('', { code, syscall: 'connect' });

const full = 'store-full';
const unavailable = 'store-unavailable';

test.each([
  ['SQLITE_FULL', sqlite(13), full, 'SQLITE 13'],
  ['SQLITE_IOERR_SHMSIZE', sqlite(4_874), full, 'SQLITE 4874'],
  ['SQLITE_IOERR_WRITE', sqlite(778), unavailable, 'SQLITE 778'],
  ['SQLITE_CANTOPEN', sqlite(14), unavailable, 'SQLITE 14'],
  ['SQLITE_BUSY_SNAPSHOT', sqlite(517), unavailable, 'SQLITE 517'],
  ['disk_full', postgres('53100'), full, '53100'],
  ['admin_shutdown', postgres('57P01'), unavailable, '57P01'],
  ['cannot_connect_now', postgres('57P03'), unavailable, '57P03'],
  ['connection_failure', postgres('08006'), unavailable, '08006'],
  ['too_many_connections', postgres('53300'), unavailable, '53300'],
  ['a file that has no room', failure('', { code: 'ENOSPC', syscall: 'write' }), full, 'ENOSPC'],
  ['nobody listens', system('ECONNREFUSED'), unavailable, 'ECONNREFUSED'],
  [
    'none of the addresses of a name',
    new AggregateError([system('ECONNREFUSED')]),
    unavailable,
    'ECONNREFUSED',
  ],
  ['a broken link', new Error('Connection terminated unexpectedly'), unavailable, 'connection lost'],
  ['what a thread met', new StoreFailedError({ code: full, cause: 'SQLITE 13' }), full, 'SQLITE 13'],
] as const)('%s is a failure of the store', (_name, error, code, cause) => {
  expect(storeFailureOf(error)).toEqual({ code, cause });
});

test.each([
  ['SQLITE_CONSTRAINT_UNIQUE', sqlite(2_067)],
  ['SQLITE_ERROR', sqlite(1)],
  ['unique_violation', postgres('23505')],
  ['a request that its asker broke off', failure('aborted', { code: 'ECONNRESET' })],
  ['a file that is not there', failure('', { code: 'ENOENT', syscall: 'open' })],
  ['any other error', new TypeError('x is not a function')],
  ['no error at all', 'thrown'],
] as const)('%s is none', (_name, error) => {
  expect(storeFailureOf(error)).toBeNull();
});

test('bookkeeping that finds no room is left out, and any other failure is told', async () => {
  await expect(unlessStoreFull(() => Promise.reject(sqlite(13)))).resolves.toBeUndefined();
  const broken = sqlite(10);
  await expect(unlessStoreFull(() => Promise.reject(broken))).rejects.toBe(broken);
});
