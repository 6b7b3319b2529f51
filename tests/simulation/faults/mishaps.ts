import type { Laptop } from '../laptop/laptop.ts';
import { fineWeather, type Weather } from '../network/network.ts';
import type { World } from '../world/world.ts';
import { carryMishaps } from './carry-mishaps.ts';
import { diskMishaps } from './disk-mishaps.ts';
import type { FaultKind } from './fault-kinds.ts';
import { linkMishaps } from './link-mishaps.ts';
import { processMishaps } from './process-mishaps.ts';
import { vaultMishaps } from './vault-mishaps.ts';

/** A fault, mostly at this laptop. */
export type Mishap = (laptop: Laptop) => Promise<void>;

/** Mishaps by the kind of fault that they make. */
export type MishapsByKind = { readonly [K in FaultKind]?: Mishap };

/** Faults of this world: its kinds of faults, and its fate of whole vaults. */
export function mishapsOf(world: World): readonly Mishap[] {
  const byKind = {
    ...roadMishaps(world),
    ...linkMishaps(world),
    ...processMishaps(world),
    ...diskMishaps(world),
  };
  const enabled = Object.entries(byKind).filter(([kind]) => world.faultKinds.has(kind as FaultKind)); // its own keys
  return [
    weatherChanges(world),
    async (laptop) => laptop.syncNow(),
    ...enabled.map(([, mishap]) => mishap),
    ...carryMishaps(world),
    ...vaultMishaps(world),
  ];
}

function roadMishaps(world: World): MishapsByKind {
  const { network } = world;
  return {
    headquartersCloses: async () => {
      network.isClosed = !network.isClosed;
      world.fault('headquarters', network.isClosed ? 'closes' : 'opens');
    },
  };
}

function weatherChanges(world: World): Mishap {
  const { random } = world;
  return async (laptop) => {
    if (laptop.isRemote) return;
    laptop.weather = random.chance(0.3) ? fineWeather : badWeather(world);
    world.fault(laptop.name, `weather ${JSON.stringify(laptop.weather)}`);
    if (random.chance(0.5)) laptop.hint(!laptop.weather.isDown);
  };
}

function badWeather({ random, faultKinds }: World): Weather {
  const share = (faultKind: FaultKind, most: number): number =>
    faultKinds.has(faultKind) && random.chance(0.5) ? random.next() * most : 0;
  return {
    isDown: faultKinds.has('noNetwork') && random.chance(0.3),
    slowMs: faultKinds.has('slowNetwork') ? random.pick([50, 1_000, 8_000]) : 50,
    losesRequests: share('lostRequests', 0.5),
    losesResponses: share('lostAnswers', 0.5),
    cutsResponses: share('cutAnswers', 0.3),
    repeats: share('repeatedRequests', 0.5),
    portals: share('portals', 0.2),
  };
}
