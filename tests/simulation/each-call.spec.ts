import { beforeEach, describe, expect, onTestFinished, test } from 'vitest';
import { newFolder } from '#tests/support/server/stores.ts';
import type { Laptop } from './laptop/laptop.ts';
import type { Violation } from './verdict/verdict.ts';
import { nextIntention } from './world/people.ts';
import { comeToRest } from './world/rest.ts';
import { Simulator } from './world/simulate.ts';
import type { World } from './world/world.ts';

// A short life of a laptop beside a colleague's. It is played once for each call of its disk, in its journal and in its
// database alike. There a fault meets it.

/** Two laptops without random faults. */
const world = {
  seed: 2,
  options: {
    fate: 'none',
    faultKinds: [],
    hasProgramme: false,
    travels: false,
    erases: false,
    hasHostile: false,
    hasCore: false,
    hasEarlierClient: false,
  },
} as const;

type Fault = (world: World, laptop: Laptop) => void;

/** A laptop that cannot go on is started again within this time. */
const longestStartMs = 6_000;

/** `meet`: called at each start of the first laptop's process, with the number of earlier starts. */
const tell =
  (meet: (started: number) => Fault) =>
  async (world: World): Promise<readonly Violation[]> => {
    const { time, laptops } = world;
    laptops.splice(2);
    const [ownLaptop, colleague] = laptops;
    if (ownLaptop === undefined || colleague === undefined) throw new Error('Two laptops are needed');
    const begin = (started: number): void => {
      ownLaptop.start();
      meet(started)(world, ownLaptop);
    };
    begin(0);
    colleague.start();
    await time.runFor(1_000);
    await colleague.enrol();
    ownLaptop.enrol().catch(() => undefined);
    await time.runFor(3_000);
    for (let at = 0; at < 2; at += 1) {
      write(world, ownLaptop);
      write(world, colleague);
      await time.runFor(1_500);
    }
    ownLaptop.crash('power');
    begin(1);
    await time.runFor(1_000);
    write(world, ownLaptop);
    await time.runFor(longestStartMs);
    // A person does a refused act again.
    if (!ownLaptop.disk.isEnrolled) await ownLaptop.enrol();
    const unrest = await comeToRest(world);
    return unrest.length > 0 ? unrest : world.judge();
  };

function write(world: World, laptop: Laptop): void {
  const { headquarters, papers, random } = world;
  const paperOnDesk = random.pick(papers);
  const intend = async (): Promise<void> => {
    if (!laptop.isUp) return;
    const seen = await laptop.look(headquarters.log, paperOnDesk.doc);
    const writer = { device: await laptop.device(), role: laptop.role };
    const { writes, saw } = nextIntention(random, paperOnDesk, seen, writer, world.newWord);
    await laptop.write(headquarters.log, writes, saw);
  };
  intend().catch((error: unknown) => world.breaks(laptop.name, error));
}

const nothing: Fault = () => undefined;

let simulator: Simulator;
beforeEach(async () => {
  simulator = await Simulator.open(newFolder());
  onTestFinished(() => simulator.close());
});

const violationsOf = async (meet: (started: number) => Fault): Promise<readonly Violation[]> =>
  (await simulator.run(world.seed, world.options, tell(meet))).violations;

/** Number of calls of the process at its n-th start. */
async function callsOf(process: number): Promise<number> {
  let calls = 0;
  const violations = await violationsOf((started) => (_, laptop) => {
    if (started === process) laptop.diskFaults.calls.onEach = () => (calls += 1);
  });
  expect(violations).toEqual([]);
  expect(calls).toBeGreaterThan(30);
  return calls;
}

const processes = [
  [0, 'first'],
  [1, 'second'],
] as const;

describe('[D1] [D2] [D4] nothing is lost, and all replicas agree', () => {
  test.each(processes)('whichever single call of the disk fails (process %i, the %s)', async (process) => {
    const calls = await callsOf(process);
    for (let n = 1; n <= calls; n += 1) {
      // Of two neighbours one finds no room.
      const failure = n % 2 === 0 ? 'full' : 'failed';
      const violations = await violationsOf((started) =>
        started === process ? (_, laptop) => laptop.diskFaults.failCall(n, failure) : nothing,
      );
      expect([n, violations]).toEqual([n, []]);
    }
  });

  test.each(processes)('at whichever call the power is cut (process %i, the %s)', async (process) => {
    const calls = await callsOf(process);
    for (let n = 1; n <= calls; n += 1) {
      const violations = await violationsOf((started) =>
        started === process
          ? (world, laptop) =>
              laptop.diskFaults.atCall(n, () => {
                laptop.crash('power');
                world.time.after(1_000, () => laptop.start());
                return null;
              })
          : nothing,
      );
      expect([n, violations]).toEqual([n, []]);
    }
  });
});
