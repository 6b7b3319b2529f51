import { numberOf } from '#domain/document/dot.ts';
import { DocumentId, LogId, PersonId } from '#domain/ids.ts';
import type { Role } from '#domain/people/role.ts';
import type { Store } from '#server/store/open-store.ts';
import { RealHeadquarters } from './headquarters.ts';
import { Laptop } from './laptop.ts';
import { type LaptopDisk, newDisk } from './laptop-disk.ts';
import { Network } from './network.ts';
import { type MadeOp, Oracle } from './oracle.ts';
import type { PaperOnDesk } from './people.ts';
import { Random } from './random.ts';
import { seededKeys, seededUuid } from './seeded-ids.ts';
import { Trace } from './trace.ts';
import type { Turns } from './turns.ts';
import { contentsOf, judgeWorld, type Violation } from './verdict.ts';
import { type Fate, fates } from './vault-mishaps.ts';
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
  /** What may happen to a whole vault, or to headquarters as a whole. */
  readonly fate: Fate;
  faults = 0;
  /** Nobody writes and nothing goes wrong any more. */
  isQuiet = false;
  hasStolen = false;
  #words = 0;

  /** Called with each laptop that begins in the middle of the story. */
  arrived: (laptop: Laptop) => void = () => undefined;

  private constructor(random: Random, trace: Trace, time: WorldTime, headquarters: RealHeadquarters) {
    this.random = random;
    this.trace = trace;
    this.time = time;
    this.headquarters = headquarters;
    this.network = new Network({
      time,
      random,
      headquarters,
      fault: (what) => this.fault('road', what),
      broken: (error) => this.breaks('headquarters', error),
    });
    this.fate = random.pick(fates);
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
    const world = new World(
      random,
      trace,
      time,
      await RealHeadquarters.open(store, log, { now: time.now, random }),
    );
    const count = random.between(2, 4);
    // After a headquarters was restored it may judge anew, and no laptop can tell that it did.
    for (let at = 1; at <= count; at += 1)
      await world.#addLaptop(
        `laptop ${at}`,
        at === 4 && world.fate !== 'headquarters' ? 'reviewer' : 'assessor',
      );
    return world;
  }

  readonly newWord = (): string => `w${(this.#words += 1)}`;

  readonly fault = (who: string, what: string): void => {
    this.faults += 1;
    this.time.say(who, what);
  };

  /** Something happened that must never happen. */
  breaks(who: string, error: unknown): void {
    const told = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
    this.time.say(who, `broken: ${told}`);
    this.broken.push({ invariant: 'broken', detail: `${who}: ${told}` });
  }

  async judge(): Promise<readonly Violation[]> {
    return [...this.broken, ...(await judgeWorld(this))];
  }

  get hasReviewer(): boolean {
    return this.laptops.some(({ role }) => role === 'reviewer');
  }

  /** A laptop is gone, and what was only there. An op whose predecessor is lost can only wait (M6). */
  async lose(laptop: Laptop): Promise<void> {
    this.hasStolen = true;
    laptop.isGone = true;
    this.laptops.splice(this.laptops.indexOf(laptop), 1);
    this.oracle.takeAway(laptop.name);
    const kept = await contentsOf(this.headquarters);
    const isKept = ({ content }: MadeOp): boolean => kept.has(content) || this.oracle.isGiven(content);
    const own = this.oracle.made.filter((made) => made.laptop === laptop.name);
    const lost = own.filter((made) => !isKept(made)).map(({ op }) => numberOf(op.dot));
    for (const made of own)
      if (!kept.has(made.content) && numberOf(made.op.dot) >= Math.min(...lost)) made.isExcused = true;
  }

  /** What a laptop wrote since then and nobody else has goes with its disk. */
  async excuse(laptop: Laptop, sinceMs: number): Promise<void> {
    const kept = await contentsOf(this.headquarters);
    for (const made of this.oracle.made)
      if (made.laptop === laptop.name && made.atMs >= sinceMs && !kept.has(made.content))
        made.isExcused = true;
  }

  /** Another laptop of the same person that begins with this disk. */
  addCopy(laptop: Laptop, disk: LaptopDisk): void {
    const name = `copy of ${laptop.name}`;
    const copy = this.#makeLaptop(name, laptop.person, laptop.role, disk);
    copy.start();
    this.arrived(copy);
  }

  async #addLaptop(name: string, role: Role): Promise<void> {
    const { random, headquarters } = this;
    const person = PersonId.parse(seededUuid(random));
    const keys = seededKeys(random);
    await headquarters.addPerson(person, name, role);
    await headquarters.addDevice(keys, person);
    this.#makeLaptop(name, person, role, newDisk({ keys, random }));
  }

  #makeLaptop(name: string, person: PersonId, role: Role, disk: LaptopDisk): Laptop {
    const { time, random, network, oracle, headquarters } = this;
    const laptop = new Laptop({
      name,
      person,
      role,
      disk,
      log: headquarters.log,
      time,
      random,
      network,
      oracle,
      enrol: (who, called) => headquarters.enrolResponse(who, called),
      fault: (what) => this.fault(name, what),
      broken: (error) => this.breaks(name, error),
    });
    this.laptops.push(laptop);
    return laptop;
  }
}
