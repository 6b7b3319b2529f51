import { DocumentId, LogId, PersonId } from '#domain/ids.ts';
import type { Role } from '#domain/people/role.ts';
import type { ServerStore } from '#server/db/open-store.ts';
import { type IndexedDbImage, modelImage } from '#tests/support/indexed-db/indexed-db-image.ts';
import { Random } from '#tests/support/random/random.ts';
import { seededKeys, seededUuid } from '#tests/support/random/seeded-ids.ts';
import { drawFaultKinds, type FaultKind } from '../faults/fault-kinds.ts';
import type { Planted } from '../faults/planted-bugs.ts';
import { type Fate, fates } from '../faults/vault-mishaps.ts';
import { frozenClient, presentClient } from '../laptop/client-code.ts';
import { Laptop } from '../laptop/laptop.ts';
import { type JournalSizes, type LaptopDisk, newDisk, usualSizes } from '../laptop/laptop-disk.ts';
import { RealHeadquarters } from '../network/headquarters.ts';
import { Network } from '../network/network.ts';
import type { ErasureOracle } from '../verdict/erasure-oracle.ts';
import { Oracle } from '../verdict/oracle.ts';
import { contentsOf, judgeWorld, type Violation } from '../verdict/verdict.ts';
import { drawGrowth, firstGrownSeed, type Growth, type GrowthKind, withNeeds } from './growth.ts';
import type { PaperOnDesk } from './people.ts';
import { Trace } from './trace.ts';
import type { Turns } from './turns.ts';
import { WorldTime } from './world-time.ts';

const startMs = Date.UTC(2026, 10, 24, 12);
/**
 * Share of worlds in which years follow. They cost many starts of a laptop, as much as ten other worlds, and the actors
 * that came later are in none of them.
 */
const programmeShareOf = (seed: number): number => (seed < firstGrownSeed ? 0.05 : 0.02);
/** Share of worlds in which people remove the mission from their laptops and restore it. */
const travelShare = 0.4;
/** Share of worlds in which headquarters erases the content of single fields. */
const erasureShare = 0.35;
/** Share of worlds in which a member's client follows no rule. */
const hostileShare = 0.3;
/** Share of worlds in which some laptops have an earlier version of the app. */
const earlierClientShare = 0.2;
/** Share of worlds in which some laptops are well before the others are. */
const coreShare = 0.3;

export interface WorldOptions {
  readonly isTraced?: boolean;
  readonly planted?: Planted;
  readonly fate?: Fate;
  readonly hasProgramme?: boolean;
  readonly travels?: boolean;
  readonly erases?: boolean;
  readonly hasHostile?: boolean;
  /** Engine of the laptops' databases at first; the model of IndexedDB by default. */
  readonly image?: IndexedDbImage;
  /** Looks at the world once its story is over, before its laptops are shut down. */
  readonly ended?: (world: World) => Promise<void>;
  readonly hasCore?: boolean;
  readonly hasEarlierClient?: boolean;
  /** The kinds of faults; otherwise they are drawn. */
  readonly faultKinds?: readonly FaultKind[];
  /** Actors that came after the first worlds; otherwise none for early seeds, and drawn for later ones. */
  readonly growth?: readonly GrowthKind[];
}

