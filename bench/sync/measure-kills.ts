import { countRoundTrips, type LinkSpeed, type LinkTraffic, trafficBytes } from '../rig/link-proxy.ts';
import type { BenchLaptop } from '../rig/bench-laptop.ts';
import type { SyncTestBed } from './sync-test-bed.ts';
import { startLaptopWithBacklog } from './measure-transfers.ts';

/** A process is killed after this share of the whole traffic, and again after each of the next ones. */
const killGaps = [0.35, 0.25, 0.25] as const;
/** Slow link, so that bytes flow: over loopback a request is there at once, or not at all. */
const killLink: LinkSpeed = { roundTripMs: 100, bitsPerSecond: 256_000 };

/** Cost of the link without kills: one laptop sends all edits. */
export async function measureUndisturbed(field: SyncTestBed, sender: number): Promise<LinkTraffic> {
  const laptop = await startLaptopWithBacklog(field, sender);
  field.proxy.dropConnections(false);
  field.proxy.setLink(killLink);
  const { traffic } = await field.sync(laptop);
  field.proxy.setLink(null);
  await laptop.quit();
  return traffic;
}

export interface KillResult {
  /** Additional traffic per kill, as a share of the whole. */
  readonly share: number;
  readonly reason: string;
}

/** One laptop sends all edits and is killed three times on the way, or headquarters is. */
export async function measureKills(
  field: SyncTestBed,
  victim: 'client' | 'server',
  numbers: { readonly sender: number; readonly witness: number },
  undisturbed: LinkTraffic,
): Promise<KillResult> {
  const wholeBytes = trafficBytes(undisturbed);
  let laptop = await startLaptopWithBacklog(field, numbers.sender);
  field.proxy.dropConnections(false);
  field.proxy.setLink(killLink);
  field.proxy.reset();
  let next = waitForKillMoment(field, 0, wholeBytes);
  await laptop.ask('setOffline', false);
  let kills = 0;
  for (;;) {
    const rest = laptop.ask('untilRest').then(
      () => 'rest' as const,
      () => 'killed' as const,
    );
    const what = await Promise.race([rest, next.then(() => 'moment' as const)]);
    if (what !== 'moment') break;
    kills += 1;
    next = waitForKillMoment(field, kills, wholeBytes);
    laptop = await (victim === 'client'
      ? killLaptop(field, laptop, numbers.sender)
      : killServer(field, laptop));
  }
  const traffic = field.proxy.traffic();
  const total = trafficBytes(traffic);
  console.error(JSON.stringify(traffic.requests));
  field.proxy.setLink(null);
  const own = await laptop.ask('digest');
  await laptop.quit();
  await expectSameDigest(field, numbers.witness, own);
  return {
    share: kills === 0 ? 0 : (total - wholeBytes) / wholeBytes / kills,
    reason: `${victim} killed ${kills} times: ${trafficText(traffic)}; undisturbed on the same link ${trafficText(undisturbed)}`,
  };
}

const trafficText = (traffic: LinkTraffic): string =>
  `${traffic.up} B up and ${traffic.down} B down in ${countRoundTrips(traffic)} requests`;

const waitForKillMoment = (field: SyncTestBed, at: number, wholeBytes: number): Promise<void> => {
  const gap = killGaps[at];
  if (gap === undefined) return new Promise(() => {});
  return new Promise((resolve) => {
    field.proxy.onBytesTravelled(trafficBytes(field.proxy.traffic()) + gap * wholeBytes, () => {
      // Nothing more travels from this very moment.
      field.proxy.dropConnections(true);
      resolve();
    });
  });
};

async function killLaptop(field: SyncTestBed, laptop: BenchLaptop, number: number): Promise<BenchLaptop> {
  await laptop.kill();
  field.proxy.acceptConnections();
  return field.startLaptop(number);
}

async function killServer(field: SyncTestBed, laptop: BenchLaptop): Promise<BenchLaptop> {
  await field.server.stop('SIGKILL');
  await field.server.start();
  field.proxy.acceptConnections();
  await laptop.ask('syncNow');
  return laptop;
}

/** A laptop elsewhere fetches everything and has the same. */
async function expectSameDigest(field: SyncTestBed, number: number, expected: string): Promise<void> {
  const witness = await field.startLaptop(number);
  await witness.ask('untilRest');
  await witness.ask('syncNow');
  await witness.ask('untilRest');
  const found = await witness.ask('digest');
  await witness.quit();
  if (found !== expected) throw new Error('After the kills headquarters does not have what was written');
}
