import path from 'node:path';
import { cacheFolder, homeIsWritable } from './cache-folder.mjs';

const onWindows = process.platform === 'win32';

/** The program npm; on Windows it is a script, which only a shell starts. */
export const npm = { program: onWindows ? 'npm.cmd' : 'npm', shell: onWindows };

/**
 * The environment for npm, which by itself keeps its cache in the home folder only, and says so to its scripts.
 * @returns {NodeJS.ProcessEnv}
 */
export function npmEnvironment() {
  return homeIsWritable()
    ? process.env
    : { ...process.env, npm_config_cache: path.join(cacheFolder(), 'npm') };
}
