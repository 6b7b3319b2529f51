import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { inRepository } from '../repository.mjs';

/**
 * Where large downloads are kept between clones: FIELDBOOK_CACHE, else the user's cache folder, else (a home
 * folder that cannot be written) a folder inside dist/, since installing empties node_modules.
 * @returns {string} an existing folder
 */
export function cacheFolder() {
  const wanted = process.env['FIELDBOOK_CACHE'];
  if (wanted) return made(path.resolve(wanted));
  if (!homeIsWritable()) return made(inRepository('dist', '.cache'));
  return made(path.join(process.env['XDG_CACHE_HOME'] || path.join(os.homedir(), '.cache'), 'fieldbook'));
}

/**
 * The environment for npm, which by itself keeps its cache in the home folder only, and says so to its scripts.
 * @returns {NodeJS.ProcessEnv}
 */
export function npmEnvironment() {
  return homeIsWritable()
    ? process.env
    : { ...process.env, npm_config_cache: path.join(cacheFolder(), 'npm') };
}

/** An account without a home is common for services and containers. */
function homeIsWritable() {
  try {
    fs.accessSync(process.env['XDG_CACHE_HOME'] || os.homedir(), fs.constants.W_OK);
    return true;
  } catch {
    return false;
  }
}

/** @param {string} folder */
function made(folder) {
  fs.mkdirSync(folder, { recursive: true });
  return folder;
}
