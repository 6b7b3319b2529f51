import { type ChildProcess, execFile, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import fs from 'node:fs';
import net from 'node:net';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as wait } from 'node:timers/promises';
import { promisify } from 'node:util';
import pg from 'pg';
import { makeFolderUntilExit } from '#tests/support/temporary/make-folder.ts';

const run = promisify(execFile);

/** A real PostgreSQL in a temporary folder. */
export interface PostgresProcess {
  readonly url: string;
  /** Folder of the sealing key of a server on it. */
  readonly sealingFile: string;
  /** `kill -9` of the server and all its processes, as a power cut; its folder stays. */
  kill(): Promise<void>;
  /** After a kill: starts again on the same folder and port, and recovers. */
  restart(): Promise<void>;
  /** End it and remove the folder. */
  stop(): Promise<void>;
}

/**
 * `isDurable`: commits wait for the disk, as in production. Tests without power cuts do without. `below`: parent of its
 * folder, if not the temporary files.
 */
export const startPostgres = (isDurable: boolean, below?: string): Promise<PostgresProcess> =>
  startCluster({
    isDurable,
    below,
    fill: { program: 'initdb', args: ['-U', 'postgres', '-A', 'trust', '-E', 'UTF8', '--locale=C.UTF-8'] },
    more: [],
  });

/** Name under which a standby asks its primary, for `synchronous_standby_names`. */
export const standbyName = 'standby';

/** Start a streaming replica of a running PostgreSQL. Reads only, until `pg_promote`. */
export function startStandby(primaryUrl: string): Promise<PostgresProcess> {
  const { hostname, port } = new URL(primaryUrl);
  const address = ['-h', hostname, '-p', port, '-U', 'postgres'];
  return startCluster({
    isDurable: true,
    fill: { program: 'pg_basebackup', args: [...address, '-R', '-X', 'stream', '-c', 'fast'] },
    more: [
      `primary_conninfo=host=${hostname} port=${port} user=postgres application_name=${standbyName}`,
      // Once promoted, it acknowledges no commit that its own standby lacks.
      `synchronous_standby_names=${standbyName}`,
    ],
  });
}

interface ClusterStart {
  readonly isDurable: boolean;
  readonly below?: string | undefined;
  /** The program that makes the data folder. */
  readonly fill: { readonly program: string; readonly args: readonly string[] };
  /** Further settings. */
  readonly more: readonly string[];
}

async function startCluster({ isDurable, below, fill, more }: ClusterStart): Promise<PostgresProcess> {
  const programs = programFolder();
  const account = ordinaryAccount();
  const { folder, remove } = makeFolderUntilExit('postgres', below);
  if (account !== null) fs.chownSync(folder, account.uid, account.gid);
  const data = path.join(folder, 'data');
  const options = { ...account, cwd: folder };
  // Not the synchronous form: a proxy of this process may lie between it and the primary.
  await run(path.join(programs, fill.program), ['-D', data, '--no-sync', ...fill.args], options);
  const port = await freePort();
  const settings = [
    'listen_addresses=127.0.0.1',
    'unix_socket_directories=',
    `fsync=${isDurable ? 'on' : 'off'}`,
    'max_connections=80',
    ...more,
  ];
  const start = async (): Promise<ChildProcess> => {
    const child = spawn(
      path.join(programs, 'postgres'),
      ['-D', data, '-p', String(port), ...settings.flatMap((setting) => ['-c', setting])],
      // A group of its own, so that all its processes can be killed at once.
      { ...options, stdio: ['ignore', 'ignore', 'pipe'], detached: true },
    );
    await untilReady(child);
    return child;
  };
  let running = await start();
  // A failed test does not come to stop it, and nothing else would.
  const killAtExit = (): void => {
    if (isRunning(running)) killGroup(running);
  };
  process.prependOnceListener('exit', killAtExit);
  return {
    url: `postgres://postgres@127.0.0.1:${port}/postgres`,
    sealingFile: path.join(folder, 'sealing.key'),
    async kill() {
      const ended = once(running, 'exit');
      killGroup(running);
      await ended;
    },
    async restart() {
      running = await untilItCan(start);
    },
    async stop() {
      if (isRunning(running)) {
        const ended = once(running, 'exit');
        running.kill('SIGINT');
        await ended;
      }
      process.off('exit', killAtExit);
      await remove();
    },
  };
}

/**
 * Make a database in the PostgreSQL of this URL, as a copy where a `template` is named.
 * @returns its own URL
 */
export async function createDatabase(url: string, name: string, template = 'template1'): Promise<string> {
  await queryPostgres(url, `create database ${name} template ${template}`);
  const made = new URL(url);
  made.pathname = name;
  return made.href;
}

export const dropDatabase = async (url: string, name: string): Promise<void> =>
  void (await queryPostgres(url, `drop database ${name} with (force)`));

/** Run one statement on a connection of its own, and return its rows. */
export async function queryPostgres(
  url: string,
  statement: string,
): Promise<readonly Readonly<Record<string, unknown>>[]> {
  const client = new pg.Client(url);
  await client.connect();
  const { rows } = await client.query<Record<string, unknown>>(statement);
  await client.end();
  return rows;
}

/** Run a program of PostgreSQL, such as `pg_dump`, to its end. Rejects when it does not exit 0. */
export const runPostgresProgram = (program: string, args: readonly string[]) =>
  run(path.join(programFolder(), program), args);

/** Processes of the killed server end a moment after it and hold its memory until then: refused starts are tried again. */
async function untilItCan(start: () => Promise<ChildProcess>): Promise<ChildProcess> {
  for (let left = 50; left > 1; left -= 1) {
    const started = await start().catch(() => null);
    if (started !== null) return started;
    await wait(200);
  }
  return start();
}

const isRunning = ({ exitCode, signalCode }: ChildProcess): boolean =>
  exitCode === null && signalCode === null;

function killGroup({ pid }: ChildProcess): void {
  if (pid === undefined) throw new Error('PostgreSQL does not run');
  process.kill(-pid, 'SIGKILL');
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
    if (!/ready to accept (?:read-only )?connections/.test(line)) continue;
    child.stderr.resume(); // later output must not fill the pipe
    return;
  }
  throw new Error(`PostgreSQL did not start:\n${lines.join('\n')}`);
}
