import fs from 'node:fs';
import { spawnSync } from 'node:child_process';
import { Problem, say } from '../problem.mjs';
import { inRepository, repositoryRoot } from '../repository.mjs';
import { npmEnvironment } from './cache-folder.mjs';

/** @typedef {{ version?: string, integrity?: string, optional?: boolean, devOptional?: boolean, peer?: boolean }} LockedPackage */

// npm writes this list of what it has installed as its very last step, so it is the stamp of a complete install.
const installedList = inRepository('node_modules', '.package-lock.json');
const lockFile = inRepository('package-lock.json');

/** Makes node_modules exactly what the lock file says. Throws a Problem when npm cannot. */
export function ensureDependencies() {
  if (installedAsLocked()) return;

  say('setup', 'installing dependencies by the lock file');
  // Without its stamp an interrupted install is never taken for a complete one.
  fs.rmSync(installedList, { force: true });
  const result = runNpm(['ci', '--no-audit', '--no-fund', '--loglevel=error']);
  if (result.status !== 0 || !installedAsLocked()) {
    throw new Problem(
      'npm ci did not finish (see above). Is the package registry reachable? Run the command again.',
    );
  }
}

/**
 * npm with everything it prints on standard error, and with a place for its own cache.
 * @param {readonly string[]} args
 */
function runNpm(args) {
  const onWindows = process.platform === 'win32';
  return spawnSync(onWindows ? 'npm.cmd' : 'npm', args, {
    cwd: repositoryRoot,
    stdio: ['ignore', process.stderr, process.stderr],
    shell: onWindows,
    env: npmEnvironment(),
  });
}

function installedAsLocked() {
  const installed = packagesIn(installedList);
  const locked = packagesIn(lockFile);
  if (!installed || !locked) return false;

  for (const [place, { version, integrity }] of Object.entries(installed)) {
    if (locked[place]?.version !== version || locked[place]?.integrity !== integrity) return false;
  }
  // What is missing may only be a part for another platform.
  return Object.entries(locked).every(
    ([place, found]) =>
      place === '' || place in installed || found.optional || found.devOptional || found.peer,
  );
}

/**
 * @param {string} file
 * @returns {Record<string, LockedPackage> | null}
 */
function packagesIn(file) {
  try {
    return JSON.parse(fs.readFileSync(file, 'utf8')).packages;
  } catch {
    return null; // absent or cut off: the same as not installed
  }
}
