import { type Figure, quantile } from '../scale/figures.ts';

/** Two measurements of one thing, by rounds that take turns: in a small document and in a large one. */
export interface Rounds {
  readonly small: number[];
  readonly large: number[];
}

/** Microseconds of processor that this process takes for a task. */
export async function processorMicros(task: () => unknown): Promise<number> {
  const before = process.cpuUsage();
  await task();
  const { user, system } = process.cpuUsage(before);
  return user + system;
}

/** Runs both so many times, each first in every other round. */
export async function inTurns(
  rounds: number,
  small: (round: number) => Promise<number>,
  large: (round: number) => Promise<number>,
): Promise<Rounds> {
  const times: Rounds = { small: [], large: [] };
  for (let round = 0; round < rounds; round += 1)
    for (const isSmall of round % 2 === 0 ? [true, false] : [false, true])
      if (isSmall) times.small.push(await small(round));
      else times.large.push(await large(round));
  return times;
}

/** A line of the table. `floor` is the small document; `isMean`: of all rounds, since work is put off to some of them. */
export function ratioFigure(name: string, { small, large }: Rounds, most: number, isMean = false): Figure {
  const middle = (times: readonly number[]): number =>
    isMean ? times.reduce((sum, one) => sum + one, 0) / times.length : quantile(times, 0.5);
  const ratio = middle(large) / middle(small);
  return {
    name,
    value: `${middle(large).toFixed(1)} us (x ${ratio.toFixed(2)})`,
    floor: `${middle(small).toFixed(1)} us`,
    target: `<= ${most} x`,
    isMet: ratio <= most,
  };
}
