import fs from 'node:fs';
import path from 'node:path';
import { repositoryRoot } from '../repository.mjs';

/** Options whose value is a path. */
const pathOptions = ['--data', '--instrument', '--vectors', '--out', '-o'];

/**
 * Arguments with their paths made whole. A path is meant from where the command was typed, which is not where it runs:
 * npm goes to the root of the repository first. One that leads nowhere from there is tried from the root.
 * @param {readonly string[]} args
 * @param {{ takesFile: boolean, env?: NodeJS.ProcessEnv, cwd?: string }} how `takesFile`: arguments without an option are paths too
 * @returns {readonly string[]}
 */
export function withAbsolutePaths(args, { takesFile, env = process.env, cwd = process.cwd() }) {
  const isByNpm = env['npm_lifecycle_event'] === 'instrument';
  const folders = [isByNpm ? (env['INIT_CWD'] ?? cwd) : cwd, repositoryRoot];
  return args.map((arg, at) => {
    const [option = '', ...value] = arg.split('=');
    if (value.length > 0 && pathOptions.includes(option))
      return `${option}=${absolutePathOf(value.join('='), folders)}`;
    const isPath = pathOptions.includes(args[at - 1] ?? '') || (takesFile && !arg.startsWith('-'));
    return isPath ? absolutePathOf(arg, folders) : arg;
  });
}

/**
 * @param {string} typed
 * @param {readonly string[]} folders
 */
function absolutePathOf(typed, folders) {
  const candidates = folders.map((folder) => path.resolve(folder, typed));
  const isThere = (/** @type {string} */ file) => fs.existsSync(file);
  return (
    candidates.find(isThere) ??
    candidates.find((file) => isThere(path.dirname(file))) ??
    candidates[0] ??
    typed
  );
}
