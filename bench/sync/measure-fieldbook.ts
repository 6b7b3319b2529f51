import { countRoundTrips, type LinkSpeed, type LinkTraffic, trafficBytes } from '../rig/link-proxy.ts';
import { workloadSize } from '../workload/workload.ts';
import { measureBacklog, measureLoad, measureSmall, startLaptopWithBacklog } from './measure-transfers.ts';
import { medianOf, quantileOf, type SyncFigures } from './sync-figures.ts';
import { type BenchLaptop, SyncTestBed } from './sync-test-bed.ts';

/** A process is killed after this share of the whole traffic, and again after each of the next ones. */
const killGaps = [0.35, 0.25, 0.25] as const;
/** Slow link, so that bytes flow: over loopback a request is there at once, or not at all. */
const killLink: LinkSpeed = { roundTripMs: 100, bitsPerSecond: 256_000 };

/** Our figures, one act after the other on one headquarters that returns to W before each. */
export async function measureFieldbook(
  scale: number,
  wanted: readonly SyncAct[],
  say: (what: string) => void,
): Promise<SyncFigures> {
  const testBed = await SyncTestBed.open(scale, laptopNumbers.writer + 1);
  const when = async (syncAct: SyncAct, measure: () => Promise<SyncFigures>): Promise<SyncFigures> =>
    wanted.includes(syncAct) ? measure() : {};
  try {
    const load = await measureLoad(testBed, laptopNumbers.writer, say);
    const small = await when('small', () => measureSmall(testBed, laptopNumbers.small, say));
    const backlog = await when('backlog', () => measureBacklog(testBed, laptopNumbers.backlog, say));
    const concurrent = await when('concurrent', () =>
      measureConcurrent(testBed, laptopNumbers.concurrent, say),
    );
    const kills = await when('kills', () => measureBothKills(testBed, say));
    const all = [load, small, backlog, concurrent, kills];
    return Object.assign({}, ...all, { reasons: all.flatMap(({ reasons }) => reasons ?? []) });
  } finally {
    await testBed.close();
  }
}

/** Cost of the link without kills: one laptop sends all edits. */
async function measureUndisturbed(testBed: SyncTestBed, sender: number): Promise<LinkTraffic> {
  const laptop = await startLaptopWithBacklog(testBed, sender);
  testBed.proxy.dropConnections(false);
  testBed.proxy.setLink(killLink);
  const { traffic } = await testBed.sync(laptop);
  testBed.proxy.setLink(null);
  await laptop.quit();
  return traffic;
}

interface KillResult {
  /** Additional traffic per kill, as a share of the whole. */
  readonly share: number;
  readonly reason: string;
}

/** One laptop sends all edits and is killed three times on the way, or headquarters is. */
async function measureKills(
  testBed: SyncTestBed,
  victim: 'client' | 'server',
  numbers: { readonly sender: number; readonly witness: number },
  undisturbed: LinkTraffic,
): Promise<KillResult> {
  const wholeBytes = trafficBytes(undisturbed);
  let laptop = await startLaptopWithBacklog(testBed, numbers.sender);
  testBed.proxy.dropConnections(false);
  testBed.proxy.setLink(killLink);
  testBed.proxy.reset();
  let next = waitForKillMoment(testBed, 0, wholeBytes);
  await laptop.ask('pauseSync', false);
  let kills = 0;
  for (;;) {
    const rest = laptop.ask('untilRest').then(
      () => 'rest' as const,
      () => 'killed' as const,
    );
    const what = await Promise.race([rest, next.then(() => 'moment' as const)]);
    if (what !== 'moment') break;
    kills += 1;
    next = waitForKillMoment(testBed, kills, wholeBytes);
    laptop = await (victim === 'client'
      ? killLaptop(testBed, laptop, numbers.sender)
      : killServer(testBed, laptop));
  }
  const linkTraffic = testBed.proxy.traffic();
  const total = trafficBytes(linkTraffic);
  console.error(JSON.stringify(linkTraffic.requests));
  testBed.proxy.setLink(null);
  const own = await laptop.ask('digest');
  await laptop.quit();
  await expectSameDigest(testBed, numbers.witness, own);
  return {
    share: kills === 0 ? 0 : (total - wholeBytes) / wholeBytes / kills,
    reason: `${victim} killed ${kills} times: ${trafficText(linkTraffic)}; undisturbed on the same link ${trafficText(undisturbed)}`,
  };
}

const trafficText = (linkTraffic: LinkTraffic): string =>
  `${linkTraffic.up} B up and ${linkTraffic.down} B down in ${countRoundTrips(linkTraffic)} requests`;

const waitForKillMoment = (testBed: SyncTestBed, at: number, wholeBytes: number): Promise<void> => {
  const gap = killGaps[at];
  if (gap === undefined) return new Promise(() => {});
  return new Promise((resolve) => {
    testBed.proxy.onBytesTravelled(trafficBytes(testBed.proxy.traffic()) + gap * wholeBytes, () => {
      // Nothing more travels from this very moment.
      testBed.proxy.dropConnections(true);
      resolve();
    });
  });
};

