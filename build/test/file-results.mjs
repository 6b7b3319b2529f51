import path from 'node:path';
import { inRepository } from '../repository.mjs';

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
 * @param {readonly FileResult[]} files
 * @param {number} count
 * @returns {readonly string[]}
 */
export const slowestFiles = (files, count) =>
  files
    .toSorted((one, other) => other.ms - one.ms)
    .slice(0, count)
    .map(({ file, ms }) => `${(ms / 1_000).toFixed(1).padStart(7)} s  ${file}`);
