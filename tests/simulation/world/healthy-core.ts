import { canonicalJson } from '#base/json.ts';
import { highestSeenNumber, type VersionVector } from '#domain/document/op.ts';
import type { DeviceId } from '#domain/ids.ts';
import { readPackBefore } from '#renderer/store/db/pack-chain.ts';
import { recheckIntervalMs } from '#sync/client/sync-machine.ts';
import type { Laptop } from '../laptop/laptop.ts';
import { headquartersEnd } from '../network/links.ts';
import { fineWeather, silenceMs } from '../network/network.ts';
import type { Violation } from '../verdict/verdict.ts';
import { restore } from './travel.ts';
import type { World } from './world.ts';

/**
 * A request under way may have to time out. Then the laptop waits once for its longest time, and once more after a
 * failure.
 */
const longestMs = 2 * (silenceMs + recheckIntervalMs);
const stepMs = 10_000;

/** Reason why a laptop outside of the core takes no part. */
const breakages = ['no network', 'not heard', 'not told', 'asleep', 'disk full', 'off'] as const;

/**
 * Liveness. Headquarters and some laptops are well from now on, and the others stay broken. The healthy laptops get
 * everything that headquarters has, and headquarters everything of theirs, automatically and within minutes. It does
 * not matter which data the others lack or keep back.
 */
export async function coreConverges(world: World): Promise<readonly Violation[]> {
  const { core: random, time, network, headquarters } = world;
  if (random === null) return [];
  world.isQuiet = true;
  network.isClosed = false;
  const shuffled = random.shuffled(world.laptops);
  const size = random.between(1, Math.max(1, shuffled.length - 1));
  const [core, otherLaptops] = [shuffled.slice(0, size), shuffled.slice(size)];
  const well = new Set([headquartersEnd, ...core.map(({ name }) => name)]);
  for (const link of network.links.stopped)
    if (well.has(link.from) && well.has(link.to)) network.links.heal(link);
  for (const laptop of otherLaptops) breakDown(world, laptop, random.pick(breakages));
  for (const laptop of core) {
    // The earlier version never ends a start by a snapshot in which a clock was at 1970.
    laptop.update();
    laptop.recover();
  }
  time.say('world', `${core.map(({ name }) => name).join(', ')} are well`);
  await time.runFor(2_000);
  const travelling = new Set(world.travels === null ? [] : core);
  let apart: readonly string[] = [];
  for (let waitedMs = 0; waitedMs < longestMs; waitedMs += stepMs) {
    // A start on a disk that has just become well may still take a while: the person tries again.
    for (const laptop of travelling)
      if (laptop.isUp && (await restore(world, laptop))) travelling.delete(laptop);
    // Only laptops that ask can find the losses of a restored headquarters.
    if (world.fate === 'headquarters') for (const laptop of core) await laptop.syncNow();
    await time.runFor(stepMs);
    const versionVector = await headquarters.have();
    const lost =
      world.fate === 'headquarters' ? await endedChains(world, core, versionVector) : new Set<DeviceId>();
    apart = (
      await Promise.all(core.map((laptop) => differenceOf(world, laptop, versionVector, lost)))
    ).flat();
    if (apart.length === 0) return [];
  }
  return [{ invariant: 'no progress', detail: apart.join('; ') }];
}

function breakDown({ time, network, fault }: World, laptop: Laptop, what: (typeof breakages)[number]): void {
  const { name } = laptop;
  fault(name, `stays broken: ${what}`);
  switch (what) {
    case 'no network':
      laptop.weather = { ...fineWeather, isDown: true };
      return;
    case 'not heard':
      return network.links.stop({ from: name, to: headquartersEnd });
    case 'not told':
      return network.links.stop({ from: headquartersEnd, to: name });
    case 'asleep':
      return laptop.lid.shut(time.now());
    case 'disk full':
      return laptop.diskFaults.setMood({ isFull: true, failing: 0 });
    case 'off':
      laptop.weather = { ...fineWeather, isDown: true };
      return laptop.crash('power');
  }
}

/**
 * Chains that nobody of the core can continue at headquarters. After a snapshot a laptop has the end of a chain without
 * the packs before it (P3). Lost packs of such a chain can come only from its author and from others who have them.
 */
async function endedChains(
  { headquarters: { log } }: World,
  core: readonly Laptop[],
  remoteVector: VersionVector,
): Promise<ReadonlySet<DeviceId>> {
  const up = core.filter(({ isUp }) => isUp);
  const ended = new Set<DeviceId>();
  const continued = new Set<DeviceId>();
  for (const { client, db } of up) {
    const { have } = await client.readLogRow(db, log);
    // Keys of a parsed record are device ids; Object.keys forgets that.
    for (const deviceId of Object.keys(have) as DeviceId[]) {
      const end = highestSeenNumber(remoteVector, deviceId);
      const nextPackRow = await readPackBefore(db, log, deviceId, end + 1);
      (nextPackRow !== undefined && nextPackRow.last > end ? continued : ended).add(deviceId);
    }
  }
  return new Set([...ended].filter((device) => !continued.has(device)));
}

/** Its own chain it always has to bring. */
async function differenceOf(
  world: World,
  laptop: Laptop,
  remoteVector: VersionVector,
  lost: ReadonlySet<DeviceId>,
): Promise<readonly string[]> {
  if (!laptop.isUp) return [`${laptop.name} does not start`];
  const logRow = await laptop.client.readLogRow(laptop.db, world.headquarters.log);
  const ownDeviceId = await laptop.device();
  const isEven = (deviceId: DeviceId): boolean => {
    const [here, there] = [
      highestSeenNumber(logRow.have, deviceId),
      highestSeenNumber(remoteVector, deviceId),
    ];
    return here === there || (here > there && deviceId !== ownDeviceId && lost.has(deviceId));
  };
  // Keys of a parsed record are device ids; Object.keys forgets that.
  const deviceIds = Object.keys({ ...logRow.have, ...remoteVector }) as DeviceId[];
  if (deviceIds.every(isEven) && logRow.waiting.changes === 0) return [];
  const [here, there] = [canonicalJson(logRow.have), canonicalJson(remoteVector)];
  return [`${laptop.name} has ${here} and ${logRow.waiting.changes} wait; headquarters has ${there}`];
}
