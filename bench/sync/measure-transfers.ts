import os from 'node:os';
import { countProofBytes, countRoundTrips, satelliteLink, trafficBytes } from '../rig/link-proxy.ts';
import { digestOfDocuments } from '../workload/registers.ts';
import { createWorkload, workloadDocumentsOf } from '../workload/workload.ts';
import { medianOf, type SyncFigures, type TransferFigures } from './sync-figures.ts';
import type { BenchLaptop, MeasuredSync, SyncTestBed } from './sync-test-bed.ts';

/** Start a laptop that has written all edits offline. */
export async function startLaptopWithBacklog(testBed: SyncTestBed, number: number): Promise<BenchLaptop> {
  await testBed.restoreServer('W');
  const laptop = await testBed.startPausedLaptop(number);
  await laptop.ask('look', { list: 'all' });
  await laptop.ask('edit', { list: 'all' });
  return laptop;
}

/** All edits from one laptop, on a quick link and on one over a satellite. */
export async function measureBacklog(
  testBed: SyncTestBed,
  [quick, slow]: readonly [number, number],
  say: (what: string) => void,
): Promise<SyncFigures> {
  const edits = Math.round(10_000 * testBed.scale);
  const near = await startLaptopWithBacklog(testBed, quick);
  const quickly = transferFiguresOf(await testBed.sync(near));
  say(`${edits} edits: ${JSON.stringify(quickly)}`);
  await near.quit();

  const far = await startLaptopWithBacklog(testBed, slow);
  testBed.proxy.dropConnections(false);
  testBed.proxy.setLink(satelliteLink);
  const slowly = await testBed.sync(far);
  testBed.proxy.setLink(null);
  say(
    `${edits} edits over the satellite: ${trafficBytes(slowly.traffic)} B, ${countRoundTrips(slowly.traffic)} round trips, ${slowly.tookMs / 1_000} s`,
  );
  await far.quit();
  return {
    tenThousand: { ...quickly, bytesPerEdit: quickly.bytes / edits },
    satellite: { seconds: slowly.tookMs / 1_000, isExtrapolated: false },
    reasons: [`satellite: ${satellitePartsOf(slowly)}`],
  };
}

/** Time of the link itself in a run over the satellite, and the rest for both sides. */
function satellitePartsOf({ traffic, tookMs }: MeasuredSync): string {
  const onTheWireS = (trafficBytes(traffic) * 8) / satelliteLink.bitsPerSecond;
  const trips = countRoundTrips(traffic);
  const delaysS = (trips * satelliteLink.roundTripMs) / 1_000;
  const rest = tookMs / 1_000 - onTheWireS - delaysS;
  return (
    `${(tookMs / 1_000).toFixed(1)} s are ${onTheWireS.toFixed(1)} for the bytes, ${delaysS.toFixed(1)} for the delay of ` +
    `${trips} round trips, ${rest.toFixed(1)} for both sides and the end`
  );
}

const singleEditRounds = 5;
const batchRounds = 4;

/**
 * One edit on an idle laptop that is online, several times; then batches of 500 that were written offline.
 */
export async function measureSmall(
  testBed: SyncTestBed,
  number: number,
  say: (what: string) => void,
): Promise<SyncFigures> {
  const laptop = await testBed.startLaptop(number);
  await laptop.ask('untilRest');
  const ones: { bytes: number; proofBytes: number; roundTrips: number }[] = [];
  for (let which = 0; which < singleEditRounds; which++) {
    await laptop.ask('look', { list: 'one', which });
    testBed.proxy.reset(true);
    await laptop.ask('edit', { list: 'one', which });
    await laptop.ask('untilWaiting');
    await laptop.ask('untilRest');
    const linkTraffic = testBed.proxy.traffic();
    const { up, down } = testBed.proxy.bytes();
    ones.push({
      bytes: trafficBytes(linkTraffic),
      proofBytes: countProofBytes(up, down),
      roundTrips: countRoundTrips(linkTraffic),
    });
    say(
      `one edit: ${linkTraffic.up} up, ${linkTraffic.down} down, ${countRoundTrips(linkTraffic)} round trip(s)`,
    );
  }

  await laptop.ask('pauseSync', true);
  await laptop.ask('look', { list: 'all' });
  const perEdit: number[] = [];
  const edits = Math.round(500 * Math.min(1, testBed.scale * 4));
  for (let batch = 0; batch < batchRounds; batch++) {
    const from = batch * edits;
    const { changes } = await laptop.ask('edit', { list: 'all', from, to: from + edits });
    const synced = await testBed.sync(laptop);
    perEdit.push(trafficBytes(synced.traffic) / changes);
    say(
      `${changes} edits: ${perEdit.at(-1)?.toFixed(1)} B each, ${countRoundTrips(synced.traffic)} round trip(s)`,
    );
    await laptop.ask('pauseSync', true);
  }
  await laptop.quit();
  return {
    one: {
      bytes: medianOf(ones.map(({ bytes }) => bytes)),
      proofBytes: medianOf(ones.map((one) => one.proofBytes)),
      roundTrips: medianOf(ones.map(({ roundTrips }) => roundTrips)),
    },
    fiveHundred: { bytesPerEdit: medianOf(perEdit) },
  };
}

