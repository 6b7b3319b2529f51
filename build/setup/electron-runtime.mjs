import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { inRepository } from '../repository.mjs';
import { printTopicLine } from '../support/build-problem.mjs';
import { cacheFolderPath } from './cache-folder.mjs';
import { fallbackElectronVersion, linkFallbackRuntime } from './electron-fallback.mjs';

const reachTimeoutMs = 6_000;
const electronDownloadTimeoutMs = 15 * 60_000;

/**
 * Downloads the pinned Electron with its own installer, which checks it against the checksums in the package.
 * @param {string} electronPackage the folder node_modules/electron
 * @param {string} version
 * @returns {Promise<boolean>} false where it cannot be reached or did not pass the check
 */
async function downloadOfficialRuntime(electronPackage, version) {
  if (process.env['ELECTRON_USE_FALLBACK'] === '1' || !(await isSourceReachable())) return false;

  // A link here is our fallback: the official files must never be unpacked through it into the cache.
  const dist = path.join(electronPackage, 'dist');
  if (fs.lstatSync(dist, { throwIfNoEntry: false })?.isSymbolicLink()) fs.unlinkSync(dist);
  fs.rmSync(path.join(electronPackage, 'path.txt'), { force: true });

  printTopicLine('setup', `downloading Electron ${version}`);
  const result = spawnSync(process.execPath, [path.join(electronPackage, 'install.js')], {
    stdio: ['ignore', process.stderr, process.stderr],
    timeout: electronDownloadTimeoutMs,
    env: { electron_config_cache: path.join(cacheFolderPath(), 'electron-official'), ...process.env },
  });
  return result.status === 0;
}

/** Any answer counts, also a refusal: only a closed network has none. */
async function isSourceReachable() {
  const source =
    process.env['ELECTRON_MIRROR'] ?? process.env['npm_config_electron_mirror'] ?? 'https://github.com/';
  try {
    await fetch(source, { method: 'HEAD', redirect: 'manual', signal: AbortSignal.timeout(reachTimeoutMs) });
    return true;
  } catch {
    return false;
  }
}

/**
 * @typedef {object} ElectronRuntime
 * @property {string} executable
 * @property {string} folder the runtime's own folder, links resolved
 * @property {string} version
 * @property {boolean} official false for the stand-in that is for development and tests only
 */

/**
 * Makes `require('electron')` resolve to a program that runs, and prints in one line which one it is. That is
 * the pinned official download, or, where it cannot be reached, the fallback from the package registry.
 * ELECTRON_USE_FALLBACK=1 skips the official one, ELECTRON_RETRY=1 tries it again.
 * @returns {Promise<string>} the path of the program
 */
export async function ensureElectron() {
  const pinned = pinnedElectronVersion();
  const currentElectronRuntime = findElectronRuntime();
  if (
    currentElectronRuntime &&
    (currentElectronRuntime.version === pinned || process.env['ELECTRON_RETRY'] !== '1')
  )
    return currentElectronRuntime.executable;

  if (!(await downloadOfficialRuntime(electronPackageFolder, pinned)))
    linkFallbackRuntime(electronPackageFolder);
  const electronRuntime = electronInUse();
  printTopicLine('setup', describeRuntime(electronRuntime, pinned));
  return electronRuntime.executable;
}

/**
 * The runtime that `require('electron')` answers now.
 * @returns {ElectronRuntime}
 */
export function electronInUse() {
  const foundElectronRuntime = findElectronRuntime();
  if (!foundElectronRuntime) throw new Error('no Electron runtime: run `npm run setup` first');
  return foundElectronRuntime;
}

/**
 * Describes an Electron for people in one line: version, origin, and consequence.
 * @param {ElectronRuntime} electronRuntime
 * @param {string} [pinned]
 */
export function describeRuntime(electronRuntime, pinned = pinnedElectronVersion()) {
  return electronRuntime.official
    ? `Electron ${electronRuntime.version}, the official download`
    : `Electron ${electronRuntime.version}, the fallback from the package registry, for development and tests only ` +
        `(the official ${pinned} could not be downloaded; ELECTRON_RETRY=1 tries again)`;
}

const electronPackageFolder = inRepository('node_modules', 'electron');

/** @returns {string} */
function pinnedElectronVersion() {
  return JSON.parse(fs.readFileSync(path.join(electronPackageFolder, 'package.json'), 'utf8')).version;
}

/** @returns {ElectronRuntime | null} */
function findElectronRuntime() {
  try {
    const folder = fs.realpathSync(path.join(electronPackageFolder, 'dist'));
    const version = fs.readFileSync(path.join(folder, 'version'), 'utf8').trim().replace(/^v/, '');
    const program = fs.readFileSync(path.join(electronPackageFolder, 'path.txt'), 'utf8');
    const executable = path.join(folder, program);
    if (!fs.existsSync(executable)) return null;
    if (version !== pinnedElectronVersion() && version !== fallbackElectronVersion) return null;
    return { executable, folder, version, official: version !== fallbackElectronVersion };
  } catch {
    return null; // any part missing: the same as not installed
  }
}
