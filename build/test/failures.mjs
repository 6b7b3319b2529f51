import path from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { inRepository } from '../repository.mjs';

// Failed tests with their messages, for the end of a long output.

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
