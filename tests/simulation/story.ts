import type { Laptop } from './laptop.ts';
import { fineWeather, type Weather } from './network.ts';
import { nextIntention } from './people.ts';
import { readLogRow } from '#renderer/store/log-table.ts';
import type { Violation } from './verdict.ts';
import type { World } from './world.ts';

const minuteMs = 60_000;
const yearMs = 365 * 24 * 60 * minuteMs;

/** People write while everything around them goes wrong; then all becomes well, and nothing more is written. */
export async function tellStory(world: World): Promise<readonly Violation[]> {
  for (const laptop of world.laptops) {
    laptop.clockOffsetMs = world.random.chance(0.3) ? wrongClock(world) : world.random.between(-3_000, 3_000);
    laptop.start();
    live(world, laptop);
  }
  goWrong(world);
  await world.time.runFor(world.random.between(50, 180) * 1_000);
  return (await comeToRest(world)) ?? world.judge();
}

const wrongClock = ({ random }: World): number => random.between(-20, 20) * yearMs;

/** Somebody at this laptop looks, thinks, writes, again and again. */
function live(world: World, laptop: Laptop): void {
  const { time, random } = world;
  time.after(random.between(500, 20_000), () => {
    if (world.isQuiet) return;
    if (laptop.isUp) lookAndWrite(world, laptop).catch((error: unknown) => world.breaks(laptop.name, error));
    live(world, laptop);
  });
}

async function lookAndWrite(world: World, laptop: Laptop): Promise<void> {
  const { time, random, headquarters, papers } = world;
  const paper = random.pick(papers);
  const seen = await laptop.look(headquarters.log, paper.doc);
  const intention = nextIntention(random, paper, seen, laptop.role, world.newWord);
  await time.wait(random.chance(0.3) ? random.between(0, 8_000) : 0);
  if (!laptop.isUp || world.isQuiet) return;
  const told = intention.writes.map(
    (write) => `${write.path} ${'text' in write ? 'text' : JSON.stringify(write.value)}`,
  );
  time.say(laptop.name, `writes ${told.join(', ')}`);
  time.say(laptop.name, await laptop.write(headquarters.log, intention.writes, intention.saw));
}

/** Something goes wrong somewhere every few seconds. */
function goWrong(world: World): void {
  const { time, random } = world;
  time.after(random.between(500, 12_000), () => {
    if (world.isQuiet) return;
    random.pick(mishaps)(world, random.pick(world.laptops));
    goWrong(world);
  });
}

type Mishap = (world: World, laptop: Laptop) => void;

const mishaps: readonly Mishap[] = [
  function weatherChanges(world, laptop) {
    laptop.weather = world.random.chance(0.3) ? fineWeather : badWeather(world);
    world.fault(laptop.name, `weather ${JSON.stringify(laptop.weather)}`);
    if (world.random.chance(0.5)) laptop.hint(!laptop.weather.isDown);
  },
  function crash(world, laptop) {
    world.fault(laptop.name, 'crashes');
    laptop.crash();
    world.time.after(world.random.between(0, 15_000), () => laptop.start());
  },
  function clockJumps(world, laptop) {
    const { random } = world;
    laptop.clockOffsetMs = random.chance(0.5)
      ? wrongClock(world)
      : laptop.clockOffsetMs + random.between(-10, 10) * minuteMs;
    world.fault(laptop.name, `clock is ${laptop.clockOffsetMs} ms off`);
  },
  function diskFills(world, laptop) {
    laptop.disk.isFull = !laptop.disk.isFull;
    world.fault(laptop.name, laptop.disk.isFull ? 'disk is full' : 'disk has room');
  },
  function diskFails(world, laptop) {
    laptop.disk.failing = laptop.disk.failing === 0 ? 0.1 : 0;
    world.fault(laptop.name, laptop.disk.failing === 0 ? 'disk is well' : 'disk fails now and then');
  },
  function headquartersCloses(world) {
    world.network.isClosed = !world.network.isClosed;
    world.fault('headquarters', world.network.isClosed ? 'closes' : 'opens');
  },
  function personAsks(_, laptop) {
    void laptop.syncNow();
  },
];

function badWeather({ random }: World): Weather {
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

/** All is well from now on. Ends when nothing moves any more; a violation when that does not come. */
async function comeToRest(world: World): Promise<readonly Violation[] | null> {
  world.isQuiet = true;
  world.network.isClosed = false;
  for (const laptop of world.laptops) {
    laptop.weather = fineWeather;
    Object.assign(laptop.disk, { isFull: false, failing: 0 });
    laptop.start();
    laptop.hint(true);
  }
  world.time.say('world', 'is quiet');
  let before = '';
  for (let round = 0; round < 40; round += 1) {
    // What is still on its way from before may fail, and then takes a while.
    const isFresh = world.network.underWay === 0;
    for (const laptop of world.laptops) await laptop.syncNow();
    await world.time.runFor(5_000);
    const now = await stateOf(world);
    if (now === before && isFresh && world.network.underWay === 0) return null;
    before = now;
  }
  return [{ invariant: 'no rest', detail: before }];
}

async function stateOf(world: World): Promise<string> {
  const { log } = world.headquarters;
  const rows = await Promise.all(world.laptops.map(({ db }) => readLogRow(db, log)));
  return JSON.stringify([await world.headquarters.have(), rows]);
}
