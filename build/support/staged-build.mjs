import fs from 'node:fs';
import path from 'node:path';
import { build } from 'vite';

/**
 * Builds configurations beside their folders, and puts each folder in place once it is whole. A test or a server that
 * reads the former one meanwhile never finds half of a new one; a failed build leaves it.
 * @param {readonly import('vite').InlineConfig[]} configs built one after the other; some may share a folder
 */
export async function buildStaged(configs) {
  const folders = new Set(configs.map(outFolderOf));
  for (const folder of folders) {
    // Of the same depth, since source maps lead from there to the sources.
    const staged = `${folder}.${process.pid}.new`;
    fs.rmSync(staged, { recursive: true, force: true });
    try {
      for (const config of configs)
        if (outFolderOf(config) === folder)
          await build({ ...config, build: { ...config.build, outDir: staged } });
      replaceFolder(folder, staged);
    } finally {
      fs.rmSync(staged, { recursive: true, force: true });
    }
  }
}

/** @param {import('vite').InlineConfig} config */
function outFolderOf({ build: output }) {
  if (output?.outDir === undefined) throw new Error('The configuration names no folder');
  return output.outDir;
}

/**
 * Puts a whole folder in the place of another one.
 * @param {string} folder
 * @param {string} whole
 */
function replaceFolder(folder, whole) {
  fs.mkdirSync(path.dirname(folder), { recursive: true });
  const former = `${folder}.${process.pid}.old`;
  if (fs.existsSync(folder)) fs.renameSync(folder, former);
  fs.renameSync(whole, folder);
  fs.rmSync(former, { recursive: true, force: true });
}
