import { Random } from '#tests/support/random/random.ts';
import { renewed } from '../laptop/identity.ts';
import type { Laptop } from '../laptop/laptop.ts';
import { copyDisk, type LaptopDisk } from '../laptop/laptop-disk.ts';
import type { World } from '../world/world.ts';
import type { Mishap } from './mishaps.ts';

/**
 * Faults of whole vaults and of headquarters as a whole. One kind in a world: where a laptop and headquarters both go
 * back to an older state, changes are lost that nobody could have kept.
 */
export const vaultMishaps = (world: World): readonly Mishap[] => kinds[world.fate](world);

export type Fate = 'none' | 'restored' | 'copied' | 'stolen' | 'headquarters';
export const fates: readonly Fate[] = ['none', 'restored', 'copied', 'stolen', 'headquarters'];

const kinds: { readonly [F in Fate]: (world: World) => readonly Mishap[] } = {
  none: () => [],
  restored: (world) => [backUp(world), restore(world)],
  copied: (world) => [backUp(world), copy(world)],
  // Told from the beginning; see the story.
  stolen: () => [],
  headquarters: (world) => headquartersMishaps(world),
};

interface LaptopBackup {
  readonly disk: LaptopDisk;
  readonly atMs: number;
}

const backups = new WeakMap<Laptop, LaptopBackup>();

/** The app is closed and the whole vault copied away. */
const backUp =
  ({ random, time }: World): Mishap =>
  async (laptop) => {
    laptop.crash('kill');
    time.say(laptop.name, 'is backed up');
    try {
      backups.set(laptop, { disk: await copyDisk(laptop.disk, random), atMs: time.now() });
    } catch (error) {
      // The laptop was started meanwhile, on a disk that fails.
      if (!(error instanceof Error && 'code' in error)) throw error;
      time.say(laptop.name, 'cannot be backed up');
    }
    time.after(random.between(0, 5_000), () => laptop.start());
  };

/**
 * A disk from a backup. Of a backup file the journal and the vault's files come back, and the database is empty; of a
 * copied profile everything does. The shell notices both, and no image of a whole disk.
 */
async function restoredDisk(
  world: World,
  laptopBackup: LaptopBackup,
  isNoticed: boolean,
): Promise<LaptopDisk> {
  const { random, time } = world;
  const laptopDisk = await copyDisk(laptopBackup.disk, random);
  if (!isNoticed) return laptopDisk;
  laptopDisk.identity = renewed(laptopDisk.identity, 'restored', random);
  // Drawn apart, so that the other worlds keep their earlier story.
  if (!new Random(time.now()).chance(0.5)) return laptopDisk;
  time.say('the backup', 'is a file: its database is empty');
  return { ...laptopDisk, image: world.emptyImage, backup: { madeAtMs: laptopBackup.atMs, isOpened: false } };
}

/** The laptop goes back to its backup, or to an image of its disk, which the shell cannot tell apart. */
const restore =
  (world: World): Mishap =>
  async (laptop) => {
    const { random, time } = world;
    const laptopBackup = backups.get(laptop);
    if (laptopBackup === undefined) return;
    laptop.crash('kill');
    const isNoticed = random.chance(0.5);
    world.fault(laptop.name, `goes back to its ${isNoticed ? 'backup' : 'disk image'}`);
    await world.loseCarried(laptop);
    await world.excuse(laptop, laptopBackup.atMs);
    laptop.replaceDisk(await restoredDisk(world, laptopBackup, isNoticed));
    time.after(random.between(0, 15_000), () => laptop.start());
  };

/** A second laptop begins from the backup, and both are used. */
const copy =
  (world: World): Mishap =>
  async (laptop) => {
    const { random } = world;
    const laptopBackup = backups.get(laptop);
    if (laptopBackup === undefined || world.laptops.length > 4) return;
    const isNoticed = random.chance(0.5);
    world.fault(laptop.name, `is copied by its ${isNoticed ? 'backup' : 'disk image'}`);
    world.addCopy(laptop, await restoredDisk(world, laptopBackup, isNoticed));
  };

function headquartersMishaps(world: World): readonly Mishap[] {
  const { headquarters } = world;
  return [
    async function headquartersIsBackedUp() {
      await headquarters.backUp();
      world.time.say('headquarters', 'is backed up');
    },
    async function headquartersIsRestored() {
      if (await headquarters.restore()) world.fault('headquarters', 'is restored from its backup');
    },
  ];
}
