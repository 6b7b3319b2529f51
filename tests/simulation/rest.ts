import { readLogRow } from '#renderer/store/db/log-rows.ts';
import { pollIntervalMs } from '#sync/client/sync-machine.ts';
import { bringAllBack } from './travel.ts';
import type { Violation } from './verdict.ts';
import type { World } from './world.ts';

/** Whatever waits, looks again within this time. */
const longestWaitMs = 6 * 60_000;

/** All is well from now on. Ends when nothing moves any more; a violation when that does not come. */
export async function comeToRest(world: World): Promise<readonly Violation[]> {
  world.isQuiet = true;
  world.network.isClosed = false;
  world.network.links.healAll();
  await world.time.runFor(1_000);
  for (const laptop of world.laptops) {
    laptop.update();
    laptop.recover();
    laptop.hint(true);
  }
  world.time.say('world', 'is quiet');
  // Some people never ask: then it must come to rest by itself. Only a headquarters that was restored can hide that.
  const isAsked = world.random.chance(0.8) || world.fate === 'headquarters';
  let before = '';
  for (let round = 0; round < 40; round += 1) {
    // What is still on its way from before may fail, and then takes a while.
    const isFresh = world.network.underWay === 0;
    await bringAllBack(world);
    if (isAsked) for (const laptop of world.laptops) await laptop.syncNow();
    await world.time.runFor(isAsked ? 5_000 : longestWaitMs);
    const now = await stateOf(world);
    if (now === before && isFresh && world.network.underWay === 0) return [];
    before = now;
  }
  return [{ invariant: 'no rest', detail: before }];
}

const asks = 2;

/**
 * Where nothing is left to send or to receive, nothing moves any more: neither by itself, until everybody has looked,
 * nor when somebody asks, and asks again.
 */
export async function stayAtRest(world: World): Promise<readonly Violation[]> {
  const moved = await watchRest(world);
  return moved.length === 0 ? [] : [{ invariant: 'no rest', detail: `at rest, ${moved.join(', ')}` }];
}

/**
 * Where headquarters has erased the mission nothing comes of it any more, and whoever has something that it does not take
 * offers it no more often than is said: at each ask, and by itself every five minutes, so here once.
 */
export async function stayAtRestWithoutMission(world: World): Promise<readonly Violation[]> {
  const moved = await watchRest(world);
  return world.laptops.flatMap(({ name }): Violation[] => {
    const own = moved.filter((what) => what.startsWith(`${name} `));
    const isGiven = own.some((what) => what.includes('is given'));
    if (!isGiven && own.length <= asks + 1) return [];
    return [{ invariant: 'no rest', detail: `without the mission, ${own.join(', ')}` }];
  });
}

/** What moves while everybody looks by themselves, and at the asks. */
async function watchRest({ network, time, laptops }: World): Promise<readonly string[]> {
  const moved = network.watch();
  await time.runFor(pollIntervalMs + 5_000);
  for (let asked = 0; asked < asks; asked += 1) {
    for (const laptop of laptops) await laptop.syncNow();
    await time.runFor(5_000);
  }
  return moved;
}

async function stateOf(world: World): Promise<string> {
  const { log } = world.headquarters;
  const rows = await Promise.all(
    world.laptops.map(async (laptop) => (laptop.isUp ? readLogRow(laptop.db, log) : 'off')),
  );
  return JSON.stringify([await world.headquarters.have(), rows]);
}
