import { spawn } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { inRepository, repositoryRoot } from '../repository.mjs';

/** @typedef {import('./mutants.mjs').Mutant} Mutant */

/**
 * Ending of a test run. `passed`: no test noticed the mutant. `unloaded`: no test loaded its source either.
 * `broken`: it was not even loaded, and still the run failed.
 * @typedef {'passed' | 'unloaded' | 'failed' | 'broken' | 'timeout'} Ending
 */

/** Result of one test file. @typedef {{ isPassed: boolean, tookMs: number }} FileResult */

/**
 * Runs unit and property tests in a process of their own, since a mutant may never end. With a mutant, stops
 * at the first that fails.
 * @param {readonly string[]} specs paths from the root of the repository
 * @param {Mutant | null} mutant null for unchanged sources
 * @param {number} mostMs time limit
 * @returns {Promise<{ ending: Ending, files: ReadonlyMap<string, FileResult>, output: string }>} `files`: by test file
 */
export function runSpecs(specs, mutant, mostMs) {
  const { FIELDBOOK_MUTANT: _, ...env } = process.env;
  const report = path.join(fs.mkdtempSync(path.join(os.tmpdir(), 'fieldbook-mutant-')), 'report.json');
  const reporters = ['--reporter', 'default', '--reporter', 'json', '--outputFile.json', report];
  const args = ['run', ...(mutant === null ? [] : ['--bail', '1']), ...reporters, ...specs];
  const config = ['-c', inRepository('build', 'mutate', 'vitest.config.ts')];
  return new Promise((resolve, reject) => {
    const child = spawn(
      process.execPath,
      [inRepository('node_modules', 'vitest', 'vitest.mjs'), ...args, ...config],
      {
        cwd: repositoryRoot,
        env: mutant === null ? env : { ...env, FIELDBOOK_MUTANT: JSON.stringify(mutant) },
        stdio: ['ignore', 'pipe', 'pipe'],
        // A group of its own, so that its workers end with it.
        detached: true,
      },
    );
    let output = '';
    /** @param {Buffer} chunk */
    const keep = (chunk) => {
      output += chunk.toString();
    };
    child.stdout.on('data', keep);
    child.stderr.on('data', keep);
    let isLate = false;
    const late = setTimeout(() => {
      isLate = true;
      if (child.pid !== undefined) process.kill(-child.pid, 'SIGKILL');
    }, mostMs);
    child.on('error', reject);
    child.on('close', (code) => {
      clearTimeout(late);
      const isLoaded = mutant === null || output.includes('FIELDBOOK_MUTANT is loaded');
      const files = specResultsIn(report);
      fs.rmSync(path.dirname(report), { recursive: true });
      resolve({ ending: isLate ? 'timeout' : specEndingOf(code === 0, isLoaded), files, output });
    });
  });
}

/**
 * @param {boolean} isFine
 * @param {boolean} isLoaded
 * @returns {Ending}
 */
function specEndingOf(isFine, isLoaded) {
  if (isFine) return isLoaded ? 'passed' : 'unloaded';
  return isLoaded ? 'failed' : 'broken';
}

/**
 * Test files by their paths from the root of the repository.
 * @param {string} report JSON that vitest wrote; none when it was stopped
 * @returns {ReadonlyMap<string, FileResult>}
 */
function specResultsIn(report) {
  if (!fs.existsSync(report)) return new Map();
  /** @type {{ testResults: readonly { name: string, status: string, startTime: number, endTime: number }[] }} */
  const { testResults } = JSON.parse(fs.readFileSync(report, 'utf8'));
  return new Map(
    testResults.map(({ name, status, startTime, endTime }) => [
      path.relative(repositoryRoot, name).replaceAll(path.sep, '/'),
      { isPassed: status === 'passed', tookMs: endTime - startTime },
    ]),
  );
}
