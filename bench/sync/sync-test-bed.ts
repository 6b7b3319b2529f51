import fs from 'node:fs';
import path from 'node:path';
import { BenchLaptop, makeAppFolder } from '../rig/bench-laptop.ts';
import { type LinkProxy, type LinkTraffic, openLinkProxy } from '../rig/link-proxy.ts';
import { openMission, BenchServer } from '../rig/bench-server.ts';

/** Time and traffic of one measured act. */
export interface MeasuredSync {
  readonly tookMs: number;
  readonly traffic: LinkTraffic;
}

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
    road: LinkProxy,
    server: BenchServer,
    codes: readonly string[],
  ) {
    this.#folder = folder;
    this.scale = scale;
    this.proxy = road;
    this.server = server;
    this.#codes = codes;
  }

  /** Set everything up in an empty folder; one mission, `laptops` people in it. */
  static async open(folder: string, scale: number, laptops: number): Promise<SyncTestBed> {
    fs.rmSync(folder, { recursive: true, force: true });
    fs.mkdirSync(folder, { recursive: true });
    makeAppFolder(path.join(folder, 'app'));
    const road = await openLinkProxy();
    const server = new BenchServer(path.join(folder, 'server'), road);
    const codes = await openMission(server, laptops);
    await server.start();
    return new SyncTestBed(folder, scale, road, server, codes);
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

  startLaptop(number: number): Promise<BenchLaptop> {
    return BenchLaptop.start(
      path.join(this.#folder, 'app'),
      path.join(this.#folder, `laptop-${number}`),
      this.scale,
    );
  }

  enrol(laptop: BenchLaptop, number: number): Promise<void> {
    return laptop.ask('enrol', this.proxy.url, this.#codes[number] ?? '');
  }

  /** Start an enrolled, idle laptop without a network. */
  async startOfflineLaptop(number: number): Promise<BenchLaptop> {
    const laptop = await this.startLaptop(number);
    await laptop.ask('untilRest');
    await laptop.ask('setOffline', true);
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
      await laptop.ask('setOffline', false);
      return laptop.ask('untilRest');
    });
  }
}
