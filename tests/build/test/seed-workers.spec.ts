import { expect, test } from 'vitest';
import { type Outcome, runSeedShare, type SeedShare } from '#build/test/seed-workers.mjs';

/** A worker that reports each seed of its share, unless `act` ends it before. */
const worker =
  (act: string) =>
  ({ from, seeds, step }: SeedShare): readonly string[] => [
    '-e',
    `const tell = (line) => console.log(JSON.stringify(line));
     for (let seed = ${from}; seed < ${from + seeds}; seed += ${step}) {
       tell({ begins: seed });
       ${act}
       tell({ seed, ops: 1, faults: 0, cpuMs: 1, violations: [] });
     }`,
  ];

async function outcomesOf(
  argumentsOf: (seedShare: SeedShare) => readonly string[],
): Promise<readonly Outcome[]> {
  const outcomes: Outcome[] = [];
  await runSeedShare({ from: 5, seeds: 7, step: 2 }, argumentsOf, (outcome) => outcomes.push(outcome));
  return outcomes;
}

const seedsOf = (outcomes: readonly Outcome[]) =>
  outcomes.map(({ seed, violations }) => [seed, violations.map(({ invariant }) => invariant)]);

test.each([
  ['ends with an error', 'if (seed === 7) process.exit(1);'],
  ['ends without a word', 'if (seed === 7) process.exit(0);'],
  ['is killed', "if (seed === 7) process.kill(process.pid, 'SIGKILL');"],
])('a worker that %s fails its seed only, and the seeds after it run', async (_what, act) => {
  expect(seedsOf(await outcomesOf(worker(act)))).toEqual([
    [5, []],
    [7, ['exception']],
    [9, []],
    [11, []],
  ]);
});

test('a worker that stops after a reported exception goes on with the next seed', async () => {
  const exception =
    "{ seed, ops: 1, faults: 0, cpuMs: 1, violations: [{ invariant: 'exception', detail: 'told' }] }";
  const outcomes = await outcomesOf(worker(`if (seed === 11) { tell(${exception}); process.exit(0); }`));
  expect(seedsOf(outcomes)).toEqual([
    [5, []],
    [7, []],
    [9, []],
    [11, ['exception']],
  ]);
});

test('a worker that ends before its first seed ends the run', async () => {
  await expect(outcomesOf(() => ['-e', 'process.exit(3)'])).rejects.toThrow('ended with 3 before its first');
});
