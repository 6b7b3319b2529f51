import type { Violation } from '../verdict/verdict.ts';
import { comeToRest } from './rest.ts';
import type { World } from './world.ts';

/**
 * Where headquarters gives little at once, a new person begins when all is over. They begin by a snapshot, with the
 * beginning of some chains in packs and without their ends. Then headquarters may go back to its backup.
 */
export async function newcomerBegins(world: World): Promise<readonly Violation[]> {
  if (world.mostBytes === null) return [];
  const laptop = await world.addNewcomer();
  laptop.start();
  await laptop.enrol();
  const unrest = await comeToRest(world);
  if (unrest.length > 0) return unrest;
  if (world.fate === 'headquarters' && (await world.headquarters.restore())) {
    world.fault('headquarters', 'is restored from its backup once more');
    const unrestAgain = await comeToRest(world);
    if (unrestAgain.length > 0) return unrestAgain;
  }
  return world.judge();
}
