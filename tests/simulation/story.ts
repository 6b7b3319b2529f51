import { readLogRow } from '#renderer/store/log-table.ts';
import type { Laptop } from './laptop.ts';
import { mishapsOf, wrongClock } from './mishaps.ts';
import { fineWeather } from './network.ts';
import { nextIntention } from './people.ts';
import type { Violation } from './verdict.ts';
import type { World } from './world.ts';

/** People write while everything around them goes wrong; then all becomes well, and nothing more is written. */
export async function tellStory(world: World): Promise<readonly Violation[]> {
  const { random, time } = world;
  for (const laptop of world.laptops) {
    laptop.clockOffsetMs = random.chance(0.3) ? wrongClock(random) : random.between(-3_000, 3_000);
    laptop.start();
    await laptop.enrol();
    live(world, laptop);
  }
  world.arrived = (laptop) => live(world, laptop);
  goWrong(world);
  await time.runFor(random.between(50, 180) * 1_000);
  return (await comeToRest(world)) ?? world.judge();
}

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
  const mishaps = mishapsOf(world);
  const next = (): void => {
    time.after(random.between(500, 12_000), () => {
      if (world.isQuiet) return;
      const laptop = random.pick(world.laptops);
      random
        .pick(mishaps)(laptop)
        .catch((error: unknown) => world.breaks(laptop.name, error));
      next();
    });
  };
  next();
}

/** All is well from now on. Ends when nothing moves any more; a violation when that does not come. */
async function comeToRest(world: World): Promise<readonly Violation[] | null> {
  world.isQuiet = true;
  world.network.isClosed = false;
  await world.time.runFor(1_000);
  for (const laptop of world.laptops) {
    laptop.weather = fineWeather;
    laptop.setMood({ isFull: false, failing: 0 });
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
  const rows = await Promise.all(
    world.laptops.map(async (laptop) => (laptop.isUp ? readLogRow(laptop.db, log) : 'off')),
  );
  return JSON.stringify([await world.headquarters.have(), rows]);
}
