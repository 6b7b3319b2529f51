import fs from 'node:fs';
import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import { runForeignProgram, startForeignProgram } from '#tests/support/foreign/foreign-program.ts';
import { buildServer } from '#tests/support/server/built-server.ts';
import { newFolder } from '#tests/support/server/stores.ts';
import { aDocument, title, verdictsOf } from './conversations/writes.ts';
import { ServerAlone } from './server-alone.ts';

// S1: other programs look into the files of an embedded store while its server works.

beforeAll(() => buildServer());

let alone: ServerAlone | undefined;
afterEach(() => alone?.end());

const statusOf = async ({ url }: ServerAlone, route: string): Promise<number> =>
  (await fetch(`${url}${route}`)).status;

const integrityOf = (file: string): unknown => {
  const database = new DatabaseSync(file, { readOnly: true });
  try {
    return database.prepare('pragma integrity_check').all();
  } finally {
    database.close();
  }
};

describe.skipIf(process.platform !== 'linux')('[S1] beside another program on the same store', () => {
  test('the server holds its lock on the database, so that no other takes its log for left behind', async () => {
    const server = await ServerAlone.start();
    alone = server;
    const log = await server.newLog();
    const device = await server.enrolled(log);
    // Each of its connections has opened the database by then.
    expect(await verdictsOf(device, device.pack(log, [title(aDocument(), 'Court')]))).toEqual(['accepted']);
    expect(server.locksOn(server.database)).toEqual([
      expect.stringMatching(/POSIX .* READ .* 1073741826 1073742335$/),
    ]);
  });

  test('accepted packs and a revocation outlast backups of the files and a kill', async () => {
    const server = await ServerAlone.start();
    alone = server;
    const log = await server.newLog();
    const device = await server.enrolled(log);
    const revoked = await server.enrolled(log);
    const pack = (count: number) => device.pack(log, [title(aDocument(), `Title ${count}`)]);
    const packs = Array.from({ length: 12 }, (_, count) => pack(count));
    const backUp = (): Promise<unknown> =>
      runForeignProgram('backup', server.database, path.join(newFolder(), 'copy.sqlite'));
    expect(await verdictsOf(device, ...packs.slice(0, 4))).toEqual(Array(4).fill('accepted'));
    await backUp();
    const copying = backUp();
    for (const one of packs.slice(4, 8)) expect(await verdictsOf(device, one)).toEqual(['accepted']);
    await copying;
    await server.admin('revoke', '--device', revoked.id);
    await backUp();
    expect((await revoked.sync({}, [])).status).toBe(401);
    expect(await verdictsOf(device, ...packs.slice(8))).toEqual(Array(4).fill('accepted'));

    await server.endBy('SIGKILL');
    await server.restart();
    expect(await verdictsOf(device, ...packs)).toEqual(packs.map(() => 'duplicate'));
    expect((await revoked.sync({}, [])).status).toBe(401);
    expect(await server.endBy('SIGTERM')).toBe(0);
    expect(integrityOf(server.database)).toEqual([{ integrity_check: 'ok' }]);
  });

  test('a lock that another program keeps is answered with 503, and everything is accepted afterwards', async () => {
    const server = await ServerAlone.start();
    alone = server;
    const log = await server.newLog();
    const device = await server.enrolled(log);
    const pack = device.pack(log, [title(aDocument(), 'Court')]);
    const holder = await startForeignProgram('hold', server.database);
    const refused = device.sync({}, [pack]);
    expect(await statusOf(server, '/health'), 'while it waits').toBe(200);
    const { status, body } = await refused;
    expect([status, body.code]).toEqual([503, 'store-unavailable']);
    await holder.end();
    expect(await verdictsOf(device, pack)).toEqual(['accepted']);
  });
});

describe.skipIf(process.platform !== 'linux')('[S8] a server whose log another program deleted', () => {
  test('accepts nothing more, says so, and leaves a copy of everything that it had accepted', async () => {
    const server = await ServerAlone.start();
    alone = server;
    const log = await server.newLog();
    const device = await server.enrolled(log);
    const packs = [1, 2, 3].map((count) => device.pack(log, [title(aDocument(), `Title ${count}`)]));
    const [last] = packs.slice(2);
    expect(await verdictsOf(device, ...packs.slice(0, 2))).toEqual(['accepted', 'accepted']);
    expect(await statusOf(server, '/health')).toBe(200);

    fs.rmSync(`${server.database}-wal`);
    const refused = await device.sync({}, last === undefined ? [] : [last]);
    expect([refused.status, refused.body.code]).toEqual([503, 'store-files-changed']);
    expect([await statusOf(server, '/health'), await statusOf(server, '/ready')]).toEqual([503, 503]);
    await vi.waitFor(() =>
      expect(server.errors.join('\n')).toMatch(
        /another program removed .* \(fieldbook\.sqlite-wal is gone\): [^]*everything that was accepted is also in /,
      ),
    );
    expect(await server.endBy('SIGTERM'), 'without SQLite’s own end').toBe('SIGKILL');

    const rescued = fs
      .readdirSync(server.folder)
      .find((name) => /^fieldbook-rescued-\w+\.sqlite$/.test(name));
    for (const end of ['', '-wal', '-shm']) fs.rmSync(`${server.database}${end}`, { force: true });
    fs.copyFileSync(path.join(server.folder, rescued ?? ''), server.database);
    await server.restart();
    expect(await verdictsOf(device, ...packs)).toEqual(['duplicate', 'duplicate', 'accepted']);
  });

  test('does not start on a store that is damaged after an unclean end', async () => {
    const server = await ServerAlone.start();
    alone = server;
    const log = await server.newLog();
    const device = await server.enrolled(log);
    await verdictsOf(device, ...[1, 2, 3].map((count) => device.pack(log, [title(aDocument(), `${count}`)])));
    await server.endBy('SIGKILL');
    await server.admin('vacuum'); // writes the log into the database, and removes it
    const bytes = fs.readFileSync(server.database);
    bytes.copyWithin(bytes.length - 8 * 4_096, 4_096, 3 * 4_096);
    fs.writeFileSync(server.database, bytes);
    await expect(server.restart()).rejects.toThrow('ended before it listened');
  });
});
