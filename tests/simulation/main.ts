import { parseArgs } from 'node:util';
import { makeFolderUntilExit } from '#tests/support/temporary/make-folder.ts';
import { Simulator } from './world/simulate.ts';

// One worker of `npm run simulate`: runs every `step`-th seed and prints a line of JSON before and after each
// (build/test/seed-workers.mjs).

const { values } = parseArgs({
  options: {
    from: { type: 'string', default: '1' },
    seeds: { type: 'string', default: '1' },
    step: { type: 'string', default: '1' },
    trace: { type: 'boolean', default: false },
  },
});

const { folder, remove } = makeFolderUntilExit('simulation');
try {
  const simulator = await Simulator.open(folder);
  const from = Number(values.from);
  let before: NodeJS.CpuUsage | undefined;
  for (let seed = from; seed < from + Number(values.seeds); seed += Number(values.step)) {
    process.stdout.write(`${JSON.stringify({ begins: seed })}\n`);
    const { trace, ...outcome } = await simulator.run(seed, { isTraced: values.trace });
    for (const line of trace) process.stderr.write(`${line}\n`);
    // The first world includes the time of the start.
    const { user, system } = process.cpuUsage(before);
    before = process.cpuUsage();
    process.stdout.write(`${JSON.stringify({ ...outcome, cpuMs: (user + system) / 1_000 })}\n`);
    // What is left of such a world may disturb the next one: that begins in a new process.
    if (outcome.violations.some(({ invariant }) => invariant === 'exception')) process.exit();
  }
  await simulator.close();
} finally {
  await remove();
}
