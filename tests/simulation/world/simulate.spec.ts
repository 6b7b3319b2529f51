import { expect, onTestFinished, test } from 'vitest';
import { newFolder } from '#tests/support/server/stores.ts';
import { Simulator } from './simulate.ts';

test('an exception in a world is a violation with its trace, and the next world runs', async () => {
  const simulator = await Simulator.open(newFolder());
  onTestFinished(() => simulator.close());
  const { violations, trace } = await simulator.run(4, { isTraced: true }, async (world) => {
    world.fault('the test', 'throws');
    await world.time.runFor(1_000);
    throw new Error('planned by the test');
  });
  expect(violations).toMatchObject([{ invariant: 'exception' }]);
  expect(violations[0]?.detail).toContain('planned by the test');
  expect(trace.join('\n')).toContain('the test throws');
  expect((await simulator.run(4)).violations).toEqual([]);
});
