import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import fs from 'node:fs';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { promisify } from 'node:util';
import { movedEnvironment } from '#tests/support/clock/moved-environment.ts';
import type { SelfMadeCertificate } from '#tests/support/network/self-made-certificate.ts';

const serverFile = path.resolve('dist/server/main.js');
const run = promisify(execFile);

/** Store of a server: the folder of an embedded store, or a PostgreSQL. */
export type ServerStore =
  | string
  | {
      readonly databaseUrl: string;
      readonly sealingFile: string;
      /** The programs run on a clock that is ahead. */
      readonly aheadMs?: number;
    };
/** An embedded store whose programs run on a clock that is ahead. */
export interface MovedStore {
  readonly folder: string;
  readonly aheadMs: number;
}
const storeOptions = (store: ServerStore | MovedStore): readonly string[] => {
  if (typeof store === 'string') return ['--data', store];
  if ('folder' in store) return ['--data', store.folder];
  return ['--database-url', store.databaseUrl, '--sealing-key', store.sealingFile];
};
const environmentOf = (store: ServerStore | MovedStore): NodeJS.ProcessEnv =>
  typeof store === 'object' && store.aheadMs !== undefined ? movedEnvironment(store.aheadMs) : process.env;

/** A central API in a process of its own, as operators run it. */
export interface ServerProcess {
  readonly url: string;
  readonly port: number;
  /** A sign-in code for the console: always the same one, for the person who exists from the first start. */
  signInCode(): Promise<string>;
  /** Ask it to end and wait until it has. */
  stop(): Promise<void>;
  /** `kill -9`. */
  kill(): Promise<void>;
  /** `kill -STOP`: it answers nothing, and keeps its connections and locks until it goes on. */
  pause(): void;
  goOn(): void;
}

/** Start the server on its store and wait for its line `listening http://...`; over HTTPS with a certificate. */
export async function startServer(
  store: ServerStore | MovedStore,
  port = 0,
  tls: SelfMadeCertificate | null = null,
): Promise<ServerProcess> {
  const tlsOptions = tls ? ['--tls-cert', tls.certFile, '--tls-key', tls.keyFile] : [];
  const child = spawn(
    process.execPath,
    [serverFile, '--port', String(port), ...storeOptions(store), ...tlsOptions],
    { stdio: ['ignore', 'pipe', 'pipe'], env: environmentOf(store) },
  );
  // A failed journey does not stop it, and nothing else would.
  const killAtExit = (): void => void child.kill('SIGKILL');
  process.prependOnceListener('exit', killAtExit);
  child.once('exit', () => process.off('exit', killAtExit));
  child.stderr.pipe(process.stderr, { end: false });
  let signInCode: Promise<string> | null = null;
  const url = await listeningUrl(child);
  return {
    url,
    port: Number(new URL(url).port),
    signInCode: () => {
      signInCode ??= firstPersonCode(store);
      return signInCode;
    },
    stop: () => end(child, 'SIGTERM'),
    kill: () => end(child, 'SIGKILL'),
    pause: () => void child.kill('SIGSTOP'),
    goOn: () => void child.kill('SIGCONT'),
  };
}

/** Run `server ...` to its end and return the one printed JSON object. */
export async function serverCommand(
  store: ServerStore | MovedStore,
  ...args: readonly string[]
): Promise<unknown> {
  const env = environmentOf(store);
  const { stdout } = await run(process.execPath, [serverFile, ...args, ...storeOptions(store)], { env });
  return JSON.parse(stdout);
}

/** Headquarters' recovery key in a new folder, stated in the store before its server starts. */
export interface RecoveryFiles {
  readonly file: string;
  /** Of the two holders of the file. */
  readonly words: readonly string[];
}

export async function stateRecoveryKey(store: ServerStore, folder: string): Promise<RecoveryFiles> {
  const { stdout } = await run(process.execPath, [serverFile, 'admin', 'recovery-key', '--out', folder]);
  const { holders } = JSON.parse(stdout) as { holders: readonly { words: string }[] }; // as the command says
  await serverCommand(store, 'admin', 'use-recovery-key', '--statement', path.join(folder, 'statement.json'));
  return {
    file: path.join(folder, 'recovery-key-1-and-2.age'),
    words: holders.slice(0, 2).map(({ words }) => words),
  };
}

/** Open data that a laptop encrypted for headquarters, as the holders of the key file do. */
export async function openSealedFile({ file, words }: RecoveryFiles, sealed: string): Promise<string> {
  const out = `${sealed}.opened`;
  const opening = run(process.execPath, [
    serverFile,
    'admin',
    'recovery-open',
    '--key',
    file,
    '--file',
    sealed,
    '--out',
    out,
  ]);
  opening.child.stdin?.end(words.join('\n'));
  await opening;
  return fs.readFileSync(out, 'utf8');
}

async function listeningUrl(child: ChildProcess): Promise<string> {
  if (child.stdout === null) throw new Error('The server has no output');
  for await (const line of createInterface({ input: child.stdout })) {
    const url = /^listening (http\S+)$/.exec(line)?.[1];
    if (url !== undefined) return url;
  }
  throw new Error(`The server ended before it listened (exit ${child.exitCode})`);
}

async function firstPersonCode(store: ServerStore | MovedStore): Promise<string> {
  const { code } = (await serverCommand(store, 'admin', 'console-code', '--first-person')) as {
    code: string;
  }; // as the command says
  return code;
}

async function end(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, 'exit');
  child.kill(signal);
  await ended;
}
