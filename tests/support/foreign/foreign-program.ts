import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { createInterface, type Interface } from 'node:readline';

const program = path.join(import.meta.dirname, 'foreign_program.py');

/** Another program at work until it is told to end. */
export interface ForeignProgram {
  /** Tell it to end and return the last line that it printed, one JSON object. */
  end(): Promise<unknown>;
}

/** Run a command of the foreign program to its end, and return the one JSON object that it prints. */
export async function runForeignProgram(...args: readonly string[]): Promise<unknown> {
  const { child, lines } = startPython(args);
  return JSON.parse(await lastLine(child, lines));
}

/** Start the foreign program, and return once it is at work. */
export async function startForeignProgram(...args: readonly string[]): Promise<ForeignProgram> {
  const { child, lines } = startPython(args);
  await Promise.race([once(lines, 'line'), failure(child)]);
  return {
    end: async () => {
      const last = lastLine(child, lines);
      child.stdin?.end();
      return JSON.parse(await last);
    },
  };
}

function startPython(args: readonly string[]): { readonly child: ChildProcess; readonly lines: Interface } {
  const child = spawn('python3', [program, ...args], { stdio: ['pipe', 'pipe', 'inherit'] });
  if (child.stdout === null) throw new Error('The foreign program has no output');
  return { child, lines: createInterface({ input: child.stdout }) };
}

async function lastLine(child: ChildProcess, lines: Interface): Promise<string> {
  let last = '';
  lines.on('line', (line) => (last = line));
  const closed = once(lines, 'close');
  const [code] = (await once(child, 'exit')) as [number | null];
  await closed;
  if (code !== 0) throw new Error(`The foreign program ended with ${code}`);
  return last;
}

async function failure(child: ChildProcess): Promise<never> {
  const [code] = (await once(child, 'exit')) as [number | null];
  throw new Error(`The foreign program ended with ${code}`);
}
