import { headquartersEnd, hubEnd, type Link, linksAmong } from '../network/links.ts';
import type { World } from '../world/world.ts';
import type { MishapsByKind } from './mishaps.ts';

/** Links that let nothing through: all of one laptop in one direction, or some of all, one by one. */
export function linkMishaps(world: World): MishapsByKind {
  const { random, time, network } = world;
  const { links } = network;
  const say = (what: string, { from, to }: Link): void => world.fault('road', `${from} > ${to} ${what}`);
  return {
    oneWayPartition: async ({ name }) => {
      const isOutward = random.chance(0.5);
      const others = [headquartersEnd, hubEnd, ...world.laptops.map((laptop) => laptop.name)];
      const direction = others
        .filter((other) => other !== name)
        .map((other) => (isOutward ? { from: name, to: other } : { from: other, to: name }));
      const isStopped = direction.every(({ from, to }) => !links.passes(from, to));
      for (const link of direction) {
        if (isStopped) links.heal(link);
        else links.stop(link);
      }
      world.fault(name, `${isStopped ? 'is again' : 'is not'} ${isOutward ? 'heard' : 'told'}`);
    },
    linksStop: async () => {
      const all = linksAmong(world.laptops.map(({ name }) => name));
      const some = random.shuffled(all).slice(0, random.between(1, all.length));
      let waitMs = 0;
      for (const link of some) {
        waitMs += random.between(100, 2_000);
        time.after(waitMs, () => {
          if (world.isQuiet) return;
          links.stop(link);
          say('stops', link);
        });
      }
      for (const link of random.shuffled(some)) {
        waitMs += random.between(100, 3_000);
        time.after(waitMs, () => {
          links.heal(link);
          say('heals', link);
        });
      }
    },
  };
}
