import path from 'node:path';
import { inRepository } from '../repository.mjs';

/** @typedef {{ file: string, ms: number }} FileDuration */

/**
 * Time of each test file, from its first test to its last.
 * @param {any} results of vitest's JSON reporter
 * @returns {readonly FileDuration[]}
 */
export const vitestDurations = ({ testResults }) =>
  testResults.map((/** @type {any} */ { name, startTime, endTime }) => ({
    file: path.relative(inRepository(), name),
    ms: endTime - startTime,
  }));

/**
 * Time of each test file, as the sum of its tests.
 * @param {any} results of Playwright's JSON reporter
 * @returns {readonly FileDuration[]}
 */
export const playwrightDurations = ({ config, suites }) =>
  suites.map((/** @type {any} */ suite) => ({
    file: path.relative(inRepository(), path.resolve(config.rootDir, suite.file)),
    ms: durationBelow(suite),
  }));

/** @param {any} suite */
function durationBelow({ specs = [], suites = [] }) {
  let ms = 0;
  for (const { tests } of specs)
    for (const { results } of tests) for (const { duration } of results) ms += duration;
  for (const suite of suites) ms += durationBelow(suite);
  return ms;
}

/**
 * Lines that name the slowest files, with their seconds.
 * @param {readonly FileDuration[]} durations
 * @param {number} count
 * @returns {readonly string[]}
 */
export const slowestFiles = (durations, count) =>
  durations
    .toSorted((one, other) => other.ms - one.ms)
    .slice(0, count)
    .map(({ file, ms }) => `${(ms / 1_000).toFixed(1).padStart(7)} s  ${file}`);
