import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import fs from 'node:fs';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { promisify } from 'node:util';
import * as z from 'zod';
import { readProcessorSeconds } from './processor-time.ts';
import type { LinkProxy } from './link-proxy.ts';

const serverProgram = path.resolve('dist/server/main.js');
const runFile = promisify(execFile);

/**
 * Headquarters as an operator runs it, on the embedded store (SQLite, every commit flushed), behind a proxied
 * link.
 */
export class BenchServer {
  readonly #folder: string;
  readonly #road: LinkProxy;
  #child: ChildProcess | null = null;

  constructor(folder: string, road: LinkProxy) {
    this.#folder = folder;
    this.#road = road;
  }

  async start(): Promise<void> {
    const child = spawn(process.execPath, [serverProgram, '--port', '0', '--data', this.#folder], {
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    this.#child = child;
    const lines = createInterface({ input: child.stdout });
    const [line] = (await Promise.race([once(lines, 'line'), rejectOnEarlyExit(child)])) as [string];
    this.#road.setTarget(Number(/:(\d+)$/.exec(line)?.[1]));
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
    return readProcessorSeconds(this.#child?.pid === undefined ? [] : [this.#child.pid]);
  }

  /** Keep a copy of the store under this name. The server must not run. */
  save(name: string): void {
    fs.cpSync(this.#folder, `${this.#folder}-${name}`, { recursive: true });
  }

  load(name: string): void {
    fs.rmSync(this.#folder, { recursive: true });
    fs.cpSync(`${this.#folder}-${name}`, this.#folder, { recursive: true });
  }

  async admin(...words: readonly string[]): Promise<unknown> {
    const { stdout } = await runFile(process.execPath, [
      serverProgram,
      'admin',
      ...words,
      '--data',
      this.#folder,
    ]);
    return JSON.parse(stdout);
  }
}

async function rejectOnEarlyExit(child: ChildProcess): Promise<never> {
  const [code] = (await once(child, 'exit')) as [number];
  throw new Error(`The server ended before it listened (exit ${code})`);
}

const AddedLog = z.object({ log: z.string() });
const AddedPerson = z.object({ person: z.string() });
const EnrolCode = z.object({ code: z.string() });

/** Open one mission for so many assessors; returns an enrolment code for each. */
export async function openMission(server: BenchServer, devices: number): Promise<readonly string[]> {
  const { log } = AddedLog.parse(await server.admin('add-log', '--kind', 'mission', '--title', 'Workload'));
  const codes: string[] = [];
  for (let device = 0; device < devices; device++) {
    const name = `Assessor ${device}`;
    const { person } = AddedPerson.parse(await server.admin('add-person', '--name', name, '--role', 'lead'));
    await server.admin('grant', '--person', person, '--log', log, '--role', 'lead');
    codes.push(EnrolCode.parse(await server.admin('enrol-code', '--person', person)).code);
  }
  return codes;
}
