import fs from 'node:fs';
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
