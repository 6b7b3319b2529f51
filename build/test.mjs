import { runCommand, Problem } from './problem.mjs';
import { listOfFailures } from './test/failures.mjs';
import { runners } from './test/runners.mjs';

// `npm test [-- part [filter ...]]`: everything, or one of check, unit, properties, simulation, server, browser,
// engines, journeys, torture, package.
// The end of the output says which tests failed, how each part went and, as the last line and in plain text,
// "N passed, N failed", the sum of all runners.

/** @param {readonly string[]} words */
function partsToRun([part, ...filters]) {
  if (part === undefined) return { names: Object.keys(runners), filters };
  if (part in runners) return { names: [part], filters };
  throw new Problem(`no part of the tests is called ${part}; there are ${Object.keys(runners).join(', ')}`);
}

await runCommand('test', async () => {
  const { names, filters } = partsToRun(process.argv.slice(2));
  const sum = { passed: 0, failed: 0 };
  const lines = [];
  const failures = [];
  for (const name of names) {
    console.log(`\n=== ${name} ===`);
    const startedMs = performance.now();
    const tally = await runners[name]?.(filters);
    if (!tally) continue;
    sum.passed += tally.passed;
    sum.failed += tally.failed;
    failures.push(...(tally.failures ?? []).map((failure) => ({ part: name, ...failure })));
    const seconds = Math.round((performance.now() - startedMs) / 1_000);
    const skipped = tally.skipped > 0 ? `, ${tally.skipped} skipped` : '';
    const note = tally.note ? ` (${tally.note})` : '';
    lines.push(`${name}: ${tally.passed} passed, ${tally.failed} failed${skipped}${note}, ${seconds} s`);
  }
  if (failures.length > 0) console.log(`\n${listOfFailures(failures)}`);
  console.log(`\n${lines.join('\n')}\n\n${sum.passed} passed, ${sum.failed} failed`);
  if (sum.failed > 0) process.exitCode = 1;
});
