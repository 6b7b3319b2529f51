import os from 'node:os';
import type { Laptop } from '../rig/laptop.ts';
import { bytesOf, roundTripsOf } from '../rig/traffic.ts';
import { documentsOf, fillWorkload } from '../workload/filled.ts';
import { digestOf } from '../workload/digest.ts';
import type { Field, Measured } from './field.ts';
import { type Figures, median, type Transfer } from './figures.ts';

export const transferOf = ({ tookMs, traffic }: Measured): Transfer => ({
  bytes: bytesOf(traffic),
  roundTrips: roundTripsOf(traffic),
  seconds: tookMs / 1_000,
});

/**
 * Laptop `writerNumber` writes W offline and sends it; those before it begin fresh and fetch it. Throws when one of
 * them then has something else than W.
 */
export async function measureLoad(
  field: Field,
  writerNumber: number,
  say: (what: string) => void,
): Promise<Figures> {
  const expected = digestOf(documentsOf(fillWorkload(field.scale)) as never);
  const writer = await field.laptop(writerNumber);
  await field.enrol(writer, writerNumber);
  await writer.ask('untilRest');
  await writer.ask('setOffline', true);
  const filled = await writer.ask('fill');
  say(`W written: ${filled.changes} changes in ${(filled.tookMs / 1_000).toFixed(1)} s`);
  const worked = await processorOf(field, writer);
  const up = transferOf(await field.sync(writer));
  const reasons = [`W up: ${await worked()}`];
  say(`W sent: ${JSON.stringify(up)}; ${reasons.join()}`);
  await writer.quit();

  const downs: Transfer[] = [];
  for (let number = 0; number < writerNumber; number++) {
    const laptop = await field.laptop(number);
    const fetched = await field.measure(async () => {
      const startedMs = performance.now();
      await field.enrol(laptop, number);
      await laptop.ask('untilRest');
      return performance.now() - startedMs;
    });
    downs.push(transferOf(fetched));
    say(`W fetched: ${JSON.stringify(downs.at(-1))}`);
    if (number === 0 && (await laptop.ask('digest')) !== expected)
      throw new Error('The fresh laptop does not have what was written');
    await laptop.quit();
  }
  await field.keep('W');
  return {
    up,
    down: {
      bytes: median(downs.map(({ bytes }) => bytes)),
      roundTrips: median(downs.map(({ roundTrips }) => roundTrips)),
      seconds: median(downs.map(({ seconds }) => seconds)),
    },
    bulk: { perSecond: (filled.changes / filled.tookMs) * 1_000 },
    reasons,
  };
}

/** Begins to count the work of both sides; what it gives says how much there was. */
async function processorOf(field: Field, laptop: Laptop): Promise<() => Promise<string>> {
  const both = async () => [await laptop.processorSeconds(), field.server.processorSeconds()] as const;
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
