import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { benchesByName, missedTargetCode } from '../bench/bench-table.mjs';
import { inRepository } from '../repository.mjs';
import { withVirtualDisplay } from '../support/electron-run.mjs';
import { runPackage, runProgram } from '../support/run-program.mjs';
import {
  noFile,
  playwrightFailures,
  playwrightFileResults,
  vitestFailures,
  vitestFileResults,
} from './failures.mjs';
import { allTortureKinds, playTorture, tortureFileOf, tortureKinds } from './torture-kinds.mjs';

/** First part of the name of every folder that a test makes in the system's folder for temporary files. */
export const temporaryPrefix = 'fieldbook-test-';

const dayMs = 24 * 60 * 60_000;

/**
 * Removes folders of killed tests: all with the prefix that are older than a day.
 * @param {string} [temporary]
 * @param {number} [nowMs]
 */
export function removeLeftBehind(temporary = os.tmpdir(), nowMs = Date.now()) {
  for (const name of fs.readdirSync(temporary)) {
    if (!name.startsWith(temporaryPrefix)) continue;
    const folder = path.join(temporary, name);
    // Another run may have been quicker.
    const made = fs.statSync(folder, { throwIfNoEntry: false });
    if (made && nowMs - made.mtimeMs > dayMs) remove(folder);
  }
}

/** Room that a run takes in memory at most, and memory that is left to its programs. */
const [roomBytes, leftBytes] = [2 * 1024 ** 3, 6 * 1024 ** 3];

/**
 * Lets all tests of this run work on a disk in memory, where the machine has one with room. Flushes of server and
 * unit tests kept the journeys beside them waiting. Power cuts and full disks have file systems of their own.
 * @param {string} memory a folder on that disk
 */
export function workInMemory(memory = '/dev/shm') {
  if (process.env['TMPDIR'] !== undefined || process.env['FIELDBOOK_KEEP_FAILED'] === '1') return;
  if (!fs.existsSync(memory) || process.availableMemory() < roomBytes + leftBytes) return;
  const { bavail, bsize } = fs.statfsSync(memory);
  if (bavail * bsize < roomBytes) return;
  removeLeftBehind(memory);
  // Sockets of Chromium lie below, and their paths are at most 107 letters long.
  const folder = fs.mkdtempSync(`${memory}/${temporaryPrefix}`);
  fs.chmodSync(folder, 0o1777); // PostgreSQL and the packaged app run under accounts of their own
  process.once('exit', () => remove(folder));
  process.env['TMPDIR'] = folder;
}

/** @param {string} folder */
function remove(folder) {
  try {
    fs.rmSync(folder, { recursive: true, force: true });
  } catch (error) {
    // A disk may still be mounted there, or the folder be another account's: no reason to test nothing today.
    console.warn(`[test] ${folder} was left behind and cannot be removed: ${String(error)}`);
  }
}

/**
 * Runs one part of the tests. A `label` begins each line that it prints.
 * @typedef {(filters: readonly string[], label?: string) => Promise<Tally>} Runner
 */

const serverTortures = allTortureKinds
  .filter((kind) => tortureKinds[kind].runner === 'server')
  .map(tortureFileOf);

/** Runners that play the files of tortures, each with a part of the tests behind it. */
export const fileRunners = {
  torture: playwrightRunner('torture', [['build/build.mjs'], ['build/build.mjs', 'store-page']]),
  server: vitestRunner('server'),
};

/** Parts of `npm test` and `npm run test:long`. @type {Readonly<Record<string, Runner>>} */
export const runners = {
  check: runCheck,
  unit: vitestRunner('unit'),
  properties: vitestRunner('properties'),
  // Power cuts and the hostile member are played by `torture`, as the command plays them.
  server: (filters, label) =>
    fileRunners.server(
      filters.length > 0 ? filters : serverTortures.map((file) => `--exclude=${file}`),
      label,
    ),
  simulation: vitestRunner('simulation'),
  browser: vitestRunner('browser', 'browser-isolated'),
  engines: vitestRunner('engines'),
  journeys: playwrightRunner('journeys', [['build/build.mjs']]),
  torture: (filters, label) =>
    filters.length > 0
      ? fileRunners.torture(filters, label)
      : playTorture(allTortureKinds, fileRunners, label),
  'long-simulation': vitestRunner('long-simulation'),
  'long-browser': vitestRunner('long-browser'),
  'long-journeys': playwrightRunner('long-journeys', [['build/build.mjs']]),
  'long-benches': runBenches,
  package: playwrightRunner('package', [
    ['build/build.mjs'],
    ['build/package.mjs', 'dir', '--unsafe-runtime'],
  ]),
};

/** A bench at its smallest size that is not over by then waits for an event that never comes. */
const longestBenchMs = 15 * 60_000;

/**
 * Runs each bench at its smallest size, by the same command as a person. It has to come to its table. A missed target is
 * no failure: so small a size says nothing of it.
 * @type {Runner}
 */
