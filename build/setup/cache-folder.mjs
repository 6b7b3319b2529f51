import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { inRepository } from '../repository.mjs';

/**
 * Where large downloads are kept between clones: FIELDBOOK_CACHE, else the user's cache folder, else (a home
 * folder that cannot be written) a folder inside node_modules.
 * @returns {string} an existing folder
 */
export function cacheFolder() {
  const wanted = process.env['FIELDBOOK_CACHE'];
  if (wanted) return made(path.resolve(wanted));

  const usersCache = process.env['XDG_CACHE_HOME'] || path.join(os.homedir(), '.cache');
  try {
    const folder = made(path.join(usersCache, 'fieldbook'));
    fs.accessSync(folder, fs.constants.W_OK);
    return folder;
  } catch {
    return made(inRepository('node_modules', '.cache', 'fieldbook'));
  }
}

/** @param {string} folder */
function made(folder) {
  fs.mkdirSync(folder, { recursive: true });
  return folder;
}
