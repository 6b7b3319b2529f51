import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { printTopicLine } from '../support/build-problem.mjs';
import { cacheFolderPath } from './cache-folder.mjs';

const reachTimeoutMs = 6_000;
const electronDownloadTimeoutMs = 15 * 60_000;

/**
 * Downloads the pinned Electron with its own installer, which checks it against the checksums in the package.
 * @param {string} electronPackage the folder node_modules/electron
 * @param {string} version
 * @returns {Promise<boolean>} false where it cannot be reached or did not pass the check
 */
export async function downloadOfficialRuntime(electronPackage, version) {
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