async function killLaptop(testBed: SyncTestBed, laptop: BenchLaptop, number: number): Promise<BenchLaptop> {
  await laptop.kill();
  testBed.proxy.acceptConnections();
  return testBed.startLaptop(number);
}

async function killServer(testBed: SyncTestBed, laptop: BenchLaptop): Promise<BenchLaptop> {
  await testBed.server.stop('SIGKILL');
  await testBed.server.start();
  testBed.proxy.acceptConnections();
  await laptop.ask('syncNow');
  return laptop;
}

/** A laptop elsewhere fetches everything and has the same. */
async function expectSameDigest(testBed: SyncTestBed, number: number, expected: string): Promise<void> {
  const witness = await testBed.startLaptop(number);
  await witness.ask('untilRest');
  await witness.ask('syncNow');
  await witness.ask('untilRest');
  const found = await witness.ask('digest');
  await witness.quit();
  if (found !== expected) throw new Error('After the kills headquarters does not have what was written');
}

/** Order in which the laptops come to a network; twice, so that each has seen all others. */
const laptopOrder = [3, 1, 4, 0, 2] as const;

/** Five laptops write offline, a field at a time, then meet; 100 pairs of edits are of one field. */
async function measureConcurrent(
  testBed: SyncTestBed,
  first: number,
  say: (what: string) => void,
): Promise<SyncFigures> {
  await testBed.restoreServer('W');
  const seconds: number[] = [];
  const eachMs: number[] = [];
  const reasons: string[] = [];
  for (let device = 0; device < workloadSize.devices; device++) {
    const laptop = await testBed.startPausedLaptop(first + device);
    await laptop.ask('look', { list: 'device', device });
    const written = await laptop.ask('edit', { list: 'device', device });
    seconds.push(((written.tookMs / written.changes) * 2_000) / 1_000);
    eachMs.push(...written.eachMs);
    say(`${written.changes} single edits: ${(written.tookMs / 1_000).toFixed(1)} s`);
    if (device === workloadSize.devices - 1) reasons.push(await savedAnswerFloorOf(laptop));
    await laptop.quit();
  }

  const seen: { visible: number; pairs: number; lost: number }[] = [];
  for (const pass of [0, 1])
    for (const device of laptopOrder) {
      const laptop = await testBed.startLaptop(first + device);
      // The pause outlasts the restart.
      await laptop.ask('pauseSync', false);
      await laptop.ask('untilRest');
      if (pass === 1) {
        const { visible, pairs, alone, aloneShown } = await laptop.ask('pairs');
        seen.push({ visible, pairs, lost: alone - aloneShown });
      }
      await laptop.quit();
    }
  return {
    visible: {
      pairs: Math.max(...seen.map(({ pairs }) => pairs)),
      both: Math.min(...seen.map(({ visible }) => visible)),
      lostElsewhere: Math.max(...seen.map(({ lost }) => lost)),
    },
    singles: { seconds: medianOf(seconds) },
    saved: { p50Ms: quantileOf(eachMs, 0.5), p99Ms: quantileOf(eachMs, 0.99) },
    reasons,
  };
}

/** Cost of a saved answer on the disk and in the browser, without the store. */
async function savedAnswerFloorOf(laptop: BenchLaptop): Promise<string> {
  const flushMs = medianOf(await laptop.flushes());
  const transactionMs = medianOf(await laptop.ask('strictTransactions'));
  const floorMs = flushMs + transactionMs;
  return (
    `a saved answer: the flush of a frame alone takes ${flushMs.toFixed(1)} ms, a strict transaction of seven rows alone ` +
    `${transactionMs.toFixed(1)} ms (p50): one after the other at most ${(1_000 / floorMs).toFixed(0)} a second`
  );
}

/** Each act has laptops of its own, so that none finds content of another; the last one only writes W. */
const laptopNumbers = {
  small: 0,
  backlog: [1, 2],
  concurrent: 3,
  killed: [8, 9],
  witness: 10,
  undisturbed: 11,
  writer: 12,
} as const;

/** Acts measured after W was written and fetched, which comes first. */
export const syncActs = ['small', 'backlog', 'concurrent', 'kills'] as const;
type SyncAct = (typeof syncActs)[number];

async function measureBothKills(testBed: SyncTestBed, say: (what: string) => void): Promise<SyncFigures> {
  const { witness, killed, undisturbed } = laptopNumbers;
  const whole = await measureUndisturbed(testBed, undisturbed);
  say(`nobody killed: ${trafficBytes(whole)} B`);
  const client = await measureKills(testBed, 'client', { sender: killed[0], witness }, whole);
  say(client.reason);
  const server = await measureKills(testBed, 'server', { sender: killed[1], witness }, whole);
  say(server.reason);
  return { killed: { client: client.share, server: server.share }, reasons: [client.reason, server.reason] };
}
