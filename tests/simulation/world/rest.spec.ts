import { expect, onTestFinished, test } from 'vitest';
import { pathOf } from '#domain/document/op.ts';
import { missionKind } from '#domain/mission/mission.ts';
import { newFolder } from '#tests/support/server/stores.ts';
import type { Planted } from '../faults/planted-bugs.ts';
import { fineWeather } from '../network/network.ts';
import { comeToRest } from './rest.ts';
import { Simulator } from './simulate.ts';

const seed = 3;
const withoutFaults = {
  fate: 'none',
  faultKinds: [],
  hasProgramme: false,
  travels: false,
  erases: false,
  hasHostile: false,
  hasCore: false,
  hasEarlierClient: false,
} as const;

test('a world is at rest only once headquarters answered the last request of each laptop', async () => {
  const simulator = await Simulator.open(newFolder());
  onTestFinished(() => simulator.close());
  let failures = 0;
  const planted: Planted = {
    headquarters: (realHeadquarters) => ({
      respond: async (asked) => {
        failures -= 1;
        if (failures < 0) return realHeadquarters.respond(asked);
        return { kind: 'refused', status: 503, code: 'store-unavailable' };
      },
      respondAndCrash: (asked) => realHeadquarters.respondAndCrash(asked),
      respondOnFailing: (asked, at) => realHeadquarters.respondOnFailing(asked, at),
    }),
  };
  const { violations } = await simulator.run(seed, { ...withoutFaults, planted }, async (world) => {
    world.laptops.splice(1);
    const [[laptop], [paperOnDesk]] = [world.laptops, world.papers];
    if (laptop === undefined || paperOnDesk === undefined)
      throw new Error('A laptop and a record are needed');
    laptop.start();
    await laptop.enrol();
    await world.time.runFor(1_000);
    laptop.weather = { ...fineWeather, isDown: true };
    const write = { doc: paperOnDesk.doc, kind: missionKind, path: pathOf('title'), value: 'w1', over: [] };
    expect(await laptop.write(world.headquarters.log, [write], new Map())).toBe('saved');
    failures = 12;
    return [...(await comeToRest(world)), ...(await world.judge())];
  });
  expect(violations).toEqual([]);
});
