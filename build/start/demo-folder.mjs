import fs from 'node:fs';
import path from 'node:path';
import { say } from '../problem.mjs';
import { inRepository } from '../repository.mjs';

/**
 * Where `npm start` keeps its server's and its laptop's data between starts.
 * @typedef {object} DemoFolder
 * @property {string} server
 * @property {string} laptop
 * @property {string} recovery files and words of headquarters' recovery key, together as nobody would keep them
 * @property {string} portFile the server's port, kept so that the enrolled laptop finds it again
 */

/**
 * @param {{ fresh: boolean }} wanted `fresh` moves earlier data aside; nothing is ever deleted
 * @returns {DemoFolder}
 */
export function openDemoFolder({ fresh }) {
  const folder = inRepository('.demo');
  if (fresh && fs.existsSync(folder)) {
    const aside = `${folder}-${new Date().toISOString().replace(/[:.]/g, '-')}`;
    fs.renameSync(folder, aside);
    say('start', `the earlier data is kept in ${path.basename(aside)}`);
  }
  fs.mkdirSync(folder, { recursive: true });
  return {
    server: path.join(folder, 'server'),
    laptop: path.join(folder, 'laptop'),
    recovery: path.join(folder, 'recovery'),
    portFile: path.join(folder, 'port'),
  };
}

/**
 * The text of a file, or null where there is none yet.
 * @param {string} file
 */
export function readIfThere(file) {
  return fs.existsSync(file) ? fs.readFileSync(file, 'utf8').trim() : null;
}
