import fs from 'node:fs';
import path from 'node:path';
import { Laptop, makeAppFolder } from '../rig/laptop.ts';
import { openRoad, type Road } from '../rig/road.ts';
import { openMission, Server } from '../rig/server.ts';
import type { Traffic } from '../rig/traffic.ts';

/** What one measured act took and moved. */
export interface Measured {
  readonly tookMs: number;
  readonly traffic: Traffic;
}

/** A headquarters, a road to it, and laptops, each with a profile of its own. */
export class Field {
  readonly scale: number;
  readonly road: Road;
  readonly server: Server;
  readonly #folder: string;
  readonly #codes: readonly string[];

  private constructor(folder: string, scale: number, road: Road, server: Server, codes: readonly string[]) {
    this.#folder = folder;
    this.scale = scale;
    this.road = road;
    this.server = server;
    this.#codes = codes;
  }

  /** Sets everything up in an empty folder; one mission, `laptops` people in it. */
  static async open(folder: string, scale: number, laptops: number): Promise<Field> {
    fs.rmSync(folder, { recursive: true, force: true });
    fs.mkdirSync(folder, { recursive: true });
    makeAppFolder(path.join(folder, 'app'));
    const road = await openRoad();
    const server = new Server(path.join(folder, 'server'), road);
    const codes = await openMission(server, laptops);
    await server.start();
    return new Field(folder, scale, road, server, codes);
  }

  async close(): Promise<void> {
    await this.server.stop();
    await this.road.close();
    fs.rmSync(this.#folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 200 });
  }

  /** Headquarters as it was when `name` was kept. */
  async goBackTo(name: string): Promise<void> {
    await this.server.stop();
    this.server.load(name);
    await this.server.start();
  }

  async keep(name: string): Promise<void> {
    await this.server.stop();
    this.server.save(name);
    await this.server.start();
  }

  laptop(number: number): Promise<Laptop> {
    return Laptop.start(
      path.join(this.#folder, 'app'),
      path.join(this.#folder, `laptop-${number}`),
      this.scale,
    );
  }

  enrol(laptop: Laptop, number: number): Promise<void> {
    return laptop.ask('enrol', this.road.url, this.#codes[number] ?? '');
  }

  /** A laptop that has been enrolled, at rest and then without a network. */
  async offlineLaptop(number: number): Promise<Laptop> {
    const laptop = await this.laptop(number);
    await laptop.ask('untilRest');
    await laptop.ask('setOffline', true);
    return laptop;
  }

  /** Runs `act` and counts what travels meanwhile. Its own time counts when it answers one. */
  async measure(act: () => Promise<number | undefined>): Promise<Measured> {
    this.road.reset();
    const startedMs = performance.now();
    const tookMs = await act();
    return { tookMs: tookMs ?? performance.now() - startedMs, traffic: this.road.traffic() };
  }

  /** Lets a laptop that was offline sync until it rests. */
  sync(laptop: Laptop): Promise<Measured> {
    return this.measure(async () => {
      await laptop.ask('setOffline', false);
      return laptop.ask('untilRest');
    });
  }
}
