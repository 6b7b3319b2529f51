import { BuildProblem, runCommand } from './support/build-problem.mjs';
import { runPackage } from './support/run-program.mjs';

// `npm run check`: all static checks of the sources, in parallel.

// Types are checked in full each time (--force): tsc's incremental state misses changes of JSON files.
const sourceChecks = [
  { name: 'format', script: '@biomejs/biome/bin/biome', args: ['check', '.'], mend: 'npm run format' },
  { name: 'lint and layers', script: 'oxlint/bin/oxlint', args: ['.'], mend: null },
  {
    name: 'types',
    script: 'typescript/bin/tsc',
    args: ['-b', '--force', '--builders', '1', '--checkers', '1'],
    mend: null,
  },
  { name: 'documents', script: '../build/docs/write-tables.ts', args: ['--check'], mend: 'npm run format' },
  { name: 'packages', script: '../build/setup/lock-check.mjs', args: [], mend: null },
];

/** @param {typeof sourceChecks[number]} check */
async function runSourceCheck({ name, script, args, mend }) {
  const startedMs = performance.now();
  const { code, output } = await runPackage(script, args);
  const seconds = ((performance.now() - startedMs) / 1_000).toFixed(1);
  const passed = code === 0;
  if (!passed) process.stdout.write(`\n--- ${name} ---\n${output}\n`);
  console.log(
    `${passed ? 'ok  ' : 'FAIL'} ${name} (${seconds} s)${!passed && mend ? `: ${mend} mends it` : ''}`,
  );
  return passed;
}

await runCommand('check', async () => {
  const passed = await Promise.all(sourceChecks.map(runSourceCheck));
  if (passed.includes(false)) throw new BuildProblem('the sources are not as they should be (see above)');
});
