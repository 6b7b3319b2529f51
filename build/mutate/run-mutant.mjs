import { spawn } from 'node:child_process';
import { inRepository, repositoryRoot } from '../repository.mjs';

/**
 * How tests end. `passed`: no test noticed the mutant; `unloaded`: none has loaded its source
 * either; `broken`: it was not even loaded, and still the run failed.
 * @typedef {'passed' | 'unloaded' | 'failed' | 'broken' | 'timeout'} Ending
 */

/**
 * Runs unit and property tests in a process of their own, since a mutant may never end. Stops at the first that fails.
 * @param {readonly string[]} specs paths from the root of the repository
 * @param {import('./find-mutants.mjs').Mutant | null} mutant null for the sources as they are
 * @param {number} mostMs how long they may take
 * @returns {Promise<{ ending: Ending, tookMs: number, output: string }>}
 */
export function runTests(specs, mutant, mostMs) {
  const { FIELDBOOK_MUTANT: _, ...env } = process.env;
  const args = ['run', '--bail', '1', ...specs];
  const config = ['-c', inRepository('build', 'mutate', 'vitest.config.ts')];
  const startedMs = performance.now();
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
      resolve({
        ending: isLate ? 'timeout' : endingOf(code === 0, isLoaded),
        tookMs: performance.now() - startedMs,
        output,
      });
    });
  });
}

/**
 * @param {boolean} isFine
 * @param {boolean} isLoaded
 * @returns {Ending}
 */
function endingOf(isFine, isLoaded) {
  if (isFine) return isLoaded ? 'passed' : 'unloaded';
  return isLoaded ? 'failed' : 'broken';
}
