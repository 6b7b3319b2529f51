import { passBy } from '../faults/carry-mishaps.ts';
import { hostileMemberActs } from '../faults/hostile-acts.ts';
import { mishapsOf } from '../faults/mishaps.ts';
import { valuesAreErased } from '../faults/value-erasures.ts';
import { wrongClock } from '../faults/wrong-clock.ts';
import type { Laptop } from '../laptop/laptop.ts';
import { fineWeather } from '../network/network.ts';
import type { Violation } from '../verdict/verdict.ts';
import { keepDeviceRows } from './device-rows.ts';
import { takeOverRequests } from './field-requests.ts';
import { coreConverges } from './healthy-core.ts';
import { lookAndWrite } from './look-and-write.ts';
import { moveAssessments } from './moved-assessments.ts';
import { newcomerBegins } from './newcomer.ts';
import { comeToRest, stayAtRest } from './rest.ts';
import { workInSecondMission } from './second-mission.ts';
import { peopleTravel } from './travel.ts';
import type { World } from './world.ts';
import { yearsLater } from './years-later.ts';

const judged = (world: World): Promise<readonly Violation[]> => world.judge();

/**
 * Phases after the last write; each returns its broken promises. The state of rest is judged first: a person who begins
 * or asks later may repair a fault.
 */
const acts = [coreConverges, comeToRest, judged, newcomerBegins, stayAtRest, yearsLater];

/** People write while everything around them goes wrong; then all becomes well, and nothing more is written. */
export async function tellStory(world: World): Promise<readonly Violation[]> {
  const { random, time } = world;
  for (const laptop of world.laptops) {
    laptop.clockOffsetMs = random.chance(0.3) ? wrongClock(random) : random.between(-3_000, 3_000);
    laptop.start();
    await laptop.enrol();
    live(world, laptop);
  }
  world.arrived = (laptop) => live(world, laptop);
  if (world.fate === 'stolen') expectTheft(world);
  goWrong(world);
  peopleTravel(world);
  valuesAreErased(world);
  await grow(world);
  await hostileMemberActs(world);
  await time.runFor(random.between(50, 180) * 1_000);
  for (const act of acts) {
    const foundViolations = await act(world);
    if (foundViolations.length > 0) return foundViolations;
  }
  return world.broken;
}

/** Actors that came after the first worlds. */
async function grow(world: World): Promise<void> {
  await workInSecondMission(world);
  await keepDeviceRows(world);
  await takeOverRequests(world);
  moveAssessments(world);
  // Assessors write no agenda and no register.
  if (world.growth.kinds.has('workshopFacts'))
    for (const { person } of world.laptops) await world.headquarters.give(person, 'trainer');
}

/** A laptop without access to headquarters, which others meet, until it is gone. */
function expectTheft(world: World): void {
  const { random, time } = world;
  const victim = random.pick(world.laptops);
  victim.weather = { ...fineWeather, isDown: true };
  victim.isRemote = true;
  passBy(world, victim);
  time.after(random.between(25_000, 120_000), () => {
    if (world.isQuiet) return;
    world.steal(victim).catch((error: unknown) => world.breaks(victim.name, error));
  });
}

/** Somebody at this laptop looks, thinks, writes, again and again. */
function live(world: World, laptop: Laptop): void {
  const { time, random } = world;
  time.after(random.between(500, 20_000), () => {
    if (world.isQuiet) return;
    if (laptop.isUp) lookAndWrite(world, laptop).catch((error: unknown) => world.breaks(laptop.name, error));
    live(world, laptop);
  });
}

/** A fault somewhere every few seconds. */
function goWrong(world: World): void {
  const { time, random } = world;
  const mishaps = mishapsOf(world);
  const next = (): void => {
    time.after(random.between(500, 12_000), () => {
      if (world.isQuiet) return;
      const laptop = random.pick(world.laptops);
      random
        .pick(mishaps)(laptop)
        .catch((error: unknown) => world.breaks(laptop.name, error));
      next();
    });
  };
  next();
}