async function runBenches(filters, label) {
  const names = Object.keys(benchesByName).filter((name) => filters.length === 0 || filters.includes(name));
  /** @type {Failure[]} */
  const failures = [];
  for (const name of names) {
    const args = [inRepository('build/bench.mjs'), name, '--smallest'];
    const { code, output } = await runProgram(process.execPath, args, {
      show: true,
      label,
      longestMs: longestBenchMs,
    });
    if (code !== 0 && code !== missedTargetCode)
      failures.push({
        file: noFile,
        title: `npm run bench -- ${name} --smallest`,
        message: output.slice(-2_000),
      });
  }
  return { passed: names.length - failures.length, failed: failures.length, skipped: 0, failures };
}

/** @type {Runner} */
async function runCheck() {
  const { code } = await runProgram(process.execPath, [inRepository('build/check.mjs')], { show: true });
  return code === 0
    ? { passed: 1, failed: 0, skipped: 0 }
    : { passed: 0, failed: 1, skipped: 0, note: 'npm run check' };
}

/**
 * @param {string} project of vitest.config.ts, with its `others` in one run
 * @param {readonly string[]} others
 * @returns {Runner}
 */
function vitestRunner(project, ...others) {
  return async (filters, label) => {
    removeLeftBehind();
    const results = freshResultFile(project);
    const reporters = [
      '--reporter=default',
      '--reporter=./build/test/vitest-results.mjs',
      `--outputFile.json=${results}`,
    ];
    const projects = [project, ...others].flatMap((name) => ['--project', name]);
    const args = ['run', ...projects, ...reporters, ...filters];
    const { code } = await runPackage('vitest/vitest.mjs', args, { show: true, label });
    return tallyOf(code, results, readVitest);
  };
}

/**
 * @param {string} project of playwright.config.ts
 * @param {readonly (readonly string[])[]} before scripts that make the tested programs
 * @returns {Runner}
 */
function playwrightRunner(project, before) {
  return async (filters, label) => {
    removeLeftBehind();
    for (const script of before) {
      const { code } = await runProgram(process.execPath, script, { show: true, label });
      if (code !== 0) return { passed: 0, failed: 1, skipped: 0, note: `${script.join(' ')} failed` };
    }
    const results = freshResultFile(project);
    const playwright = inRepository('node_modules', '@playwright', 'test', 'cli.js');
    // `--project` takes every word behind it for another project, so it comes last.
    const args = [playwright, 'test', '-c', 'build/playwright.config.ts', ...filters, '--project', project];
    const command = withVirtualDisplay('test', process.execPath, args);
    const env = { ...process.env, PLAYWRIGHT_JSON_OUTPUT_FILE: results };
    const { code } = await runProgram(command.program, command.args, { env, show: true, label });
    return tallyOf(code, results, readPlaywright);
  };
}

/** @param {string} name */
function freshResultFile(name) {
  const folder = inRepository('dist', 'test-results');
  fs.mkdirSync(folder, { recursive: true });
  const file = `${folder}/${name}.json`;
  fs.rmSync(file, { force: true }); // an old result must not speak for a run that crashed
  return file;
}

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

/** Files of one part that are run again. More of them failing is a broken change and no accident. */
const mostFiles = 5;

/**
 * Runs the files of failed tests again, one at a time, while nothing else runs. A test that passes then is flaky: it
 * counts as passed and is named. A test that fails again has failed.
 * @param {Tally} tally of the first run
 * @param {Runner} runner of the same part
 * @returns {Promise<Tally>}
 */
export async function retryFailed(tally, runner) {
  const failures = tally.failures ?? [];
  const files = [...new Set(failures.map(({ file }) => file))];
  // A note tells of a failure that is no test's: another run could not explain it.
  if (files.length === 0 || files.length > mostFiles || files.includes(noFile) || tally.note !== undefined)
    return tally;

  const rest = withoutFiles(tally, files);
  /** @type {Failure[]} */
  const failedAgain = [];
  for (const file of files) {
    console.log(`\n=== again, alone: ${file} ===`);
    const again = await runner([file]);
    if (again.failed > 0 && !again.failures?.length) return tally;
    failedAgain.push(...(again.failures ?? []));
    rest.passed += again.passed;
    rest.failed += again.failed;
    rest.skipped += again.skipped;
  }
  const named = new Set(failedAgain.map(nameOf));
  return {
    ...tally,
    ...rest,
    failures: failedAgain,
    flaky: failures.filter((failure) => !named.has(nameOf(failure))),
  };
}

/**
 * Counts of a part without some of its files. All failures are in those.
 * @param {Tally} tally
 * @param {readonly string[]} files
 */
function withoutFiles({ passed, skipped, files: fileResults = [] }, files) {
  const rest = { passed, failed: 0, skipped };
  for (const fileResult of fileResults)
    if (files.includes(fileResult.file)) {
      rest.passed -= fileResult.passed;
      rest.skipped -= fileResult.skipped;
    }
  return rest;
}

/** @param {Failure} failure */
const nameOf = ({ file, title }) => `${file} › ${title}`;
