import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import fs from 'node:fs';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { promisify } from 'node:util';
import * as z from 'zod';
import { processorSeconds } from './processor.ts';
import type { Road } from './road.ts';

const program = path.resolve('dist/server/main.js');
const run = promisify(execFile);

/** Headquarters as an operator runs it, on the embedded store (SQLite, every commit flushed), at the end of a road. */
export class Server {
  readonly #folder: string;
  readonly #road: Road;
  #child: ChildProcess | null = null;

  constructor(folder: string, road: Road) {
    this.#folder = folder;
    this.#road = road;
  }

  async start(): Promise<void> {
    const child = spawn(process.execPath, [program, '--port', '0', '--data', this.#folder], {
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    this.#child = child;
    const lines = createInterface({ input: child.stdout });
    const [line] = (await Promise.race([once(lines, 'line'), endsEarly(child)])) as [string];
    this.#road.leadTo(Number(/:(\d+)$/.exec(line)?.[1]));
  }

  async stop(signal: NodeJS.Signals = 'SIGTERM'): Promise<void> {
    const child = this.#child;
    this.#child = null;
    if (child === null || child.exitCode !== null || child.signalCode !== null) return;
    const ended = once(child, 'exit');
    child.kill(signal);
    await ended;
  }

  processorSeconds(): number | null {
    return processorSeconds(this.#child?.pid === undefined ? [] : [this.#child.pid]);
  }

  /** Keeps a copy of the store as it is, under this name. The server must not run. */
  save(name: string): void {
    fs.cpSync(this.#folder, `${this.#folder}-${name}`, { recursive: true });
  }

  load(name: string): void {
    fs.rmSync(this.#folder, { recursive: true });
    fs.cpSync(`${this.#folder}-${name}`, this.#folder, { recursive: true });
  }

  async admin(...words: readonly string[]): Promise<unknown> {
    const { stdout } = await run(process.execPath, [program, 'admin', ...words, '--data', this.#folder]);
    return JSON.parse(stdout);
  }
}

async function endsEarly(child: ChildProcess): Promise<never> {
  const [code] = (await once(child, 'exit')) as [number];
  throw new Error(`The server ended before it listened (exit ${code})`);
}

const Log = z.object({ log: z.string() });
const Person = z.object({ person: z.string() });
const Code = z.object({ code: z.string() });

/** Opens one mission and lets so many assessors in; answers a code to enrol with for each. */
export async function openMission(server: Server, devices: number): Promise<readonly string[]> {
  const { log } = Log.parse(await server.admin('add-log', '--kind', 'mission', '--title', 'Workload'));
  const codes: string[] = [];
  for (let device = 0; device < devices; device++) {
    const name = `Assessor ${device}`;
    const { person } = Person.parse(await server.admin('add-person', '--name', name, '--role', 'lead'));
    await server.admin('grant', '--person', person, '--log', log, '--role', 'lead');
    codes.push(Code.parse(await server.admin('enrol-code', '--person', person)).code);
  }
  return codes;
}
