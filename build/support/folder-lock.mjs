import fs from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { inRepository } from '../repository.mjs';
import { printTopicLine } from './build-problem.mjs';

const lockPollMs = 300;

/**
 * @typedef {object} HeldLock
 * @property {(pid: number) => void} alsoHeldBy names a process that may outlive us, and must end before the next begins
 */

/**
 * Runs the work while no other process holds the lock of that name for this copy. Two commands started at
 * once would otherwise delete each other's results. A lock of a killed process is taken over.
 * @template T
 * @param {string} name such as "setup": also the topic of the line about waiting
 * @param {(lock: HeldLock) => Promise<T>} work
 * @returns {Promise<T>}
 */
export async function withFolderLock(name, work) {
  const lockFolder = inRepository('dist', `.${name}-lock`);
  const locked = await takeFolderLock(name, lockFolder);
  try {
    return await work({ alsoHeldBy: (pid) => addLockHolder(lockFolder, pid) });
  } finally {
    if (locked) fs.rmSync(lockFolder, { recursive: true, force: true });
  }
}

/**
 * Answers false where the copy is read-only for us: then nothing can be changed, only found complete.
 * @param {string} name
 * @param {string} lockFolder
 */
async function takeFolderLock(name, lockFolder) {
  for (let told = false; ; told = true) {
    try {
      fs.mkdirSync(path.dirname(lockFolder), { recursive: true });
      fs.mkdirSync(lockFolder);
      addLockHolder(lockFolder, process.pid);
      return true;
    } catch (error) {
      const code = /** @type {NodeJS.ErrnoException} */ (error).code;
      if (code === 'EACCES' || code === 'EROFS') return false;
      if (code !== 'EEXIST') throw error;
    }
    if (!hasLivingHolder(lockFolder)) {
      fs.rmSync(lockFolder, { recursive: true, force: true });
      continue;
    }
    if (!told) printTopicLine(name, 'another command is at this in the same copy; waiting for it');
    await sleep(lockPollMs);
  }
}

/**
 * @param {string} lockFolder
 * @param {number} pid
 */
function addLockHolder(lockFolder, pid) {
  if (fs.existsSync(lockFolder)) fs.writeFileSync(path.join(lockFolder, String(pid)), '');
}

/** @param {string} lockFolder */
function hasLivingHolder(lockFolder) {
  if (!fs.existsSync(lockFolder)) return false;
  const pids = fs.readdirSync(lockFolder).map(Number);
  // No name yet: the holder is between its two steps, unless it was killed there long ago.
  return pids.length === 0 ? lockAgeMs(lockFolder) < 5_000 : pids.some(isProcessRunning);
}

/** @param {number} pid */
function isProcessRunning(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return /** @type {NodeJS.ErrnoException} */ (error).code === 'EPERM';
  }
}

/** @param {string} lockFolder */
function lockAgeMs(lockFolder) {
  const found = fs.statSync(lockFolder, { throwIfNoEntry: false });
  return found ? Date.now() - found.mtimeMs : Number.POSITIVE_INFINITY;
}
