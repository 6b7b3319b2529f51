import { carryMishaps } from '../faults/carry-mishaps.ts';
import { vaultMishaps } from '../faults/vault-mishaps.ts';
import { wrongClock } from '../faults/wrong-clock.ts';
import type { Laptop } from '../laptop/laptop.ts';
import { fineWeather } from '../network/network.ts';
import { RetentionDesk } from '../network/retention-desk.ts';
import { ErasureOracle } from '../verdict/erasure-oracle.ts';
import { findKept, judgeErasures, judgeParts } from '../verdict/erasure-verdict.ts';
import type { Violation } from '../verdict/verdict.ts';
import { nextIntention } from './people.ts';
import { comeToRest, stayAtRest, stayAtRestWithoutMission } from './rest.ts';
import type { World } from './world.ts';

const dayMs = 24 * 60 * 60_000;
/** Due data is listed for 30 days; the first may know nothing of it yet. */
const listDays = 34;
/** Part of a day that is played: a laptop is opened, looks and syncs. */
const hoursMs = 8_000;
const keptImages = 4;
/** The mission is due by the first stated end; data with a short retention is so three years sooner. */
const [firstDueMs, partsDueMs] = [Date.UTC(2032, 0, 31), Date.UTC(2029, 1, 1)];
/** Longer than any wait before a laptop is started again. */
const longestStartMs = 16_000;

/**
 * The programme ends, and years pass: by the clocks of headquarters and of laptops the mission is erased. Then some of
 * it comes again, in a backup, on a stick, from a colleague. Returns the broken promises.
 */
export async function yearsLater(world: World): Promise<readonly Violation[]> {
  if (!world.hasProgramme) return [];
  const retentionDesk = await RetentionDesk.open(world.headquarters, world.random);
  const erasures = new ErasureOracle(world, retentionDesk);
  world.erasures = erasures;
  const years = new Years(world, erasures);
  await years.sayWhenItEnds();
  const parts = await years.passTheParts();
  if (parts.length > 0) return parts;
  await years.passUntilDue();
  const keptViolations = await years.passTheList();
  await years.afterwards();
  const stays = (await retentionDesk.isErased()) ? stayAtRestWithoutMission : stayAtRest;
  const unrest = [...(await comeToRest(world)), ...(await stays(world))];
  return [...keptViolations, ...unrest, ...(await judgeErasures(world, erasures))];
}

class Years {
  readonly #world: World;
  readonly #erasures: ErasureOracle;
  readonly #carry: ReturnType<typeof carryMishaps>;
  readonly #vault: ReturnType<typeof vaultMishaps>;
  /** Faults occur in these days; otherwise all due data has to be gone after them. */
  readonly #isTroubled: boolean;
  /** How often a day brings a laptop to a network or away from it; where that is never, some send nothing any more. */
  readonly #moves: number;
  #dueMs: number | null = null;

  constructor(world: World, erasures: ErasureOracle) {
    this.#world = world;
    this.#erasures = erasures;
    this.#carry = carryMishaps(world);
    this.#vault = vaultMishaps(world);
    this.#isTroubled = world.random.chance(0.5);
    this.#moves = world.random.pick([0, 0.02, 0.1]);
  }

