import { DocumentId, LogId, PersonId } from '#domain/ids.ts';
import type { Role } from '#domain/people/role.ts';
import type { Store } from '#server/store/open-store.ts';
import { RealHeadquarters } from './headquarters.ts';
import { Laptop } from './laptop.ts';
import { Network } from './network.ts';
import { Oracle } from './oracle.ts';
import type { PaperOnDesk } from './people.ts';
import { Random } from './random.ts';
import { seededKeys, seededUuid } from './seeded-ids.ts';
import { Trace } from './trace.ts';
import type { Turns } from './turns.ts';
import { judgeWorld, type Violation } from './verdict.ts';
import { WorldTime } from './world-time.ts';

const startMs = Date.UTC(2026, 10, 24, 12);

/** Laptops, people, headquarters and the road between them, all made from one seed. */
export class World {
  readonly random: Random;
  readonly trace: Trace;
  readonly time: WorldTime;
  readonly oracle = new Oracle();
  readonly headquarters: RealHeadquarters;
  readonly network: Network;
  readonly laptops: Laptop[] = [];
  readonly papers: readonly PaperOnDesk[];
  readonly broken: Violation[] = [];
  faults = 0;
  /** Nobody writes and nothing goes wrong any more. */
  isQuiet = false;
  #words = 0;

  private constructor(random: Random, trace: Trace, time: WorldTime, headquarters: RealHeadquarters) {
    this.random = random;
    this.trace = trace;
    this.time = time;
    this.headquarters = headquarters;
    this.network = new Network({ time, random, headquarters, fault: (what) => this.fault('road', what) });
    this.papers = ['mission', 'assessment', 'assessment', 'workshop'].map((kind) => ({
      doc: DocumentId.parse(seededUuid(random)),
      kind,
    }));
  }

  static async make(seed: number, store: Store, turns: Turns, isTraced: boolean): Promise<World> {
    const random = new Random(seed);
    const trace = new Trace(isTraced);
    const time = new WorldTime(startMs, { turns, random, trace });
    const log = LogId.parse(seededUuid(random));
    const world = new World(random, trace, time, await RealHeadquarters.open(store, log, time.now));
    const count = random.between(2, 4);
    for (let at = 1; at <= count; at += 1)
      await world.#addLaptop(`laptop ${at}`, at === 4 ? 'reviewer' : 'assessor');
    return world;
  }

  readonly newWord = (): string => `w${(this.#words += 1)}`;

  fault(who: string, what: string): void {
    this.faults += 1;
    this.time.say(who, what);
  }

  /** Something happened that must never happen. */
  breaks(who: string, error: unknown): void {
    const told = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
    this.time.say(who, `broken: ${told}`);
    this.broken.push({ invariant: 'broken', detail: `${who}: ${told}` });
  }

  async judge(): Promise<readonly Violation[]> {
    return [...this.broken, ...(await judgeWorld(this.headquarters, this.laptops, this.oracle))];
  }

  async #addLaptop(name: string, role: Role): Promise<void> {
    const { time, random, network, oracle } = this;
    const person = PersonId.parse(seededUuid(random));
    const keys = seededKeys(random);
    await this.headquarters.addPerson(person, name, role);
    await this.headquarters.addDevice(keys, person);
    this.laptops.push(
      new Laptop({
        name,
        person,
        role,
        keys,
        time,
        random,
        network,
        oracle,
        fault: (what) => this.fault(name, what),
        broken: (error) => this.breaks(name, error),
      }),
    );
  }
}
