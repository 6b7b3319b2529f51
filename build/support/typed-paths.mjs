import fs from 'node:fs';
import path from 'node:path';
import { repositoryRoot } from '../repository.mjs';

/** Options with a path as their value. */
const pathOptions = ['--data', '--instrument', '--vectors', '--out', '-o'];

/**
 * Makes the paths of arguments absolute. A path is relative to the folder where the command was typed, but
 * npm runs it in the root of the repository. A path that does not exist from there is tried from the root.
 * @param {readonly string[]} args
 * @param {{ takesFile: boolean, env?: NodeJS.ProcessEnv, cwd?: string }} how `takesFile`: arguments without an option are paths too
 * @returns {readonly string[]}
 */
export function withAbsolutePaths(args, { takesFile, env = process.env, cwd = process.cwd() }) {
  const isByNpm = ['instrument', 'workshop'].includes(env['npm_lifecycle_event'] ?? '');
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
