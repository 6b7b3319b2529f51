export interface Measured<T> {
  readonly value: T;
  readonly processorMs: number;
}

/** Processor time of a task in this process alone. Other work on the machine does not count, as it would by a clock. */
export function measured<T>(task: () => T): Measured<T> {
  const before = process.cpuUsage();
  const value = task();
  return { value, processorMs: process.cpuUsage(before).user / 1_000 };
}

/** Sizes by which growth is measured: one, and ten times as much. */
const tenfold = 10;
const mostTries = 8;

/**
 * Processor time of a task at ten times the size, by that at one. It is about 10 where the cost follows the size, and
 * about 100 where each part is compared with all others. Each side is the least of several tries, since other work on the machine
 * makes a try longer and never shorter. It stops at the first tries whose growth is at most `enough`.
 */
export function growthOf(prepare: (size: number) => () => unknown, size: number, enough: number): number {
  const [small, large] = [prepare(size), prepare(tenfold * size)];
  // As much work as the large one has at best, so that the processor's clock can tell.
  const tenSmall = (): void => {
    for (let times = 0; times < tenfold; times += 1) small();
  };
  tenSmall(); // the first run compiles
  let [leastOfTen, leastLarge] = [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY];
  let growth = Number.POSITIVE_INFINITY;
  for (let tries = 0; tries < mostTries && growth > enough; tries += 1) {
    leastOfTen = Math.min(leastOfTen, measured(tenSmall).processorMs);
    leastLarge = Math.min(leastLarge, measured(large).processorMs);
    growth = (tenfold * leastLarge) / leastOfTen;
  }
  return growth;
}
