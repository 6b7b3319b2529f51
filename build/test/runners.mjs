import fs from 'node:fs';
import { withVirtualDisplay } from '../support/electron-run.mjs';
import { inRepository } from '../repository.mjs';
import { runPackage, runProgram } from '../support/run-program.mjs';
import { readPlaywright, readVitest, tallyOf } from './tally.mjs';
import os from 'node:os';
import path from 'node:path';

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

/** @param {string} folder */
function remove(folder) {
  try {
    fs.rmSync(folder, { recursive: true, force: true });
  } catch (error) {
    // A disk may still be mounted there, or the folder be another account's: no reason to test nothing today.
    console.warn(`[test] ${folder} was left behind and cannot be removed: ${String(error)}`);
  }
}

/** @typedef {import('./tally.mjs').Tally} Tally */

/**
 * Runs one part of the tests. A `label` begins each line that it prints.
 * @typedef {(filters: readonly string[], label?: string) => Promise<Tally>} Runner
 */

/** Parts of `npm test` and `npm run test:long`. @type {Readonly<Record<string, Runner>>} */
export const runners = {
  check: runCheck,
  unit: vitestRunner('unit'),
  properties: vitestRunner('properties'),
  server: vitestRunner('server'),
  simulation: vitestRunner('simulation'),
  browser: vitestRunner('browser'),
  engines: vitestRunner('engines'),
  journeys: playwrightRunner('journeys', [['build/build.mjs']]),
  torture: playwrightRunner('torture', [['build/build.mjs']]),
  'long-simulation': vitestRunner('long-simulation'),
  'long-browser': vitestRunner('long-browser'),
  'long-journeys': playwrightRunner('long-journeys', [['build/build.mjs']]),
  package: playwrightRunner('package', [
    ['build/build.mjs'],
    ['build/package.mjs', 'dir', '--unsafe-runtime'],
  ]),
};

/** @type {Runner} */
async function runCheck() {
  const { code } = await runProgram(process.execPath, [inRepository('build/check.mjs')], { show: true });
  return code === 0
    ? { passed: 1, failed: 0, skipped: 0 }
    : { passed: 0, failed: 1, skipped: 0, note: 'npm run check' };
}

/**
 * @param {string} project of vitest.config.ts
 * @returns {Runner}
 */
function vitestRunner(project) {
  return async (filters, label) => {
    removeLeftBehind();
    const results = freshResultFile(project);
    const reporters = [
      '--reporter=default',
      '--reporter=./build/test/vitest-results.mjs',
      `--outputFile.json=${results}`,
    ];
    const args = ['run', '--project', project, ...reporters, ...filters];
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
