import fs from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { say } from '../problem.mjs';
import { inRepository } from '../repository.mjs';

const lockFolder = inRepository('dist', '.setup-lock');
const pollMs = 300;

/**
 * Runs the work while no other set-up works on this copy, so that two commands started at once do not delete
 * what the other has just installed. A lock left behind by a killed process is taken over.
 * @param {() => Promise<void>} work
 */
export async function withSetupLock(work) {
  const locked = await takeLock();
  try {
    await work();
  } finally {
    if (locked) fs.rmSync(lockFolder, { recursive: true, force: true });
  }
}

/** Answers false where the copy is read-only for us: then nothing can be changed, only found complete. */
async function takeLock() {
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
    if (!holderLives()) {
      fs.rmSync(lockFolder, { recursive: true, force: true });
      continue;
    }
    if (!told) say('setup', 'another set-up is working on this copy; waiting for it');
    await sleep(pollMs);
  }
}

function holderLives() {
  try {
    process.kill(Number(fs.readFileSync(path.join(lockFolder, 'pid'), 'utf8')), 0);
    return true;
  } catch (error) {
    const code = /** @type {NodeJS.ErrnoException} */ (error).code;
    if (code === 'EPERM') return true;
    // No pid file yet: the holder is between its two steps, unless it was killed there long ago.
    if (code === 'ENOENT') return lockAgeMs() < 5_000;
    return false;
  }
}

function lockAgeMs() {
  const found = fs.statSync(lockFolder, { throwIfNoEntry: false });
  return found ? Date.now() - found.mtimeMs : Number.POSITIVE_INFINITY;
}