  /**
   * Everybody is told of a first end. Then it may be another one, which only some are told of before they leave the
   * network.
   */
  async sayWhenItEnds(): Promise<void> {
    const { random, laptops, time } = this.#world;
    await this.#say(2027, 1, 31);
    await comeToRest(this.#world);
    for (const laptop of laptops) if (random.chance(0.5)) laptop.weather = { ...fineWeather, isDown: true };
    const how = random.pick(['stands', 'stands', 'moved on', 'moved back', 'taken back', 'said again']);
    if (how === 'taken back' || how === 'said again') await this.#takeBack();
    if (how === 'moved back') await this.#say(2026, 12, 15);
    if (how === 'moved on' || how === 'said again') await this.#say(2027, 3, 31);
    await time.runFor(40_000);
    // Nobody sends this before the years have passed.
    for (const laptop of laptops)
      if (random.chance(0.5)) {
        laptop.weather = { ...fineWeather, isDown: true };
        await this.#write(laptop);
      }
    await time.runFor(2_000);
    this.#shut();
  }

  /**
   * Data that leads to people is due before the rest of the mission. All laptops are on a network for the days of the
   * list, and the data goes everywhere. Only where all know the final end: a laptop that does not know of a later end
   * erases sooner.
   */
  async passTheParts(): Promise<readonly Violation[]> {
    const { erases, time, laptops } = this.#world;
    if (erases === null || this.#isTroubled || this.#dueMs !== firstDueMs) return [];
    await time.runFor(partsDueMs - time.now());
    for (let day = 0; day < listDays; day += 1) {
      for (const laptop of laptops) this.#change(laptop);
      await this.#erasures.headquartersLooks();
      await this.#passDay(undefined);
    }
    for (const laptop of laptops) laptop.start();
    const foundViolations = [...(await comeToRest(this.#world)), ...(await judgeParts(this.#world))];
    this.#shut();
    return foundViolations;
  }

  /** Laptops are in a drawer, or are opened now and then. */
  async passUntilDue(): Promise<void> {
    const { random, time } = this.#world;
    const untilMs = (this.#dueMs ?? Date.UTC(2032, 0, 31)) + random.between(0, 5) * dayMs;
    const isOpened = random.chance(0.5);
    while (isOpened && untilMs - time.now() > 170 * dayMs) {
      await time.runFor(165 * dayMs);
      for (const laptop of this.#world.laptops) laptop.start();
      await time.runFor(hoursMs);
      this.#shut();
    }
    await time.runFor(untilMs - time.now());
  }

  /** The days in which everybody can read the list of coming erasures. Returns data that should be gone and is not. */
  async passTheList(): Promise<readonly Violation[]> {
    const { random, laptops, headquarters, fate } = this.#world;
    const isLate = random.chance(0.5);
    for (let day = 0; day < listDays; day += 1) {
      for (const laptop of laptops) this.#change(laptop);
      if (!isLate || day > 2) await this.#erasures.headquartersLooks();
      if (day === 4 && fate === 'headquarters') await headquarters.backUp();
      await this.#passDay(day === 4 && fate !== 'headquarters' ? this.#vault[0] : undefined);
    }
    if (this.#isTroubled || this.#dueMs === null) return [];
    return findKept(this.#world, this.#erasures);
  }

  /** Erased data is met again: in a backup, in an older database, in packs of others. */
  async afterwards(): Promise<void> {
    const { random, laptops, fate } = this.#world;
    if (fate === 'headquarters') await this.#erasures.headquartersIsRestored();
    if (fate === 'none') await this.#loseDatabase(random.pick(laptops));
    for (let day = 0; day < 3; day += 1) {
      await this.#erasures.headquartersLooks();
      await this.#passDay(day === 0 && fate !== 'headquarters' ? this.#vault[1] : random.pick(this.#carry));
    }
  }

  /** The network, the clock, and the laptops that are opened at all, from one day to the next. */
  #change(laptop: Laptop): void {
    const { random } = this.#world;
    if (!this.#isTroubled) {
      laptop.weather = fineWeather;
      return;
    }
    if (random.chance(this.#moves)) laptop.weather = { ...fineWeather, isDown: !laptop.weather.isDown };
    if (random.chance(0.03)) laptop.clockOffsetMs = wrongClock(random);
  }

  async #passDay(mishap: ((laptop: Laptop) => Promise<void>) | undefined): Promise<void> {
    const { random, laptops, time } = this.#world;
    const nextMs = time.now() + dayMs;
    for (const laptop of laptops) if (!this.#isTroubled || random.chance(0.95)) laptop.start();
    await time.runFor(hoursMs);
    const laptop = random.pick(laptops);
    if (this.#isTroubled && random.chance(0.1)) await this.#write(laptop);
    if (this.#isTroubled && random.chance(0.1)) await random.pick(this.#carry)(laptop);
    await mishap?.(laptop);
    await time.runFor(mishap === undefined ? 1_000 : longestStartMs);
    this.#shut();
    await time.runFor(nextMs - time.now());
  }

  #shut(): void {
    const { random, laptops } = this.#world;
    for (const laptop of laptops) {
      laptop.crash(random.pick(['kill', 'power'] as const));
      // Each day has one: the last will do.
      laptop.olderImages = laptop.olderImages.slice(-keptImages);
    }
  }

  async #loseDatabase(laptop: Laptop): Promise<void> {
    if (!laptop.diskFaults.hasWholeJournal) return;
    const { random } = this.#world;
    this.#world.fault(laptop.name, 'has an older database, or none');
    laptop.disk.image = random.chance(0.5) ? laptop.disk.image.blank() : random.pick(laptop.olderImages);
    laptop.diskFaults.hasWholeDatabase = false;
    await this.#world.loseCarried(laptop);
  }

  async #write(laptop: Laptop): Promise<void> {
    const { random, headquarters, papers, newWord, time } = this.#world;
    if (!laptop.isUp) return;
    const paperOnDesk = random.pick(papers);
    const seen = await laptop.look(headquarters.log, paperOnDesk.doc);
    const writer = { device: await laptop.device(), role: laptop.role };
    const { writes, saw } = nextIntention(random, paperOnDesk, seen, writer, newWord);
    time.say(laptop.name, `writes ${writes.map(({ path }) => path).join(', ')}`);
    time.say(laptop.name, await laptop.write(headquarters.log, writes, saw));
  }

  async #say(year: number, month: number, day: number): Promise<void> {
    this.#dueMs = Date.UTC(year + 5, month - 1, day);
    const two = (part: number): string => String(part).padStart(2, '0');
    await this.#erasures.sayEnd(`${year}-${two(month)}-${two(day)}`, this.#dueMs);
  }

  async #takeBack(): Promise<void> {
    this.#dueMs = null;
    await this.#erasures.sayEnd(null, null);
  }
}
