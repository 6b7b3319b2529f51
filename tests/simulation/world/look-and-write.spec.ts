import { expect, onTestFinished, test } from 'vitest';
import { newFolder } from '#tests/support/server/stores.ts';
import { copyDisk } from '../laptop/laptop-disk.ts';
import { lookAndWrite } from './look-and-write.ts';
import { Simulator } from './simulate.ts';

test.each([
  ['a crash', false],
  ['a disk image that came back', true],
])('after %s, looks from before become writes: only of the same disk', async (_what, isReplaced) => {
  const simulator = await Simulator.open(newFolder());
  onTestFinished(() => simulator.close());
  const made: number[] = [];
  await simulator.run(2, { faultKinds: [], hasEarlierClient: false }, async (world) => {
    const [laptop] = world.laptops;
    if (laptop === undefined) throw new Error('no laptop');
    laptop.start();
    await laptop.enrol();
    const looks = Array.from({ length: 20 }, () => lookAndWrite(world, laptop));
    await world.time.runFor(10);
    made.push(world.oracle.made.length);
    laptop.crash('kill');
    if (isReplaced) laptop.replaceDisk(await copyDisk(laptop.disk, world.random));
    laptop.start();
    await world.time.runFor(20_000);
    made.push(world.oracle.made.length);
    await Promise.all(looks);
    return [];
  });
  const [before = 0, after = 0] = made;
  expect(before).toBeGreaterThan(0);
  expect(after > before).toBe(!isReplaced);
});
