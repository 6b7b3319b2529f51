import fs from 'node:fs';
import { playwrightFailures, vitestFailures, playwrightFileResults, vitestFileResults } from './failures.mjs';

/** @typedef {import('./failures.mjs').Failure} Failure */
/** @typedef {import('./failures.mjs').FileResult} FileResult */

/**
 * Result of one part. A runner that crashed, or that ran nothing, has failed, in spite of its own report.
 * @typedef {object} Tally
 * @property {number} passed tests, the flaky ones among them
 * @property {number} failed
 * @property {number} skipped
 * @property {string} [note] reason of a failure that is no test's
 * @property {readonly Failure[]} [failures]
 * @property {readonly Failure[]} [flaky] tests that failed first and passed alone
 * @property {readonly FileResult[]} [files]
 */

/**
 * @param {number} code the runner's exit code
 * @param {string} resultFile the JSON that it wrote
 * @param {(results: any) => Tally} read
 * @returns {Tally}
 */
export function tallyOf(code, resultFile, read) {
  const tally = readOr(resultFile, read);
  if (!tally) return { passed: 0, failed: 1, skipped: 0, note: 'it ended without results' };
  if (tally.passed + tally.failed === 0) return { ...tally, failed: 1, note: 'it ran no test' };
  if (code !== 0 && tally.failed === 0)
    return { ...tally, failed: 1, note: `no test failed, but it left with ${code}` };
  return tally;
}

/**
 * @param {any} results of build/test/vitest-results.mjs
 * @returns {Tally} where each error outside of the tests counts as a failed one
 */
export const readVitest = (results) => ({
  passed: results.numPassedTests,
  failed: results.numFailedTests + (results.unhandledErrors ?? []).length,
  skipped: results.numPendingTests + results.numTodoTests,
  failures: vitestFailures(results),
  files: vitestFileResults(results),
});

/**
 * @param {any} results of Playwright's JSON reporter
 * @returns {Tally}
 */
export const readPlaywright = (results) => ({
  passed: results.stats.expected + results.stats.flaky,
  failed: results.stats.unexpected,
  skipped: results.stats.skipped,
  failures: playwrightFailures(results),
  files: playwrightFileResults(results),
});

/**
 * @param {string} resultFile
 * @param {(results: any) => Tally} read
 */
function readOr(resultFile, read) {
  try {
    return read(JSON.parse(fs.readFileSync(resultFile, 'utf8')));
  } catch {
    return null;
  }
}