const transferFiguresOf = ({ tookMs, traffic }: MeasuredSync): TransferFigures => ({
  bytes: trafficBytes(traffic),
  roundTrips: countRoundTrips(traffic),
  seconds: tookMs / 1_000,
});

/**
 * Laptop `writerNumber` writes W offline and sends it; those before it begin fresh and fetch it.
 * @throws When one of them then differs from W.
 */
export async function measureLoad(
  testBed: SyncTestBed,
  writerNumber: number,
  say: (what: string) => void,
): Promise<SyncFigures> {
  const expected = digestOfDocuments(workloadDocumentsOf(createWorkload(testBed.scale)) as never);
  const writer = await testBed.startLaptop(writerNumber);
  await testBed.enrol(writer, writerNumber);
  await writer.ask('untilRest');
  await writer.ask('pauseSync', true);
  const filled = await writer.ask('fill');
  say(`W written: ${filled.changes} changes in ${(filled.tookMs / 1_000).toFixed(1)} s`);
  const worked = await measureProcessorWork(testBed, writer);
  const up = transferFiguresOf(await testBed.sync(writer));
  const reasons = [`W up: ${await worked()}`];
  say(`W sent: ${JSON.stringify(up)}; ${reasons.join()}`);
  await writer.quit();

  const downs: TransferFigures[] = [];
  for (let number = 0; number < writerNumber; number++) {
    const laptop = await testBed.startLaptop(number);
    const fetched = await testBed.measure(async () => {
      const startedMs = performance.now();
      await testBed.enrol(laptop, number);
      await laptop.ask('untilRest');
      return performance.now() - startedMs;
    });
    downs.push(transferFiguresOf(fetched));
    say(`W fetched: ${JSON.stringify(downs.at(-1))}`);
    if (number === 0 && (await laptop.ask('digest')) !== expected)
      throw new Error('The fresh laptop does not have what was written');
    await laptop.quit();
  }
  await testBed.saveServer('W');
  return {
    up,
    down: {
      bytes: medianOf(downs.map(({ bytes }) => bytes)),
      roundTrips: medianOf(downs.map(({ roundTrips }) => roundTrips)),
      seconds: medianOf(downs.map(({ seconds }) => seconds)),
    },
    bulk: { perSecond: (filled.changes / filled.tookMs) * 1_000 },
    reasons,
  };
}

/** Begin to count the work of both sides; the returned function gives the amount. */
async function measureProcessorWork(
  testBed: SyncTestBed,
  laptop: BenchLaptop,
): Promise<() => Promise<string>> {
  const both = async () => [await laptop.processorSeconds(), testBed.server.processorSeconds()] as const;
  const before = await both();
  const startedMs = performance.now();
  return async () => {
    const seconds = (performance.now() - startedMs) / 1_000;
    const [device, headquarters] = (await both()).map((after, side) => (after ?? 0) - (before[side] ?? 0));
    const work = (device ?? 0) + (headquarters ?? 0);
    const cores = os.cpus().length;
    return (
      `${work.toFixed(1)} s of processor (laptop ${device?.toFixed(1)}, headquarters ${headquarters?.toFixed(1)}) ` +
      `in ${seconds.toFixed(1)} s: on ${cores} cores not under ${(work / cores).toFixed(1)} s`
    );
  };
}