/** Laptops, people, headquarters and the network between them, all made from one seed. */
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
  readonly planted: Planted;
  /** Fate of a whole vault, or of headquarters as a whole. */
  readonly fate: Fate;
  /** Further faults. */
  readonly faultKinds: ReadonlySet<FaultKind>;
  faults = 0;
  /** Nobody writes and nothing goes wrong any more. */
  isQuiet = false;
  /** Headquarters gives no more than this at once, so that a late laptop begins by a snapshot; null: as usual. */
  readonly mostBytes: number | null;
  stolen: Laptop | null = null;
  /** Years follow in which the programme ends, and the mission is erased. */
  readonly hasProgramme: boolean;
  /** People remove the mission from their laptops before they travel, and restore it; drawn apart, too. */
  readonly travels: Random | null;
  /** Headquarters erases the content of single fields; drawn apart, too. */
  readonly erases: Random | null;
  /** A member sends valid but extreme data; drawn apart, too. */
  readonly hostile: Random | null;
  /** At the end some laptops are well and the others stay broken for a while; drawn apart, too. */
  readonly core: Random | null;
  /** Actors that came after the first worlds; drawn apart, too. */
  readonly growth: Growth;
  /** All missions of headquarters: the first, and in some worlds a second one. */
  readonly missions: readonly RealHeadquarters[];
  /** Laptops, by name, whose person has no role in the second mission any more. */
  readonly withoutRole = new Set<string>();
  /** Broken promises about further parts of the product, once they can be judged. */
  readonly promises: (() => Promise<readonly Violation[]>)[] = [];
  /** Data that may rightly be gone, once there is a programme. */
  erasures: ErasureOracle | null = null;
  readonly #image: IndexedDbImage;
  readonly #docsBeside = new Map<DocumentId, RealHeadquarters>();
  #copies = 0;
  #words = 0;

  /** Called with each laptop that begins in the middle of the story. */
  arrived: (laptop: Laptop) => void = () => undefined;

  private constructor(
    random: Random,
    trace: Trace,
    time: WorldTime,
    headquarters: RealHeadquarters,
    planted: Planted,
    fate: Fate | undefined,
    image: IndexedDbImage,
    {
      mostBytes,
      hasProgramme,
      travels,
      erases,
      hostile,
      faultKinds,
      core,
      growth,
      missions,
    }: Pick<
      World,
      | 'mostBytes'
      | 'hasProgramme'
      | 'travels'
      | 'erases'
      | 'hostile'
      | 'faultKinds'
      | 'core'
      | 'growth'
      | 'missions'
    >,
  ) {
    this.growth = growth;
    this.missions = missions;
    this.#image = image;
    this.core = core;
    this.faultKinds = faultKinds;
    this.travels = travels;
    this.erases = erases;
    this.hostile = hostile;
    this.planted = planted;
    this.mostBytes = mostBytes;
    this.hasProgramme = hasProgramme;
    this.random = random;
    this.trace = trace;
    this.time = time;
    this.headquarters = headquarters;
    this.network = new Network({
      time,
      random,
      faultKinds,
      powerCuts: growth.kinds.has('powerCuts') ? growth.random : null,
      headquarters: planted.headquarters?.(headquarters, { random, now: time.now }) ?? headquarters,
      fault: (what) => this.fault('road', what),
      broken: (error) => this.breaks('headquarters', error),
    });
    const fated = random.pick(fates);
    this.fate = fate ?? fated;
    this.papers = ['mission', 'assessment', 'assessment', 'workshop'].map((kind) => ({
      doc: DocumentId.parse(seededUuid(random)),
      kind,
      ...(kind === 'workshop' && growth.kinds.has('workshopFacts') && { isWhole: true as const }),
    }));
  }

  static async make(
    seed: number,
    store: ServerStore,
    turns: Turns,
    {
      isTraced = false,
      planted = {},
      fate,
      hasProgramme,
      travels,
      erases,
      hasHostile,
      image = modelImage(),
      hasCore,
      hasEarlierClient,
      faultKinds,
      growth,
    }: WorldOptions = {},
  ): Promise<World> {
    const random = new Random(seed);
    const trace = new Trace(isTraced);
    const time = new WorldTime(startMs, { turns, random, trace });
    const log = LogId.parse(seededUuid(random));
    // Drawn apart, so that the other worlds keep their earlier story.
    const apart = new Random(~seed);
    const mostBytes = apart.pick([null, null, null, 2_000, 6_000]);
    const more = { mostBytes, hasProgramme: apart.chance(programmeShareOf(seed)) };
    const travel = apart.chance(travelShare) ? apart : null;
    const fromAfar = new Random(seed ^ 0x5eed);
    const hostile = new Random(seed ^ 0xbad);
    const swarm = new Random(seed ^ 0xfa017);
    const parts = { now: time.now, random, mostBytes };
    const headquarters = await RealHeadquarters.open(store, log, parts);
    const years = hasProgramme ?? more.hasProgramme;
    const grown = new Random(seed ^ 0x96055);
    const drawn = drawGrowth(grown);
    // After years of retention, these parts have rules of their own that no verdict here knows.
    const kinds = years || (growth === undefined && seed < firstGrownSeed) ? [] : (growth ?? [...drawn]);
    const all = withNeeds(kinds);
    const second = all.has('secondMission')
      ? [
          await RealHeadquarters.openMission(store, LogId.parse(seededUuid(grown)), {
            ...parts,
            random: grown,
          }),
        ]
      : [];
    const world = new World(random, trace, time, headquarters, planted, fate, image, {
      ...more,
      hasProgramme: years,
      growth: { kinds: all, random: grown },
      missions: [headquarters, ...second],
      travels: travels === undefined ? travel : travels ? apart : null,
      erases: (erases ?? fromAfar.chance(erasureShare)) ? fromAfar : null,
      hostile: (hasHostile ?? hostile.chance(hostileShare)) ? hostile : null,
      faultKinds: faultKinds === undefined ? drawFaultKinds(swarm) : new Set(faultKinds),
      core: (hasCore ?? swarm.chance(coreShare)) ? swarm : null,
    });
    const count = random.between(2, 4);
    // A restored headquarters may judge again, and no laptop can tell that it did.
    for (let at = 1; at <= count; at += 1)
      await world.#addLaptop(
        `laptop ${at}`,
        at === 4 && world.fate !== 'headquarters' ? 'reviewer' : 'assessor',
      );
    if (hasEarlierClient ?? swarm.chance(earlierClientShare)) world.#giveEarlierClients(swarm);
    const [{ person } = { person: null }] = world.laptops;
    if (person !== null) await headquarters.takeKey(seededKeys(fromAfar), person);
    return world;
  }

  /** One laptop or more has an earlier version, and is updated in the middle of the story or at its end. */
  #giveEarlierClients(random: Random): void {
    for (const laptop of random.shuffled(this.laptops).slice(0, random.between(1, this.laptops.length))) {
      laptop.client = frozenClient();
      this.time.say(laptop.name, 'has an earlier version');
      if (!random.chance(0.5)) continue;
      this.time.after(random.between(10_000, 120_000), () => {
        laptop.update();
        laptop.start();
      });
    }
  }

  readonly newWord = (): string => `w${(this.#words += 1)}`;

  readonly fault = (who: string, what: string): void => {
    this.faults += 1;
    this.time.say(who, what);
  };

  /** An event that must never happen. */
  breaks(who: string, error: unknown): void {
    const told = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
    this.time.say(who, `broken: ${told}`);
    this.broken.push({ invariant: 'broken', detail: `${who}: ${told}` });
  }

  async judge(): Promise<readonly Violation[]> {
    const { headquarters, missions, oracle, laptops, stolen, promises, withoutRole } = this;
    const isWhole = missions.length === 1;
    const ofFirst = isWhole ? oracle : oracle.about(this.docsOf(headquarters));
    const judged = { headquarters, missions, oracle: ofFirst, stolen, withoutRole };
    const found = [...this.broken, ...(await judgeWorld(judged, laptops))];
    for (const promise of promises) found.push(...(await promise()));
    return found;
  }

  /** Content of a database's disk before its first start. */
  get emptyImage(): IndexedDbImage {
    return this.#image;
  }

  get hasReviewer(): boolean {
    return this.laptops.some(({ role }) => role === 'reviewer');
  }

  /** The process of a laptop dies, or its power is cut. */
  crash(laptop: Laptop, what: string): void {
    const how = this.random.pick(['kill', 'power'] as const);
    this.fault(laptop.name, `${what} (${how})`);
    laptop.crash(how);
  }

  /** Somebody starts it again before long. */
  restart(laptop: Laptop): void {
    this.time.after(this.random.between(0, 15_000), () => laptop.start());
  }

  /** A laptop is gone for good, with the data that was only there. */
  async steal(laptop: Laptop): Promise<void> {
    laptop.crash('kill');
    this.fault(laptop.name, 'is stolen');
    laptop.isGone = true;
    this.stolen = laptop;
    this.laptops.splice(this.laptops.indexOf(laptop), 1);
    await this.loseCarried(laptop);
  }

  /** Packs that this laptop relayed for others are gone; unique ones can come back from nowhere. */
  async loseCarried(laptop: Laptop): Promise<void> {
    this.oracle.takeAway(laptop.name);
    if (this.stolen === null) return;
    for (const mission of this.missions) {
      const kept = await contentsOf({ headquarters: mission, oracle: this.oracle });
      this.oracle.excuseLost(this.stolen.name, kept, this.docsOf(mission));
    }
  }

  /** Documents of a mission: those of the others have numbers of their own. */
  docsOf(mission: RealHeadquarters): (doc: DocumentId) => boolean {
    return (doc) => (this.#docsBeside.get(doc) ?? this.headquarters) === mission;
  }

  /** A document is in this mission, and not in the first. */
  putBeside(doc: DocumentId, mission: RealHeadquarters): void {
    this.#docsBeside.set(doc, mission);
  }

  /** Writes of a laptop since then that nobody else has go with its disk. */
  async excuse(laptop: Laptop, sinceMs: number): Promise<void> {
    const contents = await Promise.all(
      this.missions.map((headquarters) => contentsOf({ headquarters, oracle: this.oracle })),
    );
    const kept = new Set(contents.flatMap((some) => [...some]));
    for (const made of this.oracle.made)
      if (made.laptop === laptop.name && made.atMs >= sinceMs && !kept.has(made.content))
        made.isExcused = true;
  }

  /** Another laptop of the same person that begins with this disk. Links go by the name, so no other laptop has it. */
  addCopy(laptop: Laptop, disk: LaptopDisk): void {
    this.#copies += 1;
    const name = `copy ${this.#copies} of ${laptop.name}`;
    const copy = this.#makeLaptop(name, laptop.person, laptop.role, disk);
    copy.isUpdated = laptop.isUpdated || laptop.client !== presentClient;
    copy.start();
    this.arrived(copy);
  }

  /** Somebody new in the mission, with an empty laptop. */
  addNewcomer(): Promise<Laptop> {
    return this.#addLaptop('newcomer', 'assessor');
  }

  async #addLaptop(name: string, role: Role): Promise<Laptop> {
    const { random, headquarters } = this;
    const person = PersonId.parse(seededUuid(random));
    const keys = seededKeys(random);
    await headquarters.addPerson(person, name, role);
    await headquarters.addDevice(keys, person);
    for (const mission of this.missions.slice(1)) await mission.give(person, role);
    const disk = newDisk({ keys, random, image: this.#image, sizes: this.#journalSizes() });
    return this.#makeLaptop(name, person, role, disk);
  }

  #journalSizes(): JournalSizes {
    const { kinds, random } = this.growth;
    if (!kinds.has('journalSizes')) return usualSizes;
    const fileBytes = random.pick([2, 8, 64]) * 1024;
    return { fileBytes, reserveBytes: random.pick([1, 2]) * fileBytes };
  }

  #makeLaptop(name: string, person: PersonId, role: Role, disk: LaptopDisk): Laptop {
    const { time, random, network, oracle, headquarters } = this;
    const laptop = new Laptop({
      name,
      person,
      role,
      disk,
      log: headquarters.log,
      planted: this.planted,
      time,
      random,
      network,
      oracle,
      enrol: (who, called) => headquarters.enrolResponse(who, called),
      fault: (what) => this.fault(name, what),
      erases: async (erasing) => this.erasures?.laptopErases(erasing),
      broken: (error) => this.breaks(name, error),
    });
    this.laptops.push(laptop);
    return laptop;
  }
}
