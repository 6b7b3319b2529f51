import type { World } from '../world/world.ts';
import type { Mishap, MishapsByKind } from './mishaps.ts';
import { minuteMs, wrongClock } from './wrong-clock.ts';

/** A laptop's process dies or stops for a while, or its clock is wrong. */
export function processMishaps(world: World): MishapsByKind {
  return {
    crashes: crashes(world),
    crashAtCall: crashAtCall(world),
    sleeps: sleeps(world),
    clockJumps: clockJumps(world),
  };
}

const crashes =
  (world: World): Mishap =>
  async (laptop) => {
    world.crash(laptop, 'crashes');
    world.restart(laptop);
  };

/** The process dies at one of its next calls of the disk: between any two writes, and within a transaction. */
const crashAtCall =
  (world: World): Mishap =>
  async (laptop) => {
    const { random } = world;
    laptop.diskFaults.atCall(random.between(1, mostCalls), () => {
      world.crash(laptop, 'crashes at a call');
      world.restart(laptop);
      return null;
    });
  };

/** Writing, sending and receiving once takes fewer. */
export const mostCalls = 40;

/** The lid is shut: nothing goes on, requests under way stay half open, and later it is another time. */
const sleeps =
  (world: World): Mishap =>
  async (laptop) => {
    const { random, time } = world;
    if (!laptop.isUp) return;
    laptop.lid.shut(time.now());
    world.fault(laptop.name, 'sleeps');
    const asleepMs = random.chance(0.5) ? random.between(1_000, 20_000) : random.between(1, 10) * minuteMs;
    time.after(asleepMs, () => {
      laptop.lid.open();
      if (random.chance(0.3)) laptop.clockOffsetMs += random.between(-2, 2) * minuteMs;
      if (random.chance(0.3)) laptop.hint(!laptop.weather.isDown);
    });
  };

const clockJumps =
  (world: World): Mishap =>
  async (laptop) => {
    const { random } = world;
    laptop.clockOffsetMs = random.chance(0.5)
      ? wrongClock(random)
      : laptop.clockOffsetMs + random.between(-10, 10) * minuteMs;
    world.fault(laptop.name, `clock is ${laptop.clockOffsetMs} ms off`);
  };
