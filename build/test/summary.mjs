import { listOfFailures, slowestFiles } from './failures.mjs';

/** @typedef {import('./runners.mjs').Tally} Tally */
/** @typedef {{ name: string, tally: Tally, seconds: number }} PartResult */

const slowestFileCount = 10;

/**
 * End of the output of `npm test`: slowest files, flaky and failed tests, a line for each part, and the sum.
 * @param {readonly PartResult[]} results
 * @returns {{ text: string, failed: number }} `text` ends with "N passed, N failed"
 */
export function summarizeParts(results) {
  const passed = results.reduce((sum, { tally }) => sum + tally.passed, 0);
  const failed = results.reduce((sum, { tally }) => sum + tally.failed, 0);
  const slowest = slowestFiles(
    results.flatMap(({ tally }) => tally.files ?? []),
    slowestFileCount,
  );
  const flaky = results.flatMap(({ name, tally }) => withPart(name, tally.flaky));
  const failures = results.flatMap(({ name, tally }) => withPart(name, tally.failures));
  const blocks = [
    ...(slowest.length > 0 ? [`slowest files:\n${slowest.join('\n')}`] : []),
    ...(flaky.length > 0 ? [`flaky (failed, then passed alone):\n${listOfFailures(flaky)}`] : []),
    ...(failures.length > 0 ? [listOfFailures(failures)] : []),
    results.map(partLine).join('\n'),
    `${passed} passed, ${failed} failed`,
  ];
  return { text: blocks.join('\n\n'), failed };
}

/**
 * @param {string} part
 * @param {readonly import('./failures.mjs').Failure[]} [failures]
 */
function withPart(part, failures = []) {
  return failures.map((failure) => ({ part, ...failure }));
}

/** @param {PartResult} result */
function partLine({ name, tally: { passed, failed, skipped, flaky = [], note }, seconds }) {
  const counts = [
    `${passed} passed`,
    `${failed} failed`,
    ...(skipped > 0 ? [`${skipped} skipped`] : []),
    ...(flaky.length > 0 ? [`${flaky.length} flaky`] : []),
  ];
  return `${name}: ${counts.join(', ')}${note ? ` (${note})` : ''}, ${seconds} s`;
}
