import { parseArgs } from 'node:util';
import { BuildProblem, printTopicLine, runCommand } from './support/build-problem.mjs';
import { runPackage } from './support/run-program.mjs';

// `npm run fuzz [-- --minutes 10] [--seed 1] [--rounds 5000]`: corrupts external input at random by a seed,
// one seed after the other until the time is over. `npm test` does it with one seed. A seed that fails is
// named.

await runCommand('fuzz', async () => {
  const { values } = parseArgs({
    options: {
      minutes: { type: 'string', default: '10' },
      seed: { type: 'string', default: '1' },
      rounds: { type: 'string', default: '5000' },
    },
  });
  if (!Object.values(values).every((word) => /^[1-9]\d{0,8}$/.test(word)))
    throw new BuildProblem('whole numbers from 1 on');
  const endsMs = performance.now() + Number(values.minutes) * 60_000;
  let seed = Number(values.seed);
  for (; performance.now() < endsMs; seed += 1) {
    const env = { ...process.env, FIELDBOOK_SEED: String(seed), FIELDBOOK_ROUNDS: values.rounds };
    const args = [
      'run',
      '--project',
      'unit',
      'tests/sync/hostile/hostile-bytes.spec.ts',
      'tests/forms/xpath/compile-expression-hostile.spec.ts',
      'tests/forms/xform/import-xform-hostile.spec.ts',
      'tests/forms/xlsform/import-xlsform-hostile.spec.ts',
      '--testTimeout=600000',
    ];
    const { code, output } = await runPackage(
      'vitest/vitest.mjs',
      [...args, '-c', 'build/vitest.config.ts'],
      { env },
    );
    if (code !== 0) throw new BuildProblem(`seed ${seed} failed:\n${output}`);
  }
  printTopicLine(
    'fuzz',
    `${seed - Number(values.seed)} seeds from ${values.seed}, ${values.rounds} rounds each: nothing broke`,
  );
});
