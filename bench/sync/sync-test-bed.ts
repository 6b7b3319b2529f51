import fs from 'node:fs';
import path from 'node:path';
import { BenchLaptop, makeAppFolder } from '../rig/bench-laptop.ts';
import { type LinkProxy, type LinkTraffic, openLinkProxy } from '../rig/link-proxy.ts';
import { openMission, BenchServer } from '../rig/bench-server.ts';

/** What one measured act took and moved. */
export interface MeasuredSync {
  readonly tookMs: number;
  readonly traffic: LinkTraffic;
}

/** A headquarters, a road to it, and laptops, each with a profile of its own. */
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

  /** Sets everything up in an empty folder; one mission, `laptops` people in it. */
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

  /** Headquarters as it was when `name` was kept. */
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

  /** A laptop that has been enrolled, at rest and then without a network. */
  async startOfflineLaptop(number: number): Promise<BenchLaptop> {
    const laptop = await this.startLaptop(number);
    await laptop.ask('untilRest');
    await laptop.ask('setOffline', true);
    return laptop;
  }

  /** Runs `act` and counts what travels meanwhile. Its own time counts when it answers one. */
  async measure(act: () => Promise<number | undefined>): Promise<MeasuredSync> {
    this.proxy.reset();
    const startedMs = performance.now();
    const tookMs = await act();
    return { tookMs: tookMs ?? performance.now() - startedMs, traffic: this.proxy.traffic() };
  }

  /** Lets a laptop that was offline sync until it rests. */
  sync(laptop: BenchLaptop): Promise<MeasuredSync> {
    return this.measure(async () => {
      await laptop.ask('setOffline', false);
      return laptop.ask('untilRest');
    });
  }
}
