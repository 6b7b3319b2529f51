import path from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { inRepository } from '../repository.mjs';

// End of a long output: the slowest files, failed tests with their messages, a line for each part, and the sum.

const mostTests = 20;
const mostLines = 6;
const mostSigns = 200;
/** Frames of others' code say nothing about the test. */
const foreign = /node_modules|node:internal|<anonymous>/;

/** Title of an error outside of any test: the file counts as failed though its tests passed. */
const unhandledTitle = 'an error outside of its tests';

/** File of an error of which vitest does not know where it came from. */
export const noFile = '(no file)';

/** @typedef {{ file: string, title: string, message: string }} Failure */

/**
 * @param {any} results of build/test/vitest-results.mjs
 * @returns {readonly Failure[]} tests, then errors outside of them
 */
export const vitestFailures = ({ testResults, unhandledErrors = [] }) => [
  ...testResults.flatMap((/** @type {any} */ { name, status, message, assertionResults }) => {
    const file = path.relative(inRepository(), name);
    const failed = assertionResults.filter((/** @type {any} */ test) => test.status === 'failed');
    if (status === 'failed' && failed.length === 0) return { file, title: 'the file as a whole', message };
    return failed.map((/** @type {any} */ { ancestorTitles, title, failureMessages }) => ({
      file,
      title: [...ancestorTitles, title].join(' › '),
      message: failureMessages.join('\n'),
    }));
  }),
  ...unhandledErrors.map((/** @type {any} */ { file, message }) => ({
    file: file === null ? noFile : path.relative(inRepository(), file),
    title: unhandledTitle,
    message,
  })),
];

/**
 * @param {any} results of Playwright's JSON reporter
 * @returns {readonly Failure[]}
 */
export const playwrightFailures = ({ config, suites }) =>
  suites.flatMap((/** @type {any} */ suite) => {
    const file = path.relative(inRepository(), path.resolve(config.rootDir, suite.file));
    return failuresBelow(suite, []).map((failure) => ({ file, ...failure }));
  });

/**
 * @param {any} suite
 * @param {readonly string[]} titles of the suites around it
 * @returns {readonly Omit<Failure, 'file'>[]}
 */
function failuresBelow({ specs = [], suites = [] }, titles) {
  return [
    ...specs.flatMap((/** @type {any} */ { title, tests }) =>
      tests
        .filter((/** @type {any} */ { status }) => status === 'unexpected')
        .map((/** @type {any} */ { results }) => ({
          title: [...titles, title].join(' › '),
          message: (results.at(-1)?.errors ?? []).map((/** @type {any} */ error) => error.message).join('\n'),
        })),
    ),
    ...suites.flatMap((/** @type {any} */ suite) => failuresBelow(suite, [...titles, suite.title])),
  ];
}

/**
 * Lists each failed test by its part, file and title, with the first lines of its message.
 * @param {readonly (Failure & { part: string })[]} failures
 * @returns {string}
 */
export function listOfFailures(failures) {
  const told = failures
    .slice(0, mostTests)
    .map(({ part, file, title, message }) =>
      [`${part}: ${file} › ${title}`, ...firstLines(message).map((line) => `    ${line}`)].join('\n'),
    );
  const left = failures.length - told.length;
  return [...told, ...(left > 0 ? [`and ${left} more`] : [])].join('\n');
}

/** @param {string} message */
const firstLines = (message) =>
  stripVTControlCharacters(message)
    .split('\n')
    .filter((line) => line.trim() !== '' && !foreign.test(line))
    .slice(0, mostLines)
    .map((line) => line.slice(0, mostSigns));

/**
 * Result of one test file.
 * @typedef {{ file: string, ms: number, passed: number, skipped: number }} FileResult
 */

/**
 * @param {any} results of vitest's JSON reporter
 * @returns {readonly FileResult[]} with the time from the first test to the last
 */
export const vitestFileResults = ({ testResults }) =>
  testResults.map((/** @type {any} */ { name, startTime, endTime, assertionResults }) => ({
    file: path.relative(inRepository(), name),
    ms: endTime - startTime,
    passed: countStatus(assertionResults, ['passed']),
    skipped: countStatus(assertionResults, ['pending', 'skipped', 'todo']),
  }));

/**
 * @param {any} results of Playwright's JSON reporter
 * @returns {readonly FileResult[]} with the sum of the times of its tests
 */
export const playwrightFileResults = ({ config, suites }) =>
  suites.map((/** @type {any} */ suite) => {
    const tests = testsBelow(suite);
    const durations = tests.flatMap(({ results }) =>
      results.map((/** @type {any} */ { duration }) => duration),
    );
    return {
      file: path.relative(inRepository(), path.resolve(config.rootDir, suite.file)),
      ms: durations.reduce((sum, duration) => sum + duration, 0),
      passed: countStatus(tests, ['expected', 'flaky']),
      skipped: countStatus(tests, ['skipped']),
    };
  });

/**
 * @param {any} suite
 * @returns {readonly any[]}
 */
const testsBelow = ({ specs = [], suites = [] }) => [
  ...specs.flatMap((/** @type {any} */ { tests }) => tests),
  ...suites.flatMap(testsBelow),
];

/**
 * @param {readonly { status: string }[]} tests
 * @param {readonly string[]} statuses
 */
const countStatus = (tests, statuses) => tests.filter(({ status }) => statuses.includes(status)).length;

/**
 * Lines that name the slowest files, with their seconds.
 * @param {readonly FileResult[]} fileResults
 * @param {number} count
 * @returns {readonly string[]}
 */
export const slowestFiles = (fileResults, count) =>
  fileResults
    .toSorted((fileResult, otherFileResult) => otherFileResult.ms - fileResult.ms)
    .slice(0, count)
    .map(({ file, ms }) => `${(ms / 1_000).toFixed(1).padStart(7)} s  ${file}`);

/** @typedef {import('./runners.mjs').Tally} Tally */
/** @typedef {{ name: string, tally: Tally, seconds: number }} PartResult */

const slowestFileCount = 10;

/**
 * End of the output of `npm test`: slowest files, flaky and failed tests, a line for each part, and the sum.
 * @param {readonly PartResult[]} partResults
 * @returns {{ text: string, failed: number }} `text` ends with "N passed, N failed"
 */
export function summarizeParts(partResults) {
  const passed = partResults.reduce((sum, { tally }) => sum + tally.passed, 0);
  const failed = partResults.reduce((sum, { tally }) => sum + tally.failed, 0);
  const slowest = slowestFiles(
    partResults.flatMap(({ tally }) => tally.files ?? []),
    slowestFileCount,
  );
  const flaky = partResults.flatMap(({ name, tally }) => withPart(name, tally.flaky));
  const failures = partResults.flatMap(({ name, tally }) => withPart(name, tally.failures));
  const blocks = [
    ...(slowest.length > 0 ? [`slowest files:\n${slowest.join('\n')}`] : []),
    ...(flaky.length > 0 ? [`flaky (failed, then passed alone):\n${listOfFailures(flaky)}`] : []),
    ...(failures.length > 0 ? [listOfFailures(failures)] : []),
    partResults.map(partLine).join('\n'),
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
