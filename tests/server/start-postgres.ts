import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import fs from 'node:fs';
import net from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import type { TestProject } from 'vitest/node';

declare module 'vitest' {
  interface ProvidedContext {
    /** A real PostgreSQL for this run; every test makes databases of its own in it. */
    postgresUrl: string;
  }
}

let postgres: ChildProcess | undefined;
let folder: string | undefined;

/** Starts Debian's PostgreSQL on a free port in a temporary folder, once for the whole run of the server's tests. */
export async function setup(project: TestProject): Promise<void> {
  const programs = programFolder();
  const account = ordinaryAccount();
  folder = fs.mkdtempSync(path.join(os.tmpdir(), 'fieldbook-postgres-'));
  if (account !== null) fs.chownSync(folder, account.uid, account.gid);
  const data = path.join(folder, 'data');
  const options = { ...account, cwd: folder };
  execFileSync(
    path.join(programs, 'initdb'),
    ['-D', data, '-U', 'postgres', '-A', 'trust', '-E', 'UTF8', '--locale=C.UTF-8', '--no-sync'],
    { ...options, stdio: 'pipe' },
  );
  const port = await freePort();
  // Durability is not what these tests are about, so nothing waits for the disk.
  const settings = [
    'listen_addresses=127.0.0.1',
    'unix_socket_directories=',
    'fsync=off',
    'max_connections=80',
  ];
  postgres = spawn(
    path.join(programs, 'postgres'),
    ['-D', data, '-p', String(port), ...settings.flatMap((setting) => ['-c', setting])],
    { ...options, stdio: ['ignore', 'ignore', 'pipe'] },
  );
  await untilReady(postgres);
  project.provide('postgresUrl', `postgres://postgres@127.0.0.1:${port}/postgres`);
}

export async function teardown(): Promise<void> {
  if (postgres !== undefined && postgres.exitCode === null) {
    const ended = once(postgres, 'exit');
    postgres.kill('SIGINT');
    await ended;
  }
  if (folder !== undefined) fs.rmSync(folder, { recursive: true, force: true });
}

function programFolder(): string {
  const root = '/usr/lib/postgresql';
  const versions = fs.existsSync(root) ? fs.readdirSync(root).sort((a, b) => Number(b) - Number(a)) : [];
  const found = versions.map((version) => path.join(root, version, 'bin')).find(hasPrograms);
  if (found === undefined) throw new Error('PostgreSQL is not installed: apt-get install postgresql');
  return found;
}

const hasPrograms = (programs: string): boolean =>
  ['initdb', 'postgres'].every((name) => fs.existsSync(path.join(programs, name)));

/** PostgreSQL refuses to run as root; Debian's package brings an account for it. */
function ordinaryAccount(): { readonly uid: number; readonly gid: number } | null {
  if (process.getuid?.() !== 0) return null;
  const idOf = (flag: string): number => Number(execFileSync('id', [flag, 'postgres'], { encoding: 'utf8' }));
  return { uid: idOf('-u'), gid: idOf('-g') };
}

async function freePort(): Promise<number> {
  const server = net.createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  if (address === null || typeof address === 'string') throw new Error('There is no free port');
  return address.port;
}

async function untilReady(child: ChildProcess): Promise<void> {
  if (child.stderr === null) throw new Error('PostgreSQL has no log');
  const lines: string[] = [];
  for await (const line of createInterface({ input: child.stderr })) {
    lines.push(line);
    if (!line.includes('ready to accept connections')) continue;
    child.stderr.resume(); // what it says later must not fill the pipe
    return;
  }
  throw new Error(`PostgreSQL did not start:\n${lines.join('\n')}`);
}
