import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { inRepository } from '../repository.mjs';

/**
 * Returns the folder of large downloads, kept between clones: FIELDBOOK_CACHE, else the user's cache folder.
 * Where the home folder cannot be written, it is a folder inside dist/, since installing empties
 * node_modules.
 * @returns {string} an existing folder
 */
export function cacheFolderPath() {
  const wanted = process.env['FIELDBOOK_CACHE'];
  if (wanted) return ensureFolder(path.resolve(wanted));
  if (!isHomeWritable()) return ensureFolder(inRepository('dist', '.cache'));
  return ensureFolder(
    path.join(process.env['XDG_CACHE_HOME'] || path.join(os.homedir(), '.cache'), 'fieldbook'),
  );
}

/**
 * Returns a folder of the cache, and makes it where it is missing. It is made beside its place and moved
 * there at the end, so that a folder with that name is always whole.
 * @param {string} name
 * @param {(work: string) => string} make gets an empty folder, answers the one in it that holds the result
 * @returns {string}
 */
export function ensureCachedFolder(name, make) {
  const folder = path.join(cacheFolderPath(), name);
  if (fs.existsSync(folder)) return folder;
  const work = fs.mkdtempSync(`${folder}-part-`);
  try {
    const made = make(work);
    try {
      fs.renameSync(made, folder);
    } catch (error) {
      // Another clone was quicker; its copy is as good as ours.
      if (!fs.existsSync(folder)) throw error;
    }
    return folder;
  } finally {
    fs.rmSync(work, { recursive: true, force: true });
  }
}

/** An account without a home is common for services and containers. */
export function isHomeWritable() {
  try {
    fs.accessSync(process.env['XDG_CACHE_HOME'] || os.homedir(), fs.constants.W_OK);
    return true;
  } catch {
    return false;
  }
}

/** @param {string} folder */
function ensureFolder(folder) {
  fs.mkdirSync(folder, { recursive: true });
  return folder;
}
