import path from 'node:path';
import { cacheFolderPath, isHomeWritable } from './cache-folder.mjs';

const isWindows = process.platform === 'win32';

/** The program npm; on Windows it is a script, which only a shell starts. */
export const npmCommand = { program: isWindows ? 'npm.cmd' : 'npm', shell: isWindows };

/**
 * Returns the environment for npm, which otherwise keeps its cache in the home folder only, and tells its
 * scripts so.
 * @returns {NodeJS.ProcessEnv}
 */
export function npmEnvironment() {
  return isHomeWritable()
    ? process.env
    : { ...process.env, npm_config_cache: path.join(cacheFolderPath(), 'npm') };
}
