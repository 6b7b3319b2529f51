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
    const serverAlone = await ServerAlone.start();
    alone = serverAlone;
    const logId = await serverAlone.newLog();
    const device = await serverAlone.enrolled(logId);
    // Each of its connections has opened the database by then.
    expect(await verdictsOf(device, device.pack(logId, [title(aDocument(), 'Court')]))).toEqual(['accepted']);
    expect(serverAlone.locksOn(serverAlone.database)).toEqual([
      expect.stringMatching(/POSIX .* READ .* 1073741826 1073742335$/),
    ]);
  });

  test('accepted packs and a revocation outlast backups of the files and a kill', async () => {
    const serverAlone = await ServerAlone.start();
    alone = serverAlone;
    const logId = await serverAlone.newLog();
    const device = await serverAlone.enrolled(logId);
    const revoked = await serverAlone.enrolled(logId);
    const pack = (count: number) => device.pack(logId, [title(aDocument(), `Title ${count}`)]);
    const packs = Array.from({ length: 12 }, (_, count) => pack(count));
    const backUp = (): Promise<unknown> =>
      runForeignProgram('backup', serverAlone.database, path.join(newFolder(), 'copy.sqlite'));
    expect(await verdictsOf(device, ...packs.slice(0, 4))).toEqual(Array(4).fill('accepted'));
    await backUp();
    const copying = backUp();
    for (const one of packs.slice(4, 8)) expect(await verdictsOf(device, one)).toEqual(['accepted']);
    await copying;
    await serverAlone.admin('revoke', '--device', revoked.id);
    await backUp();
    expect((await revoked.sync({}, [])).status).toBe(401);
    expect(await verdictsOf(device, ...packs.slice(8))).toEqual(Array(4).fill('accepted'));

    await serverAlone.endBy('SIGKILL');
    await serverAlone.restart();
    expect(await verdictsOf(device, ...packs)).toEqual(packs.map(() => 'duplicate'));
    expect((await revoked.sync({}, [])).status).toBe(401);
    expect(await serverAlone.endBy('SIGTERM')).toBe(0);
    expect(integrityOf(serverAlone.database)).toEqual([{ integrity_check: 'ok' }]);
  });

  test('a lock that another program keeps is answered with 503, and everything is accepted afterwards', async () => {
    const serverAlone = await ServerAlone.start();
    alone = serverAlone;
    const logId = await serverAlone.newLog();
    const device = await serverAlone.enrolled(logId);
    const pack = device.pack(logId, [title(aDocument(), 'Court')]);
    const holder = await startForeignProgram('hold', serverAlone.database);
    const refused = device.sync({}, [pack]);
    expect(await statusOf(serverAlone, '/health'), 'while it waits').toBe(200);
    const { status, body } = await refused;
    expect([status, body.code]).toEqual([503, 'store-unavailable']);
    await holder.end();
    expect(await verdictsOf(device, pack)).toEqual(['accepted']);
  });
});

describe.skipIf(process.platform !== 'linux')('[S8] a server whose log another program deleted', () => {
  test('accepts nothing more, says so, and leaves a copy of everything that it had accepted', async () => {
    const serverAlone = await ServerAlone.start();
    alone = serverAlone;
    const logId = await serverAlone.newLog();
    const device = await serverAlone.enrolled(logId);
    const packs = [1, 2, 3].map((count) => device.pack(logId, [title(aDocument(), `Title ${count}`)]));
    const [lastPack] = packs.slice(2);
    expect(await verdictsOf(device, ...packs.slice(0, 2))).toEqual(['accepted', 'accepted']);
    expect(await statusOf(serverAlone, '/health')).toBe(200);

    fs.rmSync(`${serverAlone.database}-wal`);
    const refused = await device.sync({}, lastPack === undefined ? [] : [lastPack]);
    expect([refused.status, refused.body.code]).toEqual([503, 'store-files-changed']);
    expect([await statusOf(serverAlone, '/health'), await statusOf(serverAlone, '/ready')]).toEqual([
      503, 503,
    ]);
    await vi.waitFor(() =>
      expect(serverAlone.errors.join('\n')).toMatch(
        /another program removed .* \(fieldbook\.sqlite-wal is gone\): [^]*everything that was accepted is also in /,
      ),
    );
    expect(await serverAlone.endBy('SIGTERM'), 'without SQLite’s own end').toBe('SIGKILL');

    const rescued = fs
      .readdirSync(serverAlone.folder)
      .find((name) => /^fieldbook-rescued-\w+\.sqlite$/.test(name));
    for (const end of ['', '-wal', '-shm']) fs.rmSync(`${serverAlone.database}${end}`, { force: true });
    fs.copyFileSync(path.join(serverAlone.folder, rescued ?? ''), serverAlone.database);
    await serverAlone.restart();
    expect(await verdictsOf(device, ...packs)).toEqual(['duplicate', 'duplicate', 'accepted']);
  });

  test('does not start on a store that is damaged after an unclean end', async () => {
    const serverAlone = await ServerAlone.start();
    alone = serverAlone;
    const logId = await serverAlone.newLog();
    const device = await serverAlone.enrolled(logId);
    await verdictsOf(
      device,
      ...[1, 2, 3].map((count) => device.pack(logId, [title(aDocument(), `${count}`)])),
    );
    await serverAlone.endBy('SIGKILL');
    await serverAlone.admin('vacuum'); // writes the log into the database, and removes it
    const bytes = fs.readFileSync(serverAlone.database);
    bytes.copyWithin(bytes.length - 8 * 4_096, 4_096, 3 * 4_096);
    fs.writeFileSync(serverAlone.database, bytes);
    await expect(serverAlone.restart()).rejects.toThrow('ended before it listened');
  });
});
