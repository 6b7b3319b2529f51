import { isDiskRefusal } from '../laptop/client-code.ts';
import type { Laptop } from '../laptop/laptop.ts';
import type { World } from './world.ts';

/**
 * People remove the mission from their laptops and restore it (docs/requirements.md E6), among all other faults. Not
 * where headquarters may go back to its backup: it then lost data that a laptop rightly does not have any more.
 */
export function peopleTravel(world: World): void {
  const { time, travels } = world;
  if (travels === null || world.fate === 'headquarters') return;
  time.after(travels.between(2_000, 25_000), () => {
    if (world.isQuiet) return;
    const laptop = travels.pick(world.laptops);
    const act = travels.chance(0.6) ? removeMission : restore;
    if (laptop.isUp) act(world, laptop).catch((error: unknown) => world.breaks(laptop.name, error));
    peopleTravel(world);
  });
}

/** Everybody has come home. */
export async function bringAllBack(world: World): Promise<void> {
  if (world.travels === null) return;
  for (const laptop of world.laptops) if (laptop.isUp) await restore(world, laptop);
}

const removeMission = (world: World, laptop: Laptop): Promise<boolean> =>
  orDiskFailure(async () => {
    const isOff = await laptop.removeMission();
    world.time.say(laptop.name, isOff ? 'takes the mission off' : 'may not take the mission off');
  });

/**
 * This laptop's person has come home.
 * @returns false where the disk refuses; the person tries again later
 */
export const restore = (world: World, laptop: Laptop): Promise<boolean> =>
  orDiskFailure(async () => {
    await laptop.restore();
    world.time.say(laptop.name, 'brings the mission back');
  });

/** Return whether the disk let the act be done. */
async function orDiskFailure(act: () => Promise<void>): Promise<boolean> {
  try {
    await act();
    return true;
  } catch (error) {
    if (!isDiskRefusal(error)) throw error;
    return false;
  }
}
