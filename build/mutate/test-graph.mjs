import fs from 'node:fs';
import path from 'node:path';
import { parseAst } from 'vite';
import { importTargetOf } from '../layers/plugin.mjs';
import { inRepository } from '../repository.mjs';

// Tests that depend on a source file, directly or through other files.

const searchedFolders = [
  'base',
  'forms',
  'domain',
  'api',
  'sync',
  'locales',
  'renderer',
  'server',
  'electron',
  'tests',
  'build',
];
/** Unit and property tests; the others take minutes each. */
const specFilePattern =
  /^tests\/(?:base|forms|domain|sync|renderer|electron|build|architecture|support)\/.*\.spec\.ts$/;

/** The files that import a file. @typedef {ReadonlyMap<string, ReadonlySet<string>>} Importers */

/** @returns {Importers} by paths from the root of the repository */
export function readImporters() {
  const files = new Set(searchedFolders.flatMap((folder) => sourceFilesIn(folder)));
  /** @type {Map<string, Set<string>>} */
  const importers = new Map();
  for (const file of files)
    for (const imported of importedFilesOf(file, fs.readFileSync(inRepository(file), 'utf8'))) {
      if (!files.has(imported)) continue;
      const known = importers.get(imported) ?? new Set();
      importers.set(imported, known.add(file));
    }
  return importers;
}

/**
 * Returns unit and property tests that depend on a file, nearest first: by folder, then by the number of
 * imports between.
 * @param {Importers} importers
 * @param {string} file
 * @returns {readonly string[]}
 */
export function relatedTests(importers, file) {
  /** @type {Map<string, number>} */
  const distances = new Map([[file, 0]]);
  for (const [one, distance] of distances)
    for (const importer of importers.get(one) ?? [])
      if (!distances.has(importer)) distances.set(importer, distance + 1);
  const mirrored = `tests/${path.posix.dirname(file)}/`;
  /** @param {readonly [string, number]} entry */
  const rank = ([spec, distance]) => distance - (spec.startsWith(mirrored) ? 1_000 : 0);
  return [...distances]
    .filter(([one]) => specFilePattern.test(one))
    .toSorted((a, b) => rank(a) - rank(b) || (a[0] < b[0] ? -1 : 1))
    .map(([spec]) => spec);
}

/**
 * TypeScript sources in a folder, or that file itself.
 * @param {string} filePath path from the root of the repository
 * @returns {readonly string[]} sorted
 */
export function sourceFilesIn(filePath) {
  const whole = inRepository(filePath);
  if (!fs.statSync(whole).isDirectory()) return [filePath];
  return fs
    .readdirSync(whole, { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.(tsx?|mjs)$/.test(name) && !name.endsWith('.d.ts'))
    .map((name) => path.posix.join(filePath, name.replaceAll(path.sep, '/')))
    .toSorted();
}

/**
 * Files of the repository that a file loads; types load nothing.
 * @param {string} file
 * @param {string} code
 * @returns {readonly string[]}
 */
function importedFilesOf(file, code) {
  const { body } = parseAst(code, { lang: file.endsWith('x') ? 'tsx' : 'ts' });
  const named = body.flatMap((node) => {
    const isType =
      ('importKind' in node && node.importKind === 'type') ||
      ('exportKind' in node && node.exportKind === 'type');
    return isType || !('source' in node) || node.source === null ? [] : [node.source.value];
  });
  const later = [...code.matchAll(/\bimport\(\s*'([^']+)'/g)].map(([, name = '']) => name);
  return [...named, ...later].flatMap((name) => {
    const target = importTargetOf(file, name);
    return /^(npm|node):/.test(target) ? [] : [target];
  });
}
