import { carryMishaps } from './carry-mishaps.ts';
import type { Laptop } from './laptop.ts';
import { fineWeather, type Weather } from './network.ts';
import type { Random } from './random.ts';
import { vaultMishaps } from './vault-mishaps.ts';
import type { World } from './world.ts';

/** Something that goes wrong, mostly at this laptop. */
export type Mishap = (laptop: Laptop) => Promise<void>;

const minuteMs = 60_000;
const yearMs = 365 * 24 * 60 * minuteMs;

export const wrongClock = (random: Random): number => random.between(-20, 20) * yearMs;

/** What may go wrong in this world. */
export const mishapsOf = (world: World): readonly Mishap[] => [
  ...roadMishaps(world),
  ...laptopMishaps(world),
  ...carryMishaps(world),
  ...vaultMishaps(world),
];

function roadMishaps(world: World): readonly Mishap[] {
  const { random, network } = world;
  return [
    async function weatherChanges(laptop) {
      if (laptop.isRemote) return;
      laptop.weather = random.chance(0.3) ? fineWeather : badWeather(random);
      world.fault(laptop.name, `weather ${JSON.stringify(laptop.weather)}`);
      if (random.chance(0.5)) laptop.hint(!laptop.weather.isDown);
    },
    async function headquartersCloses() {
      network.isClosed = !network.isClosed;
      world.fault('headquarters', network.isClosed ? 'closes' : 'opens');
    },
    async function personAsks(laptop) {
      await laptop.syncNow();
    },
  ];
}

function laptopMishaps(world: World): readonly Mishap[] {
  const { random, time } = world;
  const restart = (laptop: Laptop): void => void time.after(random.between(0, 15_000), () => laptop.start());
  const crash = (laptop: Laptop, what: string): void => {
    const how = random.pick(['kill', 'power'] as const);
    world.fault(laptop.name, `${what} (${how})`);
    laptop.crash(how);
  };
  // What a laptop has only because headquarters gives it back, or of somebody who is gone, must not be lost there too.
  const mayLose = (laptop: Laptop): boolean =>
    world.fate !== 'stolen' &&
    laptop.hasWholeJournal &&
    (world.fate !== 'headquarters' || laptop.keepsAllFiles);
  return [
    async function crashes(laptop) {
      crash(laptop, 'crashes');
      restart(laptop);
    },
    async function databaseIsGone(laptop) {
      if (!mayLose(laptop)) return;
      crash(laptop, 'crashes and its database is gone');
      laptop.disk.image = laptop.disk.image.blank();
      laptop.hasWholeDatabase = false;
      await world.loseCarried(laptop);
      restart(laptop);
    },
    async function databaseIsOlder(laptop) {
      // What headquarters holds of one's own it says once: when ops come back from the journal as delivered.
      if (!mayLose(laptop) || (world.hasReviewer && !laptop.keepsAllFiles)) return;
      crash(laptop, 'crashes and its database is an older one');
      laptop.disk.image = random.pick(laptop.olderImages);
      laptop.hasWholeDatabase = false;
      await world.loseCarried(laptop);
      restart(laptop);
    },
    async function journalIsDamaged(laptop) {
      // A mark then stands for what was in it: of own ops that are held there headquarters does not tell again.
      if (world.fate === 'headquarters' || world.fate === 'stolen' || world.hasReviewer) return;
      if (!laptop.hasWholeDatabase) return;
      crash(laptop, 'crashes and its journal is damaged');
      laptop.damageJournal();
      restart(laptop);
    },
    async function clockJumps(laptop) {
      const { clockOffsetMs } = laptop;
      laptop.clockOffsetMs = random.chance(0.5)
        ? wrongClock(random)
        : clockOffsetMs + random.between(-10, 10) * minuteMs;
      world.fault(laptop.name, `clock is ${laptop.clockOffsetMs} ms off`);
    },
    async function diskFills(laptop) {
      laptop.setMood({ ...laptop.mood, isFull: !laptop.mood.isFull });
      world.fault(laptop.name, laptop.mood.isFull ? 'disk is full' : 'disk has room');
    },
    async function diskFails(laptop) {
      // A store on such a disk may begin its database anew.
      if (world.fate === 'headquarters' || world.fate === 'stolen') return;
      await world.loseCarried(laptop);
      laptop.setMood({ ...laptop.mood, failing: laptop.mood.failing === 0 ? 0.1 : 0 });
      world.fault(laptop.name, laptop.mood.failing === 0 ? 'disk is well' : 'disk fails now and then');
    },
  ];
}

function badWeather(random: Random): Weather {
  const share = (most: number): number => (random.chance(0.5) ? random.next() * most : 0);
  return {
    isDown: random.chance(0.3),
    slowMs: random.pick([50, 1_000, 8_000]),
    losesRequests: share(0.5),
    losesAnswers: share(0.5),
    cutsAnswers: share(0.3),
    repeats: share(0.5),
    portals: share(0.2),
  };
}
