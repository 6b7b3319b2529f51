import { size } from '../workload/filled.ts';
import type { Laptop } from '../rig/laptop.ts';
import type { Field } from './field.ts';
import { type Figures, median, quantile } from './figures.ts';

/** The order in which the laptops come to a network; twice, so that each has seen all others. */
const order = [3, 1, 4, 0, 2] as const;

/** Five laptops write offline, a field at a time, then meet; 100 pairs of edits are of one field. */
export async function measureConcurrent(
  field: Field,
  first: number,
  say: (what: string) => void,
): Promise<Figures> {
  await field.goBackTo('W');
  const seconds: number[] = [];
  const eachMs: number[] = [];
  const reasons: string[] = [];
  for (let device = 0; device < size.devices; device++) {
    const laptop = await field.offlineLaptop(first + device);
    await laptop.ask('look', { list: 'device', device });
    const written = await laptop.ask('edit', { list: 'device', device });
    seconds.push(((written.tookMs / written.changes) * 2_000) / 1_000);
    eachMs.push(...written.eachMs);
    say(`${written.changes} single edits: ${(written.tookMs / 1_000).toFixed(1)} s`);
    if (device === size.devices - 1) reasons.push(await floorOf(laptop));
    await laptop.quit();
  }

  const seen: { visible: number; pairs: number; lost: number }[] = [];
  for (const pass of [0, 1])
    for (const device of order) {
      const laptop = await field.laptop(first + device);
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
    singles: { seconds: median(seconds) },
    saved: { p50Ms: quantile(eachMs, 0.5), p99Ms: quantile(eachMs, 0.99) },
    reasons,
  };
}

/** What the disk and the browser take of a saved answer, without the store. */
async function floorOf(laptop: Laptop): Promise<string> {
  const flushMs = median(await laptop.flushes());
  const transactionMs = median(await laptop.ask('strictTransactions'));
  const floorMs = flushMs + transactionMs;
  return (
    `a saved answer: the flush of a frame alone takes ${flushMs.toFixed(1)} ms, a strict transaction of seven rows alone ` +
    `${transactionMs.toFixed(1)} ms (p50): one after the other at most ${(1_000 / floorMs).toFixed(0)} a second`
  );
}
