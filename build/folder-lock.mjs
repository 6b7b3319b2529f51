import fs from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { say } from './problem.mjs';
import { inRepository } from './repository.mjs';

const pollMs = 300;

/**
 * Runs the work while no other process holds the lock of that name for this copy, so that two commands started at
 * once do not delete what the other has just made. A lock left behind by a killed process is taken over.
 * @template T
 * @param {string} name such as "setup": also the topic under which waiting is announced
 * @param {() => Promise<T>} work
 * @returns {Promise<T>}
 */
export async function withLock(name, work) {
  const lockFolder = inRepository('dist', `.${name}-lock`);
  const locked = await takeLock(name, lockFolder);
  try {
    return await work();
  } finally {
    if (locked) fs.rmSync(lockFolder, { recursive: true, force: true });
  }
}

/**
 * Answers false where the copy is read-only for us: then nothing can be changed, only found complete.
 * @param {string} name
 * @param {string} lockFolder
 */
async function takeLock(name, lockFolder) {
  for (let told = false; ; told = true) {
    try {
      fs.mkdirSync(path.dirname(lockFolder), { recursive: true });
      fs.mkdirSync(lockFolder);
      fs.writeFileSync(path.join(lockFolder, 'pid'), String(process.pid));
      return true;
    } catch (error) {
      const code = /** @type {NodeJS.ErrnoException} */ (error).code;
      if (code === 'EACCES' || code === 'EROFS') return false;
      if (code !== 'EEXIST') throw error;
    }
    if (!holderLives(lockFolder)) {
      fs.rmSync(lockFolder, { recursive: true, force: true });
      continue;
    }
    if (!told) say(name, 'another command is at this in the same copy; waiting for it');
    await sleep(pollMs);
  }
}

/** @param {string} lockFolder */
function holderLives(lockFolder) {
  try {
    process.kill(Number(fs.readFileSync(path.join(lockFolder, 'pid'), 'utf8')), 0);
    return true;
  } catch (error) {
    const code = /** @type {NodeJS.ErrnoException} */ (error).code;
    if (code === 'EPERM') return true;
    // No pid file yet: the holder is between its two steps, unless it was killed there long ago.
    if (code === 'ENOENT') return lockAgeMs(lockFolder) < 5_000;
    return false;
  }
}

/** @param {string} lockFolder */
function lockAgeMs(lockFolder) {
  const found = fs.statSync(lockFolder, { throwIfNoEntry: false });
  return found ? Date.now() - found.mtimeMs : Number.POSITIVE_INFINITY;
}
