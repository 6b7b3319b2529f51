import { type ChildProcess, execFile, spawn } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import * as z from 'zod';
import { BenchApp, benchFolderOf, makeAppFolder } from '../rig/bench-app.ts';
import { endProcess, waitForAddress } from '../rig/bounded-wait.ts';
import { type LinkProxy, type LinkTraffic, openLinkProxy } from '../rig/link-proxy.ts';
import { readProcessorSeconds } from '../rig/processor-time.ts';
import { syncPageContract } from '../sync-page/sync-page.ts';

const serverProgram = path.resolve('dist/server/main.js');
const runFile = promisify(execFile);

/** A real device with a profile of its own. */
export type BenchLaptop = BenchApp<typeof syncPageContract>;

/** Headquarters, a link to it, and laptops, each with a profile of its own. */
export class SyncTestBed {
  readonly scale: number;
  readonly proxy: LinkProxy;
  readonly server: BenchServer;
  readonly #folder: string;
  readonly #codes: readonly string[];

  private constructor(
    folder: string,
    scale: number,
    linkProxy: LinkProxy,
    benchServer: BenchServer,
    codes: readonly string[],
  ) {
    this.#folder = folder;
    this.scale = scale;
    this.proxy = linkProxy;
    this.server = benchServer;
    this.#codes = codes;
  }

  /** Set everything up in an empty folder; one mission, `laptops` people in it. */
  static async open(scale: number, laptops: number): Promise<SyncTestBed> {
    const folder = benchFolderOf('sync');
    fs.rmSync(folder, { recursive: true, force: true });
    fs.mkdirSync(folder, { recursive: true });
    makeAppFolder('sync');
    const linkProxy = await openLinkProxy();
    const benchServer = new BenchServer(path.join(folder, 'server'), linkProxy);
    const codes = await openMission(benchServer, laptops);
    await benchServer.start();
    return new SyncTestBed(folder, scale, linkProxy, benchServer, codes);
  }

  async close(): Promise<void> {
    await this.server.stop();
    await this.proxy.close();
    fs.rmSync(this.#folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 200 });
  }

  /** Restore headquarters from the copy `name`. */
  async restoreServer(name: string): Promise<void> {
    await this.server.stop();
    this.server.load(name);
    await this.server.start();
  }

  async saveServer(name: string): Promise<void> {
    await this.server.stop();
    this.server.save(name);
    await this.server.start();
  }

  async startLaptop(number: number): Promise<BenchLaptop> {
    const laptop = await BenchApp.start('sync', syncPageContract, {
      profile: `laptop-${number}`,
      longestMinutes: 4 + 41 * this.scale,
    });
    await laptop.ask('begin', this.scale);
    return laptop;
  }

  enrol(laptop: BenchLaptop, number: number): Promise<void> {
    return laptop.ask('enrol', this.proxy.url, this.#codes[number] ?? '');
  }

  /** Start an enrolled, idle laptop without a network. */
  async startPausedLaptop(number: number): Promise<BenchLaptop> {
    const laptop = await this.startLaptop(number);
    await laptop.ask('untilRest');
    await laptop.ask('pauseSync', true);
    return laptop;
  }

  /**
   * Run `act` and count the traffic meanwhile. The time that it returns, if any, replaces the measured one.
   */
  async measure(act: () => Promise<number | undefined>): Promise<MeasuredSync> {
    this.proxy.reset();
    const startedMs = performance.now();
    const tookMs = await act();
    return { tookMs: tookMs ?? performance.now() - startedMs, traffic: this.proxy.traffic() };
  }

  /** Sync a laptop that was offline until it is idle. */
  sync(laptop: BenchLaptop): Promise<MeasuredSync> {
    return this.measure(async () => {
      await laptop.ask('pauseSync', false);
      return laptop.ask('untilRest');
    });
  }
}

/**
 * Headquarters as an operator runs it, on the embedded store (SQLite, every commit flushed), behind a proxied
 * link.
 */
class BenchServer {
  readonly #folder: string;
  readonly #road: LinkProxy;
  #child: ChildProcess | null = null;

  constructor(folder: string, linkProxy: LinkProxy) {
    this.#folder = folder;
    this.#road = linkProxy;
  }

  async start(): Promise<void> {
    const child = spawn(process.execPath, [serverProgram, '--port', '0', '--data', this.#folder], {
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    this.#child = child;
    this.#road.setTarget(Number(new URL(await waitForAddress(child)).port));
  }

  async stop(signal: NodeJS.Signals = 'SIGTERM'): Promise<void> {
    const child = this.#child;
    this.#child = null;
    if (child !== null) await endProcess(child, signal);
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

const AddedLog = z.object({ log: z.string() });
const AddedPerson = z.object({ person: z.string() });
const EnrolCode = z.object({ code: z.string() });

/** Open one mission for so many assessors; returns an enrolment code for each. */
export async function openMission(benchServer: BenchServer, devices: number): Promise<readonly string[]> {
  const { log } = AddedLog.parse(
    await benchServer.admin('add-log', '--kind', 'mission', '--title', 'Workload'),
  );
  const codes: string[] = [];
  for (let device = 0; device < devices; device++) {
    const name = `Assessor ${device}`;
    const { person } = AddedPerson.parse(
      await benchServer.admin('add-person', '--name', name, '--role', 'lead'),
    );
    await benchServer.admin('grant', '--person', person, '--log', log, '--role', 'lead');
    codes.push(EnrolCode.parse(await benchServer.admin('enrol-code', '--person', person)).code);
  }
  return codes;
}

/** Time and traffic of one measured act. */
export interface MeasuredSync {
  readonly tookMs: number;
  readonly traffic: LinkTraffic;
}
