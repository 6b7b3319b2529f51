import { spawn } from 'node:child_process';
import fs from 'node:fs';
import { inRepository, repositoryRoot } from '../repository.mjs';
import { BuildProblem, printTopicLine } from '../support/build-problem.mjs';
import { npmCommand, npmEnvironment } from './fetch-package.mjs';

/** @typedef {{ version?: string, integrity?: string, optional?: boolean, devOptional?: boolean, peer?: boolean }} LockedPackage */

// npm writes this list of installed packages as its very last step, so it is the stamp of a complete install.
const installedList = inRepository('node_modules', '.package-lock.json');
const packageLockFile = inRepository('package-lock.json');

/**
 * Makes node_modules equal to the lock file. Throws a BuildProblem when npm cannot.
 * @param {import('../support/folder-lock.mjs').HeldLock} heldLock npm goes on for a while when we are killed
 */
export async function ensureDependencies(heldLock) {
  if (isInstalledAsLocked()) return;

  printTopicLine('setup', 'installing dependencies by the lock file');
  // Without its stamp an interrupted install is never taken for a complete one.
  fs.rmSync(installedList, { force: true });
  const code = await runNpmInstall(
    ['ci', '--no-audit', '--no-fund', '--no-update-notifier', '--loglevel=error'],
    heldLock,
  );
  if (code !== 0 || !isInstalledAsLocked()) {
    throw new BuildProblem(
      'npm ci did not finish (see above). Is the package registry reachable? Run the command again.',
    );
  }
}

/**
 * npm with everything it prints on standard error.
 * @param {readonly string[]} args
 * @param {import('../support/folder-lock.mjs').HeldLock} heldLock
 * @returns {Promise<number | null>} its exit code
 */
function runNpmInstall(args, heldLock) {
  const child = spawn(npmCommand.program, args, {
    cwd: repositoryRoot,
    stdio: ['ignore', process.stderr, process.stderr],
    shell: npmCommand.shell,
    env: npmEnvironment(),
  });
  if (child.pid !== undefined) heldLock.alsoHeldBy(child.pid);
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', resolve);
  });
}

/** Whether node_modules is as the lock file says. */
export function isInstalledAsLocked() {
  const installed = lockedPackagesIn(installedList);
  const locked = lockedPackagesIn(packageLockFile);
  if (!installed || !locked) return false;

  for (const [path, { version, integrity }] of Object.entries(installed)) {
    if (locked[path]?.version !== version || locked[path]?.integrity !== integrity) return false;
  }
  // A missing package may only be a part for another platform.
  return Object.entries(locked).every(
    ([path, foundPackage]) =>
      path === '' ||
      path in installed ||
      foundPackage.optional ||
      foundPackage.devOptional ||
      foundPackage.peer,
  );
}

/**
 * @param {string} file
 * @returns {Record<string, LockedPackage> | null}
 */
function lockedPackagesIn(file) {
  try {
    return JSON.parse(fs.readFileSync(file, 'utf8')).packages;
  } catch {
    return null; // absent or cut off: the same as not installed
  }
}
