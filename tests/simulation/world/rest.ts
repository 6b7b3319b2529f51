import { readLogRow } from '#renderer/store/db/meta.ts';
import { pollIntervalMs } from '#sync/client/sync-machine.ts';
import type { Violation } from '../verdict/verdict.ts';
import { bringAllBack } from './travel.ts';
import type { World } from './world.ts';

/** Every wait looks again within this time. */
const longestWaitMs = 6 * 60_000;

/**
 * All is well from now on, except that headquarters may fail in the middle of a request. Ends when nothing moves any
 * more although each laptop was answered; a violation when that does not come.
 */
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
  // Some people never ask: then the laptop must come to rest without them. Only a restored headquarters can hide that.
  const isAsked = world.random.chance(0.8) || world.fate === 'headquarters';
  let before = '';
  for (let round = 0; round < 40; round += 1) {
    // Requests from before may fail, and then take a while.
    const isFresh = world.network.underWay === 0;
    await bringAllBack(world);
    if (isAsked) for (const laptop of world.laptops) await laptop.syncNow();
    await world.time.runFor(isAsked ? 5_000 : longestWaitMs);
    const now = await stateOf(world);
    // After a failure a laptop waits, with all that it has to say.
    const isAnswered = !world.laptops.some(({ name }) => world.network.unanswered.has(name));
    if (now === before && isFresh && isAnswered && world.network.underWay === 0) return [];
    before = now;
  }
  return [{ invariant: 'no rest', detail: before }];
}

const asks = 2;

/**
 * With nothing left to send or to receive, nothing moves any more. This holds without a person, until all have looked,
 * and when somebody asks, and asks again.
 */
export async function stayAtRest(world: World): Promise<readonly Violation[]> {
  const moved = await watchRest(world);
  const isOfMember = (what: string): boolean =>
    ![...world.withoutRole].some((name) => what.startsWith(`${name} `));
  const own = moved.filter(isOfMember);
  return [
    ...(own.length === 0 ? [] : [{ invariant: 'no rest' as const, detail: `at rest, ${own.join(', ')}` }]),
    ...[...world.withoutRole].flatMap((name) => findEndlessOffers(name, moved)),
  ];
}

/** Where headquarters has erased the mission, nothing of it comes any more. */
export async function stayAtRestWithoutMission(world: World): Promise<readonly Violation[]> {
  const moved = await watchRest(world);
  return world.laptops.flatMap(({ name }) => findEndlessOffers(name, moved));
}

/**
 * A laptop that may not write in a mission is given nothing of it. It offers refused data only as often as promised: at
 * each ask, and every five minutes, so here once.
 */
function findEndlessOffers(name: string, moved: readonly string[]): readonly Violation[] {
  const own = moved.filter((what) => what.startsWith(`${name} `));
  const isGiven = own.some((what) => what.includes('is given'));
  if (!isGiven && own.length <= asks + 1) return [];
  return [{ invariant: 'no rest', detail: `without the mission, ${own.join(', ')}` }];
}

/** Traffic of the automatic looks, and of the asks. */
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
  const states = await Promise.all(
    world.missions.map(async (mission) => [
      await mission.have(),
      await Promise.all(
        world.laptops.map(async (laptop) => (laptop.isUp ? readLogRow(laptop.db, mission.log) : 'off')),
      ),
    ]),
  );
  return JSON.stringify(states);
}
