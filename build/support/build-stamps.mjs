import crypto from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { inRepository } from '../repository.mjs';

// Dependencies of every part besides its own sources.
const commonSources = ['package.json', 'package-lock.json', 'build/vite'];

/**
 * Whether the part in dist/ is up to date with its sources.
 * @param {import('../vite/parts.mjs').Part} part
 */
export function isPartFresh(part) {
  try {
    return fs.readFileSync(stampFileOf(part), 'utf8') === sourceDigestOf(part);
  } catch {
    return false;
  }
}

/**
 * Builds, and stamps the result only after success: an interrupted build is never taken for fresh.
 * @param {import('../vite/parts.mjs').Part} part
 * @param {() => Promise<void>} build
 */
export async function buildAndStampPart(part, build) {
  fs.rmSync(stampFileOf(part), { force: true });
  const digest = sourceDigestOf(part); // of the earlier sources: an edit during the build makes it stale
  await build();
  fs.mkdirSync(path.dirname(stampFileOf(part)), { recursive: true });
  fs.writeFileSync(stampFileOf(part), digest);
}

/** @param {import('../vite/parts.mjs').Part} part */
const stampFileOf = (part) => inRepository('dist', '.stamps', part.name);

/** @param {import('../vite/parts.mjs').Part} part */
function sourceDigestOf(part) {
  const hash = crypto.createHash('sha256');
  for (const filePath of [...commonSources, ...part.sources]) {
    for (const file of filesUnder(inRepository(filePath))) {
      const { mtimeMs, size } = fs.statSync(file);
      hash.update(`${file}\0${mtimeMs}\0${size}\n`);
    }
  }
  return hash.digest('hex');
}

/** @param {string} filePath a file or a folder */
function filesUnder(filePath) {
  if (fs.statSync(filePath).isFile()) return [filePath];
  return fs
    .readdirSync(filePath, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.join(entry.parentPath, entry.name))
    .sort();
}
