import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import fs from 'node:fs';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { onTestFinished } from 'vitest';

const root = fileURLToPath(new URL('../../..', import.meta.url));
const program = `${root}dist/server/main.js`;
/** The program of its threads. */
export const judgingProgram = `${root}dist/server/judging-thread.js`;
const run = promisify(execFile);

/** Bring dist/server up to date; an up-to-date one is left alone. */
export const buildServer = () => run(process.execPath, [`${root}build/build.mjs`, 'server'], { cwd: root });

/** The server as an operator runs it. */
export interface ServerProcess {
  readonly url: string;
  /** Everything on standard output so far. */
  readonly lines: readonly string[];
  /** Everything on standard error so far. */
  readonly errors: readonly string[];
  /** Read the code for the console in its file of start codes; null where the start made none. */
  readonly consoleCode: () => string | null;
  /** End it and return its exit code, or the signal that killed it. */
  readonly end: (signal: 'SIGTERM' | 'SIGINT' | 'SIGKILL') => Promise<number | string>;
  /** End it at once, if it still runs. */
  readonly kill: () => void;
}

/** Start it until the test is over. */
export async function startProcess(...args: readonly string[]): Promise<ServerProcess> {
  const serverProcess = await spawnServer('0', args);
  onTestFinished(serverProcess.kill);
  return serverProcess;
}

/**
 * Start it on a port (0 picks one) until somebody ends it. Rejects, and leaves nothing behind, when it does not listen.
 */
export async function spawnServer(port: string, args: readonly string[]): Promise<ServerProcess> {
  const child = spawn(process.execPath, [program, '--port', port, ...args], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const errorOutput = createInterface({ input: child.stderr });
  const errors: string[] = [];
  errorOutput.on('line', (line) => errors.push(line));
  const output = createInterface({ input: child.stdout });
  const lines: string[] = [];
  output.on('line', (line) => lines.push(line));
  await Promise.race([once(output, 'line'), failed(child)]);
  return {
    url: /^listening (http:\/\/127\.0\.0\.1:\d+)$/.exec(lines[0] ?? '')?.[1] ?? '',
    lines,
    errors,
    consoleCode: () => {
      const file = `${args[args.indexOf('--data') + 1]}/start-codes.txt`;
      const text = fs.existsSync(file) ? fs.readFileSync(file, 'utf8') : '';
      return /^console sign-in code (\S+)$/m.exec(text)?.[1] ?? null;
    },
    end: async (signal) => {
      const exit = once(child, 'exit') as Promise<[number | null, string | null]>;
      child.kill(signal);
      const [code, killed] = await exit;
      return code ?? killed ?? '';
    },
    kill: () => void child.kill('SIGKILL'),
  };
}

async function failed(child: ChildProcess): Promise<never> {
  const [code] = (await once(child, 'exit')) as [number];
  throw new Error(`The server ended before it listened (exit ${code})`);
}

/** Run a command of the server to its end and return the printed object. Rejects when it does not exit 0. */
export async function command(...args: readonly string[]): Promise<Record<string, string>> {
  const { stdout } = await run(process.execPath, [program, ...args]);
  return JSON.parse(stdout) as Record<string, string>;
}

/** The same for a command that reads from standard input. */
export async function commandWithInput(
  input: string,
  ...args: readonly string[]
): Promise<Record<string, unknown>> {
  const running = run(process.execPath, [program, ...args]);
  running.child.stdin?.end(input);
  return JSON.parse((await running).stdout) as Record<string, unknown>;
}

/** A command that must fail: its exit code and its output. */
export async function failedCommand(
  ...args: readonly string[]
): Promise<{ code: number; stdout: string; stderr: string }> {
  try {
    await run(process.execPath, [program, ...args]);
  } catch (error) {
    return error as { code: number; stdout: string; stderr: string };
  }
  throw new Error('The command succeeded');
}
